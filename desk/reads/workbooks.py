"""What a workbook that came back would change, as it stands beside the record now."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from desk.models import BroughtFile
from journal.staff import is_officer
from meetings.access import states_of_audience
from members.access import own_participants
from members.choices import Audience
from members.models import Participant, Person
from record.dates import day_of_the_house
from record.sheets import Taking
from record.sheets.comparing import ComparedRow, compared
from record.sheets.presses import checked
from record.sheets.reading import read_workbook
from record.templatetags.signs import colon


def states_to_take(user: Person, at: dt.datetime) -> QuerySet[Participant]:
    """The participants whose entries a person may take home: their own; an officer, for each that wrote, or may write."""
    today = day_of_the_house(at)
    if is_officer(user):
        seen = Participant.objects.visible_to(user)
        return seen.filter(pk__in=states_of_audience(today, Audience.OBSERVERS)).in_seat_order()
    return own_participants(user, today)


def taking_of(brought: BroughtFile, user: Person, at: dt.datetime) -> Taking:
    return Taking(user, brought.owner, at, brought.letter)


def rows_of(brought: BroughtFile, taking: Taking) -> list[ComparedRow]:
    """Each row of the file, beside what it is about. Nothing was asked of the acts yet."""
    return compared(read_workbook(bytes(brought.data)), taking)


def looked_through(brought: BroughtFile, user: Person, at: dt.datetime) -> list[ComparedRow]:
    """The rows that tell something, with what the acts would say of them."""
    taking = taking_of(brought, user, at)
    rows = rows_of(brought, taking)
    for row in rows:
        row.shown = shown_of(row)
    checked(rows, taking, str(brought.uid))
    return [row for row in rows if row.is_worth_telling]


def shown_of(row: ComparedRow) -> str:
    """What a row would do, in one text: who looks at it presses for just this."""
    cells = [
        (cell.address, row.told.get(cell.column.name, ""), cell.is_changed, bool(cell.meanwhile)) for cell in row.cells
    ]
    return repr((row.token, cells, len(row.problems)))


def shown_as(rows: Iterable[ComparedRow]) -> str:
    """The digest of what the whole file would do, as its page shows it."""
    told = [row.shown or shown_of(row) for row in rows if row.does_something]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


def problems_told(rows: Sequence[ComparedRow]) -> list[Any]:
    """All that is wrong, sentence by sentence, each with the place where it stands."""
    told = []
    for row in rows:
        if row.is_set_aside:
            continue
        told += [f"{row.row.sheet}!{row.row.number}{colon()}{problem}" for problem in row.problems]
        told += [f"{row.row.sheet}!{cell.address}{colon()}{problem}" for cell in row.cells for problem in cell.problems]
    return told
