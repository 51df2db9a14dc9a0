"""The coverage, and what nobody leads, as lists: for the page of coordinators, and for programs."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.models import Area, Edition, Measure
from commitments.models import Commitment
from commitments.reports.coverage import READERS_OF_LEADS, CoverageEntry, CoverageRow, coverage
from commitments.reports.gaps import GapOpened, gaps_opened
from members.models import Participant, Person


@dataclass(frozen=True)
class CoverageLine:
    """One state's entry at a measure or a whole area, or beside them while nothing is named yet."""

    edition: Edition
    area: Area | None
    measure: Measure | None
    entry: CoverageEntry

    @property
    def name(self) -> str:
        """As it is called on its day; of entries that are alike but for their days or their depth there may be several."""
        where = self.measure or self.area
        return ".".join((where.reference if where else self.edition.code, self.entry.state.code, self.entry.status))

    @property
    def last_known(self) -> dt.date | None:
        return self.entry.last_known

    @property
    def last_known_precision(self) -> str:
        return self.entry.last_known_precision


def coverage_lines(user: Person, editions: Iterable[Edition], on: dt.date) -> list[CoverageLine]:
    """What the picture of the coverage shows, a line an entry, in the order of the measures; then what has no place in it."""
    lines: list[CoverageLine] = []
    for edition in editions:
        covered = coverage(user, edition=edition, on=on, states=[])
        for area, measures in covered.by_area:
            for row in (area, *measures):
                lines += _of_row(edition, area, row)
        lines += [CoverageLine(edition, None, None, entry) for entry in covered.beside]
    return lines


def _of_row(edition: Edition, area: CoverageRow, row: CoverageRow) -> list[CoverageLine]:
    """Its own entries, and those that name nothing nearer than their area."""
    unplaced = [entry for entry in row.beside if entry.place is None]
    of_area = area.subject if isinstance(area.subject, Area) else None
    of_measure = row.subject if isinstance(row.subject, Measure) else None
    return [CoverageLine(edition, of_area, of_measure, entry) for entry in (*row.entries, *unplaced)]


@dataclass(frozen=True)
class GapsOfAnArea:
    """An area with its measures that no state leads on the day, each with since when; or an area that has none, by itself."""

    edition: Edition
    area: CoverageRow
    # Of the area itself, where it has no measures of its own.
    opened: GapOpened | None
    rows: tuple[tuple[CoverageRow, GapOpened], ...]


@dataclass(frozen=True)
class GapLine:
    """A measure, or an area without measures, that no state leads on the day."""

    edition: Edition
    area: Area | Measure
    subject: Area | Measure
    opened: GapOpened

    @property
    def reference(self) -> str:
        return self.subject.reference

    @property
    def title_told(self) -> dict[str, str]:
        return self.subject.name if isinstance(self.subject, Area) else self.subject.title

    @property
    def commitment(self) -> Commitment | None:
        return self.opened.commitment

    @property
    def state(self) -> Participant | None:
        return self.opened.state

    @property
    def since(self) -> dt.date:
        return self.opened.day

    @property
    def since_precision(self) -> str:
        return self.opened.precision


def gaps_by_area(user: Person, edition: Edition, on: dt.date) -> tuple[list[GapsOfAnArea], bool]:
    """What no state leads on the day, by area; and whether the edition has any area at all."""
    covered = coverage(user, edition=edition, on=on, states=[], readers=READERS_OF_LEADS)
    opened = gaps_opened(user, edition, on)
    adopted = GapOpened(edition.adopted_on, edition.adopted_on_precision, source=edition.source)
    gaps = [
        GapsOfAnArea(
            edition,
            area,
            None if rows else opened.get(("area", area.subject.pk), adopted),
            tuple((row, opened.get(("measure", row.subject.pk), adopted)) for row in rows),
        )
        for area, rows in covered.gaps
    ]
    return gaps, bool(covered.rows)


def gap_lines(user: Person, editions: Iterable[Edition], on: dt.date) -> list[GapLine]:
    """The same, a line a gap."""
    lines: list[GapLine] = []
    for edition in editions:
        for gap in gaps_by_area(user, edition, on)[0]:
            area = gap.area.subject
            if gap.opened is not None:
                lines.append(GapLine(edition, area, area, gap.opened))
            lines += [GapLine(edition, area, row.subject, opened) for row, opened in gap.rows]
    return lines
