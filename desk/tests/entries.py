"""An entry on a desk, for tests that need one of each kind of row."""

from desk.models import DeskEntry
from members.tests.factories import UserFactory
from record.awaiting import SECRETARIAT


def an_entry_on_a_desk(desk: str = SECRETARIAT) -> DeskEntry:
    """A line that somebody set aside."""
    return DeskEntry.objects.create(
        what="set-aside", desk=desk, line="a line", label="Plan a meeting", word="Later.", by=UserFactory()
    )
