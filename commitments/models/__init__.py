from commitments.models.commitments import SHARED_WITH, Commitment, Intention, StepTaken
from commitments.models.coordinators import CoordinatorAssignment
from commitments.models.exchange import ExpertNomination, View

__all__ = [
    "SHARED_WITH",
    "Commitment",
    "CoordinatorAssignment",
    "ExpertNomination",
    "Intention",
    "StepTaken",
    "View",
]
