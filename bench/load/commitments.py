"""Commitments of invented states, with who intends and coordinates them, their steps, papers and circulations."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.choices import Depth
from catalogue.models import Measure
from commitments.choices import Fact
from commitments.models import Commitment, CoordinatorAssignment, Intention, StepTaken
from law.choices import CoordinatorRole, PaperKind
from load.copying import copy_in, first_free
from load.people import Cast
from load.roads import Course, course, scattered
from members.choices import Audience
from papers.models import Circulation, Folder, Paper, PaperVersion
from record.choices import Channel

COMMON, RARE = "resilience", "saffron"  # one word in nearly every title, one in one of ten thousand
ABOUT = ("early warning", "border trade", "clean water", "young scholars", "safe roads", "public health", "seed banks")
TEXT = "What the states propose to do together, step by step, in plain words. " * 12
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
FIRST_DAY = dt.datetime(2015, 1, 1, 8, tzinfo=dt.UTC)
MINUTES_OF_TEN_YEARS = 10 * 365 * 24 * 60


@dataclass(frozen=True)
class Plot:
    """What all passes over the commitments share: how many, by whom, about what, and from which keys they count."""

    commitments: int
    cast: Cast
    measures: tuple[Measure, ...]
    folder: int
    commitment: int
    paper: int
    version: int

    def course(self, number: int) -> Course:
        return course(number, len(self.cast.members), len(self.measures))

    def courses(self) -> Iterator[Course]:
        return map(self.course, range(self.commitments))

    def state(self, place: int) -> int:
        return self.cast.members[place]

    def person(self, place: int) -> int:
        """Who acts for a member state: the first of its people."""
        return self.cast.first_person + self.cast.states.index(self.state(place))


def fill_commitments(count: int, cast: Cast) -> Plot:
    measures = tuple(Measure.objects.select_related("area").order_by("pk"))
    keys = [first_free(model) for model in (Folder, Commitment, Paper, PaperVersion)]
    plot = Plot(count, cast, measures, *keys)
    copy_in(
        Folder,
        ("id", "reference"),
        ((plot.folder + invented.number, _reference(invented)) for invented in plot.courses()),
    )
    copy_in(Commitment, COMMITMENT, _commitments(plot), title_in={}, statement_in={}, topic={})
    copy_in(Intention, ("commitment_id", "participant_id", "since"), _intentions(plot))
    copy_in(CoordinatorAssignment, ASSIGNMENT, _assignments(plot), depth=Depth.MEASURE, wording={}, wording_status={})
    copy_in(Paper, PAPER, _papers(plot), title_in={}, language="en")
    copy_in(PaperVersion, VERSION, _versions(plot), text=TEXT, size=len(TEXT), sha256=DIGEST)
    copy_in(Circulation, ("version_id", "by_id", "at", "audience"), _circulations(plot))
    copy_in(StepTaken, STEP, _steps(plot), channel=Channel.PORTAL, language="en")
    return plot


def moved_at(number: int, serial: int = 1) -> dt.datetime:
    """When the step of a number was taken, in UTC: some day of ten years, a week apart."""
    return FIRST_DAY + dt.timedelta(minutes=scattered(number, 8, MINUTES_OF_TEN_YEARS), days=7 * serial)


def _reference(invented: Course) -> str:
    return f"LOAD-{invented.number:07d}"


def _title(invented: Course) -> str:
    rare = f", with {RARE}" if invented.number % 10_000 == 77 else ""
    about = ABOUT[scattered(invented.number, 9, len(ABOUT))]
    return f"Regional {COMMON} through {about}{rare}, number {invented.number}"


COMMITMENT = (
    "id", "reference", "edition", "modality", "state", "version", "area_id", "measure_id", "title", "statement",
    "audience", "began_at", "moved_at", "folder_id",
)  # fmt: skip


def _commitments(plot: Plot) -> Iterator[tuple[object, ...]]:
    for invented in plot.courses():
        measure, title, statement = plot.measures[invented.measure], _title(invented), TEXT[:300]
        yield (
            plot.commitment + invented.number, _reference(invented), invented.flow.edition, invented.flow.modality, invented.state,
            len(invented.road), measure.area_id, measure.pk, title, statement,
            invented.audience, moved_at(invented.number), moved_at(invented.number, len(invented.road)),
            plot.folder + invented.number,
        )  # fmt: skip


def _intentions(plot: Plot) -> Iterator[tuple[object, ...]]:
    for invented in plot.courses():
        for place in invented.parties:
            yield plot.commitment + invented.number, plot.state(place), moved_at(invented.number).date()


ASSIGNMENT = ("fact", "participant_id", "role", "edition_id", "measure_id", "area_id", "commitment_id", "on", "since",
              "law_edition")  # fmt: skip


def _assignments(plot: Plot) -> Iterator[tuple[object, ...]]:
    for invented in plot.courses():
        if invented.is_coordinated:
            measure, on = plot.measures[invented.measure], moved_at(invented.number, 2).date()
            yield (
                Fact.DESIGNATION, plot.state(invented.parties[0]), CoordinatorRole.COORDINATOR, measure.area.edition_id,
                measure.pk, measure.area_id, plot.commitment + invented.number, on, on, invented.flow.edition,
            )  # fmt: skip


PAPER = ("id", "folder_id", "kind", "symbol", "title", "on")


def _papers(plot: Plot) -> Iterator[tuple[object, ...]]:
    for invented in plot.courses():
        if invented.has_paper:
            kind = next(iter(invented.flow.papers_that_travel()), PaperKind.WORKING)
            on = moved_at(invented.number, 3).date()
            symbol = f"LOAD/{invented.number:07d}"
            yield plot.paper + invented.number, plot.folder + invented.number, kind, symbol, _title(invented), on


VERSION = ("id", "paper_id", "number", "on_behalf_of_id", "by_id", "at")


def _versions(plot: Plot) -> Iterator[tuple[object, ...]]:
    for invented in plot.courses():
        if invented.has_paper:
            state, person = plot.state(invented.parties[0]), plot.person(invented.parties[0])
            key = plot.version + invented.number
            yield key, plot.paper + invented.number, 1, state, person, moved_at(invented.number, 3)


def _circulations(plot: Plot) -> Iterator[tuple[object, ...]]:
    for invented in plot.courses():
        if invented.has_paper and invented.has_circulated:
            person = plot.person(invented.parties[0])
            yield plot.version + invented.number, person, moved_at(invented.number, 4), Audience.MEMBERS


STEP = (
    "commitment_id",
    "serial",
    "step",
    "from_state",
    "to_state",
    "on",
    "at",
    "by_id",
    "on_behalf_of_id",
    "acting_as",
)


def _steps(plot: Plot) -> Iterator[tuple[object, ...]]:
    for invented in plot.courses():
        for serial, passed in enumerate(invented.road, start=1):
            at, place = moved_at(invented.number, serial), invented.parties[0]
            relation = passed.step.actor[0]
            yield (
                plot.commitment + invented.number, serial, passed.step.name, passed.source, passed.target, at.date(), at,
                plot.person(place), plot.state(place), relation,
            )  # fmt: skip
