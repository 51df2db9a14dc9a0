"""What may be done with a line of a desk, and with a workbook of a state's entries that came back."""

from desk.acts.lines import DESK_ACTS, DESK_ENTRY
from desk.acts.workbooks import BROUGHT_FILE, WORKBOOK_ACTS

__all__ = ["BROUGHT_FILE", "DESK_ACTS", "DESK_ENTRY", "WORKBOOK_ACTS"]
