"""Steps that both modalities have: those of a paper on its way to the Committee and after, and those of the states."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from law.choices import CoordinatorRole, PaperKind, Relation
from law.cica.bodies import Body
from law.cica.guards import (
    A_PAPER_IS_THERE,
    A_STATE_CAN_BE_DESIGNATED,
    THE_MEETING_IS_NOT_BEFORE_WHAT_LED_TO_IT,
    THE_MEETING_IS_WHERE_IT_WAS_PUT,
    THE_MEETING_TAKES_PLACE,
    THE_MEETING_WAS_HELD,
    THE_PLACE_IS_VACANT,
)
from law.cica.states import State
from law.grammar.basis import NO_ARTICLE, Basis
from law.grammar.procedure import Does, Follows, OwnPart, StateRow, Step
from record.choices import Need

_TEXT, _OURS = Basis.INSTRUMENT, Basis.OURS
_HELD = (THE_MEETING_WAS_HELD, THE_MEETING_IS_NOT_BEFORE_WHAT_LED_TO_IT)
_TO_BE = (THE_MEETING_TAKES_PLACE, THE_MEETING_IS_NOT_BEFORE_WHAT_LED_TO_IT)
_DECIDED = (*_HELD, THE_MEETING_IS_WHERE_IT_WAS_PUT)


@dataclass(frozen=True)
class Authors:
    """How the modalities differ once a paper is drafted."""

    article: str
    # Where a paper goes that comes back, and who hands it in.
    redrafting: StateRow
    hand_in: tuple[Relation, ...]
    paper: PaperKind
    # Whether the text speaks of circulation.
    circulates_by: Basis
    # From where implementation begins, and who begins it.
    begins_from: tuple[StateRow, ...]
    begin: tuple[Relation, ...]


def with_a_paper(authors: Authors) -> tuple[Step, ...]:
    """From the draft to the end of the commitment."""
    at_group = (Relation.SECRETARIAT, Relation.SWG_CHAIR)
    keepers = (Relation.COORDINATOR, Relation.SECRETARIAT, Relation.IMPLEMENTING_STATE)
    secretariat = (Relation.SECRETARIAT,)
    soc, group = Body.SENIOR_OFFICIALS, Body.WORKING_GROUP
    by_decision, by_item = Follows.DECISION, Follows.CONSIDERATION
    return (
        Step("circulate", _("Circulate the paper"), Does.CIRCULATES, (State.DRAFTED,), State.CIRCULATED, secretariat,
             authors.article if authors.circulates_by is _TEXT else NO_ARTICLE, authors.circulates_by, circulates=True,
             note=Need.MAY, guards=(A_PAPER_IS_THERE,)),
        *_before_it_goes_out(authors),
        # Of a new version, and of a paper that goes back, the Approach says nothing.
        Step("revise", _("Submit a revised version"), Does.REVISES, (State.CIRCULATED,), State.DRAFTED, authors.hand_in,
             NO_ARTICLE, _OURS, document=authors.paper, note=Need.MAY),
        Step("consider", _("Record the working group's consideration"), Does.CONSIDERS,
             (State.DRAFTED, State.CIRCULATED), State.CONSIDERED, at_group, f"AA 32; {authors.article}", _TEXT,
             meeting=group, answer_guards=_HELD, note=Need.MAY, aside=(State.DRAFTED,), follows=by_item),
        Step("return-for-revision", _("Return for revision"), Does.RETURNS, (State.CIRCULATED,), authors.redrafting,
             at_group, "AA 32", _OURS, meeting=group, answer_guards=_HELD, note=Need.MUST, follows=by_item),
        Step("put-before-soc", _("Put before the Senior Officials Committee"), Does.PUTS_BEFORE, (State.CONSIDERED,),
             State.BEFORE_SOC, secretariat, authors.article, _TEXT, meeting=soc, answer_guards=_TO_BE, note=Need.MAY),
        # What the Committee does with it is recorded as its decision; the commitment moves by that, and by nothing else.
        Step("approve", _("Record the Committee's approval"), Does.ADOPTS, (State.BEFORE_SOC,), State.APPROVED,
             secretariat, "AA 31; CoA (a), (b)", _TEXT, meeting=soc, answer_guards=_DECIDED, consensus=True, silence=True,
             note=Need.MAY, follows=by_decision, awaited_as=_("Record the Committee's decision")),
        # The Approach knows discussion and decision, and that the Committee "may" approve; that it takes note, and that
        # a commitment may then be carried out as after approval, is practice. To be confirmed.
        Step("take-note", _("Record that the Committee took note of it"), Does.TAKES_NOTE, (State.BEFORE_SOC,),
             State.NOTED, secretariat, "AA 31", Basis.PRACTICE, meeting=soc, answer_guards=_DECIDED, consensus=True,
             note=Need.MAY, follows=by_decision),
        Step("defer", _("Record that the Committee deferred it"), Does.DEFERS, (State.BEFORE_SOC,), State.CONSIDERED,
             secretariat, "AA 31", _OURS, meeting=soc, answer_guards=_DECIDED, note=Need.MUST, follows=by_decision),
        Step("return", _("Record that the Committee returned it"), Does.RETURNS, (State.BEFORE_SOC,),
             authors.redrafting, secretariat, "AA 31", _OURS, meeting=soc, answer_guards=_DECIDED, note=Need.MUST,
             follows=by_decision),
        # (a) speaks of an intention to implement, AA 24 of implementation step by step; when it begins is ours.
        Step("begin-implementation", _("Begin implementation"), Does.CARRIES_OUT, authors.begins_from, State.IMPLEMENTING,
             authors.begin, f"AA 24; {authors.article}", _OURS, document=PaperKind.ACTION_PLAN, document_need=Need.MAY,
             note=Need.MAY),
        # No article says how a commitment rests, goes on, or ends.
        Step("rest", _("Let it rest"), Does.RESTS, (State.IMPLEMENTING,), State.RESTING, keepers, NO_ARTICLE, _OURS,
             note=Need.MUST),
        Step("resume", _("Resume"), Does.RESUMES, (State.RESTING,), State.IMPLEMENTING, keepers, NO_ARTICLE, _OURS,
             note=Need.MUST),
        Step("complete", _("Complete"), Does.COMPLETES, (State.IMPLEMENTING, State.RESTING), State.COMPLETED, keepers,
             NO_ARTICLE, _OURS, note=Need.MUST),
    )  # fmt: skip


def _before_it_goes_out(authors: Authors) -> tuple[Step, ...]:
    """What was handed in and hasn't gone to the members can be put right. The Approach says nothing of it."""
    secretariat = (Relation.SECRETARIAT,)
    return (
        Step("replace-draft", _("Replace the draft"), Does.REVISES, (State.DRAFTED,), None, authors.hand_in, NO_ARTICLE,
             _OURS, document=authors.paper, note=Need.MAY),
        Step("call-back", _("Call the draft back"), Does.CALLS_BACK, (State.DRAFTED,), authors.redrafting,
             authors.hand_in, NO_ARTICLE, _OURS, note=Need.MAY),
        Step("send-back", _("Send the draft back"), Does.SENDS_BACK, (State.DRAFTED,), authors.redrafting, secretariat,
             NO_ARTICLE, _OURS, note=Need.MUST),
    )  # fmt: skip


def of_the_states(
    article: str,
    open_states: tuple[StateRow, ...],
    coordinated: tuple[StateRow, ...],
    asked: tuple[StateRow, ...],
) -> tuple[Step, ...]:
    """Steps by which states take part and the Chair designates; none but the last leave moves the commitment.

    `article` is what speaks of coordinators: (a), and in (b) nothing but the annex. `coordinated` is where there is
    something to coordinate, `asked` where the Chair may ask who would.
    """
    chair, intending = (Relation.CHAIR,), (Relation.INTENDING_STATE,)
    return (
        Step("join", _("Join"), Does.JOINS, open_states, None, (Relation.MEMBER,), "AA 24; CoA", _TEXT, own=OwnPart.JOINS,
             note=Need.MAY),
        # The Chair may consult "those states" on who coordinates (CoA (a)); to ask them here, for an answer here, is ours.
        Step("ask-the-states", _("Ask the states who would coordinate"), Does.ASKS_WHO_COORDINATES, asked, None, chair,
             article, _OURS, note=Need.MAY, guards=(THE_PLACE_IS_VACANT,)),
        Step("offer-to-coordinate", _("Offer to coordinate"), Does.OFFERS, open_states, None, intending, "CoA (annex)",
             _TEXT, own=OwnPart.OFFERS, note=Need.MAY),
        # The Approach speaks of one designation, and in its annex of co-coordinators: who designates them is ours.
        Step("designate-another-coordinator", _("Designate a coordinator in the vacant place"), Does.DESIGNATES,
             coordinated, None, chair, article, _OURS, party=CoordinatorRole.COORDINATOR, note=Need.MAY,
             guards=(THE_PLACE_IS_VACANT, A_STATE_CAN_BE_DESIGNATED)),
        Step("designate-co-coordinator", _("Designate a co-coordinator"), Does.DESIGNATES, coordinated, None, chair,
             "CoA (annex)", _OURS, party=CoordinatorRole.CO_COORDINATOR, note=Need.MAY,
             guards=(A_STATE_CAN_BE_DESIGNATED,)),
        Step("withdraw", _("Withdraw"), Does.LEAVES, open_states, State.WITHDRAWN, intending, "AA 24", _TEXT,
             own=OwnPart.LEAVES, note=Need.MAY),
    )  # fmt: skip
