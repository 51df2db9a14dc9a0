"""The register of sources in the portal: its list, a source with what cites it and its files, and a file."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from record.acts.sources import what_cites
from record.called import called
from record.doors.portal import act_links, begin_links
from record.doors.sources.files import file_of
from record.doors.struck import struck_page
from record.filters import SourceFilter
from record.models import Source, SourceFile, with_corrections


@require_safe
@login_required
def sources_page(request: HttpRequest) -> HttpResponse:
    """What the keys mean that stand under every fact."""
    narrowing = SourceFilter.of_page(request)
    context: dict[str, Any] = {"form": narrowing.form, "links": begin_links(request.user, "source")}
    if not narrowing.is_valid():
        return render(request, "record/source_list.html", context, status=400)
    rows = narrowing.of(narrowing.rows_of(Source).visible_to(request.user))
    rows = rows.prefetch_related(Prefetch("files", SourceFile.objects.all())).order_by("key")
    context |= {"understood": True, "sources": with_corrections(rows), "export_query": narrowing.query}
    return render(request, "record/source_list.html", context)


@require_safe
@login_required
def source_page(request: HttpRequest, address: str) -> HttpResponse:
    """A source: what it is, its files, and how much of the record cites it."""
    key = address.replace("_", "/")
    source = called(Source.objects.visible_to(request.user), key, "key").first()
    if source is None:
        return struck_page(request, called(Source.everything.visible_to(request.user), key, "key"))
    files = SourceFile.everything.filter(source=source).select_related("source").order_by("number")
    context = {
        "source": source,
        "files": with_corrections(files),
        "cited_by": what_cites(source),
        "links": act_links(request.user, source),
    }
    return render(request, "record/source_detail.html", context)


@require_safe
@login_required
def source_file_page(request: HttpRequest, address: str, number: int) -> FileResponse:
    """A file of a source, to be kept."""
    return file_of(request.user, address, number)
