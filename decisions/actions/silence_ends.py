"""The end of a silence procedure's period: adopted, or held until it is known that every member was reached.

Adoption carries the instant at which the period ended, whenever the clock comes to record it: a worker that was down at
that second loses nothing. The move is a compare-and-swap, so that of two clocks one adopts.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.actions.recording import adopt_by_silence
from decisions.actions.silence import for_act, fresh, journal, move
from decisions.models import Decision, SilenceProcedure
from law.choices import SilenceState
from law.silence import SILENCE
from members.models import User
from record.refusals import Refused


def settle(*, procedure: SilenceProcedure, at: dt.datetime) -> SilenceProcedure | None:
    """Record the end of a period that has run out by `at`. None where there is nothing to record, or somebody was first.

    Runs in the caller's transaction, if there is one.
    """
    found = fresh(procedure)
    if found.state != SilenceState.OPEN or at < found.ends_at:
        return None
    act = found.rules.act("hold" if found.not_reached else "adopt")
    try:
        with transaction.atomic():
            move(found, act, settled_at=found.ends_at if act.name == "adopt" else None)
            if act.name == "adopt":
                adopt_by_silence(procedure=found, at=found.ends_at, by=None)
            # Whom it names, the Secretariat and the Chair read; so they stand in the journal, which is the Secretariat's.
            missing = {"not_reached": [None, [state.code for state in found.not_reached]]} if found.not_reached else {}
            journal(found, act, SILENCE, at, missing)
    except Refused:
        return None
    return fresh(found)


def conclude(
    *, procedure: SilenceProcedure, by: User, seen_version: int | None = None, at: dt.datetime | None = None
) -> Decision:
    """A procedure that was held: the receipts are there now, of before the end, and the text is adopted as of that end."""
    at = at or timezone.now()
    found = for_act(procedure, "conclude", by, at, seen_version)
    act = found.rules.act("conclude")
    if found.not_reached:
        names = ", ".join(str(state) for state in found.not_reached)
        raise Refused({"": [_("It isn't known yet that the text reached: %(names)s.") % {"names": names}]})
    with transaction.atomic():
        move(found, act, settled_at=found.ends_at)
        made = adopt_by_silence(procedure=found, at=found.ends_at, by=by)
        journal(found, act, by, at, {})
    return made
