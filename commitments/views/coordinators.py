"""Offers to coordinate and designations, as they stand on a day, and the measures with no entry yet."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogue.choices import Depth
from catalogue.forms import opening_edition
from catalogue.models import Area, Edition, Measure
from commitments.choices import Fact
from commitments.filters import CoordinatorFilter
from commitments.models import CoordinatorAssignment
from commitments.reports.listed import gaps_by_area
from commitments.reports.rotation import handed_over, rotation
from meetings.access import sees_as, sight_of
from members.models import Person
from record.dates import day_of_the_house
from record.doors.portal import ActLink, act_links, begin_links
from record.forms import AsOf, page_of
from record.standing_still import rows_that_stand, while_nothing_is_written

NOUN = "coordinator"
ON_A_PAGE = 50


def links_about(user: Person, subject: Measure | Area) -> list[ActLink]:
    """To offer to coordinate a measure or an area of an edition in force, or to designate who does: the form names it."""
    links = begin_links(user, NOUN)
    named = subject.area if isinstance(subject, Measure) else subject
    if not links or not Edition.objects.in_force(day_of_the_house()).filter(pk=named.edition_id).exists():
        return []
    depth = Depth.MEASURE if isinstance(subject, Measure) else Depth.AREA
    asked = QueryDict(mutable=True)
    asked.update({"depth": depth.value, depth.value: subject.reference})
    return [replace(link, address=f"{link.address}?{asked.urlencode()}") for link in links]


def with_links(user: Person, rows: Iterable[CoordinatorAssignment]) -> list[CoordinatorAssignment]:
    """Offers and designations, each with what the person may do about it. Rows come `for_page`."""
    now, shown = timezone.now(), list(rows)
    for row in shown:
        row.links = act_links(user, row, now)
    return shown


@require_safe
@login_required
def coordinators_page(request: HttpRequest) -> HttpResponse:
    """The table as the record has it, in its own depth and words; then what has no entry yet."""
    asked = AsOf.of(request.GET)
    editions = list(Edition.objects.visible_to(request.user))
    narrowing = CoordinatorFilter.of_page(request, is_day_beside=True, edition=opening_edition(editions))
    context: dict[str, Any] = {"asked": asked, "form": narrowing.form}
    if asked.error or not narrowing.is_valid():
        return render(request, "commitments/coordinator_list.html", context, status=400)
    rows = narrowing.of(narrowing.rows_of(CoordinatorAssignment).visible_to(request.user))
    page = page_of(rows.for_page().in_order(), request.GET, ON_A_PAGE, stands_still=True)
    editions = [edition for edition in editions if edition.pk in narrowing.form.cleaned_data["edition"]]
    context |= {
        "understood": True,
        "page": page,
        "rows": with_links(request.user, page),
        "links": begin_links(request.user, NOUN),
        "counts": _counts(rows, editions),
        "export_query": narrowing.query,
        **_gaps(request.user, editions, asked.day),
        **_rotation(request.user, editions, asked.day),
    }
    return render(request, "commitments/coordinator_list.html", context)


def _gaps(user: Person, editions: list[Edition], day: dt.date) -> dict[str, Any]:
    """The areas with measures that no state leads on the day, each with the day since which that is so."""
    of_editions = [
        while_nothing_is_written(
            ("gaps", sees_as(user), edition.pk, day), lambda edition=edition: gaps_by_area(user, edition, day)
        )
        for edition in editions
    ]
    return {
        "gaps": [gap for gaps, _has_rows in of_editions for gap in gaps],
        "has_measures": any(has_rows for _gaps_of_it, has_rows in of_editions),
    }


def _rotation(user: Person, editions: list[Edition], day: dt.date) -> dict[str, Any]:
    """Whose terms end within a year of the day, who follows, and who holds several."""
    key = ("rotation", sight_of(user), tuple(edition.pk for edition in editions), day)
    return while_nothing_is_written(key, lambda: rotation(user, editions, day))


def _counts(rows: QuerySet, editions: list[Edition]) -> list[dict[str, Any]]:
    """How many offers and how many designations of each edition, and how many states made or hold them."""
    of_facts = rows.order_by().values("edition", "fact")
    counted = of_facts.annotate(rows=Count("pk"), states=Count("participant", distinct=True))
    by_fact = {(count["edition"], count["fact"]): count for count in rows_that_stand(counted)}
    shown = [(edition, fact) for edition in editions for fact in Fact if (edition.pk, fact) in by_fact]
    return [{**by_fact[edition.pk, fact], "edition": edition} for edition, fact in shown]


@require_safe
@login_required
def hand_over_page(request: HttpRequest, number: int) -> HttpResponse:
    """What whoever coordinates hands over to whoever does next: commitments, papers, open comments, and whom to write to."""
    rows = CoordinatorAssignment.objects.visible_to(request.user).designations().for_page()
    term = get_object_or_404(rows, pk=min(number, 2**62))
    return render(request, "commitments/hand_over.html", {"term": term, **handed_over(request.user, term)})
