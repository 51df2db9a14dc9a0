"""The true record, copied into a test: read from its files once a run, put into words for the database once a worker."""

import copy
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.management import call_command
from django.db import connection, models, transaction

from activities.models import ActionPlan, YearPlan
from catalogue.models import Area, Edition, Measure
from commitments.models import Commitment, CoordinatorAssignment, StepTaken
from decisions.models import Decision, Position
from journal.models import FIRST_PREVIOUS, Entry
from meetings.models import LeadTime, Meeting, ReminderLead, WorkingGroup
from members.models import Chairmanship, Participant, Participation
from papers.models import Folder, Paper
from record.models import SearchPiece, Source

IN_ORDER: tuple[type[models.Model], ...] = (
    Source,
    Participant,
    Participation,
    Chairmanship,
    WorkingGroup,
    Meeting,
    Decision,
    Position,
    LeadTime,
    ReminderLead,
    Edition,
    Area,
    Area.working_groups.through,
    Measure,
    Folder,
    Commitment,
    CoordinatorAssignment,
    StepTaken,
    Paper,
    YearPlan,
    ActionPlan,
    SearchPiece,
)
# Keys of the record begin here, so that it can be copied in beside whatever a test made before.
FIRST_KEY = 1_000_000
Rows = dict[str, list[Any]]


def as_load_record_loads_it() -> Rows:
    """Every row of the record, by the label of its model, with the journal of its loading; nothing of it stays."""
    with transaction.atomic():
        _begin_keys_at(FIRST_KEY)
        call_command("load_record", verbosity=0, stdout=io.StringIO())
        rows: Rows = {model._meta.label: list(model._default_manager.order_by("pk")) for model in IN_ORDER}
        rows[Entry._meta.label] = list(Entry.objects.in_order().exclude(about_kind="group"))
        transaction.set_rollback(True)
    return rows


@dataclass
class Said:
    """What was said to the database, to be said again in these words: the ORM takes ten times as long to find them."""

    statements: list[tuple[str, Any]] = field(default_factory=list)

    @contextmanager
    def listening(self) -> Iterator[None]:
        def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
            if sql.startswith("INSERT"):
                self.statements.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            yield

    def again(self) -> None:
        with connection.cursor() as cursor:
            for sql, params in self.statements:
                cursor.execute(sql, params)


@dataclass
class CopiesOfTheRecord:
    """The rows of the record, and how they are put in."""

    rows: Rows
    facts: Said = field(default_factory=Said)
    first_journal: Said = field(default_factory=Said)

    def put_in(self) -> None:
        """All of it, beside what is there. Where the journal is empty its entries are the same each time, seals and all."""
        self._said_once(self.facts, self._facts)
        last = Entry.objects.in_order().last()
        if last:
            self._journal_after(last)
        else:
            self._said_once(self.first_journal, self._journal_after)

    @staticmethod
    def _said_once(said: Said, put_in: Callable[[], None]) -> None:
        if said.statements:
            said.again()
            return
        with said.listening():
            put_in()

    def _facts(self) -> None:
        for model in IN_ORDER:
            model._default_manager.bulk_create([copy.copy(row) for row in self.rows[model._meta.label]])

    def _journal_after(self, last: Entry | None = None) -> None:
        entries = [copy.copy(entry) for entry in self.rows[Entry._meta.label]]
        for entry in entries:
            entry.number = last.number + 1 if last else 1
            entry.previous = last.seal if last else FIRST_PREVIOUS
            entry.seal = entry.computed_seal()
            last = entry
        Entry.objects.bulk_create(entries)


def _begin_keys_at(first: int) -> None:
    tables = [model._meta.db_table for model in IN_ORDER]
    with connection.cursor() as cursor:
        for table in tables:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first])
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first])
