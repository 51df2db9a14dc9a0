"""Lists that one keeps, and the link by which somebody else opens one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from desk.filters import SavedListFilter
from desk.models import SavedList
from desk.reads.saved import in_words, is_understood
from members.requests import AuthenticatedHttpRequest
from record.doors.portal import act_links
from record.filters import ASKED_LISTS
from record.forms import page_of

ON_A_PAGE = 50


@require_safe
@login_required
def saved_lists_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """One's own, by name, each with what it asks in words."""
    user, now = request.user, timezone.now()
    narrowing = SavedListFilter.of_page(request)
    context = {"form": narrowing.form}
    if not narrowing.is_valid():
        return render(request, "desk/saved_lists.html", context, status=400)
    page = page_of(narrowing.of(SavedList.objects.visible_to(user)), request.GET, ON_A_PAGE)
    shown = [
        (saved, ASKED_LISTS[saved.page].label, in_words(saved), act_links(user, saved, now))
        for saved in page
        if saved.page in ASKED_LISTS
    ]
    context |= {"understood": True, "page": page, "rows": shown, "export_query": narrowing.query}
    return render(request, "desk/saved_lists.html", context)


@require_safe
@login_required
def open_saved_list(request: AuthenticatedHttpRequest, key: object) -> HttpResponse:
    """Whoever keeps it is led to the list; whoever has its link reads first what it asks, and sees it by their own eyes.

    Where it asks for something that isn't open to them, they are told that, and not what it was.
    """
    saved = get_object_or_404(SavedList.objects.opened_by(request.user), uid=key)
    if saved.by_id == request.user.pk:
        return redirect(saved.address)
    is_open = is_understood(saved.page, saved.query, request.user)
    context = {
        "saved": saved,
        "is_open": is_open,
        "question": in_words(saved) if is_open else [],
        "list_label": ASKED_LISTS[saved.page].label,
    }
    return render(request, "desk/saved_list.html", context)
