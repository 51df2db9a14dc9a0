"""Offers to coordinate and designations, as they stand on a day, and the measures with no entry yet."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.models import Edition
from commitments.choices import Fact
from commitments.forms import CoordinatorFilter
from commitments.models import CoordinatorAssignment
from commitments.reports.coverage import GapOpened, coverage, gaps_opened
from members.models import Participant, Person
from record.forms import AsOf, as_the_api_asks


@require_safe
@login_required
def coordinators_page(request: HttpRequest) -> HttpResponse:
    """The table as the record has it, in its own depth and words; then what has no entry yet."""
    asked = AsOf.of(request.GET)
    form = CoordinatorFilter(
        request.GET,
        editions=list(Edition.objects.visible_to(request.user)),
        states=list(_states_named(request.user)),
    )
    edition = form.chosen
    context: dict[str, Any] = {"asked": asked, "form": form, "edition": edition}
    if asked.error or not form.is_valid():
        return render(request, "commitments/coordinator_list.html", context, status=400)
    rows = CoordinatorAssignment.objects.visible_to(request.user).filter(edition=edition).standing_on(asked.day)
    if form.cleaned_data["fact"]:
        rows = rows.filter(fact=form.cleaned_data["fact"])
    if form.cleaned_data["state"]:
        rows = rows.filter(participant__code=form.cleaned_data["state"])
    listed = list(rows.for_page().in_order())
    context |= {
        "understood": True,
        "rows": listed,
        "counts": [_count(listed, fact) for fact in Fact],
        "export_query": _export_query(asked, edition, form.cleaned_data),
        **_gaps(request.user, edition, asked.day),
    }
    return render(request, "commitments/coordinator_list.html", context)


def _gaps(user: Person, edition: Edition | None, day: dt.date) -> dict[str, Any]:
    """The areas with measures that no state leads on the day, each with the day since which that is so."""
    if edition is None:
        return {"gaps": []}
    found = coverage(user, edition=edition, on=day, states=[])
    opened = gaps_opened(user, edition, day)
    adopted = GapOpened(edition.adopted_on, edition.adopted_on_precision)
    gaps = [
        {
            "area": area,
            "opened": None if rows else opened.get(("area", area.subject.pk), adopted),
            "rows": [(row, opened.get(("measure", row.subject.pk), adopted)) for row in rows],
        }
        for area, rows in found.gaps
    ]
    return {"gaps": gaps, "has_measures": bool(found.rows)}


def _states_named(user: Person) -> Any:
    """States of which the record has any offer or designation."""
    named = CoordinatorAssignment.objects.visible_to(user).values("participant")
    return Participant.objects.visible_to(user).filter(pk__in=named).in_seat_order()


def _export_query(asked: AsOf, edition: Edition | None, given: dict[str, Any]) -> QueryDict:
    code = edition.code if edition else ""
    return as_the_api_asks({"edition": code, "fact": given["fact"], "state": given["state"], "as_of": asked.typed})


def _count(rows: list[CoordinatorAssignment], fact: Fact) -> dict[str, Any]:
    """How many offers, or designations, and how many states made or hold them."""
    of_fact = [row for row in rows if row.fact == fact]
    return {"fact": fact.value, "rows": len(of_fact), "states": len({row.participant_id for row in of_fact})}
