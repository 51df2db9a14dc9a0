"""The page of sources."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from record.sources import known_sources


@require_safe
@login_required
def sources_page(request: HttpRequest) -> HttpResponse:
    """What the keys mean that stand under every fact."""
    return render(request, "record/source_list.html", {"sources": known_sources().values()})
