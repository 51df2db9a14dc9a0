"""Meetings ahead and behind, what was told to whom, and a journal whose chain is whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from uuid import uuid4

from commitments.kinds import STEP_TAKEN
from commitments.models import Commitment
from journal.models import FIRST_PREVIOUS, Entry
from journal.names import kind_of
from law.editions import edition_on
from load.commitments import Plot, moved_at
from load.copying import copy_in, first_free
from meetings.choices import Status
from meetings.models import Meeting
from notices.models import Notice

A_DAY = dt.timedelta(days=1)


def fill_meetings(count: int, today: dt.date) -> None:
    """So many meetings of the bodies that meet by themselves, a week apart: four of five behind, the others ahead."""
    first, law = first_free(Meeting), edition_on(today)
    bodies = sorted(law.bodies)
    start = today - A_DAY * 7 * (count * 4 // 5)

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(count):
            on, body = start + A_DAY * 7 * number, bodies[number % len(bodies)]
            status = Status.HELD if on < today else Status.PLANNED
            yield first + number, f"LOAD-{number:05d}", body, on, on + A_DAY, status

    columns = ("id", "reference", "body", "starts_on", "ends_on", "status")
    copy_in(Meeting, columns, rows(), edition=law.key, title={}, place={}, adopted={})


def fill_notices(count: int, plot: Plot) -> None:
    """So many notices in the portal of steps that were taken, told to everybody by turns; half were seen."""
    people = plot.cast.people

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(count):
            about, turn = number % plot.commitments, number // plot.commitments
            road = plot.course(about).road
            at = moved_at(about, len(road))
            reference = f"LOAD-{about:07d}"
            recipient = plot.cast.first_person + (about + turn) % people
            yield (
                reference, f"{reference} · Regional resilience", str(turn + 1), recipient, f"/commitments/{reference}/",
                {"step": road[-1].step.name}, at, at if number % 2 else None, uuid4(),
            )  # fmt: skip

    columns = (
        "about_key",
        "about_label",
        "occurrence",
        "recipient_id",
        "url",
        "values",
        "created_at",
        "seen_at",
        "uid",
    )
    copy_in(Notice, columns, rows(), kind=STEP_TAKEN, about_kind=kind_of(Commitment))


def fill_journal(count: int, plot: Plot) -> None:
    """So many entries after those that are there, each sealed by the one before, as `journal.actions.record` does."""
    last = Entry.objects.in_order().last()
    start, previous = (last.number + 1, last.seal) if last else (1, FIRST_PREVIOUS)
    kind = kind_of(Commitment)

    def rows() -> Iterator[tuple[object, ...]]:
        seal = previous
        for place in range(count):
            about = place % plot.commitments
            entry = Entry(
                number=start + place,
                at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=place),
                by_key=str(plot.cast.first_person), by_label="xa0@load.example", verb="step",
                about_kind=kind, about_key=f"LOAD-{about:07d}", about_label=f"LOAD-{about:07d}",
                changes={}, said={"rows": {}, "salt": f"{place:032x}"}, previous=seal,
            )  # fmt: skip
            entry.seal = seal = entry.computed_seal()
            yield tuple(getattr(entry, field.attname) for field in Entry._meta.concrete_fields)

    copy_in(Entry, [field.attname for field in Entry._meta.concrete_fields], rows())
