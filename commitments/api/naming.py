"""How commitments are named in parameters."""

from django.db.models import QuerySet

from commitments.models import Commitment
from members.models import Person


def commitment_called(user: Person, reference: str) -> QuerySet:
    return Commitment.objects.visible_to(user).filter(reference__iexact=reference)
