"""Since when a measure, or an area, has no coordinator, as far as the record shows."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, DateField, F, Q, QuerySet, When, Window
from django.db.models.functions import Coalesce, RowNumber

from catalogue.choices import Depth
from catalogue.models import Edition
from commitments.models import Commitment, CoordinatorAssignment
from members.models import Participant, Person


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
    for row in last_to_end(rows, on).select_related("participant", "commitment"):
        ends = [(row.until, row.until_precision, False)] if row.until and row.until <= on else []
        ends += [(row.last_known, row.last_known_precision, True)] if row.last_known and row.last_known < on else []
        measure = row.near_id if row.depth == Depth.TOPIC else row.measure_id
        day, precision, is_known_then = min(ends)
        place = ("measure", measure) if measure else ("area", row.area_id)
        opened[place] = GapOpened(day, precision, is_known_then, row.participant, row.source, row.commitment)
    return opened


def last_to_end(rows: QuerySet, on: dt.date) -> QuerySet:
    """Of each measure, and of each area itself, the one offer or designation that ended last by the day."""
    has_ended, was_known_last = Q(until__lte=on), Q(last_known__lt=on)
    ended_on = Case(
        When(has_ended & was_known_last & Q(last_known__lt=F("until")), then=F("last_known")),
        When(has_ended, then=F("until")),
        default=F("last_known"),
        output_field=DateField(),
    )
    place = Case(When(depth=Depth.TOPIC, then=F("near")), default=F("measure"))
    ended = rows.filter(has_ended | was_known_last).exclude(depth=Depth.UNSPECIFIED)
    ended = ended.annotate(at_measure=place).exclude(at_measure=None, area=None)
    # What lies in a measure is of it, whatever area stands beside it.
    at_area = Case(When(at_measure=None, then=F("area")))
    latest = Window(
        RowNumber(),
        partition_by=[Coalesce("at_measure", 0), Coalesce(at_area, 0)],
        order_by=[ended_on.desc(), F("participant__seat_name").desc(), F("pk").desc()],
    )
    last = ended.order_by().annotate(turn=latest).filter(turn=1)
    return rows.model.objects.filter(pk__in=last.values("pk")).order_by("pk")
