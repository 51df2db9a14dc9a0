"""What can have been entered by mistake of what bodies do: decisions that were recorded, receipts and objections on paper."""

from django.utils.translation import gettext_lazy as _

from commitments.models import StepTaken
from decisions.actions.plans import let_await_again
from decisions.actions.silence_struck import let_stand_again
from decisions.actions.silence_telling import told_as
from decisions.choices import Manner, MinutesStage, PositionKind, Proof, Way
from decisions.models import (
    AgendaMatter,
    ApproachProposal,
    Decision,
    FollowUp,
    Minutes,
    MinutesChange,
    Position,
    SilenceNotification,
    SilenceObjection,
    SilenceProcedure,
)
from journal.names import name_of
from law.choices import SilenceState
from members.access import may_take_back
from record.actions import restore
from record.acts import Whom, open_to
from record.acts.corrections import correctable
from record.acts.kept_letters import OF_ITS_OWNER
from record.corrections import CorrectableKind, Sentence, Told, also_takes
from record.models import Correction

BY_SILENCE = _("It was taken by silence procedure; no person entered it.")
MADE_HERE = _("Its state made it here itself, and may withdraw it while the period runs.")
NOT_ENTERED = _("It was entered automatically when the text was opened or sent here.")
STEP_FIRST = _("%(commitment)s moved by it: correct that step first (number %(number)d, “%(step)s”).")


def what_moved_by(decision: Decision) -> list[Sentence]:
    """The steps that carried it out, as far as they count."""
    if decision.manner == Manner.BY_SILENCE and decision.silence_procedure_id:
        return [BY_SILENCE]
    steps = StepTaken.objects.filter(decided_matter__decision=decision).select_related("commitment").in_order()
    return [
        str(STEP_FIRST) % {"commitment": taken.commitment.reference, "number": taken.serial, "step": taken.label}
        for taken in steps
    ]


BLOCKED_BY_IT = _("The decision was blocked by it: correct the decision, and record it anew.")


def strike_what_became(taken: StepTaken, correction: Correction) -> None:
    """What became of its agenda item was recorded with the step, and goes with it, unless something else still says it."""
    matter = AgendaMatter.objects.select_related("item").filter(taken=taken).first()
    if matter is None:
        return
    item = matter.item
    others = AgendaMatter.objects.filter(item=item, taken__in=StepTaken.objects.exclude(pk=taken.pk))
    if item.outcome and not others.exists() and not item.decisions.exists():
        restore(
            item, correction, outcome="", outcome_note="", outcome_language=None, considered_on=None, considered_at=None
        )


def what_it_blocked(position: Position) -> list[Sentence]:
    """An objection is part of the decision that it blocked."""
    return [BLOCKED_BY_IT] if position.kind == PositionKind.OBJECTION else []


def told_of_a_position(position: Position) -> list[Told]:
    return [Told(name_of(position.decision), f"position {position.pk}")]


def was_kept_by_itself(receipt: SilenceNotification) -> list[Sentence]:
    was_entered = receipt.way != Way.PORTAL and receipt.proof != Proof.NONE and receipt.by_id is not None
    return [] if was_entered else [NOT_ENTERED]


def was_made_here(objection: SilenceObjection) -> list[Sentence]:
    return [MADE_HERE] if objection.way == Way.PORTAL else []


def told_that_it_broke(objection: SilenceObjection) -> list[Told]:
    """Those who were told that the period ended, by the notice that told of it."""
    begun = objection.round
    return [Told(name_of(begun.procedure), told_as(begun, SilenceState.BROKEN, objection.at))]


def its_procedure(objection: SilenceObjection) -> SilenceProcedure:
    return objection.round.procedure


def register() -> None:
    """From `ready()`."""
    also_takes(StepTaken, "agenda", strike_what_became)
    also_takes(Decision, "yearly plans", let_await_again)
    correctable(
        CorrectableKind(
            model=Decision,
            blocks=what_moved_by,
            effect=_(
                "The body decided nothing by this entry; its positions and follow-ups count for nothing with it, and a yearly"
                " plan that was adopted by it stands before its meeting again."
            ),
        )
    )
    correctable(
        CorrectableKind(
            model=Position,
            blocks=what_it_blocked,
            told_by=told_of_a_position,
            about=lambda position: position.decision,
            effect=_("The state said nothing of the decision by this entry; another of its kind can be attached."),
        )
    )
    correctable(
        CorrectableKind(
            model=FollowUp,
            relies=lambda follow_up: follow_up.owner_id is not None,
            about=lambda follow_up: follow_up.decision,
            effect=_("This entry asks for nothing: it is in no one's care, and no meeting hears of it."),
        )
    )
    _register_silence()
    _register_minutes()


def _register_silence() -> None:
    correctable(
        CorrectableKind(
            model=SilenceNotification,
            blocks=was_kept_by_itself,
            effect=_("The text is not shown as having reached the member by this receipt; another can be entered."),
        )
    )
    correctable(
        CorrectableKind(
            model=SilenceObjection,
            blocks=was_made_here,
            takes=let_stand_again,
            told_by=told_that_it_broke,
            about=its_procedure,
            effect=_(
                "Where nobody else objected, the procedure stands again: open, if its period still runs, to the same end."
                " If the period is over nothing is adopted by this: it is held, and can be extended."
            ),
        )
    )


ADOPTED_THEN = _("They were adopted: what was wrong in them is for the next meeting to say.")


def were_adopted(minutes: Minutes) -> list[Sentence]:
    return [ADOPTED_THEN] if minutes.stage == MinutesStage.ADOPTED else []


def _register_minutes() -> None:
    correctable(
        CorrectableKind(
            model=Minutes,
            blocks=were_adopted,
            effect=_(
                "The minutes count for nothing, with their versions and what was proposed; others can be drafted."
            ),
        )
    )
    correctable(
        CorrectableKind(
            model=MinutesChange,
            may=may_take_back,
            relies=lambda change: False,
            told_by=lambda change: [Told(name_of(change), "proposed")],
            about=lambda change: change.minutes,
            effect=_("The state proposed nothing by it. It stays where it is, struck out, for those who see it now."),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=_("the state that proposed it, the Secretariat for what it entered in a state's name"),
        article="AA 35",
        written_by=OF_ITS_OWNER,
    )
    correctable(
        CorrectableKind(
            model=ApproachProposal,
            may=may_take_back,
            relies=lambda proposal: False,
            told_by=lambda proposal: [Told(name_of(proposal), "proposed")],
            effect=_("The state proposed nothing by it. It stays where it is, struck out, for those who see it now."),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=_("the state that proposed it, the Secretariat for what it entered in a state's name"),
        article="CoA last",
        written_by=OF_ITS_OWNER,
    )
