"""On a meeting's page: the texts that were put before the members at it."""

from typing import Any

from django.http import HttpRequest

from decisions.models import SilenceProcedure
from meetings.models import Meeting


def silence_section(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """None where nothing was opened at it, or not for this reader."""
    procedures = list(
        SilenceProcedure.objects.visible_to(request.user).filter(opened_at_meeting=meeting).with_why_held()
    )
    return {"silence_procedures": procedures} if procedures else None
