"""Recording what a body decided, what states said of it, and what follows from it. The words are never changed."""

import datetime as dt
from typing import Any

from django.db import transaction

from journal.actions import record
from meetings.choices import Manner, Outcome
from meetings.models import Decision, SilenceProcedure
from members.models import Participant, User

# What acts where no person does: the end of a period.
SILENCE = "silence procedure"


# -- By silence procedure.


def adopt_by_silence(*, procedure: SilenceProcedure, at: dt.datetime, by: User | None) -> Decision:
    """The decision of a silence procedure whose period ended at `at` with no objection.

    Called in the transaction that settles the procedure; once it is there, it is found again. `by` is the officer who
    settled it by hand, None where the end of the period did. Nothing is said of any member: silence isn't a choice.
    """
    if already := Decision.objects.filter(silence_procedure=procedure).first():
        return already
    on = at.astimezone(procedure.zone).date()
    with transaction.atomic():
        decision = Decision.objects.create(
            symbol=next_symbol(procedure.reference),
            body=procedure.body,
            title=procedure.title,
            text={"en": procedure.latest.text},
            outcome=Outcome.ADOPTED,
            manner=Manner.BY_SILENCE,
            silence_procedure=procedure,
            on=on,
            at_instant=at,
            members_then=Participant.objects.members_on(on).count(),
            by=by,
            at=at,
        )
        record(by=by or SILENCE, verb="adopted by silence", about=decision, changes=_told(decision), at=at)
    return decision


def next_symbol(reference: str) -> str:
    """The next free symbol under a reference: SOC-2027-1-D1. It stands in addresses as it is."""
    beginning = f"{reference}-D"
    taken = Decision.objects.filter(symbol__startswith=beginning).values_list("symbol", flat=True)
    numbers = [int(number) for one in taken if (number := one.removeprefix(beginning)).isdecimal()]
    return f"{beginning}{max(numbers, default=0) + 1}"


def _told(decision: Decision) -> dict[str, list[Any]]:
    """What the journal says of a decision."""
    return {
        "symbol": [None, decision.symbol],
        "outcome": [None, decision.outcome],
        "manner": [None, decision.manner],
        "on": [None, decision.on],
        "audience": [None, decision.audience],
    }
