"""Progress notes: what was asked and given, one request with the notes on it, one note; and what stands beside other things."""

import datetime as dt
import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from activities.filters import ProgressNoteFilter
from activities.models import NoteRequest, ProgressNote
from members.access import may_take_back, own_states
from members.models import EnteredForState, Person
from members.requests import AuthenticatedHttpRequest
from papers.models import Folder
from papers.reads import undertakings
from papers.reports.correspondence import letters_of
from record.dates import day_of_the_house
from record.doors.portal import act_links, begin_links
from record.doors.struck import struck_page
from record.forms import page_of
from record.models import with_corrections
from record.ordering import ListOrder

ON_A_PAGE = 50
# Beside a commitment or an area; the others stand in the list.
BESIDE_A_THING = 6
ORDER = ListOrder(opening=("-at", "-pk"), columns={"note": ("owner__seat_name", "pk"), "period": ("since", "pk")})


@require_safe
@login_required
def notes_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What the Secretariat asks now, and the notes that there are, the latest first."""
    narrowing = ProgressNoteFilter.of_page(request)
    context: dict[str, Any] = {"form": narrowing.form, "links": begin_links(request.user, "note-request")}
    if not narrowing.is_valid():
        return render(request, "activities/note_list.html", context, status=400)
    order = ORDER.of_page(request.GET)
    rows = narrowing.rows_of(ProgressNote).visible_to(request.user).as_listed()
    page = page_of(order.of(narrowing.of(rows)), request.GET, ON_A_PAGE)
    open_now = NoteRequest.objects.visible_to(request.user).open_on(day_of_the_house(timezone.now()))
    context |= {
        "understood": True,
        "page": page,
        "rows": with_corrections(page),
        "requests": open_now.select_related("area").order_by("welcome_until", "pk"),
        "order": order,
        "export_query": narrowing.query,
    }
    return render(request, "activities/note_list.html", context)


@require_safe
@login_required
def request_page(request: AuthenticatedHttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One request: what was asked, the notes that answer it by their commitments, and those of which one's own state may give one."""
    user = request.user
    rows = NoteRequest.objects.visible_to(user).select_related("area__parent", "meeting")
    asked = rows.filter(uid=uid).first()
    if asked is None:
        return struck_page(request, NoteRequest.everything.visible_to(user).filter(uid=uid))
    notes = ProgressNote.objects.visible_to(user).filter(request=asked).as_listed()
    context = {
        "asked": asked,
        "area": asked.area,
        "notes": list(notes.order_by("within__reference", "owner__seat_name", "pk")),
        "own": _own_commitments(user, asked),
        "links": act_links(user, asked),
    }
    return render(request, "activities/request_detail.html", context)


def _own_commitments(user: Person, asked: NoteRequest) -> list[Folder]:
    """The commitments of the area in which the person's states take part, while notes are welcome."""
    today: dt.date = day_of_the_house(timezone.now())
    own = own_states(user, today)
    if not own or asked.welcome_until < today:
        return []
    above = undertakings()
    rows = above.of_states(own, today).filter(pk__in=above.in_area(asked.area).values("pk"))
    return list(rows.with_holders().order_by("reference"))


@require_safe
@login_required
def note_page(request: AuthenticatedHttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One note: what its state says of a period."""
    user = request.user
    note = ProgressNote.objects.visible_to(user).as_listed().filter(uid=uid).first()
    if note is None:
        return struck_page(request, ProgressNote.everything.visible_to(user).filter(uid=uid))
    context = {
        "note": note,
        "under": note.commitment,
        "area": note.area,
        "corrects": may_take_back(user, note),
        "contested": EnteredForState.objects.contested().about(note).select_related("participant"),
        "deeds": letters_of(user, note),
        "links": act_links(user, note),
    }
    return render(request, "activities/note_detail.html", context)


# -- Beside other things.


def notes_of_a_commitment(request: HttpRequest, commitment: Any) -> dict[str, Any] | None:
    return _beside(request, Q(within=commitment.folder_id), "commitment", commitment.reference)


def notes_of_an_area(request: HttpRequest, area: Any) -> dict[str, Any] | None:
    return _beside(request, Q(area=area) | Q(area__parent=area), "area", area.reference)


def _beside(request: HttpRequest, which: Q, name: str, key: str) -> dict[str, Any] | None:
    """The latest of them; nothing where there is none."""
    rows: QuerySet[ProgressNote] = ProgressNote.objects.visible_to(request.user).filter(which).as_listed()
    shown = list(rows.order_by("-at", "-pk")[: BESIDE_A_THING + 1])
    if not shown:
        return None
    query = urlencode({name: key})
    return {
        "notes": shown[:BESIDE_A_THING],
        "with_commitment": name == "area",
        "all_address": f"{reverse('progress-note-list')}?{query}",
    }
