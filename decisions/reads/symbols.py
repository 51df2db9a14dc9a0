"""What a decision is cited by: a symbol that stands in addresses as it is."""

import re

from decisions.models import Decision
from record.references import next_number

SYMBOL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,59}", re.ASCII)


def next_symbol(reference: str) -> str:
    """The next free symbol under the reference of a meeting or a silence procedure: SOC-2027-1-D1."""
    beginning = f"{reference}-D"
    taken = Decision.everything.filter(symbol__startswith=beginning).values_list("symbol", flat=True)
    return f"{beginning}{next_number(taken, beginning)}"
