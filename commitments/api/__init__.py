"""What is undertaken, and how it moves, under `/api/v1/`."""

from commitments.api.commitments import Commitments
from commitments.api.coordinators import Coordinators
from commitments.api.coverage import CoverageEntries, Gaps
from commitments.api.experts import Experts
from commitments.api.history import Steps
from commitments.api.intentions import Intentions
from commitments.api.procedure import ProcedureSteps
from commitments.api.views import Views

__all__ = [
    "Commitments",
    "Coordinators",
    "CoverageEntries",
    "Experts",
    "Gaps",
    "Intentions",
    "ProcedureSteps",
    "Steps",
    "Views",
]
