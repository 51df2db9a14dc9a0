"""The entries of a state as a workbook: taken home, brought back, looked at."""

import uuid
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from desk.actions.workbooks import take_home
from desk.models import BroughtFile
from desk.reads.workbooks import states_to_take
from desk.reports.documents.grammar import CONTENT_TYPES, MadeDocument
from desk.views.files import as_attachment
from members.requests import AuthenticatedHttpRequest
from record.doors.portal import act_form, act_links, begin_links
from record.forms import page_of
from record.pace import require_pace

LANGUAGES = dict(settings.LANGUAGES)
ON_A_PAGE = 50


@require_safe
@login_required
def entries_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Whose entries one may take along, and the workbooks that came back."""
    return _page(request)


def _page(request: AuthenticatedHttpRequest, status: int = 200) -> HttpResponse:
    rows = BroughtFile.objects.visible_to(request.user).without_files().select_related("owner", "by")
    context = {
        "states": states_to_take(request.user, timezone.now()),
        "languages": LANGUAGES,
        "language": get_language(),
        "links": begin_links(request.user, "brought-file"),
        "is_wrong": status != HTTPStatus.OK,
        "page": page_of(rows.order_by("-at", "-pk"), request.GET, ON_A_PAGE),
    }
    return render(request, "desk/entries.html", context, status=status)


@require_POST
@login_required
def take_entries(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The workbook, in a language; the journal keeps its digest."""
    language, code = request.POST.get("language", ""), request.POST.get("state", "")
    state = states_to_take(request.user, timezone.now()).filter(code=code).first()
    if state is None or language not in LANGUAGES:
        return _page(request, status=422)
    require_pace("export", request.user.pk)
    made = take_home(state=state, language=language, by=request.user)
    return _attached(made.name, made.data)


@require_safe
@login_required
def brought_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A workbook that came back: whose it is, what it would change, or what became of it."""
    brought = get_object_or_404(_files(request), uid=key)
    context = {"brought": brought, "links": act_links(request.user, brought)}
    if brought.is_waiting:
        context |= act_form(request, brought, "enter")
        context["links"] = [link for link in context["links"] if link.act.name != "enter"]
    return render(request, "desk/brought_file.html", context)


@require_safe
@login_required
def brought_file(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The file as it came."""
    brought = get_object_or_404(_files(request), uid=key)
    return _attached(f"entries-{brought.owner.code}-{brought.at:%Y-%m-%d}-brought.xlsx", bytes(brought.data))


def _attached(name: str, data: bytes) -> HttpResponse:
    return as_attachment(MadeDocument(name, CONTENT_TYPES["xlsx"], data))


def _files(request: HttpRequest) -> QuerySet[BroughtFile]:
    return BroughtFile.objects.visible_to(request.user).select_related("owner", "by", "settled_by")
