"""Recording what a body decided, what states said of it, and what follows from it. The words are never changed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from decisions.actions.positions import Asked, Stated, ask_for, problems_with_positions, state
from decisions.choices import BY_CONSENSUS, Manner, Outcome
from decisions.models import AgendaItem, Decision, SilenceProcedure
from decisions.reads.symbols import SYMBOL, next_symbol
from journal.actions import record
from journal.staff import is_officer
from law.silence import SILENCE
from meetings.choices import Status
from meetings.models import Meeting
from meetings.quorum import Quorum, members_present, quorum_of
from members.choices import Audience
from members.models import Participant, User
from record.called import called
from record.dates import day_of_the_house
from record.once import KeyIsUsed
from record.refusals import Refused
from record.texts import in_language

ATTEMPTS = 10
ONLY_OFFICERS = _("The Secretariat records decisions.")
RELEASED_TO = (Audience.MEMBERS, Audience.OBSERVERS, Audience.PUBLIC)


@dataclass(frozen=True)
class Wording:
    """What is recorded: the text put before the body, what became of it, and how consensus was recorded."""

    title: dict[str, str]
    text: dict[str, str]
    outcome: str = Outcome.ADOPTED
    symbol: str = ""
    consensus: str = ""
    agenda_item: AgendaItem | None = None
    on: dt.date | None = None
    audience: str = Audience.MEMBERS
    positions: tuple[Stated, ...] = ()
    follow_ups: tuple[Asked, ...] = ()


def record_decision(
    *,
    meeting: Meeting,
    wording: Wording,
    by: User,
    moves: bool = False,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> Decision:
    """Record what a body did at its meeting with a text before it.

    1. A key seen before answers with the decision it recorded.
    2. The Secretariat records it, once the meeting has begun, on one of its days.
    3. What is adopted or taken note of, and whatever moves a commitment (`moves`), has a quorum; that has no objection, and
       what found no consensus names the objections that blocked it. Nothing is decided where nobody is written down.
    4. Positions are those of members of that day: observers attend and don't decide.
    5. The members present, how many there were and how many it took are kept as they are at that moment.
    """
    at = at or timezone.now()
    for attempt in range(ATTEMPTS):
        if already := recorded_before(once_key, by, wording):
            return already
        try:
            with transaction.atomic():
                return _record(meeting, wording, by, moves, once_key, at)
        except IntegrityError:
            # The same key twice at once, or somebody took the symbol: look again.
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def recorded_before(once_key: str | None, by: User, wording: Wording) -> Decision | None:
    """What the key has recorded. Raises Refused where it was somebody else's, or said something else."""
    decision = Decision.objects.filter(once_key=once_key).first() if once_key else None
    if decision and (decision.by_id != by.pk or decision.text != wording.text or decision.title != wording.title):
        raise KeyIsUsed
    return decision


def _record(
    meeting: Meeting, wording: Wording, by: User, moves: bool, once_key: str | None, at: dt.datetime
) -> Decision:
    # Held until the end, so that nobody changes who is present between the count and the record.
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    on = wording.on or min(meeting.last_day, day_of_the_house(at))
    quorum = quorum_of(meeting, on)
    if problems := _problems_with(meeting, wording, by, on, _no_quorum(wording, quorum, moves), at):
        raise Refused(problems)
    decision = Decision.objects.create(
        symbol=wording.symbol.strip() or next_symbol(meeting.reference),
        body=meeting.body,
        title=wording.title,
        text=wording.text,
        outcome=wording.outcome,
        manner=Manner.AT_MEETING,
        meeting=meeting,
        agenda_item=wording.agenda_item,
        on=on,
        members_then=quorum.members,
        quorum_then=quorum.needed,
        consensus=wording.consensus.strip(),
        audience=wording.audience,
        by=by,
        at=at,
        once_key=once_key,
    )
    decision.present.set(members_present(meeting, on))
    positions = [state(decision, stated, on, by, at) for stated in wording.positions]
    follow_ups = [ask_for(decision, follow_up, by, at) for follow_up in wording.follow_ups]
    changes = _told(decision, wording.positions)
    record(by=by, verb="recorded a decision", about=decision, changes=changes, at=at, wrote=[*positions, *follow_ups])
    return decision


def _problems_with(
    meeting: Meeting, wording: Wording, by: User, on: dt.date, no_quorum: Any, at: dt.datetime
) -> dict[str, list[Any]]:
    """Why this can't be recorded, sentences by field."""
    if not is_officer(by):
        return {"": [ONLY_OFFICERS]}
    problems_by_field: dict[str, list[Any]] = {}
    today = day_of_the_house(at)
    for name, problem in (
        ("", _not_held(meeting, today)),
        ("", no_quorum),
        ("title", None if in_language(wording.title).strip() else _("Say what it is about.")),
        ("text", None if in_language(wording.text).strip() else _("Write down its words.")),
        ("symbol", _symbol(wording.symbol.strip())),
        ("on", _day(meeting, on, today)),
        ("agenda_item", _agenda_item(meeting, wording)),
        ("audience", None if wording.audience in RELEASED_TO else _("The members at least read it.")),
    ):
        if problem is not None:
            problems_by_field.setdefault(name, []).append(problem)
    if problems := problems_with_positions(wording.outcome, wording.positions, on):
        problems_by_field["positions"] = problems
    if any(not follow_up.what.strip() for follow_up in wording.follow_ups):
        problems_by_field["follow_ups"] = [_("Say what is to be done.")]
    return problems_by_field


def _not_held(meeting: Meeting, today: dt.date) -> Any:
    if meeting.status in {Status.CANCELLED, Status.PROPOSED}:
        return _("This meeting does not take place.")
    return None if meeting.was_held_by(today) else _("The meeting has not begun yet.")


def _no_quorum(wording: Wording, quorum: Quorum, moves: bool) -> Any:
    if not quorum.present:
        return _("No member is recorded as present at this meeting: record the attendance first.")
    if quorum.is_met or not (moves or wording.outcome in BY_CONSENSUS):
        return None
    return _(
        "There is no quorum: %(present)d of %(members)d members are written down as present, and a decision needs"
        " %(needed)d."
    ) % {"present": quorum.present, "members": quorum.members, "needed": quorum.needed}


def _symbol(symbol: str) -> Any:
    if symbol and not SYMBOL.fullmatch(symbol):
        return _("A symbol is letters, digits, dots and hyphens: SOC-2027-1-D1.")
    if symbol and called(Decision.everything.all(), symbol, "symbol").exists():
        return _("Another decision has this symbol.")
    return None


def _day(meeting: Meeting, on: dt.date, today: dt.date) -> Any:
    if meeting.starts_on <= on <= min(meeting.last_day, max(today, meeting.starts_on)):
        return None
    return _("Choose a day of the meeting that has come.")


def _agenda_item(meeting: Meeting, wording: Wording) -> Any:
    item = wording.agenda_item
    return None if item is None or item.meeting_id == meeting.pk else _("This item is of another meeting's agenda.")


def named(commitment: Commitment, sentence: Any) -> Any:
    """A sentence about one of several commitments, with which one."""
    return _("%(commitment)s: %(sentence)s") % {"commitment": commitment.reference, "sentence": sentence}


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


def _told(decision: Decision, positions: Sequence[Stated] = ()) -> dict[str, list[Any]]:
    """What the journal says of a decision."""
    changes: dict[str, list[Any]] = {
        "symbol": [None, decision.symbol],
        "outcome": [None, decision.outcome],
        "manner": [None, decision.manner],
        "on": [None, decision.on],
        "audience": [None, decision.audience],
    }
    if positions:
        changes["positions"] = [
            None,
            [f"{position.participant.code} {position.kind} {position.paragraphs}".strip() for position in positions],
        ]
    return changes
