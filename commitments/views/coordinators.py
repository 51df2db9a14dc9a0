"""Offers to coordinate and designations, as they stand on a day, and the measures with no entry yet."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.forms import opening_edition
from catalogue.models import Edition
from commitments.choices import Fact
from commitments.filters import CoordinatorFilter
from commitments.models import CoordinatorAssignment
from commitments.reports.coverage import GapOpened, coverage, gaps_opened
from members.models import Person
from record.forms import AsOf


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
    rows = narrowing.rows_of(CoordinatorAssignment).visible_to(request.user)
    listed = list(narrowing.of(rows).for_page().in_order())
    editions = [edition for edition in editions if edition.pk in narrowing.form.cleaned_data["edition"]]
    context |= {
        "understood": True,
        "rows": listed,
        "counts": [_count(listed, fact) for fact in Fact],
        "export_query": narrowing.query,
        **_gaps(request.user, editions, asked.day),
    }
    return render(request, "commitments/coordinator_list.html", context)


def _gaps(user: Person, editions: list[Edition], day: dt.date) -> dict[str, Any]:
    """The areas with measures that no state leads on the day, each with the day since which that is so."""
    gaps: list[dict[str, Any]] = []
    has_measures = False
    for edition in editions:
        found = coverage(user, edition=edition, on=day, states=[])
        opened = gaps_opened(user, edition, day)
        adopted = GapOpened(edition.adopted_on, edition.adopted_on_precision, source=edition.source)
        has_measures = has_measures or bool(found.rows)
        gaps += [
            {
                "area": area,
                "opened": None if rows else opened.get(("area", area.subject.pk), adopted),
                "rows": [(row, opened.get(("measure", row.subject.pk), adopted)) for row in rows],
            }
            for area, rows in found.gaps
        ]
    return {"gaps": gaps, "has_measures": has_measures}


def _count(rows: list[CoordinatorAssignment], fact: Fact) -> dict[str, Any]:
    """How many offers, or designations, and how many states made or hold them."""
    of_fact = [row for row in rows if row.fact == fact]
    return {"fact": fact.value, "rows": len(of_fact), "states": len({row.participant_id for row in of_fact})}
