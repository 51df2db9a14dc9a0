"""What can have been entered by mistake of meetings."""

from django.utils.translation import gettext_lazy as _

from meetings.choices import Status
from meetings.models import GroupSeat, Meeting
from members.access import may_take_back
from record.acts import Whom, open_to
from record.acts.corrections import correctable
from record.acts.kept_letters import OF_ITS_OWNER
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
    correctable(
        CorrectableKind(
            model=GroupSeat,
            may=may_take_back,
            relies=lambda seat: False,
            effect=_("The state sits in the group by this entry no more, and never did; it may join again."),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=_("the state whose seat it is, the Secretariat for what it entered in a state's name"),
        article="AA 32",
        written_by=OF_ITS_OWNER,
    )
