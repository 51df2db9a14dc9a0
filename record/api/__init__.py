"""What every address under `/api/v1/` shares: strict parameters, one column table, refusals as JSON."""

from record.api.errors import explain

__all__ = ["explain"]
