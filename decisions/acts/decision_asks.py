"""What is asked of who records a decision: its text, what states say of it, what moves with it and what follows."""

import datetime as dt
from dataclasses import KW_ONLY, dataclass, replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from activities.models import YearPlan
from commitments.asks.meetings import nearest_first
from commitments.models import Commitment
from decisions.actions.decisions import Matter
from decisions.actions.positions import BESIDE, Asked, Stated
from decisions.actions.recording import RELEASED_TO, Wording
from decisions.asks import meetings_to_see
from decisions.choices import Outcome, PositionKind
from decisions.models import AgendaItem, Decision
from law.grammar.procedure import Does, Step
from meetings.choices import Status
from meetings.models import Meeting, WorkingGroup
from meetings.quorum import quorum_of
from members.choices import Audience
from members.models import Participant
from record.acts import (
    Aside,
    Ask,
    Choice,
    Day,
    Group,
    Need,
    Pick,
    PickMany,
    Rows,
    Setting,
    Texts,
    VersionSeen,
    Words,
    WrittenIn,
)
from record.dates import day_of_the_house

# The longest text that is decided on, and the longest that a state says of it, in each language.
LONGEST_TEXT, LONGEST_POSITION = 50_000, 10_000
ROWS_OF_POSITIONS, ROWS_OF_FOLLOW_UPS = 4, 3

# -- What a state says of a text.


def deciding_step(commitment: Commitment) -> Step | None:
    """The step by which the body before which a commitment lies would adopt it; None where it lies before none."""
    return next((step for step in commitment.workflow.from_state(commitment.state) if step.is_decided), None)


def meeting_that_may_decide(setting: Setting) -> Meeting | None:
    """The meeting before which it was put; where that is to come or was cancelled, the nearest that was held since."""
    step = deciding_step(setting.thing) if setting.thing is not None else None
    if step is None:
        return None
    put_before, held = setting.thing.put_before(), nearest_first(setting, step)
    return put_before if put_before in held else next(iter(held), None)


def meeting_of(setting: Setting) -> Meeting | None:
    """The meeting that is asked about: itself, that of a decision, the one that may decide about a commitment."""
    match setting.thing:
        case Decision() as decision:
            return decision.meeting
        case Meeting() as meeting:
            return meeting
        case Commitment():
            return meeting_that_may_decide(setting)
    return None


def day_of(setting: Setting) -> dt.date:
    """The day on which it counts who is a member."""
    if isinstance(setting.thing, Decision):
        return setting.thing.on
    meeting = meeting_of(setting)
    return meeting.starts_on if meeting is not None else day_of_the_house(setting.at)


def members_of_the_day(setting: Setting) -> QuerySet[Participant]:
    return Participant.objects.visible_to(setting.user).members_on(day_of(setting)).in_seat_order()


def states(setting: Setting) -> QuerySet[Participant]:
    return Participant.objects.visible_to(setting.user)


def stated(participant: Participant, kind: str, paragraphs: str, text: str, language: str) -> Stated:
    return Stated(participant, kind, paragraphs, {language or "en": text} if text else {})


def stated_in_a_row(row: Any, participant: Participant | None, kind: str, **words: str) -> Stated | None:
    """A row without a state is left out."""
    return stated(participant, kind or PositionKind.DISSOCIATION, **words) if participant else None


# What a state says itself: that a source reports something of it is of the public record alone.
OF_STATES = [(kind, label) for kind, label in PositionKind.choices if kind != PositionKind.NOT_SUPPORTED]
PARTICIPANT = Pick("participant", _("State"), rows=members_of_the_day, key="code")
POSITION: tuple[Ask, ...] = (
    PARTICIPANT,
    Choice("kind", _("Position"), choices=OF_STATES, initial=PositionKind.DISSOCIATION),
    Words(
        "paragraphs", _("Paragraphs"), Need.MAY, most=100, help_text=_("As the state named them: 17–19."),
    ),
    Words("text", _("In its own words"), Need.MAY, most=LONGEST_POSITION, rows=3),
    WrittenIn("language", _("Language"), Need.MAY),
)  # fmt: skip
POSITIONS = Rows(
    "positions",
    _("What states said of it"),
    help_text=_(
        "A dissociation or a statement stands beside the text and doesn't block it; an objection does."
        " A row without a state is left out."
    ),
    parts=(replace(PARTICIPANT, need=Need.MAY, empty=_("none")), *POSITION[1:]),
    rows=lambda setting: dict.fromkeys(map(str, range(ROWS_OF_POSITIONS))),
    make=stated_in_a_row,
    folds=True,
)
LETTER_OF_POSITION = Words(
    "letter",
    _("Number and day of the letter"),
    Need.MAY,
    most=300,
    help_text=_("By which the state sent it. The state's people read it."),
)
BESIDE_IT = Choice(
    "kind", _("Position"), choices=[(kind, PositionKind(kind).label) for kind in BESIDE], initial=BESIDE[0]
)


@dataclass(frozen=True)
class Objections(PickMany):
    """The states whose objection blocked it."""

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {"positions": tuple(Stated(state, PositionKind.OBJECTION) for state in cleaned.get(self.name) or ())}


# -- What follows from it.


def meetings_after_it(setting: Setting) -> QuerySet[Meeting]:
    meeting = meeting_of(setting)
    if meeting is None:
        return Meeting.objects.none()
    rows = meetings_to_see(setting).filter(status=Status.PLANNED, starts_on__gte=meeting.starts_on)
    return rows.exclude(pk=meeting.pk).order_by("starts_on", "pk")


WHAT = Words("what", _("What is to be done"), most=500)
FOLLOW_UP_TO_ASK: tuple[Ask, ...] = (
    WHAT,
    Pick("owner", _("Looked after by"), Need.MAY, rows=members_of_the_day, key="code", empty=_("the Secretariat")),
    Pick("hears", _("Meeting that will hear of it"), Need.MAY, rows=meetings_after_it, empty=_("not said")),
    Pick(
        "group",
        _("Given to the working group"),
        Need.MAY,
        rows=lambda setting: WorkingGroup.objects.visible_to(setting.user).order_by("code"),
        key="code",
        empty=_("none"),
    ),
)
FOLLOW_UPS = Rows(
    "follow_ups",
    _("Follow-ups"),
    help_text=_("A row without words is left out."),
    parts=(replace(WHAT, need=Need.MAY), *FOLLOW_UP_TO_ASK[1:]),
    rows=lambda setting: dict.fromkeys(map(str, range(ROWS_OF_FOLLOW_UPS))),
    make=lambda row, what, owner, hears, group: Asked(what, owner, hears, group) if what else None,
    folds=True,
)


# -- What moves with it.


def commitments_before(setting: Setting) -> dict[str, Commitment]:
    """What lies before the body of the meeting, for it to adopt."""
    if setting.thing is None:
        return {}
    body = setting.thing.body
    rows = Commitment.objects.visible_to(setting.user).standing(lambda flow: flow.states_before(body))
    return {str(row.pk): row for row in rows.select_related("measure", "area").order_by("reference")}


def commitments_not_moved(setting: Setting) -> QuerySet[Commitment]:
    """What lies before the body of a decision, and wasn't moved by it."""
    rows = Commitment.objects.visible_to(setting.user).order_by("reference")
    if setting.thing is None:
        return rows
    before = rows.standing(lambda flow: flow.states_before(setting.thing.body))
    return before.exclude(decided_matters__decision=setting.thing)


def say_why(setting: Setting, answers: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        f"matters-{matter.commitment.pk}-note": [_("Say why, for those who wrote the paper.")]
        for matter in answers["matters"]
        if matter.does in {Does.DEFERS, Does.RETURNS} and not matter.note
    }


MATTERS = Rows(
    "matters",
    _("Commitments before the body"),
    help_text=_("Those chosen here move with the decision: all of them, or nothing is recorded."),
    parts=(
        Choice(
            "step",
            _("Decided"),
            Need.MAY,
            choices=[
                ("", _("nothing decided here")),
                (Does.ADOPTS.value, _("approved")),
                (Does.TAKES_NOTE.value, _("taken note of")),
                (Does.DEFERS.value, _("deferred")),
                (Does.RETURNS.value, _("returned")),
            ],
        ),
        Words("note", _("Note"), Need.MAY),
        VersionSeen("seen", _("Version")),
    ),
    rows=commitments_before,
    begins_with=lambda commitment: {"seen": commitment.version},
    make=lambda commitment, step, note, seen: Matter(commitment, Does(step), note, seen) if step else None,
)  # fmt: skip


WHY_SO = _("Why they were deferred or returned, or decided at another meeting than they were put before.")
MOVES_BY_DECISION = (
    ("approved", Does.ADOPTS, _("Approved")),
    ("noted", Does.TAKES_NOTE, _("Taken note of")),
    ("deferred", Does.DEFERS, _("Deferred")),
    ("returned", Does.RETURNS, _("Returned")),
)


@dataclass(frozen=True)
class Moves(Ask):
    """The commitments that move by a decision, a list an outcome, as a program names them; with one note."""

    _: KW_ONLY
    lists: tuple[tuple[str, Does, Any], ...] = MOVES_BY_DECISION

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for name, _does, label in self.lists:
            help_text = _("References of commitments.")
            fields |= PickMany(name, label, Need.MAY, rows=commitments_to_see, help_text=help_text).fields(setting)
        return fields | Words("note", _("Note"), Need.MAY, help_text=WHY_SO).fields(setting)

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        moves = [
            Matter(commitment, does, cleaned["note"], commitment.version)
            for name, does, _label in self.lists
            for commitment in cleaned[name]
        ]
        return {self.name: tuple(moves)}


def commitments_to_see(setting: Setting) -> QuerySet[Commitment]:
    return Commitment.objects.visible_to(setting.user)


# -- The text before the body.


def items_on_the_agenda(setting: Setting) -> QuerySet[AgendaItem]:
    rows = AgendaItem.objects.visible_to(setting.user).standing()
    meeting = meeting_of(setting)
    return rows if meeting is None else rows.filter(meeting=meeting)


def day_proposed(setting: Setting) -> dt.date | None:
    meeting = meeting_of(setting)
    return None if meeting is None else max(meeting.starts_on, min(meeting.last_day, day_of_the_house(setting.at)))


TEXT: tuple[Ask, ...] = (
    Texts("title", _("What it is about"), most=300, one_is_enough=_("Say what it is about.")),
    Texts("text", _("Text"), most=LONGEST_TEXT, rows=3, one_is_enough=_("Write down its words.")),
    Choice("outcome", _("Outcome"), choices=Outcome.choices, initial=Outcome.ADOPTED),
    Words(
        "consensus",
        _("How consensus was recorded"),
        Need.MAY,
        rows=3,
        help_text=_("It has to be said where the text moves a commitment."),
    ),
    Day("on", _("Day"), Need.MAY, initial=day_proposed),
    Choice(
        "audience",
        _("Released to"),
        choices=[(audience, Audience(audience).label) for audience in RELEASED_TO],
        initial=Audience.MEMBERS,
    ),
    Aside(
        "more",
        _("Its symbol and the agenda item"),
        parts=(
            Words("symbol", _("Symbol"), Need.MAY, most=60, help_text=_("Empty: the next one, as SOC-2027-1-D1.")),
            Pick("agenda_item", _("Agenda item"), Need.MAY, rows=items_on_the_agenda, key="pk"),
        ),
    ),
)
OBJECTIONS = Objections(
    "objections",
    _("Objections"),
    Need.MAY,
    rows=states,
    key="code",
    help_text=_("Codes of the states whose objection blocked it."),
)


def wording(*parts: Ask) -> Group:
    return Group("wording", _("Text"), parts=(*TEXT, *parts), make=Wording)


def quorum_at_it(setting: Setting) -> dict[str, Any]:
    meeting = meeting_of(setting)
    return quorum_at(meeting) if meeting is not None else {}


def quorum_at(meeting: Meeting) -> dict[str, Any]:
    """How many are written down as present, and the page where that is done."""
    address = reverse("meeting-act", args=[meeting.reference, "attendance"])
    return {"quorum": quorum_of(meeting), "attendance_address": address}


def recorded_words(setting: Setting, decision: Decision) -> str:
    words = {"symbol": decision.symbol}
    plan = YearPlan.objects.filter(decision=decision.symbol).first() if decision.agenda_item_id else None
    if plan is None:
        return _now("Recorded, as %(symbol)s.") % words
    return _now("Recorded, as %(symbol)s; adopted by it: %(plan)s.") % {**words, "plan": plan}
