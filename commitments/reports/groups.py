"""Offers, designations and intentions, counted by the database where they stand: at most a few for each place and state.

However many rows the record has, a page that shows where states stand reads one group for each mark of a cell. What only
one row can tell (its words, its source, its commitment) is read of groups of one; of several their number is told, and
where they are listed.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Case, Count, DateField, ExpressionWrapper, F, Min, Q, QuerySet, Value, When
from django.db.models.fields import CharField

from commitments.choices import Fact
from commitments.models import Commitment, CoordinatorAssignment, Intention
from members.models import Participant, Person
from record.dates import Precision
from record.standing_still import rows_that_stand


@dataclass(frozen=True, kw_only=True)
class CoordinationGroup:
    """Offers, or designations, of one state that stand at one place, alike in all that a cell or a line shows of them."""

    participant: Participant
    fact: str
    depth: str
    # Of a designation; whoever offers is told alike, whatever it would be.
    role: str
    area_id: int | None
    measure_id: int | None
    near_id: int | None
    is_known_then: bool
    last_known: dt.date | None
    last_known_precision: str
    count: int
    # Of one alone.
    wording: dict[str, str] = field(default_factory=dict)
    source: str = ""
    commitment: Commitment | None = None


@dataclass(frozen=True, kw_only=True)
class IntentionGroup:
    """Intentions of one state in commitments to one measure, one area, or topics of their own in an area."""

    participant: Participant
    area_id: int
    measure_id: int | None
    has_topic: bool
    count: int
    # Of one alone.
    topic: dict[str, str] = field(default_factory=dict)
    source: str = ""
    commitment: Commitment | None = None


def coordination_groups(rows: QuerySet, of_states: Mapping[int, Participant]) -> list[CoordinationGroup]:
    """The groups of rows as `standing_on` gives them, in the order of seats, then as they were entered."""
    keys = [
        "participant",
        "fact",
        "held_as",
        "depth",
        "area",
        "measure",
        "near",
        "is_known_then",
        "then",
        "then_precision",
    ]
    groups = _grouped(_told_apart(rows), keys, "participant__seat_name")
    alone = CoordinatorAssignment.objects.filter(pk__in=[group["first"] for group in groups if group["count"] == 1])
    told = {row["pk"]: row for row in alone.order_by().values("pk", "wording", "source", "commitment__reference")}
    counted = []
    for group in groups:
        row = told.get(group["first"], {})
        counted.append(
            CoordinationGroup(
                participant=of_states[group["participant"]],
                fact=group["fact"],
                depth=group["depth"],
                role=group["held_as"],
                area_id=group["area"],
                measure_id=group["measure"],
                near_id=group["near"],
                is_known_then=bool(group["is_known_then"]),
                last_known=group["then"],
                last_known_precision=group["then_precision"],
                count=group["count"],
                wording=row.get("wording", {}),
                source=row.get("source", ""),
                commitment=_called(row.get("commitment__reference")),
            )
        )
    return counted


def _told_apart(rows: QuerySet) -> QuerySet:
    """Offers and designations with what a cell or a line tells apart, beside what stands in their columns."""
    return rows.annotate(
        held_as=Case(When(fact=Fact.DESIGNATION, then=F("role")), default=Value(""), output_field=CharField()),
        then=Case(When(is_known_then=True, then=F("last_known")), output_field=DateField()),
        then_precision=Case(
            When(is_known_then=True, then=F("last_known_precision")),
            default=Value(str(Precision.EXACT)),
            output_field=CharField(),
        ),
    )


def intention_groups(rows: QuerySet, of_states: Mapping[int, Participant]) -> list[IntentionGroup]:
    """The groups of intentions, in the order in which each began to be entered."""
    has_topic = ExpressionWrapper(~Q(commitment__topic={}), output_field=BooleanField())
    keys = ["participant", "commitment__area", "commitment__measure", "has_topic"]
    groups = _grouped(rows.annotate(has_topic=has_topic), keys)
    alone = Intention.objects.filter(pk__in=[group["first"] for group in groups if group["count"] == 1])
    columns = ("pk", "commitment__topic", "commitment__source", "commitment__reference")
    told = {row["pk"]: row for row in alone.order_by().values(*columns)}
    counted = []
    for group in groups:
        row = told.get(group["first"], {})
        counted.append(
            IntentionGroup(
                participant=of_states[group["participant"]],
                area_id=group["commitment__area"],
                measure_id=group["commitment__measure"],
                has_topic=bool(group["has_topic"]),
                count=group["count"],
                topic=row.get("commitment__topic", {}),
                source=row.get("commitment__source", ""),
                commitment=_called(row.get("commitment__reference")),
            )
        )
    return counted


def states_by_key(user: Person) -> dict[int, Participant]:
    """Whoever takes part or ever did, by primary key: they are few, and groups name many of them."""
    return Participant.objects.visible_to(user).in_bulk()


def _grouped(rows: QuerySet, keys: list[str], *order: str) -> list[dict[str, Any]]:
    """How many rows have each of these values, and the first of them."""
    groups = rows.order_by().values(*keys).annotate(count=Count("pk"), first=Min("pk")).order_by(*order, "first")
    return rows_that_stand(groups)


def _called(reference: str | None) -> Commitment | None:
    """A commitment of which no more is told than its reference, and where it is read."""
    return Commitment(reference=reference) if reference else None
