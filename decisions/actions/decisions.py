"""Recording what a body decided, together with what it decided about: commitments move with the decision, or nothing does."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.actions.answers import Answers
from commitments.actions.steps import take_step
from commitments.decided import Consensus
from commitments.models import Commitment, StepTaken
from decisions.actions.considering import consider_by_decision
from decisions.actions.plans import adopt_by_decision
from decisions.actions.positions import Stated, attach_position
from decisions.actions.recording import Wording, named, record_decision, recorded_before
from decisions.choices import BY_CONSENSUS, Manner, Outcome
from decisions.kinds import DECISION_RECORDED, POSITION_ATTACHED
from decisions.models import DecidedMatter, Decision, Position
from law.grammar.procedure import Does
from meetings.access import people_of_audience, states_of_audience
from meetings.models import Meeting
from members.models import User
from notices.actions import tell
from record.dates import day_of_the_house
from record.refusals import StepRefused

# What may come of a commitment, by what became of the text about it.
FOLLOWS_FROM: dict[str, tuple[Does, ...]] = {
    Outcome.ADOPTED: (Does.ADOPTS, Does.TAKES_NOTE, Does.DEFERS, Does.RETURNS),
    Outcome.NOTED: (Does.TAKES_NOTE, Does.DEFERS, Does.RETURNS),
    Outcome.DEFERRED: (Does.DEFERS,),
    Outcome.RETURNED: (Does.RETURNS,),
    Outcome.NO_CONSENSUS: (Does.DEFERS, Does.RETURNS),
}

# What becomes of the one commitment that a text is about; where no consensus was found, the body may take it up again.
MOVES_BY: dict[str, Does] = {
    Outcome.ADOPTED: Does.ADOPTS,
    Outcome.NOTED: Does.TAKES_NOTE,
    Outcome.DEFERRED: Does.DEFERS,
    Outcome.RETURNED: Does.RETURNS,
    Outcome.NO_CONSENSUS: Does.DEFERS,
}


@dataclass(frozen=True)
class Matter:
    """A commitment that the decision is about, what the step by which it moves does, and the version that was seen."""

    commitment: Commitment
    does: Does
    note: str = ""
    seen: int | None = None


def decide(
    *,
    meeting: Meeting,
    wording: Wording,
    matters: Sequence[Matter] = (),
    by: User,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> Decision:
    """Record a decision and move the commitments it is about, or nothing of it; a yearly plan that its item put forward goes
    with it.

    A commitment that can't be moved, or moved on since it was seen, refuses the whole with a sentence that names it.
    """
    at = at or timezone.now()
    if already := recorded_before(once_key, by, wording):
        return already
    _require_sense(wording, matters)
    with transaction.atomic():
        # First of all, so that nobody who holds one of them waits for the journal that this act will hold.
        keys = [matter.commitment.pk for matter in matters]
        list(Commitment.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
        decision = record_decision(
            meeting=meeting, wording=wording, by=by, moves=bool(matters), once_key=once_key, at=at
        )
        if decision.matters.exists():
            return decision  # the same key, pressed twice at once
        for matter in matters:
            _move(matter, decision, by, at)
        consider_by_decision(decision, by, at)
        adopt_by_decision(decision, by, at)
        _tell_of(decision, by, at)
    return decision


def decide_about(
    *,
    commitment: Commitment,
    meeting: Meeting,
    wording: Wording,
    by: User,
    note: str = "",
    seen_version: int | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> Decision:
    """Record what a body decided of one commitment: it moves as the outcome says."""
    matter = Matter(commitment, MOVES_BY[wording.outcome], note, seen_version)
    return decide(meeting=meeting, wording=wording, matters=[matter], by=by, once_key=once_key, at=at)


def attach(
    *,
    decision: Decision,
    stated: Stated,
    by: User,
    on: dt.date | None = None,
    letter: str = "",
    at: dt.datetime | None = None,
) -> Position:
    """A dissociation or a statement made after the decision: those who read the decision are told."""
    at = at or timezone.now()
    with transaction.atomic():
        position = attach_position(decision=decision, stated=stated, by=by, on=on, letter=letter, at=at)
        tell(
            kind=POSITION_ATTACHED,
            about=decision,
            occurrence=f"position {position.pk}",
            to=_readers(decision, by, at),
            url=decision.get_absolute_url(),
            values={"positions": [_as_told(position)]},
            at=at,
        )
    return position


def consensus_of(decision: Decision) -> Consensus:
    """What a step needs to know of a decision. The decision then knows the step that carried it out."""

    def carried_out(step: StepTaken) -> DecidedMatter:
        # A step that was entered by mistake may be taken again, by the same decision.
        return DecidedMatter.objects.update_or_create(
            decision=decision, commitment=step.commitment, defaults={"taken": step}
        )[0]

    return Consensus(
        body=decision.body,
        on=decision.on,
        is_adopted=decision.outcome in BY_CONSENSUS,
        by_silence=decision.manner == Manner.BY_SILENCE,
        meeting=decision.meeting if decision.manner == Manner.AT_MEETING else None,
        carried_out=carried_out,
    )


def _require_sense(wording: Wording, matters: Sequence[Matter]) -> None:
    allowed = FOLLOWS_FROM[wording.outcome]
    problems: list[Any] = [
        named(matter.commitment, _("This doesn't follow from a text with that outcome."))
        for matter in matters
        if matter.does not in allowed
    ]
    if len({matter.commitment.pk for matter in matters}) < len(matters):
        problems.append(_("A decision says one thing of a commitment."))
    if problems:
        raise StepRefused({"matters": problems})


def _move(matter: Matter, decision: Decision, by: User, at: dt.datetime) -> None:
    answers = Answers(
        note=matter.note, consensus=decision.consensus, meeting=decision.meeting, decision=consensus_of(decision)
    )
    step = matter.commitment.workflow.step_of_a_decision(matter.does, decision.body)
    try:
        take_step(
            commitment=matter.commitment,
            step=step.name if step else "",
            by=by,
            answers=answers,
            seen_version=matter.seen,
            at=at,
        )
    except StepRefused as refusal:
        raise StepRefused(_at_their_fields(matter, refusal), is_stale=refusal.is_stale) from refusal


def _at_their_fields(matter: Matter, refusal: StepRefused) -> dict[str, list[Any]]:
    """What a step lacks, at the field of the decision that is asked for it; the rest beside the commitment."""
    problems: dict[str, list[Any]] = {}
    for name, sentences in refusal.problems.items():
        field = "consensus" if name == "consensus" else "matters"
        problems.setdefault(field, []).extend(named(matter.commitment, sentence) for sentence in sentences)
    return problems


def _tell_of(decision: Decision, by: User, at: dt.datetime) -> None:
    """Everybody who reads it is told once, with what states said of it."""
    positions = decision.positions.select_related("participant").in_seat_order()
    tell(
        kind=DECISION_RECORDED,
        about=decision,
        occurrence="recorded",
        to=_readers(decision, by, at),
        url=decision.get_absolute_url(),
        values={"outcome": decision.outcome, "positions": [_as_told(position) for position in positions]},
        states=states_of_audience(day_of_the_house(at), decision.audience),
        at=at,
    )


def _readers(decision: Decision, by: User, at: dt.datetime) -> QuerySet[User]:
    return people_of_audience(decision.audience, day_of_the_house(at)).exclude(pk=by.pk)


def _as_told(position: Position) -> dict[str, str]:
    return {"state": position.participant.code, "kind": position.kind, "paragraphs": position.paragraphs}
