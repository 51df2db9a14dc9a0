from commitments.models.catalogue import Area, Edition, Measure
from commitments.models.commitments import SHARED_WITH, Commitment, Intention, StepTaken
from commitments.models.coordinators import CoordinatorAssignment
from commitments.models.exchange import Draft, ExpertNomination, View
from commitments.models.papers import Circulation, Comment, Paper, PaperVersion

__all__ = [
    "SHARED_WITH",
    "Area",
    "Circulation",
    "Comment",
    "Commitment",
    "CoordinatorAssignment",
    "Draft",
    "Edition",
    "ExpertNomination",
    "Intention",
    "Measure",
    "Paper",
    "PaperVersion",
    "StepTaken",
    "View",
]
