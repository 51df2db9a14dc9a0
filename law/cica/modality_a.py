"""Modality (a): an intention first (CoA (a)). The first step begins it; the others follow in the order of the road."""

from django.utils.translation import gettext_lazy as _

from law.choices import CoordinatorRole, Modality, PaperKind, Relation
from law.cica.guards import AN_OFFER_IS_THERE
from law.cica.shared import Authors, of_the_states, with_a_paper
from law.cica.states import State
from law.grammar.basis import Basis
from law.grammar.procedure import Does, OwnPart, Step, Workflow
from record.choices import Need

_COORDINATED = (
    State.COORDINATED,
    State.DRAFTED,
    State.CIRCULATED,
    State.CONSIDERED,
    State.BEFORE_SOC,
    State.APPROVED,
    State.NOTED,
    State.IMPLEMENTING,
    State.RESTING,
)
_OPEN = (State.INDICATED, State.CONSULTING, *_COORDINATED)
_COORDINATOR = (Relation.COORDINATOR,)

MODALITY_A = Workflow(
    edition="2007",
    modality=Modality.A,
    article="CoA (a)",
    basis=Basis.INSTRUMENT,
    start=Step("indicate", _("Indicate an intention"), Does.BEGINS, (), State.INDICATED, (Relation.MEMBER,),
               "AA 24; CoA (a)", Basis.INSTRUMENT, note=Need.MUST, own=OwnPart.JOINS),
    steps=(
        # "May": the Approach lets the Chair consult, and this table makes it a state on the road. To be confirmed.
        Step("consult", _("Open consultations"), Does.CONSULTS, (State.INDICATED,), State.CONSULTING, (Relation.CHAIR,),
             "CoA (a)", Basis.INSTRUMENT, note=Need.MUST),
        Step("designate-coordinator", _("Designate the coordinator"), Does.DESIGNATES, (State.CONSULTING,),
             State.COORDINATED, (Relation.CHAIR,), "CoA (a)", Basis.INSTRUMENT, party=CoordinatorRole.COORDINATOR,
             note=Need.MAY, guards=(AN_OFFER_IS_THERE,)),
        Step("submit-draft", _("Submit the draft concept paper"), Does.SUBMITS, (State.COORDINATED,), State.DRAFTED,
             _COORDINATOR, "CoA (a)", Basis.INSTRUMENT, document=PaperKind.CONCEPT, note=Need.MAY),
        # "May, if there is agreement": the working group's consideration can be the last that bodies say of it.
        *with_a_paper(Authors(State.COORDINATED, _COORDINATOR, PaperKind.CONCEPT, _COORDINATOR, Basis.INSTRUMENT)),
        *of_the_states(_OPEN, _COORDINATED),
    ),
)  # fmt: skip
