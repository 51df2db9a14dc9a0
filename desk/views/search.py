"""One box over the whole record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalogue.models import Area, Measure
from commitments.models import Commitment, CoordinatorAssignment, ExpertNomination
from decisions.models import Decision, SilenceProcedure
from desk.forms import SearchForm
from law.grammar.words import Unit
from law.texts import library
from meetings.models import Meeting, WorkingGroup
from members.models import Participant, Person
from papers.models import Paper
from record.forms import matching_all, page_of
from record.texts import folded

FIRST_FEW = 8
ON_A_PAGE = 50


@dataclass(frozen=True)
class SearchGroup:
    """A kind of thing that can be found, and how."""

    name: str
    label: Any
    rows: Callable[[Any, str], Any]


def _participants(user: Person, words: str) -> Any:
    return matching_all(Participant.objects.visible_to(user), words).in_seat_order()


def _areas(user: Person, words: str) -> Any:
    return matching_all(Area.objects.visible_to(user).select_related("edition", "parent"), words).in_order()


def _measures(user: Person, words: str) -> Any:
    return matching_all(
        Measure.objects.visible_to(user).select_related("area__edition", "area__parent"), words
    ).in_order()


def _wordings(user: Person, words: str) -> Any:
    return CoordinatorAssignment.objects.visible_to(user).saying(words).for_page().in_order()


def _working_groups(user: Person, words: str) -> Any:
    return matching_all(WorkingGroup.objects.visible_to(user), words).order_by("code")


def _meetings(user: Person, words: str) -> Any:
    return matching_all(Meeting.objects.visible_to(user).select_related("host"), words).order_by("-starts_on", "-pk")


def _commitments(user: Person, words: str) -> Any:
    rows = matching_all(Commitment.objects.visible_to(user), words).select_related("measure", "area")
    return rows.order_by("-moved_at", "-pk")


def _papers(user: Person, words: str) -> Any:
    return matching_all(Paper.objects.visible_to(user), words).order_by("-pk")


def _decisions(user: Person, words: str) -> Any:
    return matching_all(Decision.objects.visible_to(user), words).order_by("-on", "-pk")


def _silence(user: Person, words: str) -> list[SilenceProcedure]:
    """Texts before the members, by reference and title. Few, and compared here, as offers are."""
    wanted = folded(words).split()
    rows = SilenceProcedure.objects.visible_to(user).order_by("-ends_at", "-pk")
    return [row for row in rows if all(word in folded(row.reference, row.title) for word in wanted)]


def _experts(user: Person, words: str) -> Any:
    return matching_all(ExpertNomination.objects.visible_to(user), words).select_related("owner").order_by("name", "pk")


def _instruments(user: Person, words: str) -> list[Unit]:
    """Articles of the instruments. Read from files, open to whoever signs in."""
    wanted = folded(words).split()
    return [
        unit for text in library() for unit in text.units if all(word in folded(unit.key, unit.text) for word in wanted)
    ]


GROUPS = (
    SearchGroup("participants", _("States and organisations"), _participants),
    SearchGroup("measures", _("Measures"), _measures),
    SearchGroup("areas", _("Areas"), _areas),
    SearchGroup("instruments", _("Articles of the instruments"), _instruments),
    SearchGroup("coordinators", _("Offers in their own words"), _wordings),
    SearchGroup("working-groups", _("Working groups"), _working_groups),
    SearchGroup("meetings", _("Meetings"), _meetings),
    SearchGroup("commitments", _("Commitments"), _commitments),
    SearchGroup("papers", _("Papers"), _papers),
    SearchGroup("decisions", _("Decisions"), _decisions),
    SearchGroup("silence", _("Silence procedures"), _silence),
    SearchGroup("experts", _("Experts"), _experts),
)


@require_safe
@login_required
def search_page(request: HttpRequest) -> HttpResponse:
    """What was found, by kind: the first few of each, or all of one."""
    form = SearchForm(request.GET, groups=[group.name for group in GROUPS])
    if not form.is_valid():
        typed = request.GET.get("q", "")[:200]
        return render(request, "desk/search.html", {"form": form, "q": typed}, status=400)
    words, within = form.cleaned_data["q"], form.cleaned_data["within"]
    context: dict[str, Any] = {"form": form, "q": words, "within": within, "understood": bool(words)}
    if words:
        asked = [group for group in GROUPS if within in ("", group.name)]
        groups = [_found_in(group, request, words, ON_A_PAGE if within else FIRST_FEW) for group in asked]
        context["groups"] = [group for group in groups if group["count"]]
        context["looked_in"] = [group.label for group in asked]
        context["count"] = sum(group["count"] for group in groups)
        context["is_more"] = any(group["is_more"] for group in groups)
    return render(request, "desk/search.html", context)


def _found_in(group: SearchGroup, request: HttpRequest, words: str, size: int) -> dict[str, Any]:
    page = page_of(group.rows(request.user, words), request.GET if size == ON_A_PAGE else {}, size)
    pages = page.paginator
    return {
        "group": group,
        "page": page,
        "count": pages.count,
        "is_more": pages.has_more,
        "has_more": pages.num_pages > 1,
    }
