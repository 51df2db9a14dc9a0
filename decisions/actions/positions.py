"""What states say of a decision, and what it asks for next: written beside it, at once or afterwards."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.choices import BY_CONSENSUS, FollowUpState, Outcome, PositionKind
from decisions.models import Decision, FollowUp, Position
from journal.actions import record
from journal.staff import is_officer
from meetings.choices import Status
from meetings.models import Meeting, WorkingGroup
from members.actions import enter_for
from members.models import Participant, User, seats_of
from record.dates import day_of_the_house
from record.refusals import Refused
from record.templatetags.signs import colon
from record.texts import in_all, language_written

WITHIN = _("Choose a day from that of the decision to today.")
# What stands beside a text without blocking it, and so can be said afterwards, too (Dushanbe, 2019).
BESIDE = (PositionKind.DISSOCIATION, PositionKind.STATEMENT)


@dataclass(frozen=True)
class Stated:
    """A state's position on a text, in its own words."""

    participant: Participant
    kind: str
    paragraphs: str = ""
    text: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What is to be done next, who looks after it (the Secretariat where nobody is named), which meeting hears of it."""

    what: str
    owner: Participant | None = None
    hears: Meeting | None = None
    group: WorkingGroup | None = None


# -- Positions.


def problems_with_positions(outcome: str, positions: Sequence[Stated], on: dt.date) -> list[Any]:
    """Why these can't stand beside a text with that outcome on that day, in sentences."""
    problems: list[Any] = []
    objections = [stated for stated in positions if stated.kind == PositionKind.OBJECTION]
    if outcome in BY_CONSENSUS and objections:
        problems.append(_("What is adopted has no objection: decisions are taken by consensus."))
    if outcome == Outcome.NO_CONSENSUS and not objections:
        problems.append(_("Name the objection that blocked it, and whose it is."))
    pairs = [(stated.participant.pk, stated.kind) for stated in positions]
    if len(set(pairs)) < len(pairs):
        problems.append(_("A state has one position of a kind on a decision."))
    members = set(_members(on, [stated.participant for stated in positions]))
    for stated in positions:
        problems += _problems_with(stated, stated.participant.pk in members)
    return problems


def _members(on: dt.date, participants: Sequence[Participant]) -> list[int]:
    keys = [participant.pk for participant in participants]
    return list(Participant.objects.members_on(on).filter(pk__in=keys).values_list("pk", flat=True)) if keys else []


def _problems_with(stated: Stated, is_member: bool) -> list[Any]:
    who = {"state": stated.participant}
    problems: list[Any] = []
    if not is_member:
        problems.append(_("%(state)s is no member on that day: observers attend, and don't decide.") % who)
    if stated.kind == PositionKind.DISSOCIATION and not stated.paragraphs.strip():
        problems.append(_("Say from which paragraphs %(state)s dissociates itself.") % who)
    if stated.kind == PositionKind.STATEMENT and not any(text.strip() for text in stated.text.values()):
        problems.append(_("Write down the statement of %(state)s.") % who)
    return problems


def state(decision: Decision, stated: Stated, on: dt.date, by: User, at: dt.datetime, letter: str = "") -> Position:
    """Append a position; whoever calls this has looked for problems, and writes the journal.

    An officer writes it down as the state's: that state's people are told "in your name", and can disown it.
    """
    position = Position.objects.create(
        decision=decision,
        participant=stated.participant,
        kind=stated.kind,
        paragraphs=stated.paragraphs.strip(),
        text={language: text.strip() for language, text in stated.text.items() if text.strip()},
        on=on,
        by=by,
        at=at,
    )
    enter_for(
        state=stated.participant,
        about=decision,
        what=in_all(lambda: f"{decision.symbol}{colon()}{position.get_kind_display()}"),
        url=decision.get_absolute_url(),
        by=by,
        at=at,
        letter=letter.strip(),
    )
    return position


def attach_position(
    *,
    decision: Decision,
    stated: Stated,
    by: User,
    on: dt.date | None = None,
    letter: str = "",
    at: dt.datetime | None = None,
) -> Position:
    """A dissociation or a statement of a member, made after the decision; it is shown wherever the decision is."""
    at = at or timezone.now()
    today = day_of_the_house(at)
    on = on or today
    problems: dict[str, list[Any]] = {}
    if not is_officer(by):
        problems[""] = [_("The Secretariat attaches what a state sent.")]
    if stated.kind not in BESIDE:
        problems["kind"] = [_("An objection is recorded with what it blocked; afterwards, a state makes a statement.")]
    if not decision.on <= on <= today:
        problems["on"] = [WITHIN]
    elif sentences := problems_with_positions(Outcome.DEFERRED, [stated], decision.on):
        problems["positions"] = sentences
    if problems:
        raise Refused(problems)
    try:
        with transaction.atomic():
            position = state(decision, stated, on, by, at, letter)
            change = [None, f"{stated.participant.code} {stated.kind} {stated.paragraphs}".strip()]
            record(
                by=by,
                verb="attached a position",
                about=decision,
                changes={"positions": change},
                at=at,
                wrote=[position],
            )
    except IntegrityError as error:
        raise Refused({"": [_("This state's position of that kind is there already.")]}) from error
    return position


# -- Follow-ups.


def ask_for(decision: Decision, asked: Asked, by: User, at: dt.datetime) -> FollowUp:
    """Append a follow-up; whoever calls this writes the journal."""
    return FollowUp.objects.create(
        decision=decision,
        what=asked.what.strip(),
        owner=asked.owner,
        hears=asked.hears,
        group=asked.group,
        by=by,
        at=at,
    )


def add_follow_up(*, decision: Decision, asked: Asked, by: User, at: dt.datetime | None = None) -> FollowUp:
    """What a decision asks for next, written down afterwards."""
    at = at or timezone.now()
    problems: dict[str, list[Any]] = {}
    if not is_officer(by):
        problems[""] = [_("The Secretariat writes down follow-ups.")]
    if not asked.what.strip():
        problems["what"] = [_("Say what is to be done.")]
    if asked.hears and asked.hears.status == Status.CANCELLED:
        problems["hears"] = [_("This meeting was cancelled.")]
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        follow_up = ask_for(decision, asked, by, at)
        changes = {"what": [None, follow_up.what]}
        record(by=by, verb="asked for a follow-up", about=decision, changes=changes, at=at, wrote=[follow_up])
    return follow_up


def may_report(user: User, follow_up: FollowUp) -> bool:
    """The Secretariat, those who act for the state that looks after it, and whoever chairs the group it was given to."""
    seats = seats_of(user).acting
    if seats.is_officer or (follow_up.owner_id is not None and seats.acts_for(follow_up.owner_id)):
        return True
    return follow_up.group is not None and follow_up.group.chaired_by_id == user.pk


def report_follow_up(
    *,
    follow_up: FollowUp,
    report: str,
    by: User,
    language: str | None = None,
    closes: bool = False,
    on: dt.date | None = None,
    seen_version: int | None = None,
    at: dt.datetime | None = None,
) -> FollowUp:
    """What became of it, in the words of who looks after it; an officer says on which day its letter did (`on`).

    `seen_version` is the version that was on the page.
    """
    at = at or timezone.now()
    if on is not None and not follow_up.decision.on <= on <= day_of_the_house(at):
        raise Refused({"on": [WITHIN]})
    if not may_report(by, follow_up):
        raise Refused({"": [_("Who looks after it reports on it, or the Secretariat.")]})
    if not report.strip():
        raise Refused({"report": [_("Say what became of it.")]})
    to_state = FollowUpState.CLOSED if closes and is_officer(by) else FollowUpState.REPORTED
    with transaction.atomic():
        was = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
        if seen_version is not None and was.version != seen_version:
            raise Refused(
                {
                    "": [
                        _("Somebody reported on it meanwhile. Read that report, then send yours again if it says more.")
                    ]
                },
                is_stale=True,
            )
        FollowUp.objects.filter(pk=was.pk).update(
            report=report.strip(),
            language=language or language_written(report),
            state=to_state,
            reported_on=on or day_of_the_house(at),
            version=F("version") + 1,
        )
        changes = {"state": [was.state, to_state], "report": [was.report, report.strip()]}
        record(by=by, verb="reported a follow-up", about=follow_up, changes=changes, at=at)
    follow_up.refresh_from_db()
    return follow_up
