"""Modality (a): an intention first (CoA (a)). The first step begins it; the others follow in the order of the road.

Its three sentences let things happen (不妨, 可, 可以): consultation, circulation, a specialised meeting and the Committee are
open here and never conditions.
"""

from django.utils.translation import gettext_lazy as _

from law.choices import CoordinatorRole, Modality, PaperKind, Relation, SubjectKind
from law.cica.bodies import Body
from law.cica.guards import A_STATE_CAN_BE_DESIGNATED, THE_MEETING_TAKES_PLACE
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
        Step("consult", _("Open consultations"), Does.CONSULTS, (State.INDICATED,), State.CONSULTING, (Relation.CHAIR,),
             "CoA (a)", Basis.INSTRUMENT, note=Need.MUST),
        # The Chair "may" consult: one who has done so otherwise designates at once. Of an earlier offer it says nothing.
        Step("designate-coordinator", _("Designate the coordinator"), Does.DESIGNATES,
             (State.INDICATED, State.CONSULTING), State.COORDINATED, (Relation.CHAIR,), "CoA (a)", Basis.INSTRUMENT,
             party=CoordinatorRole.COORDINATOR, note=Need.MAY, guards=(A_STATE_CAN_BE_DESIGNATED,),
             aside=(State.INDICATED,)),
        Step("submit-draft", _("Submit the draft concept paper"), Does.SUBMITS, (State.COORDINATED,), State.DRAFTED,
             _COORDINATOR, "CoA (a)", Basis.INSTRUMENT, document=PaperKind.CONCEPT, note=Need.MAY),
        # "May" be considered, and "may also" go to the Committee: consideration can be the last that bodies say of it.
        *with_a_paper(Authors("CoA (a)", State.COORDINATED, _COORDINATOR, PaperKind.CONCEPT, Basis.INSTRUMENT,
                              begins_from=(State.CONSIDERED, State.APPROVED, State.NOTED), begin=_COORDINATOR)),
        # "Before any specialised meeting": one may be held at any time, and moves nothing.
        Step("hold-specialised-meeting", _("Hold a specialised meeting"), Does.CONVENES, _OPEN, None,
             (Relation.SECRETARIAT,), "AA 33; CoA (a)", Basis.INSTRUMENT, meeting=Body.SPECIALISED, note=Need.MAY,
             answer_guards=(THE_MEETING_TAKES_PLACE,)),
        *of_the_states("CoA (a)", _OPEN, _COORDINATED, _OPEN),
    ),
    suits=frozenset({SubjectKind.MEASURE}),
    why_it_suits=_("a specific measure is named, so that an intention to implement it can be indicated at once"),
    suits_by="CoA (a) 1",
)  # fmt: skip
