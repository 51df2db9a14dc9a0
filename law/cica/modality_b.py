"""Modality (b): an exchange of views first (CoA (b)). The first step begins it; the others follow in the order of the road."""

from django.utils.translation import gettext_lazy as _

from law.choices import Modality, PaperKind, Relation, SubjectKind
from law.cica.bodies import Body
from law.cica.guards import (
    A_VIEW_WAS_SHARED,
    THE_HOST_IS_A_MEMBER_OR_AN_OBSERVER_STATE,
    THE_MEETING_IS_NOT_BEFORE_WHAT_LED_TO_IT,
    THE_MEETING_TAKES_PLACE,
    THE_SPECIALISED_MEETING_WAS_HELD,
)
from law.cica.shared import Authors, of_the_states, with_a_paper
from law.cica.states import State
from law.grammar.basis import Basis
from law.grammar.procedure import Does, OwnPart, Step, Workflow
from record.choices import Need

# Once the views are compiled there is something to coordinate.
_COORDINATED = (
    State.COMPILED,
    State.CONVENED,
    State.ENTRUSTED,
    State.DRAFTED,
    State.CIRCULATED,
    State.CONSIDERED,
    State.BEFORE_SOC,
    State.APPROVED,
    State.NOTED,
    State.IMPLEMENTING,
    State.RESTING,
)
_OPEN = (State.VIEWS, *_COORDINATED)
_SECRETARIAT = (Relation.SECRETARIAT,)

MODALITY_B = Workflow(
    edition="2007",
    modality=Modality.B,
    article="CoA (b)",
    basis=Basis.INSTRUMENT,
    start=Step("open-exchange", _("Open an exchange of views"), Does.BEGINS, (), State.VIEWS, (Relation.MEMBER,),
               "CoA (b)", Basis.INSTRUMENT, note=Need.MUST, own=OwnPart.JOINS),
    steps=(
        Step("compile", _("Compile the views"), Does.COMPILES, (State.VIEWS,), State.COMPILED,
             (*_SECRETARIAT, Relation.CHAIR), "CoA (b)", Basis.INSTRUMENT, document=PaperKind.COMPILATION,
             circulates=True, guards=(A_VIEW_WAS_SHARED,)),
        # Members "may" nominate experts: neither the meeting nor the drafting waits for that.
        Step("convene", _("Convene a specialised meeting"), Does.CONVENES, (State.COMPILED,), State.CONVENED,
             _SECRETARIAT, "AA 33; CoA (b)", Basis.INSTRUMENT, meeting=Body.SPECIALISED, note=Need.MAY,
             answer_guards=(THE_MEETING_TAKES_PLACE, THE_MEETING_IS_NOT_BEFORE_WHAT_LED_TO_IT,
                            THE_HOST_IS_A_MEMBER_OR_AN_OBSERVER_STATE)),
        Step("entrust", _("Entrust the drafting to experts"), Does.ENTRUSTS, (State.CONVENED,), State.ENTRUSTED,
             _SECRETARIAT, "CoA (b)", Basis.INSTRUMENT, experts=True, note=Need.MAY,
             guards=(THE_SPECIALISED_MEETING_WAS_HELD,)),
        Step("submit-working-paper", _("Submit the working paper"), Does.SUBMITS, (State.ENTRUSTED,), State.DRAFTED,
             _SECRETARIAT, "CoA (b)", Basis.INSTRUMENT, document=PaperKind.WORKING, note=Need.MAY),
        # "Then discussed and decided by the Committee": implementation begins from its decision, and from nothing else.
        *with_a_paper(Authors("CoA (b)", State.ENTRUSTED, _SECRETARIAT, PaperKind.WORKING, Basis.OURS,
                              begins_from=(State.APPROVED, State.NOTED), begin=(Relation.COORDINATOR, Relation.INTENDING_STATE))),
        *of_the_states("CoA (annex)", _OPEN, _COORDINATED, _COORDINATED),
    ),
    # "First to exchange views": where the matter isn't laid down as a measure yet, they are what it takes shape by.
    suits=frozenset({SubjectKind.AREA, SubjectKind.TOPIC}),
    why_it_suits=_("no specific measure is named yet, so that views may first be exchanged on what it would be"),
    suits_by="CoA (b) 1",
)  # fmt: skip
