"""How commitments are named in parameters."""

from typing import Any

from django.db.models import QuerySet

from commitments.models import Commitment


def commitment_called(user: Any, reference: str) -> QuerySet:
    return Commitment.objects.visible_to(user).filter(reference__iexact=reference)
