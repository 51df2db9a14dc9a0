"""The end of a silence procedure's period: adopted, or held until it is known that every member was reached.

Adoption carries the instant at which the period ended, whenever the clock comes to record it: a worker that was down at
that second loses nothing. The move is a compare-and-swap, so that of two clocks one adopts.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.actions.answers import Answers
from commitments.actions.steps import take_step
from commitments.models import Commitment
from decisions.actions.decisions import consensus_of
from decisions.actions.recording import adopt_by_silence, named
from decisions.actions.silence import for_act, fresh, instant_shown, journal, move
from decisions.actions.silence_telling import tell_of_silence
from decisions.kinds import SILENCE_ENDED
from decisions.models import Decision, SilenceMatter, SilenceProcedure
from journal.staff import is_officer
from law.choices import SilenceState
from law.grammar.deciding import SilenceDoes
from law.grammar.procedure import Does
from law.silence import SILENCE, rules_of_today
from members.models import User
from notices.actions import held_by_the_clock
from notices.clock import BELIEVED, Witness, witness
from record.acts import NOT_NOW
from record.clocks import ClockInDoubt
from record.refusals import Refused, StepRefused
from record.templatetags.signs import in_words

TOLD_ENDED = _(
    "While the period ran the members were told that it had ended, by an objection that was entered by mistake: extend"
    " the period, so that each of them can object."
)


def settle(*, procedure: SilenceProcedure, at: dt.datetime) -> SilenceProcedure | None:
    """Record the end of a period that has run out by `at`. None where there is nothing to record, or somebody was first.

    What can't move of the commitments that it approves keeps its sentence for the Secretariat, and doesn't undo the
    adoption.
    """
    current = fresh(procedure)
    if current.state != SilenceState.OPEN or at < current.ends_at:
        return None
    act = current.rules.act(SilenceDoes.HOLDS if current.not_reached else SilenceDoes.ADOPTS)
    with transaction.atomic():
        _hold_commitments(current)
        try:
            with transaction.atomic():
                move(current, act, settled_at=current.ends_at if act.does is SilenceDoes.ADOPTS else None)
                if act.does is SilenceDoes.ADOPTS:
                    adopt_by_silence(procedure=current, at=current.ends_at, by=None)
                # Whom it names, the Secretariat and the Chair read; so they stand in the journal, which is theirs.
                missing = [state.code for state in current.not_reached]
                journal(current, act, SILENCE, at, {"not_reached": [None, missing]} if missing else {})
        except Refused:
            return None
        settled = fresh(current)
        _follow(settled, None, at)
    return settled


def settle_due(*, at: dt.datetime | None = None, seen: Witness | None = BELIEVED) -> list[SilenceProcedure]:
    """Record the end of every period that has run out by `at` (default: now, less what may still be on its way).

    Raises ClockInDoubt, with nothing done, where that clock can't be believed: a text would be adopted before its day,
    for good. Whoever passes `at` without a witness is believed.

    May run as often as one likes, and twice at once: what is settled is settled once, each in a transaction of its own.
    One that can't be settled doesn't keep the others waiting; what went wrong is raised at the end.
    """
    if at is None:
        at, seen = timezone.now(), witness()
    if held := held_by_the_clock(at, seen):
        raise ClockInDoubt(" ".join(held.faults))
    at = at - rules_of_today().grace if seen else at
    settled, troubles = [], []
    for procedure in SilenceProcedure.objects.ended_by(at).order_by("ends_at", "pk"):
        try:
            if settled_one := settle(procedure=procedure, at=at):
                settled.append(settled_one)
        except Exception as trouble:
            trouble.add_note(procedure.reference)
            troubles.append(trouble)
    if troubles:
        raise ExceptionGroup("silence procedures that could not be settled", troubles)
    return settled


def conclude(
    *, procedure: SilenceProcedure, by: User, seen_version: int | None = None, at: dt.datetime | None = None
) -> Decision:
    """A procedure that was held: the receipts are there now, of before the end, and the text is adopted as of that end."""
    at = at or timezone.now()
    current = for_act(procedure, SilenceDoes.CONCLUDES, by, at, seen_version)
    act = current.rules.act(SilenceDoes.CONCLUDES)
    if current.not_reached:
        names = in_words(current.not_reached)
        raise Refused({"": [_("It isn't known yet that the text reached: %(names)s.") % {"names": names}]})
    if current.latest.was_told_ended_by_mistake:
        raise Refused({"": [TOLD_ENDED]})
    with transaction.atomic():
        _hold_commitments(current)
        move(current, act, settled_at=current.ends_at)
        decision = adopt_by_silence(procedure=current, at=current.ends_at, by=by)
        journal(current, act, by, at, {})
        _follow(fresh(current), by, at)
    return decision


def carry_out(
    *, decision: Decision, commitments: Sequence[Commitment], by: User, at: dt.datetime | None = None
) -> Decision:
    """Move commitments by a text that was adopted by silence, which didn't move them when its period ended."""
    at = at or timezone.now()
    procedure = decision.silence_procedure
    if not is_officer(by) or procedure is None:
        raise Refused({"": [NOT_NOW]})
    with transaction.atomic():
        for commitment in commitments:
            try:
                _approve(commitment, decision, procedure, by, at)
            except StepRefused as refusal:
                sentences = [sentence for of_a_field in refusal.problems.values() for sentence in of_a_field]
                problems = {"commitments": [named(commitment, sentence) for sentence in sentences]}
                raise Refused(problems, is_stale=refusal.is_stale) from refusal
            SilenceMatter.objects.filter(procedure=procedure, commitment=commitment).update(problem="")
    return decision


# -- What follows.


def _hold_commitments(procedure: SilenceProcedure) -> None:
    """First of all, so that nobody who holds one of them waits for the journal that this act will hold."""
    keys = SilenceMatter.objects.filter(procedure=procedure).values("commitment")
    list(Commitment.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def _follow(procedure: SilenceProcedure, by: User | None, at: dt.datetime) -> None:
    """What follows from the end: commitments move, and people are told. Of what is held, the Secretariat and the Chair."""
    if procedure.state == SilenceState.ADOPTED:
        decision = Decision.objects.get(silence_procedure=procedure)
        for matter in SilenceMatter.objects.filter(procedure=procedure).select_related("commitment").order_by("pk"):
            try:
                _approve(matter.commitment, decision, procedure, by, at)
            except StepRefused as refusal:
                # The sentence is kept for the Secretariat, and the decision stands.
                SilenceMatter.objects.filter(pk=matter.pk).update(problem=str(refusal))
    tell_of_silence(procedure, SILENCE_ENDED, by, at)


def _approve(
    commitment: Commitment, decision: Decision, procedure: SilenceProcedure, by: User | None, at: dt.datetime
) -> None:
    """The commitment moves by the decision. Raises StepRefused where it can't."""
    ended = instant_shown(procedure.ends_at, procedure)
    consensus = f"{decision.symbol}: adopted by silence procedure {procedure.reference}, whose period ended on {ended}."
    step = commitment.workflow.step_of_a_decision(Does.ADOPTS, procedure.body)
    take_step(
        commitment=commitment,
        step=step.name if step else "",
        by=by,
        answers=Answers(consensus=consensus, decision=consensus_of(decision)),
        at=at,
    )
