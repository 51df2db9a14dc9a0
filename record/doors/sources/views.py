"""The page of sources."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from record.doors.portal import begin_links
from record.models import Source


@require_safe
@login_required
def sources_page(request: HttpRequest) -> HttpResponse:
    """What the keys mean that stand under every fact."""
    sources = Source.objects.visible_to(request.user).order_by("key")
    return render(
        request, "record/source_list.html", {"sources": sources, "links": begin_links(request.user, "source")}
    )
