"""Letters of the Secretariat: the list of drafts, one of them with its files, and how letters are worded."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.staff import is_of_staff
from members.requests import AuthenticatedHttpRequest
from notices.access import acted_for
from papers.filters import OutgoingFilter
from papers.models import OutgoingLetter
from papers.reports.outgoing import file_of, page_parts, said_to_be_about
from papers.reports.wordings import addressed_participants, worded_kinds
from record.dates import day_of_the_house
from record.doors.portal import act_links, begin_links
from record.files import attachment_headers
from record.forms import page_of
from record.ordering import ListOrder

ON_A_PAGE = 50
ORDER = ListOrder(opening=("-changed_at", "-pk"), columns={"changed": ("changed_at", "pk")})


def _require_staff(request: AuthenticatedHttpRequest) -> None:
    if not is_of_staff(request.user):
        raise PermissionDenied


@require_safe
@login_required
def outgoing_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Drafts, letters that went and those that were given up, the one last changed first."""
    _require_staff(request)
    narrowing = OutgoingFilter.of_page(request)
    context: dict[str, Any] = {"form": narrowing.form, "links": begin_links(request.user, "outgoing-letter")}
    if not narrowing.is_valid():
        return render(request, "papers/outgoing_list.html", context, status=400)
    order = ORDER.of_page(request.GET)
    rows = narrowing.of(OutgoingLetter.objects.visible_to(request.user)).select_related(
        "group", "sent_as", "changed_by"
    )
    page = page_of(order.of(rows.prefetch_related("participants")), request.GET, ON_A_PAGE)
    context |= {"understood": True, "page": page, "order": order, "export_query": narrowing.query}
    return render(request, "papers/outgoing_list.html", context)


@require_safe
@login_required
def outgoing_letter_page(request: AuthenticatedHttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One letter: what it says in each language, to whom, what goes with it, and the files that are made of it."""
    rows = OutgoingLetter.objects.visible_to(request.user).select_related(
        "group", "answers", "sent_as", "by", "changed_by"
    )
    letter = get_object_or_404(rows, uid=uid)
    on = letter.sent_as.day if letter.sent_as else day_of_the_house(timezone.now())
    manned = set(acted_for(on).values_list("participant", flat=True))
    context = {
        "letter": letter,
        "links": act_links(request.user, letter),
        "about": said_to_be_about(request.user, letter),
        **page_parts(letter, on, manned),
    }
    return render(request, "papers/outgoing_detail.html", context)


@require_safe
@login_required
def outgoing_file_page(
    request: AuthenticatedHttpRequest, uid: uuid.UUID, language: str, extension: str
) -> HttpResponse:
    """What the house makes of it in a language, to be kept: `?to=KZ` for the copy of one who is addressed."""
    letter = get_object_or_404(
        OutgoingLetter.objects.visible_to(request.user).select_related("sent_as", "group"), uid=uid
    )
    made = file_of(letter, language, extension, request.GET.get("to", ""), day_of_the_house(timezone.now()))
    if made is None:
        raise Http404
    response = HttpResponse(made.data, content_type=made.checked.content_type)
    for name, value in attachment_headers(made.name).items():
        response[name] = value
    return response


@require_safe
@login_required
def wordings_of_letters_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """How each kind of letter is worded in each language, and whose words hold."""
    _require_staff(request)
    context = {"kinds": worded_kinds(), "links": begin_links(request.user, "wording")}
    return render(request, "papers/letter_wordings.html", context)


@require_safe
@login_required
def forms_of_address_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """How each participant is addressed, in each language."""
    _require_staff(request)
    context = {
        "participants": addressed_participants(request.user, timezone.now()),
        "links": begin_links(request.user, "form-of-address"),
    }
    return render(request, "papers/forms_of_address.html", context)
