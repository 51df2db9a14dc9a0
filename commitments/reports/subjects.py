"""What a commitment can be about: the catalogue as one chooses from it, which modality suits, and what is there already."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from catalogue.models import Area, Edition, Measure
from commitments.models import Commitment
from commitments.reports.coordination import in_short, standing
from law.choices import SubjectKind
from law.editions import edition_on
from law.grammar.procedure import Workflow
from members.models import Person

# Of the commitments to the same, the latest moved.
MOST_SHOWN = 5


@dataclass(frozen=True)
class AlreadyAbout:
    """What the record has about a measure or an area already, as far as somebody sees it."""

    coordination: list[Any]
    commitments: list[Commitment]
    more: int


def areas_to_choose(user: Person, on: dt.date) -> list[Area]:
    """The areas of the editions in force, each with its measures (`choices`): where a commitment may begin."""
    measures = Prefetch("measures", Measure.objects.visible_to(user).order_by("number"), to_attr="choices")
    in_force = Edition.objects.visible_to(user).in_force(on)
    areas = Area.objects.visible_to(user).filter(edition__in=in_force).select_related("edition", "parent")
    return list(areas.prefetch_related(measures).in_order())


def subject_called(user: Person, reference: str) -> Measure | Area | None:
    """The measure or the area of a reference, if the person sees one."""
    measures = Measure.objects.visible_to(user).select_related("area__edition")
    areas = Area.objects.visible_to(user).select_related("edition")
    return measures.filter(reference=reference).first() or areas.filter(reference=reference).first()


def kind_of_subject(subject: Measure | Area, *, has_topic: bool) -> SubjectKind:
    if isinstance(subject, Measure):
        return SubjectKind.MEASURE
    return SubjectKind.TOPIC if has_topic else SubjectKind.AREA


def modality_suited(kind: SubjectKind, on: dt.date) -> Workflow | None:
    """The modality that the law of a day suggests for such a subject, if it suggests any. The state chooses."""
    return next((flow for flow in edition_on(on).workflows if kind in flow.suits), None)


def already_about(user: Person, subject: Measure | Area, on: dt.date) -> AlreadyAbout:
    """Who coordinates it or offered to, and the open commitments to it."""
    named = "measure" if isinstance(subject, Measure) else "area"
    rows = Commitment.objects.visible_to(user).open().filter(**{named: subject})
    if named == "area":
        rows = rows.filter(measure__isnull=True)
    count = rows.count()
    shown = rows.select_related("measure", "area").order_by("-moved_at", "-pk")[:MOST_SHOWN]
    about = standing(user, on).filter(**{named: subject})
    return AlreadyAbout(in_short(user, about), list(shown), max(0, count - MOST_SHOWN))
