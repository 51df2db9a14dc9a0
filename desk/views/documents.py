"""Documents: the kinds there are, a page of each as it reads, and the files that people take along."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from desk.actions.documents import note_document_taken
from desk.making import ask_for
from desk.models import RequestedDocument
from desk.reports.documents import KINDS, KindOfDocument, ToldDocument, found
from desk.views.files import as_attachment
from journal.names import name_of, page_of
from members.requests import AuthenticatedHttpRequest
from record.forms import AsOf
from record.outlines import Outline
from record.outlines.pdf import NotInOurFonts
from record.pace import require_pace

LANGUAGES = dict(settings.LANGUAGES)
MOST_SHOWN = 20


@dataclass(frozen=True)
class Answered:
    """How a document is shown: in which language, as what it reads; none where what was asked isn't understood."""

    language: str = ""
    outline: Outline | None = None
    no_pdf: bool = False
    status: int = 200


@require_safe
@login_required
def documents_page(request: HttpRequest) -> HttpResponse:
    """Every kind, and what there is one of, where it isn't chosen on a list of its own."""
    rows = [
        {
            "kind": kind,
            "things": [] if kind.chosen_on else list(_open_to(request.user, kind)),
        }
        for kind in KINDS.values()
    ]
    asked = RequestedDocument.objects.visible_to(request.user).without_files()[:MOST_SHOWN]
    return render(request, "desk/document_list.html", {"rows": rows, "requested": asked})


def _open_to(user: Any, kind: KindOfDocument) -> Iterator[tuple[Any, str]]:
    """The things of a kind with the addresses of their documents, where these are for the person."""
    return ((thing, kind.address(thing)) for thing in kind.things(user) if kind.is_for(user, thing))


@require_safe
@login_required
def document_page(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """A document as it reads, in the language that is asked for, and the ways to take it along."""
    row, thing = found(request.user, kind, key)
    asked, language = AsOf.of(request.GET), request.GET.get("language", get_language() or "en")
    if not _is_there(row, asked, language):
        return _page(request, row, thing, key, asked, Answered(status=400))
    told = ToldDocument(row, thing, key, request.user, asked.day, language)
    return _page(request, row, thing, key, asked, Answered(language, told.outline()))


@require_POST
@login_required
def take_document(request: AuthenticatedHttpRequest, kind: str, key: str) -> HttpResponse:
    """The file, in a format and a language; the journal keeps its digest. A long one is asked for, and taken when it is ready."""
    row, thing = found(request.user, kind, key)
    asked, language, extension = AsOf.of(request.POST), request.POST.get("language", ""), request.POST.get("format", "")
    if not _is_there(row, asked, language) or extension not in row.formats:
        return _page(request, row, thing, key, asked, Answered(status=400))
    require_pace("export", request.user.pk)
    told = ToldDocument(row, thing, key, request.user, asked.day, language)
    if row.is_long:
        return redirect(ask_for(told, extension, request.user))
    try:
        made = told.file(extension)
    except NotInOurFonts:
        return _page(request, row, thing, key, asked, Answered(language, no_pdf=True, status=422))
    note_document_taken(document=f"{kind}:{key}", name=made.name, sha256=made.sha256, by=request.user)
    return as_attachment(made)


def _is_there(kind: KindOfDocument, asked: AsOf, language: str) -> bool:
    """Whether it can be told so: in one of the languages, and of a day gone by only where the record can."""
    return not asked.error and language in LANGUAGES and (kind.is_of_a_day or asked.is_today)


def _page(
    request: HttpRequest, kind: KindOfDocument, thing: Any, key: str, asked: AsOf, answer: Answered
) -> HttpResponse:
    # What is drawn by chance is nobody's word for a thing: the document is headed by its own title.
    called = "" if kind.key == "uid" else key
    context = {"kind": kind, "key": key, "called": called, "asked": asked, "languages": LANGUAGES}
    context |= {
        "address_of_thing": page_of(name_of(thing)) if isinstance(thing, Model) else "",
        "language": answer.language or get_language(),
    }
    context |= {"outline": answer.outline, "no_pdf": answer.no_pdf}
    return render(request, "desk/document.html", context, status=answer.status)
