"""What steps of the procedure ask, each ask once: its field, what is wrong with an answer, its words, its column.

A step of the law says of what kinds its asks are; `ROWS` makes them. The doors, the verb, `docs/procedure.md` and the page
of the procedure read them here.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

from django import forms
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, ExpertNomination, NamedPeriod
from law.choices import PaperKind
from law.grammar.procedure import Does, Step
from meetings.acts.asked import lead_to_planning
from meetings.choices import Status
from meetings.counting import DAY
from meetings.models import Meeting
from members.choices import Audience
from members.models import Participant
from papers.asks import Document
from record.acts import LONG, Ask, Choice, Day, LastDay, Need, Pick, PickMany, Setting, Words, WrittenIn
from record.dates import Precision, day_of_the_house
from record.forms import what_is_missing
from record.texts import WordingStatus

SHARED = [(Audience.MEMBERS, Audience.MEMBERS.label), (Audience.OBSERVERS, Audience.OBSERVERS.label)]
Problems = dict[str, list[Any]]


@dataclass(frozen=True)
class StepAsk(Ask):
    """One thing that a step asks."""

    _: KW_ONLY
    step: Step

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        """What is missing or wrong in the answers to a step, whichever door they came by."""
        return {}

    def columns(self, answers: Any) -> dict[str, Any]:
        """What the history keeps of the answer."""
        return {self.column: getattr(answers, self.name)} if self.column else {}


def optionally(what: str, need: Need) -> str:
    return what if need is Need.MUST else _now("%(what)s (if wished)") % {"what": what}


def rests_on_silence(answers: Any, step: Step) -> bool:
    """Whether a decision by silence procedure stands in the place of the meeting."""
    return step.silence and answers.decision is not None and answers.decision.by_silence


@dataclass(frozen=True)
class PaperAsk(Document, StepAsk):
    """The paper that a step submits."""

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        why = self._why_not(answers.document)
        return {} if why is None else {"text": [why]}

    def _why_not(self, paper: Any) -> Any:
        if paper is None or not (paper.text.strip() or paper.file):
            return what_is_missing(_("Text of the paper")) if self.need is Need.MUST else None
        if paper.text.strip() and paper.file:
            return _("Give a file or a text, not both.")
        speaks_for_itself = paper.language == "en" or paper.language_status != WordingStatus.OFFICIAL
        if not speaks_for_itself and self.step.document != PaperKind.NOTE:
            return _("English is authoritative: mark a paper in another language as a translation.")
        return None

    @property
    def words(self) -> str:
        return optionally(str(self.label), self.need)


NO_MEETING_YET = _("No meeting of this body has begun since the last step: it is recorded once one has.")
NO_MEETING_AHEAD = _("No meeting of this body is planned: plan one first.")


@dataclass(frozen=True)
class AtMeeting(Pick, StepAsk):
    """The meeting at which it is done; where the law allows, a decision by silence procedure in its place."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        """Offered are the meetings at which it can be, the nearest first; the first one is chosen already."""
        fields = super().fields(setting)
        if setting.thing is not None:
            meetings, field = nearest_first(setting, self.step), fields[self.name]
            field.choices = [("", field.empty_label), *((meeting.reference, str(meeting)) for meeting in meetings)]
            # A specialised meeting is about its own matter: which one it is, nobody can guess.
            if meetings and self.step.does is not Does.CONVENES:
                field.initial = meetings[0].reference
            if not meetings:
                field.help_text = NO_MEETING_YET if self.step.follows else NO_MEETING_AHEAD
            if not meetings or self.step.does is Does.CONVENES:
                lead_to_planning(field, setting, self.step.meeting)
        return fields

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        problems = {
            "meeting": self._why_not(answers, commitment, today),
            "decision": self._why_not_so_decided(answers),
        }
        return {name: [why] for name, why in problems.items() if why is not None}

    def _why_not(self, answers: Any, commitment: Commitment, today: dt.date) -> Any:
        if answers.meeting is None and not rests_on_silence(answers, self.step):
            return what_is_missing(self.label, chooses=True)
        if answers.meeting is not None and answers.meeting.body != self.step.meeting:
            return _("This step belongs before another body.")
        sentences = (guard(answers, commitment, today) for guard in self.step.answer_guards)
        return next((why for why in sentences if why is not None), None)

    def _why_not_so_decided(self, answers: Any) -> Any:
        decision = answers.decision
        if decision is None:
            return None
        faults = (
            (decision.body != self.step.meeting, _("This step belongs before another body.")),
            (decision.by_silence and not self.step.silence, _("This step is taken at a meeting.")),
            (
                decision.by_silence and answers.meeting is not None,
                _("Name the meeting or the decision by silence procedure, not both."),
            ),
            (
                decision.meeting is not None and decision.meeting != answers.meeting,
                _("This decision was taken at another meeting."),
            ),
            (
                self.step.consensus and not decision.is_adopted,
                _("Only what was adopted by consensus is approved."),
            ),
        )
        return next((sentence for is_so, sentence in faults if is_so), None)

    @property
    def words(self) -> str:
        body = {"body": self.step.meeting.label}  # type: ignore[union-attr]
        if self.step.silence:
            return _now("a meeting, or a decision by silence procedure: %(body)s") % body
        return _now("a meeting: %(body)s") % body


NO_STATE_OFFERED = _("No state has offered to coordinate here yet: say in the note how it agreed.")


@dataclass(frozen=True)
class PartyAsk(Pick, StepAsk):
    """The state that is designated: one that intends it, and agrees. Its offer says so; else the note says how."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        """Where no state has offered, the form says at once what is asked of the note."""
        fields = super().fields(setting)
        if setting.thing is not None and not setting.thing.offering_states():
            fields[self.name].help_text = NO_STATE_OFFERED
        return fields

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        if answers.party is None:
            return {self.name: [what_is_missing(self.label, chooses=True)]}
        if answers.party not in commitment.states_to_designate():
            return {self.name: [_("Only a state that intends it, and isn't designated yet, can be designated.")]}
        if answers.party not in commitment.offering_states() and not answers.note.strip():
            return {"note": [_("This state has not offered to coordinate here: say how it agreed.")]}
        return {}

    @property
    def words(self) -> str:
        role = {"role": self.step.party.label}  # type: ignore[union-attr]
        return _now("a state that agrees, as %(role)s, with a term") % role


@dataclass(frozen=True)
class TermAsk(LastDay, StepAsk):
    """The last day of a designation; told with the state."""

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        if answers.term_until is None or answers.term_until > today:
            return {}
        return {self.name: [_("A term ends on a day to come.")]}

    @property
    def words(self) -> str:
        return ""


@dataclass(frozen=True)
class ExpertsAsk(PickMany, StepAsk):
    """Those who are entrusted with the drafting."""

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        if not answers.experts and not answers.note.strip():
            return {"note": [_("Choose nominated experts, or say here to whom the drafting is entrusted.")]}
        if {expert.pk for expert in answers.experts} - {expert.pk for expert in commitment.nominated_experts()}:
            return {self.name: [_("Only experts nominated for this measure can be entrusted.")]}
        return {}

    @property
    def instead(self) -> dict[str, str]:
        return {self.name: "note"}

    @property
    def words(self) -> str:
        return _now("nominated experts, or in the note who drafts it")


@dataclass(frozen=True)
class CirculationAsk(StepAsk):
    """To whom a paper is sent, and until when comments on it are welcome."""

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        audience = Choice("audience", _("Send to"), choices=SHARED, initial=Audience.MEMBERS)
        without = _("Empty: until the next step is taken. Those to whom it goes are asked in any case.")
        comments_by = Day("comments_by", _("Comments are welcome until"), Need.MAY, help_text=without)
        return {**audience.fields(setting), **comments_by.fields(setting)}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {
            "audience": cleaned.get("audience") or Audience.MEMBERS,
            "comments_by": cleaned.get("comments_by"),
        }

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        problems: Problems = {}
        if answers.audience not in {Audience.MEMBERS, Audience.OBSERVERS}:
            problems["audience"] = [_("A paper goes to all members at once, or to members and observers.")]
        if answers.comments_by and answers.comments_by < today:
            problems["comments_by"] = [_("Choose today or a day to come.")]
        return problems

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return ["comments_by"]

    @property
    def words(self) -> str:
        return _now("to whom it is sent, and a day by which comments are welcome")


@dataclass(frozen=True)
class Said(Words, StepAsk):
    """Sentences that the history keeps, as they were written."""

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        is_there = self.need is not Need.MUST or getattr(answers, self.name).strip()
        return {} if is_there else {self.name: [what_is_missing(self.label)]}

    def columns(self, answers: Any) -> dict[str, Any]:
        return {self.column: getattr(answers, self.name).strip()}


@dataclass(frozen=True)
class Note(Said):
    @property
    def words(self) -> str:
        return optionally(_now("a note"), self.need)


@dataclass(frozen=True)
class LanguageOfWords(WrittenIn, StepAsk):
    """In which language the note is written, and how consensus was recorded."""

    texts: tuple[str, ...] = ("note", "consensus")
    words = ""


@dataclass(frozen=True)
class ConsensusAsk(Said):
    """How consensus was recorded; of a decision by silence procedure that is known."""

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        is_there = answers.consensus.strip() or rests_on_silence(answers, self.step)
        return {} if is_there else {self.name: [what_is_missing(self.label)]}

    @property
    def words(self) -> str:
        return _now("how consensus was recorded")


# Of a period one says no "by then": that is what a source knows of a day gone by.
KNOWN = tuple((precision.value, precision.label) for precision in Precision if precision is not Precision.BY_THEN)
ENDS_BEFORE = _("The period ends on or after its first day.")


def days_of_a_period(*, named: str = "", unsaid: Any = "") -> tuple[Ask, ...]:
    """What is asked of a period, beginning with what was said; their names begin with `named`."""

    def said(name: str) -> Callable[[Setting], Any]:
        return lambda setting: getattr(setting.thing, name) if setting.thing is not None else None

    return (
        Day(f"{named}since", _("Period: first day"), Need.MAY, initial=said("period_since"), help_text=unsaid),
        Day(f"{named}until", _("Period: last day"), Need.MAY, initial=said("period_until")),
        Choice(
            f"{named}known",
            _("How exactly the days are known"),
            Need.MAY,
            choices=KNOWN,
            initial=said("period_precision"),
        ),
    )


@dataclass(frozen=True)
class PeriodAsk(StepAsk):
    """From when until when it is undertaken: asked where it begins to be carried out, and kept as it is where nothing is said."""

    def _parts(self) -> tuple[Ask, ...]:
        return days_of_a_period(named="period_", unsaid=_("Empty: what was said of it stays as it is."))

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        return {name: field for part in self._parts() for name, field in part.fields(setting).items()}

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        since, until, known = (cleaned.get(part.name) for part in self._parts())
        return {self.name: NamedPeriod.of(since, until, known or "") if since or until else None}

    def wrong(self, answers: Any, commitment: Commitment, today: dt.date) -> Problems:
        is_in_order = answers.period is None or not answers.period.ends_before_it_begins
        return {} if is_in_order else {"period_until": [ENDS_BEFORE]}

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return [name for part in self._parts() for name in part.optional(fields)]

    @property
    def words(self) -> str:
        return optionally(_now("its period"), self.need)


# -- Among what is chosen.


def meetings_of(step: Step) -> Callable[[Setting], QuerySet[Meeting]]:
    def rows(setting: Setting) -> QuerySet[Meeting]:
        meetings = Meeting.objects.visible_to(setting.user).of_body(step.meeting)
        return meetings.exclude(status=Status.CANCELLED).order_by("-starts_on", "-pk")

    return rows


def states_to_designate(setting: Setting) -> QuerySet[Participant]:
    """Those that can be designated, each with whether it has offered."""
    commitment = setting.thing
    able = [state.pk for state in commitment.states_to_designate()] if commitment else []
    offered = [state.pk for state in commitment.offering_states()] if commitment else []
    has_offered = Case(When(pk__in=offered, then=Value(True)), default=Value(False))
    return Participant.objects.filter(pk__in=able).annotate(has_offered=has_offered).in_seat_order()


def with_its_offer(state: Any) -> str:
    return _now("%(state)s (offered to coordinate)") % {"state": state} if state.has_offered else str(state)


def nearest_first(setting: Setting, step: Step) -> list[Meeting]:
    """The meetings at which a step can be taken, none from before what led there: the nearest first.

    What happens at a meeting is of one that has begun; what is put before one looks ahead.
    """
    today, led_here = day_of_the_house(setting.at), setting.thing.led_here()
    rows = meetings_of(step)(setting).exclude(status=Status.PROPOSED)
    if led_here is not None:
        rows = rows.after(led_here.on - DAY)
    if step.follows:
        rows = rows.filter(starts_on__lte=today)

    def nearness(meeting: Meeting) -> tuple[bool, dt.timedelta]:
        return not step.follows and meeting.last_day < today, abs(meeting.starts_on - today)

    return sorted(rows, key=nearness)


def experts_nominated(setting: Setting) -> QuerySet[ExpertNomination]:
    keys = [expert.pk for expert in setting.thing.nominated_experts()] if setting.thing else []
    return ExpertNomination.objects.visible_to(setting.user).filter(pk__in=keys)


LAST_DAY, NO_END_AGREED = _("Last day of the term"), _("It still holds on that day. Empty: with no end agreed.")


# -- The rows: when a step asks for it, and how.


def _paper(step: Step) -> StepAsk:
    return PaperAsk("document", step.document.label, step.document_need, step=step)  # type: ignore[union-attr]


def _party(step: Step) -> StepAsk:
    choose = _("Choose a state")
    rows, shown = states_to_designate, with_its_offer
    return PartyAsk(
        "party", _("State"), rows=rows, key="code", shown=shown, empty=choose, column="party", step=step
    )  # fmt: skip


def _term(step: Step) -> StepAsk:
    return TermAsk("last_day", LAST_DAY, Need.MAY, help_text=NO_END_AGREED, kept_as="term_until", step=step)


def _meeting(step: Step) -> StepAsk:
    need, rows = Need.MAY if step.silence else Need.MUST, meetings_of(step)
    return AtMeeting("meeting", _("Meeting"), need, rows=rows, empty=_("Choose a meeting"), column="meeting", step=step)


def _experts(step: Step) -> StepAsk:
    return ExpertsAsk("experts", _("Experts"), Need.MAY, rows=experts_nominated, key="uid", step=step)


def _consensus(step: Step) -> StepAsk:
    need, label = Need.MAY if step.silence else Need.MUST, _("How consensus was recorded")
    return ConsensusAsk("consensus", label, need, most=LONG, rows=4, column="consensus", step=step)


# What a note may say, where nothing else asks for it: one sentence is enough.
NOTES = {
    Does.CONSULTS: _("In a sentence: whom you consult, and by when you would like to hear. Those concerned read it."),
    Does.RESTS: _("In a sentence: that it rests, and until when, if that is known. Nobody need give a reason."),
    Does.RESUMES: _("In a sentence: how it goes on. Nobody need give a reason."),
}


def _note(step: Step) -> StepAsk:
    agreed = _("Where the state has not offered to coordinate here: how it agreed.") if step.party else ""
    drafting = _("Where the experts are not nominated here: to whom the drafting is entrusted.") if step.experts else ""
    help_text = agreed or drafting or NOTES.get(step.does, "")
    return Note("note", _("Note"), step.note, most=LONG, rows=4, column="note", help_text=help_text, step=step)


ROWS: tuple[tuple[Callable[[Step], Any], Callable[[Step], StepAsk]], ...] = (
    (lambda step: step.document, _paper),
    (lambda step: step.party, _party),
    (lambda step: step.party, _term),
    (lambda step: step.meeting, _meeting),
    (lambda step: step.experts, _experts),
    (lambda step: step.circulates, lambda step: CirculationAsk("circulation", _("Send to"), step=step)),
    (lambda step: step.consensus, _consensus),
    (
        lambda step: step.does is Does.CARRIES_OUT,
        lambda step: PeriodAsk("period", _("Period"), Need.MAY, step=step),
    ),
    (lambda step: step.note is not Need.NO, _note),
    (
        lambda step: step.consensus or step.note is not Need.NO,
        lambda step: LanguageOfWords("note_language", _("Language of the note"), Need.MAY, step=step),
    ),
)


def asks_of(step: Step) -> tuple[StepAsk, ...]:
    """What a step asks of whoever takes it."""
    return tuple(make(step) for is_asked, make in ROWS if is_asked(step))
