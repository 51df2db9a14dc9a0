"""Measures and areas, as the editions word them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.choices import Depth
from catalogue.coordination import begins_about, in_short, standing_on, with_links
from catalogue.filters import MeasureFilter
from catalogue.forms import opening_edition
from catalogue.models import Area, Edition, Measure
from record.beside import beside
from record.forms import AsOf, page_of

ON_A_PAGE = 50
# Of the area, on the page of a measure: the rest stands on the area's own.
FIRST_FEW = 10


@require_safe
@login_required
def measures_page(request: HttpRequest) -> HttpResponse:
    """The measures of an edition by area, each with who offered or coordinates on the day."""
    asked = AsOf.of(request.GET)
    editions = list(Edition.objects.visible_to(request.user))
    narrowing = MeasureFilter.of_page(request, is_day_beside=True, edition=opening_edition(editions))
    context: dict[str, Any] = {"asked": asked, "form": narrowing.form}
    if asked.error or not narrowing.is_valid():
        return render(request, "catalogue/measure_list.html", context, status=400)
    measures = list(narrowing.of(Measure.objects.visible_to(request.user)).in_order())
    editions = [edition for edition in editions if edition.pk in narrowing.form.cleaned_data["edition"]]
    areas = Area.objects.visible_to(request.user).filter(edition__in=editions)
    standing = standing_on(request.user, asked.day).filter(edition__in=editions)
    groups = _by_area(
        list(areas.select_related("parent").in_order()),
        measures,
        in_short(request.user, standing),
    )
    if set(narrowing.query) - {"edition", "as_of"}:
        groups = [group for group in groups if group["measures"]]
    context |= {"understood": True, "editions": editions, "groups": groups, "export_query": narrowing.query}
    return render(request, "catalogue/measure_list.html", context)


def _by_area(areas: list[Area], measures: list[Measure], standing: list[Any]) -> list[dict[str, Any]]:
    """Each area with its measures; beside each, the offers and designations that name it or stand nearest to it."""
    at_measures: dict[int, list[Any]] = {}
    at_areas: dict[int, list[Any]] = {}
    for group in standing:
        for measure_id in {group.measure_id, group.near_id} - {None}:
            at_measures.setdefault(measure_id, []).append(group)
        if group.depth == Depth.AREA:
            at_areas.setdefault(group.area_id, []).append(group)
    rows: dict[int, list[dict[str, Any]]] = {}
    for measure in measures:
        row = {"measure": measure, "coordination": at_measures.get(measure.pk, [])}
        rows.setdefault(measure.area_id, []).append(row)
    parents = {area.parent_id for area in areas}
    return [
        {
            "area": area,
            "measures": rows.get(area.pk, []),
            "coordination": at_areas.get(area.pk, []),
            "has_areas_within": area.pk in parents,
        }
        for area in areas
    ]


@require_safe
@login_required
def measure_page(request: HttpRequest, reference: str) -> HttpResponse:
    """One measure: its wording in four languages, and who offered or coordinates on the day."""
    asked = AsOf.of(request.GET)
    rows = Measure.objects.visible_to(request.user).select_related("area__edition", "area__parent")
    measure = get_object_or_404(rows, reference=reference)
    context: dict[str, Any] = {"asked": asked, "measure": measure, "area": measure.area}
    if asked.error:
        return render(request, "catalogue/measure_detail.html", context, status=400)
    standing = standing_on(request.user, asked.day).for_page().in_order()
    page = page_of(standing.filter(Q(measure=measure) | Q(near=measure)), request.GET, ON_A_PAGE, stands_still=True)
    of_area = page_of(standing.filter(area=measure.area, depth=Depth.AREA), {}, FIRST_FEW, stands_still=True)
    siblings = Measure.objects.visible_to(request.user).filter(area=measure.area)
    context |= {
        "understood": True,
        "page": page,
        "coordination": with_links(request.user, page),
        "page_of_area": of_area,
        "area_coordination": with_links(request.user, of_area),
        "links": begins_about(request.user, measure),
        "beside": beside(request, measure),
        "previous": siblings.filter(number__lt=measure.number).order_by("-number").first(),
        "next": siblings.filter(number__gt=measure.number).order_by("number").first(),
    }
    return render(request, "catalogue/measure_detail.html", context)


@require_safe
@login_required
def area_page(request: HttpRequest, reference: str) -> HttpResponse:
    """One area: its names, the areas within it, its measures, and what stands in it on the day."""
    asked = AsOf.of(request.GET)
    rows = Area.objects.visible_to(request.user).select_related("edition", "parent")
    area = get_object_or_404(rows, reference=reference)
    context: dict[str, Any] = {"asked": asked, "area": area}
    if asked.error:
        return render(request, "catalogue/area_detail.html", context, status=400)
    standing = standing_on(request.user, asked.day).for_page().in_order()
    page = page_of(standing.filter(area=area), request.GET, ON_A_PAGE, stands_still=True)
    context |= {
        "understood": True,
        "page": page,
        "priority_areas": Area.objects.visible_to(request.user).filter(parent=area).in_order(),
        "measures": Measure.objects.visible_to(request.user).filter(area=area).in_order(),
        "coordination": with_links(request.user, page),
        "links": begins_about(request.user, area),
        "beside": beside(request, area),
        "working_groups": area.working_groups.visible_to(request.user),
    }
    return render(request, "catalogue/area_detail.html", context)
