"""What anybody may see, and nothing more: the one place where the public site asks the record.

Two things make a fact public. It was read in a public document: the record's data files, which are published with this
software, hold nothing else, and what people add since has to cite a source that has an address anybody can open. Or those
whose it is agreed to publish it (`record.published`). An audience makes nothing public: "all who sign in" are of the Conference.

What a person wrote into a fact beside what its source says (notes, texts, agendas, people, papers) is asked for nowhere here.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from catalogue.models import Area, Edition, Measure
from commitments.choices import Fact
from commitments.models import Commitment, CoordinatorAssignment, StepTaken
from journal.models import NightlySeal
from meetings.choices import Status
from meetings.models import Meeting
from members.choices import Audience
from members.models import Chairmanship, Participation
from record.choices import Channel
from record.models import Source, SourcedFact
from record.models.sources import keys_in
from record.published import PublishedThing, published
from record.sources import known_sources

FactT = TypeVar("FactT", bound=SourcedFact)


def public_keys() -> frozenset[str]:
    """Keys of the sources that anybody can look up: those of the data files, and those that have an address."""
    with_address = Source.objects.exclude(url="").values_list("key", flat=True)
    return frozenset(known_sources()) | frozenset(with_address)


@dataclass(frozen=True)
class PublicCommitment:
    """A commitment as far as public documents tell of it: who coordinated it, and the steps that they show."""

    commitment: Commitment
    designations: tuple[CoordinatorAssignment, ...]
    steps: tuple[StepTaken, ...]

    @property
    def last_day(self) -> dt.date:
        return self.steps[-1].on if self.steps else dt.date.min


class PublicRecord:
    """The record as anybody may see it on a day. Each part is asked once."""

    def __init__(self, today: dt.date):
        self.today = today

    @cached_property
    def keys(self) -> frozenset[str]:
        return public_keys()

    def _told(self, facts: Iterable[FactT]) -> list[FactT]:
        """Of facts those that were read in a public document."""
        return [fact for fact in facts if fact.record_key is not None or not self.keys.isdisjoint(keys_in(fact.source))]

    def sources_of(self, source: str) -> tuple[str, ...]:
        """The sources that a fact names, as far as anybody can look them up."""
        return tuple(key for key in keys_in(source) if key in self.keys)

    # -- Who takes part.

    @cached_property
    def participations(self) -> list[Participation]:
        """Every standing there was by now, in seat order."""
        rows = Participation.objects.filter(since__lte=self.today, participant__mistaken_at=None)
        return self._told(rows.select_related("participant").order_by("participant__seat_name", "since", "pk"))

    def participations_on(self, day: dt.date) -> list[Participation]:
        """Those that held on a day; of two of one participant the later."""
        holding = [row for row in self.participations if row.since <= day and (row.until is None or row.until > day)]
        return list({row.participant_id: row for row in holding}.values())

    @cached_property
    def days_of_change(self) -> list[dt.date]:
        """The days on which somebody's standing began or ended, the latest first."""
        days = {row.since for row in self.participations} | {row.until for row in self.participations if row.until}
        return sorted((day for day in days if day <= self.today), reverse=True)

    @cached_property
    def chairmanships(self) -> list[Chairmanship]:
        rows = Chairmanship.objects.filter(since__lte=self.today, participant__mistaken_at=None)
        return self._told(rows.select_related("participant").order_by("-since", "-pk"))

    # -- What may be undertaken, and what was.

    @cached_property
    def editions(self) -> list[Edition]:
        return self._told(Edition.objects.filter(adopted_on__lte=self.today).order_by("adopted_on", "code"))

    @cached_property
    def areas(self) -> list[Area]:
        rows = Area.objects.filter(edition__in=[edition.pk for edition in self.editions])
        return self._told(rows.select_related("edition", "parent").in_order())

    @cached_property
    def measures(self) -> list[Measure]:
        rows = Measure.objects.filter(area__in=[area.pk for area in self.areas])
        return self._told(rows.select_related("area__edition").in_order())

    @cached_property
    def commitments(self) -> list[PublicCommitment]:
        """Those that public documents show, unless somebody narrowed them since; the latest known step first."""
        shown = Commitment.objects.filter(record_key__isnull=False, audience=Audience.PUBLIC)
        rows = list(shown.select_related("measure__area", "area__edition"))
        told = [
            PublicCommitment(row, tuple(designated), tuple(steps))
            for row, designated, steps in zip(rows, self._designations(rows), self._steps(rows), strict=True)
        ]
        return sorted(told, key=lambda row: (-row.last_day.toordinal(), str(row.commitment.record_key)))

    def _designations(self, rows: list[Commitment]) -> Iterable[list[CoordinatorAssignment]]:
        designated = CoordinatorAssignment.objects.filter(
            commitment__in=rows, fact=Fact.DESIGNATION, record_key__isnull=False, participant__mistaken_at=None
        )
        every = list(designated.select_related("participant").in_order())
        return ([each for each in every if each.commitment_id == row.pk] for row in rows)

    def _steps(self, rows: list[Commitment]) -> Iterable[list[StepTaken]]:
        """What was read in a source; what people did in the house since is theirs."""
        steps = StepTaken.objects.filter(commitment__in=rows, channel=Channel.RECORD).exclude(source="")
        every = list(steps.select_related("commitment").in_order())
        return ([each for each in every if each.commitment_id == row.pk] for row in rows)

    # -- What was held, published, sealed, read.

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Those held by now, the latest first."""
        rows = Meeting.objects.held().filter(starts_on__lte=self.today, status=Status.HELD)
        return self._told(rows.select_related("host").order_by("-starts_on", "record_key", "body"))

    @cached_property
    def published(self) -> list[PublishedThing]:
        return [thing for thing in published() if thing.published_on <= self.today]

    def on_shelf(self, name: str) -> list[PublishedThing]:
        return [thing for thing in published(name) if thing.published_on <= self.today]

    @cached_property
    def seals(self) -> list[NightlySeal]:
        return list(NightlySeal.objects.order_by("-day"))

    @cached_property
    def sources(self) -> list[Source]:
        """The documents in which something that is shown here was read."""
        facts: list[SourcedFact | StepTaken] = [*self.participations, *self.chairmanships, *self.editions, *self.areas]
        facts += [*self.measures, *self.meetings]
        for row in self.commitments:
            facts += [row.commitment, *row.designations, *row.steps]
        cited = {key for fact in facts for key in self.sources_of(fact.source)}
        return list(Source.objects.filter(key__in=cited).order_by("key"))
