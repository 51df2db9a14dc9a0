"""The journal as it can be checked from outside: how, the seals, and one's own entries to take along."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from desk.reports.outside import journal_for
from journal.models import NightlySeal
from members.requests import AuthenticatedHttpRequest
from record.pace import require_pace


@require_safe
@login_required
def journal_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What is sealed, where the seals are published, and how a state checks its own entries by itself."""
    last = NightlySeal.objects.order_by("day").last()
    return render(request, "desk/journal.html", {"last": last})


@require_safe
@login_required
def own_journal(request: AuthenticatedHttpRequest) -> StreamingHttpResponse:
    """The chain, with what one's own states did in full."""
    require_pace("export", request.user.pk)
    answer = StreamingHttpResponse(journal_for(request.user, timezone.now()), content_type="application/jsonl")
    answer["Content-Disposition"] = 'attachment; filename="journal.jsonl"'
    answer["Cache-Control"] = "private, no-store"
    return answer
