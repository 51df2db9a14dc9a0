"""What the public site tells, as tables: one column is a cell of the page and a member of the JSON; what has none isn't told."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from law.grammar.words import InstrumentText, Unit
from law.texts import library
from meetings.models import Meeting
from public_site.cells import Cell, CitedKeys, Coded, DatedStep, Digest, FileForAnybody, Named, Texts
from public_site.reads import PublicCommitment, PublicRecord
from record.dates import KnownDate, Precision
from record.published import PublishedFile, PublishedThing
from record.sources import known_sources
from record.texts import in_all


@dataclass(frozen=True)
class PublicColumn:
    """`tell` says it of a row; `on_page` is off for what only programs need beside another column."""

    name: str
    heading: Any
    tell: Callable[[Any, PublicRecord], Cell]
    on_page: bool = True


@dataclass(frozen=True)
class PublicTable:
    """A list of the public site: `rows` are those of a day."""

    name: str
    title: Any
    columns: tuple[PublicColumn, ...]
    rows: Callable[[PublicRecord], Iterable[Any]]

    @property
    def on_page(self) -> tuple[PublicColumn, ...]:
        return tuple(column for column in self.columns if column.on_page)


def known(day: dt.date | None, precision: str = Precision.EXACT) -> KnownDate | None:
    return KnownDate(day, Precision(precision)) if day else None


# -- Names that stay, and tell no number of the house.


def key_of_meeting(meeting: Meeting) -> str:
    return f"{meeting.body}-{meeting.starts_on:%Y-%m-%d}".lower()


def key_of_commitment(row: PublicCommitment) -> str:
    return "-".join(str(row.commitment.record_key).lower().split())


def subject_of(row: PublicCommitment) -> Texts:
    """The measure or area it is about: its own title may be what somebody wrote since."""
    commitment = row.commitment
    return commitment.measure.title if commitment.measure else commitment.area.name


# -- Columns that several tables have.

SOURCES = PublicColumn("sources", _("Sources"), lambda row, record: CitedKeys(record.sources_of(row.source)))
NOTHING = ""


def _state(row: Any, _record: PublicRecord) -> Named:
    return Named(row.participant.code, row.participant.name)


def _since(row: Any, _record: PublicRecord) -> Cell:
    return known(row.since, row.since_precision)


def _until(row: Any, _record: PublicRecord) -> Cell:
    return known(row.until, row.until_precision)


SINCE = PublicColumn("since", pgettext_lazy("heading", "since"), _since)
UNTIL = PublicColumn("until", pgettext_lazy("heading", "until"), _until)

PARTICIPANTS = PublicTable(
    "participations",
    _("participation by date"),
    (
        PublicColumn("participant", _("Participant"), _state),
        PublicColumn(
            "kind", _("kind"), lambda row, _r: Coded(row.participant.kind, row.participant.get_kind_display()), False
        ),
        PublicColumn("standing", _("standing"), lambda row, _r: Coded(row.standing, row.get_standing_display())),
        SINCE,
        UNTIL,
        SOURCES,
    ),
    lambda record: record.participations,
)
CHAIRS = PublicTable(
    "chairmanships",
    _("Chair"),
    (PublicColumn("state", _("State"), _state), SINCE, UNTIL, SOURCES),
    lambda record: record.chairmanships,
)
MEETINGS = PublicTable(
    "meetings",
    _("Meetings held"),
    (
        PublicColumn("key", _("key"), lambda row, _r: key_of_meeting(row), False),
        PublicColumn("body", _("Body"), lambda row, _r: Coded(str(row.body), row.body_label), False),
        PublicColumn("name", _("Meeting"), lambda row, _r: in_all(lambda: row.label)),
        PublicColumn("starts_on", _("First day"), lambda row, _r: known(row.starts_on, row.starts_precision)),
        PublicColumn("ends_on", _("Last day"), lambda row, _r: known(row.ends_on)),
        PublicColumn("place", _("Place"), lambda row, _r: row.place),
        PublicColumn("adopted", _("what was adopted or considered"), lambda row, _r: row.adopted),
        SOURCES,
    ),
    lambda record: record.meetings,
)
COMMITMENTS = PublicTable(
    "commitments",
    _("Commitments"),
    (
        PublicColumn("key", _("key"), lambda row, _r: key_of_commitment(row), False),
        PublicColumn("about", _("Measure or area"), lambda row, _r: subject_of(row)),
        PublicColumn("area", _("Area"), lambda row, _r: row.commitment.area.reference, False),
        PublicColumn(
            "measure",
            _("Measure"),
            lambda row, _r: row.commitment.measure.reference if row.commitment.measure else None,
            False,
        ),
        PublicColumn(
            "coordinators",
            _("Coordinators"),
            lambda row, _r: tuple(Named(each.participant.code, each.participant.name) for each in row.designations),
        ),
        PublicColumn(
            "steps",
            _("Steps"),
            lambda row, _r: tuple(
                DatedStep(Coded(step.step, step.told), KnownDate(step.on, Precision(step.on_precision)))
                for step in row.steps
            ),
        ),
        PublicColumn(
            "sources",
            _("Sources"),
            lambda row, record: CitedKeys(
                tuple(
                    dict.fromkeys(
                        key for fact in (row.commitment, *row.steps) for key in record.sources_of(fact.source)
                    )
                )
            ),
        ),
    ),
    lambda record: record.commitments,
)
EDITIONS = PublicTable(
    "editions",
    _("Editions"),
    (
        PublicColumn("code", _("key"), lambda row, _r: row.code, False),
        PublicColumn("title", _("Edition"), lambda row, _r: row.title),
        PublicColumn("adopted_on", _("adopted on"), lambda row, _r: known(row.adopted_on, row.adopted_on_precision)),
        PublicColumn("is_complete", _("complete"), lambda row, _r: row.is_complete, False),
        SOURCES,
    ),
    lambda record: record.editions,
)
AREAS = PublicTable(
    "areas",
    _("Areas"),
    (
        PublicColumn("reference", _("Reference"), lambda row, _r: row.reference),
        PublicColumn("edition", _("Edition"), lambda row, _r: row.edition.code),
        PublicColumn("lies_in", _("lies in"), lambda row, _r: row.parent.reference if row.parent else None),
        PublicColumn("name", _("name"), lambda row, _r: row.name),
        PublicColumn("name_status", _("status of the name, by language"), lambda row, _r: row.name_status),
        SOURCES,
    ),
    lambda record: record.areas,
)
MEASURES = PublicTable(
    "measures",
    _("Measures"),
    (
        PublicColumn("reference", _("Reference"), lambda row, _r: row.reference),
        PublicColumn("area", _("Area"), lambda row, _r: row.area.reference),
        PublicColumn("number", _("Number"), lambda row, _r: row.number),
        PublicColumn("title", _("short title"), lambda row, _r: row.title),
        PublicColumn("text", _("Text"), lambda row, _r: row.text),
        PublicColumn("text_status", _("status of the text, by language"), lambda row, _r: row.text_status),
        SOURCES,
    ),
    lambda record: record.measures,
)


def _thing(tell: Callable[[PublishedThing], Cell]) -> Callable[[PublishedThing, PublicRecord], Cell]:
    return lambda row, _record: tell(row)


def _taken(thing: PublishedThing, file: PublishedFile) -> FileForAnybody:
    address = reverse("published-file", args=[file.language, thing.key])
    return FileForAnybody(file.language, address, file.name, file.size, file.sha256)


KEY = PublicColumn("key", _("key"), _thing(lambda thing: thing.key), False)
TITLE = PublicColumn("title", _("Title"), _thing(lambda thing: thing.title))
TEXT = PublicColumn("text", _("Text"), _thing(lambda thing: thing.text))
STATES = PublicColumn(
    "states", _("States"), _thing(lambda thing: tuple(Named(state.code, state.name) for state in thing.states))
)
PUBLISHED_ON = PublicColumn("published_on", _("published on"), _thing(lambda thing: known(thing.published_on)))
ABOUT = PublicColumn("about", _("Measure or area"), _thing(lambda thing: thing.about))
FILES = PublicColumn("files", _("Files"), _thing(lambda thing: tuple(_taken(thing, file) for file in thing.files)))
PUBLICATIONS = PublicTable(
    "publications",
    _("Publications"),
    (
        KEY,
        TITLE,
        PublicColumn("kind", _("kind"), _thing(lambda thing: in_all(lambda: thing.kind))),
        TEXT,
        STATES,
        PUBLISHED_ON,
        FILES,
    ),
    lambda record: record.on_shelf("publications"),
)
INFORMATION = PublicTable(
    "information",
    _("Information that states made public"),
    (KEY, TITLE, ABOUT, STATES, PUBLISHED_ON, FILES),
    lambda record: record.on_shelf("information"),
)
AGREED_COMMITMENTS = PublicTable(
    "agreed-commitments",
    _("Commitments that their states made public"),
    (KEY, TITLE, TEXT, ABOUT, STATES, PUBLISHED_ON),
    lambda record: record.on_shelf("commitments"),
)
# Tables of what states agreed to, by the shelf on which it stands; each has a page once something stands there.
OF_SHELVES = {"publications": PUBLICATIONS, "information": INFORMATION, "commitments": AGREED_COMMITMENTS}
SEALS = PublicTable(
    "seals",
    _("Nightly seals"),
    (
        PublicColumn("day", _("Day"), lambda row, _r: known(row.day)),
        PublicColumn("number", _("number of the entry"), lambda row, _r: row.number),
        PublicColumn("seal", _("Seal"), lambda row, _r: Digest(row.seal)),
    ),
    lambda record: record.seals,
)
SOURCES_TABLE = PublicTable(
    "sources",
    _("Sources of the record"),
    (
        PublicColumn("key", _("key"), lambda row, _r: row.key),
        PublicColumn("title", _("Title"), lambda row, _r: row.title),
        PublicColumn("issued_by", _("issued by"), lambda row, _r: row.issued_by),
        PublicColumn("dated", _("date of the document"), lambda row, _r: known(row.dated)),
        PublicColumn("url", _("Address"), lambda row, _r: row.url),
        PublicColumn("says", _("what it is, and where it was read"), lambda row, _r: as_shipped(row.key)),
    ),
    lambda record: record.sources,
)


def as_shipped(key: str) -> str:
    """What the published data files say of a source; what people wrote of it since stays with them."""
    return known_sources().get(key, NOTHING)


INSTRUMENTS = PublicTable(
    "instruments",
    _("Instruments"),
    (
        PublicColumn("key", _("key"), lambda row, _r: row.instrument.key, False),
        PublicColumn("title", _("Instrument"), lambda row, _r: row.title),
        PublicColumn("code", _("Cited as"), lambda row, _r: row.instrument.code),
        PublicColumn("adopted_on", _("Day"), lambda row, _r: known(row.instrument.adopted_on)),
        PublicColumn("units", _("units of its text in the record"), lambda row, _r: len(row.units)),
    ),
    lambda _record: instruments_told(),
)
UNITS = PublicTable(
    "instrument-units",
    _("Articles of the instruments"),
    (
        PublicColumn("reference", _("Reference"), lambda row, _r: row.reference),
        PublicColumn("instrument", _("Instrument"), lambda row, _r: row.instrument.key),
        PublicColumn("cited_as", _("Cited as"), lambda row, _r: row.key),
        PublicColumn("text", _("Text"), lambda row, _r: row.text),
        PublicColumn("status", _("status of the text, by language"), lambda row, _r: row.status),
    ),
    lambda _record: units_told(),
)


def instruments_told() -> Iterable[InstrumentText]:
    return library()


def units_told() -> list[Unit]:
    return [unit for text in library() for unit in text.units]


# Every list of the public site, by its name at every door.
TABLES = {
    table.name: table
    for table in (
        INSTRUMENTS, UNITS, EDITIONS, AREAS, MEASURES, PARTICIPANTS, CHAIRS, MEETINGS, COMMITMENTS, AGREED_COMMITMENTS,
        PUBLICATIONS, INFORMATION,
        SEALS, SOURCES_TABLE,
    )
}  # fmt: skip
# Those of which there is a feed.
WITH_FEEDS = (MEETINGS.name, COMMITMENTS.name, *(table.name for table in OF_SHELVES.values()))
