"""How pages of commitments and coordinators are narrowed."""

from commitments.forms.commitments import CommitmentFilter, ExpertFilter
from commitments.forms.filters import CoordinatorFilter

__all__ = ["CommitmentFilter", "CoordinatorFilter", "ExpertFilter"]
