"""What can have been entered by mistake of meetings."""

from django.utils.translation import gettext_lazy as _

from meetings.choices import Status
from meetings.models import Meeting
from record.acts.corrections import correctable
from record.corrections import CorrectableKind, named_by

# What names a meeting, here and in the rooms above; its dates, deadlines, attendance and agenda are parts of it.
BLOCKS = ("decisions", "steps_taken", "silence_procedures", "groups_established", "prepared_by")


def register() -> None:
    """From `ready()`."""
    correctable(
        CorrectableKind(
            model=Meeting,
            # What is only proposed, no state has heard of.
            relies=lambda meeting: meeting.status != Status.PROPOSED,
            blocks=named_by(*BLOCKS),
            effect=_("The meeting was never to be, or never was: nothing is awaited for it, and no rhythm counts it."),
        )
    )
