"""What can have been entered by mistake of commitments: the steps, from the last one back; offers and designations."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.choices import Fact
from commitments.kinds import VIEW_SHARED
from commitments.models import (
    Commitment,
    CoordinationEnd,
    CoordinatorAssignment,
    ExpertNomination,
    Intention,
    StepTaken,
    View,
)
from journal.models import Entry
from journal.names import name_of
from law.grammar.procedure import OwnPart, Step
from members.access import may_take_back
from papers.models import Circulation
from record.actions import restore, take_with
from record.acts import Whom, open_to
from record.acts.corrections import correctable
from record.acts.kept_letters import OF_ITS_OWNER
from record.corrections import CorrectableKind, Sentence, Told, named_by
from record.dates import day_of_the_house
from record.letters import BY_LETTER
from record.models import Correction

LATER_RESTS_ON_IT = _("A later step rests on it: “%(step)s”, number %(number)d. Correct that one first.")
NOBODY_WOULD_BE_LEFT = _("No state would intend the commitment any more: correct the step by which it began.")
A_LATER_END = _("Another day was named since then on which it ends: correct that entry first.")
MADE_BY_A_STEP = _("It was made by a step of a commitment: correct that step.")


def _row_of(taken: StepTaken) -> Step | None:
    return taken.commitment.workflow.step(taken.step)


def what_rests_on(taken: StepTaken) -> list[Sentence]:
    """The later steps that rest on this one: every one, where the commitment moved by it; else those of the same state."""
    later = StepTaken.objects.filter(commitment=taken.commitment_id, serial__gt=taken.serial)
    if not taken.moves:
        state = taken.on_behalf_of_id
        later = later.filter(Q(on_behalf_of=state) | Q(party=state)) if state else later.none()
    if (last := later.select_related("commitment").order_by("-serial").first()) is not None:
        return [str(LATER_RESTS_ON_IT) % {"step": last.label, "number": last.serial}]
    step, earlier = _row_of(taken), StepTaken.objects.filter(commitment=taken.commitment_id, serial__lt=taken.serial)
    joins = step is not None and step.own is OwnPart.JOINS and earlier.exists()
    others = (
        Intention.objects.running().filter(commitment=taken.commitment_id).exclude(participant=taken.on_behalf_of_id)
    )
    if joins and not taken.commitment.is_ended and not others.exists():
        return [NOBODY_WOULD_BE_LEFT]
    return []


def undo(taken: StepTaken, correction: Correction) -> None:
    """The commitment stands where the steps that are left have brought it, with the parts and terms that they gave."""
    commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=taken.commitment_id)
    step, day = _row_of(taken), _day_of_its_part(taken)
    if step is not None:
        _undo_part(taken, step, day, correction)
        _undo_paper(taken, step, correction)
    left = StepTaken.objects.filter(commitment=commitment).exclude(pk=taken.pk).order_by("serial").last()
    if left is None:
        for intention in commitment.intentions.all():
            take_with(intention, correction)
        take_with(commitment, correction)
        return
    restore(
        commitment,
        correction,
        state=str(left.to_state),
        version=commitment.version + 1,
        moved_at=correction.settled_at,
    )


def _day_of_its_part(taken: StepTaken) -> dt.date:
    """From which day the state's part was so by it: that of its letter, or the one on which it was entered."""
    return taken.on if taken.channel in BY_LETTER else day_of_the_house(taken.at)


def _undo_part(taken: StepTaken, step: Step, day: dt.date, correction: Correction) -> None:
    """What the step gave or took: an intention, an offer, a designation, the end of a state's part."""
    state, of_it = taken.on_behalf_of_id, {"commitment": taken.commitment_id}
    changes: list[Any] = []
    if step.own is OwnPart.JOINS:
        changes.append(Intention.objects.filter(**of_it, participant=state, since=day))
    if step.own is OwnPart.OFFERS:
        changes.append(CoordinatorAssignment.objects.filter(**of_it, participant=state, fact=Fact.OFFER, on=day))
    if step.party and taken.party_id:
        terms = CoordinatorAssignment.objects.filter(**of_it, participant=taken.party_id, fact=Fact.DESIGNATION, on=day)
        changes.append(terms.filter(role=step.party))
    for rows in changes:
        if (row := rows.order_by("pk").last()) is not None:
            take_with(row, correction)
    if step.own is OwnPart.LEAVES:
        for intention in Intention.objects.filter(**of_it, participant=state, until=day):
            restore(intention, correction, until=None)
        for term in CoordinatorAssignment.objects.filter(**of_it, participant=state, until=day):
            ended = Entry.objects.about(term).filter(verb="ended term", at=taken.at).last()
            was = ended.changes["until"][0] if ended else None
            restore(term, correction, until=was and dt.date.fromisoformat(was))


def _undo_paper(taken: StepTaken, step: Step, correction: Correction) -> None:
    """What the step circulated was sent to nobody, and a version that it brought goes on to no body."""
    version = taken.paper_version
    if version is None:
        return
    if step.circulates:
        for sent in Circulation.objects.filter(version=version, at=taken.at):
            take_with(sent, correction)
    if step.document and version.at == taken.at:
        take_with(version, correction)


def told_of_a_step(taken: StepTaken) -> list[Told]:
    """The notices of the step, and of the paper that it circulated."""
    step, told = _row_of(taken), [Told(name_of(taken.commitment), str(taken.serial))]
    if step is not None and step.circulates and taken.paper_version is not None:
        told.append(Told(name_of(taken.paper_version)))
    return told


def made_by_a_step(row: CoordinatorAssignment) -> list[Sentence]:
    """An offer or designation of a commitment came of a step, unless the public record shows it alone."""
    is_of_a_step = row.commitment_id is not None and not row.record_key
    return [MADE_BY_A_STEP] if is_of_a_step else named_by("agenda_matters")(row)


def a_later_end(end: CoordinationEnd) -> list[Sentence]:
    """An earlier day was named since: that one is corrected first."""
    later = CoordinationEnd.objects.filter(assignment=end.assignment_id, pk__gt=end.pk)
    return [A_LATER_END] if later.exists() else []


def let_run_again(end: CoordinationEnd, correction: Correction) -> None:
    """The offer or the designation ends when it ended before, or not at all."""
    restore(end.assignment, correction, until=end.until_before, until_precision=end.until_before_precision)


def told_of_an_end(end: CoordinationEnd) -> list[Told]:
    return [Told(name_of(end.assignment), f"end {end.pk}")]


def told_of_a_view(view: View) -> list[Told]:
    return [Told(name_of(view.commitment), f"view {view.uid}", VIEW_SHARED)]


OF_ITS_STATE = _("the state that said it, the Secretariat for what it entered in a state's name")


def _register_views() -> None:
    correctable(
        CorrectableKind(
            model=View,
            may=may_take_back,
            # It is the state's own word: nobody else confirms that it said nothing.
            relies=lambda view: False,
            told_by=told_of_a_view,
            about=lambda view: view.commitment,
            effect=_(
                "The state shared no view by it: no compilation is made of it from now on, and one that was made stays as"
                " it is. It stays with the commitment, struck out, for those who see it now."
            ),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=OF_ITS_STATE,
        article="CoA (b)",
        written_by=OF_ITS_OWNER,
    )


ENTRUSTED = _(
    "Experts were entrusted with drafting by a step of %(commitment)s, this one among them: correct that step."
)


def what_entrusted(expert: ExpertNomination) -> list[Sentence]:
    """The steps by which the expert was entrusted: these are corrected first."""
    steps = StepTaken.objects.filter(experts=expert).select_related("commitment").order_by("pk")
    return [str(ENTRUSTED) % {"commitment": step.commitment.reference} for step in steps]


def _register_experts() -> None:
    correctable(
        CorrectableKind(
            model=ExpertNomination,
            may=may_take_back,
            # As with views: the state's own word, which nobody else confirms.
            relies=lambda expert: False,
            blocks=what_entrusted,
            about=lambda expert: expert,
            effect=_(
                "The state nominated nobody by it. It stays on the list of experts, struck out, for those who see it."
            ),
        ),
        whom=open_to(Whom.OWNERS),
        open_to=OF_ITS_STATE,
        article="CoA (b)",
        written_by=OF_ITS_OWNER,
    )


def register() -> None:
    """From `ready()`."""
    _register_views()
    _register_experts()
    correctable(
        CorrectableKind(
            model=StepTaken,
            blocks=what_rests_on,
            takes=undo,
            told_by=told_of_a_step,
            about=lambda taken: taken.commitment,
            effect=_(
                "The commitment stands where the steps before it have brought it, and the step can be taken anew."
                " What it circulated is not open by it any more, and what it recorded at an agenda item is struck"
                " with it."
            ),
        )
    )
    correctable(
        CorrectableKind(
            model=CoordinatorAssignment,
            blocks=made_by_a_step,
            effect=_(
                "The state neither offered nor was designated by this row; the coordination is counted without it."
            ),
        )
    )
    correctable(
        CorrectableKind(
            model=CoordinationEnd,
            blocks=a_later_end,
            takes=let_run_again,
            told_by=told_of_an_end,
            about=lambda end: end.assignment,
            effect=_("The offer or the designation ends on the day on which it ended before, or runs on."),
        )
    )
