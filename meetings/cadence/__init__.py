"""THE CADENCE as the record shows it: what follows for dates from how often the bodies meet and what couples to what.

The rules and couplings are the law's, of the edition that holds on the day. Everything here is a pure
function of a `History` and a day: nothing is read, nothing is written, and no clock is asked. `standing` says how a body
stands to its rule on a day, `findings` what the history shows beside the rules, `expected` what the rules want of the
years to come, planned or not, and `wanted` what they want that nobody has planned.

What the record knows only in part stays so: a day of the record is the last one on which a thing could have begun,
`earliest` the first. Nothing is said that isn't so for every day between them, and a meeting that was planned for a day
gone by counts neither as held nor as not held.
"""

from meetings.cadence.findings import Finding, FindingKind, findings
from meetings.cadence.history import History, Sitting, Term
from meetings.cadence.standing import Order, RuleStanding, standing
from meetings.cadence.wanted import WantedMeeting, end_of_the_cycle, expected, wanted
from record.spans import Lapse, earliest, plus

__all__ = [
    "Finding",
    "FindingKind",
    "History",
    "Lapse",
    "Order",
    "RuleStanding",
    "Sitting",
    "Term",
    "WantedMeeting",
    "earliest",
    "end_of_the_cycle",
    "expected",
    "findings",
    "plus",
    "standing",
    "wanted",
]
