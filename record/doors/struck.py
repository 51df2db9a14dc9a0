"""The page of what was entered by mistake, at the address at which it was read: struck out, with the reason and the day."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from record.models import correction_of


def struck_page(request: HttpRequest, rows: QuerySet, **key: str) -> HttpResponse:
    """For whoever could read the thing before. `rows` are those that they see, mistakes included. Raises Http404."""
    thing: Any = rows.filter(mistaken_at__isnull=False, **key).first()
    if thing is None:
        raise Http404
    return render(request, "record/struck_page.html", {"thing": thing, "correction": correction_of(thing)})
