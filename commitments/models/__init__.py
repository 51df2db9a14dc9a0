from commitments.models.commitments import SHARED_WITH, Commitment, Intention, StepTaken
from commitments.models.coordinators import CoordinationEnd, CoordinatorAssignment
from commitments.models.exchange import ExpertNomination, View

__all__ = [
    "SHARED_WITH",
    "Commitment",
    "CoordinationEnd",
    "CoordinatorAssignment",
    "ExpertNomination",
    "Intention",
    "StepTaken",
    "View",
]
