"""What the record has, on a day, of each measure of an edition and each member state: the coverage.

An absent entry says nothing about a state. Nothing is counted per state, and nothing is ranked.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.choices import Depth
from catalogue.models import Area, Edition, Measure
from commitments.choices import Fact
from commitments.models import Commitment, CoordinatorAssignment, Intention
from law.choices import CoordinatorRole
from members.models import Participant, Person
from record.dates import Precision
from record.sources import citations


class CoverageStatus(TextChoices):
    """What a state stands as beside a measure; one doesn't follow from another."""

    COORDINATES = "coordinates", _("coordinates")
    CO_COORDINATES = "co-coordinates", _("co-coordinates")
    JOINED = "joined", _("joined")
    OFFERED = "offered", _("offered to coordinate")


# As marks stand in a cell that holds several.
DEEPEST_FIRST = (
    CoverageStatus.COORDINATES,
    CoverageStatus.CO_COORDINATES,
    CoverageStatus.OFFERED,
    CoverageStatus.JOINED,
)


@dataclass(frozen=True)
class CoverageEntry:
    """One fact, and where it stands: at a measure, at a whole area, or beside them while nothing is named yet."""

    state: Participant
    status: CoverageStatus
    area: Area | None = None
    measure: Measure | None = None
    # In the record's own words, where it doesn't name the measure.
    words: dict[str, str] = field(default_factory=dict)
    is_near: bool = False
    is_unspecified: bool = False
    # Known only of a time before the day: until when, and how well that is known.
    last_known: dt.date | None = None
    last_known_precision: str = Precision.EXACT
    # Where it is read: the keys of its sources; else the commitment in which it came about.
    source: str = ""
    commitment: Commitment | None = None

    @property
    def rests_on(self) -> str:
        """What its reader is told of that: the source as it is cited, or the commitment's reference."""
        return self.source or (self.commitment.reference if self.commitment else "")

    @property
    def opens(self) -> str:
        """Where that is read: the source in the register, or the page of the commitment."""
        if self.source or self.commitment is None:
            pages = [stretch.address for part in citations(self.source) for stretch in part if stretch.key]
            return pages[0] if pages else reverse("source-list")
        return self.commitment.get_absolute_url()

    @property
    def mark(self) -> tuple[CoverageStatus, bool, bool]:
        """What a cell shows of it: two terms of one coordinator are one mark."""
        return (self.status, self.is_near, self.is_known_then)

    @property
    def is_known_then(self) -> bool:
        return self.last_known is not None

    @property
    def leads(self) -> bool:
        """Whether somebody offers to coordinate or coordinates on the day: to have joined, or to have led once, is no lead."""
        return self.status is not CoverageStatus.JOINED and not self.is_known_then

    @property
    def place(self) -> tuple[str, int] | None:
        if self.is_unspecified:
            return None
        if self.measure:
            return ("measure", self.measure.pk)
        return ("area", self.area.pk) if self.area else None


@dataclass
class CoverageRow:
    """A measure or a whole area, and what stands in it for each state, in the order of the columns."""

    subject: Area | Measure
    is_area: bool
    # An area that only holds other areas.
    is_heading: bool = False
    entries: list[CoverageEntry] = field(default_factory=list)
    cells: list[list[CoverageEntry]] = field(default_factory=list)
    # What has no cell: nothing is named yet, or the state is no member on that day.
    beside: list[CoverageEntry] = field(default_factory=list)

    @property
    def is_led(self) -> bool:
        return any(entry.leads for entry in self.entries)


@dataclass
class Coverage:
    """The rows of an edition over the member states of a day."""

    edition: Edition
    on: dt.date
    states: list[Participant]
    rows: list[CoverageRow]
    # What names not even an area.
    beside: list[CoverageEntry] = field(default_factory=list)

    @property
    def columns(self) -> int:
        """How many columns a table of it has: the measure, then the states."""
        return len(self.states) + 1

    @property
    def has_measures(self) -> bool:
        return any(not row.is_area for row in self.rows)

    @property
    def has_near(self) -> bool:
        return any(entry.is_near for row in self.rows for entry in row.entries)

    @property
    def gaps(self) -> list[tuple[CoverageRow, list[CoverageRow]]]:
        """Each area with its measures that no state leads on the day; an area of no known measure, if no state leads it."""
        areas_with_gaps: list[tuple[CoverageRow, list[CoverageRow]]] = []
        for area, measures in self.by_area:
            empty = [row for row in measures if not row.is_led]
            is_empty_leaf = not measures and not area.is_led and not area.is_heading
            if empty or is_empty_leaf:
                areas_with_gaps.append((area, empty))
        return areas_with_gaps

    @property
    def by_area(self) -> list[tuple[CoverageRow, list[CoverageRow]]]:
        """Each area's own row, with the rows of its measures."""
        grouped: list[tuple[CoverageRow, list[CoverageRow]]] = []
        for row in self.rows:
            if row.is_area:
                grouped.append((row, []))
            else:
                grouped[-1][1].append(row)
        return grouped


Reader = Callable[[Any, Edition, dt.date], Iterable[CoverageEntry]]


def from_coordinators(user: Person, edition: Edition, on: dt.date) -> list[CoverageEntry]:
    """Offers and designations as they stand on the day, each at the depth the record gives it."""
    rows = CoordinatorAssignment.objects.visible_to(user).filter(edition=edition).standing_on(on)
    return [_entry(row) for row in rows.for_page().in_order()]


def _status(row: CoordinatorAssignment) -> CoverageStatus:
    if row.fact != Fact.DESIGNATION:
        return CoverageStatus.OFFERED
    is_second = row.role == CoordinatorRole.CO_COORDINATOR
    return CoverageStatus.CO_COORDINATES if is_second else CoverageStatus.COORDINATES


def _entry(row: CoordinatorAssignment) -> CoverageEntry:
    is_topic = row.depth == Depth.TOPIC
    return CoverageEntry(
        state=row.participant,
        status=_status(row),
        area=row.area,
        measure=row.near if is_topic else row.measure,
        words=row.wording,
        is_near=is_topic and row.near is not None,
        is_unspecified=row.depth == Depth.UNSPECIFIED or (is_topic and row.near is None),
        last_known=row.last_known if row.is_known_then else None,  # type: ignore[attr-defined]
        last_known_precision=row.last_known_precision,
        source=row.source,
        commitment=row.commitment,
    )


def from_intentions(user: Person, edition: Edition, on: dt.date) -> list[CoverageEntry]:
    """States that intend a commitment on the day, in what the reader may see of it."""
    rows = Intention.objects.visible_to(user).holding(on).filter(commitment__area__edition=edition)
    rows = rows.select_related("participant", "commitment__area", "commitment__measure").order_by("pk")
    return [
        CoverageEntry(
            state=row.participant,
            status=CoverageStatus.JOINED,
            area=row.commitment.area,
            measure=row.commitment.measure,
            words=row.commitment.topic,
            is_unspecified=bool(row.commitment.topic) and row.commitment.measure is None,
            source=row.commitment.source,
            commitment=row.commitment,
        )
        for row in rows
    ]


# Whoever adds a kind of entry adds its reader here.
READERS: tuple[Reader, ...] = (from_coordinators, from_intentions)


def coverage(user: Person, *, edition: Edition, on: dt.date, states: list[Participant]) -> Coverage:
    """The coverage of `edition` on a day, as far as `user` may see it, over `states` in the order given."""
    rows = _rows(user, edition)
    entries = [entry for read in READERS for entry in read(user, edition, on)]
    result = Coverage(edition, on, states, rows)
    at = {("area" if row.is_area else "measure", row.subject.pk): row for row in rows}
    columns = {state.pk: number for number, state in enumerate(states)}
    for row in rows:
        row.cells = [[] for _state in states]
    for entry in entries:
        _place(entry, at, columns, result)
    for row in rows:
        for cell in row.cells:
            cell.sort(key=lambda entry: (entry.is_known_then, DEEPEST_FIRST.index(entry.status)))
    return result


def _place(
    entry: CoverageEntry, at: dict[tuple[str, int], CoverageRow], columns: dict[int, int], result: Coverage
) -> None:
    row = at.get(entry.place) if entry.place else None
    column = columns.get(entry.state.pk)
    if row is not None:
        row.entries.append(entry)
        if column is None:
            row.beside.append(entry)
        elif entry.mark not in [other.mark for other in row.cells[column]]:
            row.cells[column].append(entry)
    elif entry.area and ("area", entry.area.pk) in at:
        at["area", entry.area.pk].beside.append(entry)
    else:
        result.beside.append(entry)


def _rows(user: Person, edition: Edition) -> list[CoverageRow]:
    """Areas in order, each followed by its measures."""
    measures: dict[int, list[Measure]] = {}
    for measure in Measure.objects.visible_to(user).filter(area__edition=edition).in_order():
        measures.setdefault(measure.area_id, []).append(measure)
    rows: list[CoverageRow] = []
    areas = list(Area.objects.visible_to(user).filter(edition=edition).in_order())
    parents = {area.parent_id for area in areas}
    for area in areas:
        rows.append(CoverageRow(area, is_area=True, is_heading=area.pk in parents and area.pk not in measures))
        rows.extend(CoverageRow(measure, is_area=False) for measure in measures.get(area.pk, []))
    return rows


@dataclass(frozen=True)
class GapOpened:
    """Since when a measure has no coordinator, as far as the record shows: the end of the last term, what was known last
    of one, or the adoption of its edition, where none was ever named."""

    day: dt.date
    precision: str
    is_known_then: bool = False
    state: Participant | None = None
    # Where that is read.
    source: str = ""
    commitment: Commitment | None = None


def gaps_opened(user: Person, edition: Edition, on: dt.date) -> dict[tuple[str, int], GapOpened]:
    """By the place of a row: what ended there last before the day. A place that is not here was never led."""
    rows = CoordinatorAssignment.objects.visible_to(user).filter(edition=edition).made_by(on)
    opened: dict[tuple[str, int], GapOpened] = {}
    for row in rows.for_page():
        ends = [(row.until, row.until_precision, False)] if row.until and row.until <= on else []
        ends += [(row.last_known, row.last_known_precision, True)] if row.last_known and row.last_known < on else []
        measure = row.near if row.depth == Depth.TOPIC else row.measure
        if not ends or row.depth == Depth.UNSPECIFIED or not (measure or row.area):
            continue
        place = ("measure", measure.pk) if measure else ("area", row.area.pk)
        day, precision, is_known_then = min(ends)
        known = opened.get(place)
        if known is None or day >= known.day:
            opened[place] = GapOpened(day, precision, is_known_then, row.participant, row.source, row.commitment)
    return opened
