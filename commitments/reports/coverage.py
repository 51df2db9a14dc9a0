"""What the record has, on a day, of each measure of an edition and each member state: the coverage.

An absent entry says nothing about a state. Nothing is counted per state, and nothing is ranked.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalogue.choices import Depth
from catalogue.models import Area, Edition, Measure
from commitments.choices import Fact
from commitments.models import Commitment, CoordinatorAssignment, Intention
from commitments.reports.groups import (
    CoordinationGroup,
    IntentionGroup,
    coordination_groups,
    intention_groups,
    states_by_key,
)
from law.choices import CoordinatorRole
from members.models import Participant, Person
from record.dates import Precision
from record.sources import citations

# An area or a measure: which of the two, and its primary key.
Place = tuple[str, int]


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
    """What one state has at a measure, at a whole area, or beside them while nothing is named yet: one fact, or several alike."""

    state: Participant
    status: CoverageStatus
    # Where it stands: "area" or "measure", and its primary key; None while nothing is named yet.
    place: Place | None = None
    # The area on whose line it is told, where it has no place of its own.
    area_id: int | None = None
    # In the record's own words, where it doesn't name the measure; of one fact alone.
    words: dict[str, str] = field(default_factory=dict)
    is_near: bool = False
    is_unspecified: bool = False
    # Known only of a time before the day: until when, and how well that is known.
    last_known: dt.date | None = None
    last_known_precision: str = Precision.EXACT
    # Where it is read: the keys of its sources; else the commitment in which it came about.
    source: str = ""
    commitment: Commitment | None = None
    # How many facts there are, all alike; and the list of them.
    count: int = 1
    listed_at: str = ""

    @property
    def is_several(self) -> bool:
        return self.count > 1

    @property
    def rests_on(self) -> str:
        """What its reader is told of that: how many there are, the source as it is cited, or the commitment's reference."""
        if self.is_several:
            return ngettext("%(number)s entry", "%(number)s entries", self.count) % {"number": self.count}
        return self.source or (self.commitment.reference if self.commitment else "")

    @property
    def opens(self) -> str:
        """Where that is read: the source in the register, or the page of the commitment; else the list of coordinators, narrowed."""
        if self.is_several:
            return self.listed_at
        if self.source or self.commitment is None:
            pages = [stretch.address for part in citations(self.source) for stretch in part if stretch.key]
            return pages[0] if pages else self.listed_at
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
    def place(self) -> Place:
        return ("area" if self.is_area else "measure", self.subject.pk)

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


@dataclass(frozen=True)
class CoverageQuestion:
    """Of what the coverage is asked, by whom, of which day; and what leads to the lists behind it."""

    user: Person
    edition: Edition
    on: dt.date
    # By place, the references of the areas and measures that the reader may see.
    references: Mapping[Place, str]
    of_states: Mapping[int, Participant]
    # By the name of a list, its address.
    lists: Mapping[str, str]

    def listed(self, page: str, **parameters: str) -> str:
        """The address of a list narrowed to what a group counts, of the same day."""
        named = {name: value for name, value in parameters.items() if value}
        return f"{self.lists[page]}?{urlencode(named | {'as_of': self.on.isoformat()})}"


LISTS = ("coordinator-list", "commitment-list")
Reader = Callable[[CoverageQuestion], Iterable[CoverageEntry]]


def from_coordinators(asked: CoverageQuestion) -> list[CoverageEntry]:
    """Offers and designations as they stand on the day, each at the depth the record gives it."""
    rows = CoordinatorAssignment.objects.visible_to(asked.user).filter(edition=asked.edition).standing_on(asked.on)
    return [_of_coordination(asked, group) for group in coordination_groups(rows, asked.of_states)]


def _status(group: CoordinationGroup) -> CoverageStatus:
    if group.fact != Fact.DESIGNATION:
        return CoverageStatus.OFFERED
    is_second = group.role == CoordinatorRole.CO_COORDINATOR
    return CoverageStatus.CO_COORDINATES if is_second else CoverageStatus.COORDINATES


def _of_coordination(asked: CoverageQuestion, group: CoordinationGroup) -> CoverageEntry:
    is_topic = group.depth == Depth.TOPIC
    is_unspecified = group.depth == Depth.UNSPECIFIED or (is_topic and group.near_id is None)
    measure = group.near_id if is_topic else group.measure_id
    return CoverageEntry(
        state=group.participant,
        status=_status(group),
        place=None if is_unspecified else _place_of(measure, group.area_id),
        area_id=group.area_id,
        words=group.wording,
        is_near=is_topic and group.near_id is not None,
        is_unspecified=is_unspecified,
        last_known=group.last_known,
        last_known_precision=group.last_known_precision,
        source=group.source,
        commitment=group.commitment,
        count=group.count,
        listed_at=asked.listed(
            "coordinator-list",
            edition=asked.edition.code,
            state=group.participant.code,
            fact=group.fact,
            role=group.role,
            depth=group.depth,
            area="" if group.measure_id else asked.references.get(("area", group.area_id or 0), ""),
            measure=asked.references.get(("measure", group.measure_id or 0), ""),
        ),
    )


def from_intentions(asked: CoverageQuestion) -> list[CoverageEntry]:
    """States that intend a commitment on the day, in what the reader may see of it."""
    rows = Intention.objects.visible_to(asked.user).holding(asked.on)
    rows = rows.filter(commitment__area__edition=asked.edition)
    return [_of_intention(asked, group) for group in intention_groups(rows, asked.of_states)]


def _of_intention(asked: CoverageQuestion, group: IntentionGroup) -> CoverageEntry:
    is_unspecified = group.has_topic and group.measure_id is None
    return CoverageEntry(
        state=group.participant,
        status=CoverageStatus.JOINED,
        place=None if is_unspecified else _place_of(group.measure_id, group.area_id),
        area_id=group.area_id,
        words=group.topic,
        is_unspecified=is_unspecified,
        source=group.source,
        commitment=group.commitment,
        count=group.count,
        listed_at=asked.listed(
            "commitment-list",
            participant=group.participant.code,
            area="" if group.measure_id else asked.references.get(("area", group.area_id), ""),
            measure=asked.references.get(("measure", group.measure_id or 0), ""),
        ),
    )


def _place_of(measure: int | None, area: int | None) -> Place | None:
    if measure is not None:
        return ("measure", measure)
    return None if area is None else ("area", area)


# Whoever adds a kind of entry adds its reader here.
READERS: tuple[Reader, ...] = (from_coordinators, from_intentions)

# Those of which some entry may lead: whoever asks only where somebody leads needs no others.
READERS_OF_LEADS: tuple[Reader, ...] = (from_coordinators,)


def coverage(
    user: Person, *, edition: Edition, on: dt.date, states: list[Participant], readers: Sequence[Reader] = READERS
) -> Coverage:
    """The coverage of `edition` on a day, as far as `user` may see it, over `states` in the order given."""
    rows = _rows(user, edition)
    result = Coverage(edition, on, states, rows)
    at = {row.place: row for row in rows}
    references = {place: row.subject.reference for place, row in at.items()}
    lists = {page: reverse(page) for page in LISTS}
    asked = CoverageQuestion(user, edition, on, references, states_by_key(user), lists)
    columns = {state.pk: number for number, state in enumerate(states)}
    for row in rows:
        row.cells = [[] for _state in states]
    for read in readers:
        for entry in read(asked):
            _place(entry, at, columns, result)
    for row in rows:
        for cell in row.cells:
            cell.sort(key=lambda entry: (entry.is_known_then, DEEPEST_FIRST.index(entry.status)))
    return result


def _place(entry: CoverageEntry, at: Mapping[Place, CoverageRow], columns: Mapping[int, int], result: Coverage) -> None:
    row = at.get(entry.place) if entry.place else None
    column = columns.get(entry.state.pk)
    if row is not None:
        row.entries.append(entry)
        if column is None:
            row.beside.append(entry)
        elif entry.mark not in [other.mark for other in row.cells[column]]:
            row.cells[column].append(entry)
    elif entry.area_id and ("area", entry.area_id) in at:
        at["area", entry.area_id].beside.append(entry)
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
