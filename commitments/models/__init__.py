from commitments.models.commitments import SHARED_WITH, Commitment
from commitments.models.coordinators import CoordinationEnd, CoordinatorAssignment
from commitments.models.exchange import ExpertNomination, View
from commitments.models.parts import Intention, StepTaken
from commitments.models.periods import NamedPeriod, SaidPeriod

__all__ = [
    "SHARED_WITH",
    "Commitment",
    "CoordinationEnd",
    "CoordinatorAssignment",
    "ExpertNomination",
    "Intention",
    "NamedPeriod",
    "SaidPeriod",
    "StepTaken",
    "View",
]
