"""What an exercise says of itself, wherever something of it may be read: on pages, in letters, in files, in calendars.

A house is an exercise where EXERCISE is set, and its database was begun as one; the roof refuses to start where the two
disagree (`cica_tracker/told_apart.py`).
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# One word, before whatever has room for one.
MARK = pgettext_lazy("mark of an exercise", "EXERCISE")
SENTENCE = _(
    "This is an exercise. Its states and people are invented, and nothing in it was said or done by any state."
)
# What programs read: the name and the value of a field in the head of every answer.
HEADER, IN_THE_HEAD = "Exercise", "invented states"
# Before the name of a file that leaves: a file outlives the answer that it came with.
BEFORE_A_FILE = "EXERCISE-"

# What the first entry of its journal says: nothing can take it back.
BEGAN = "began an exercise"


def is_marked() -> bool:
    """Whether what leaves this house says that it is an exercise."""
    return bool(settings.EXERCISE)


def marked(text: Any) -> str:
    """A line, a subject or a name, with the mark before it in the reader's language; outside an exercise as it is."""
    return f"[{MARK}] {text}" if is_marked() else str(text)


def is_of_an_exercise() -> bool | None:
    """Whether the database was begun as an exercise; None where nothing has happened in it yet."""
    entries = apps.get_model("journal", "Entry").objects.order_by("number")
    first = entries.values_list("verb", flat=True).first()
    return None if first is None else first == BEGAN
