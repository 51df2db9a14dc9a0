"""What is undertaken, and how it moves, under `/api/v1/`."""

from commitments.api.commitments import Commitments
from commitments.api.coordinators import Coordinators
from commitments.api.experts import Experts
from commitments.api.history import Steps
from commitments.api.views import Views

__all__ = ["Commitments", "Coordinators", "Experts", "Steps", "Views"]
