from commitments.models.catalogue import Area, Edition, Measure
from commitments.models.commitments import SHARED_WITH, Commitment, Intention, StepTaken
from commitments.models.coordinators import CoordinatorAssignment
from commitments.models.decided import AgendaMatter, AgendaPaper, DecidedMatter, SilenceMatter
from commitments.models.exchange import Draft, ExpertNomination, View
from commitments.models.papers import Circulation, Comment, Paper, PaperVersion

__all__ = [
    "SHARED_WITH",
    "AgendaMatter",
    "AgendaPaper",
    "Area",
    "Circulation",
    "Comment",
    "Commitment",
    "CoordinatorAssignment",
    "DecidedMatter",
    "Draft",
    "Edition",
    "ExpertNomination",
    "Intention",
    "Measure",
    "Paper",
    "PaperVersion",
    "SilenceMatter",
    "StepTaken",
    "View",
]
