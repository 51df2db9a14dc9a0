"""No deadlock without a door: who waits for somebody asks them, at most once in a while."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from desk.actions.handling import Handled, write_entry
from desk.choices import ASKED_AGAIN_AFTER, DeskDeed
from desk.kinds import ASKED_FOR
from desk.models import DeskEntry
from journal.names import thing_called
from members.access import own_states
from members.models import User
from notices.actions import tell
from record.awaiting import LINES, SECRETARIAT, DeskLine, Stands
from record.dates import day_of_the_house
from record.refusals import Refused
from record.texts import in_all

NOBODY_TO_ASK = _("Nobody acts in the portal for whom this waits: write to them on paper.")
ASKED_LATELY = _("It was asked for less than a week ago.")
WAITS_FOR_NOBODY = _("This waits for nobody else.")


@transaction.atomic
def ask_for_it(
    *,
    line: DeskLine,
    by: User,
    word: str = "",
    language: str = "",
    at: dt.datetime | None = None,
    once_key: str | None = None,
) -> DeskEntry:
    """Tell those for whom a line waits that somebody waits for them, in one's own words where there are any.

    Raises Refused where it waits for nobody, where nobody of them is in the portal, and within a week of the last time.
    """
    at = at or timezone.now()
    source = LINES.rows.get(line.kind)
    if line.stands is not Stands.WAITS or source is None:
        raise Refused({"": [WAITS_FOR_NOBODY]})
    lately = DeskEntry.objects.standing().filter(desk=line.desk, line=line.key, what=DeskDeed.ASKED)
    if any(day_of_the_house(at) < day_of_the_house(entry.at) + ASKED_AGAIN_AFTER for entry in lately):
        raise Refused({"": [ASKED_LATELY]}, is_stale=True)
    people = [person for person in source.people(line, at) if person.pk != by.pk and person.is_active]
    if not people:
        raise Refused({"": [NOBODY_TO_ASK]})
    handled = Handled(word=word, language=language, once_key=once_key)
    entry = write_entry(DeskDeed.ASKED, line, by, at, handled)
    tell(
        kind=ASKED_FOR,
        about=thing_called(line.about) or entry,
        occurrence=f"{line.key} {day_of_the_house(at).isoformat()}",
        to=people,
        url=line.page,
        values={
            "who": in_all(lambda: _who_asks(by, line.desk, day_of_the_house(at))),
            "what": in_all(lambda: line.what),
            "thing": in_all(lambda: " · ".join(str(part) for part in (line.reference, line.thing) if part)),
            "word": word.strip(),
        },
        at=at,
    )
    return entry


def _who_asks(by: User, desk: str, on: dt.date) -> Any:
    if desk == SECRETARIAT:
        return _now("The Secretariat")
    states = own_states(by, on).values()
    return next((state for state in states if state.code == desk), by.get_full_name())
