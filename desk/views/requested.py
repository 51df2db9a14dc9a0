"""Documents that take their time: how far one has come, to cancel it, to make it while one waits, to take it along."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from desk.actions.documents import note_document_taken
from desk.actions.requested import cancel
from desk.making import make
from desk.models import RequestedDocument
from desk.reports.documents import MadeDocument, found
from desk.reports.documents.grammar import CONTENT_TYPES
from desk.views.files import as_attachment
from members.requests import AuthenticatedHttpRequest
from record.pace import require_pace


def _own(request: AuthenticatedHttpRequest, key: object) -> RequestedDocument:
    return get_object_or_404(RequestedDocument.objects.visible_to(request.user).without_files(), uid=key)


@require_safe
@login_required
def requested_page(request: AuthenticatedHttpRequest, key: object) -> HttpResponse:
    """How far it has come; the part that changes alone, where the page itself asks for it again."""
    part = "partials/requested.html" if request.headers.get("HX-Request") else "requested_document.html"
    return render(request, f"desk/{part}", {"requested": _own(request, key)})


@require_POST
@login_required
def cancel_requested(request: AuthenticatedHttpRequest, key: object) -> HttpResponse:
    requested = _own(request, key)
    cancel(requested)
    return redirect(requested)


@require_POST
@login_required
def make_requested(request: AuthenticatedHttpRequest, key: object) -> HttpResponse:
    """Make it while its asker waits: where no worker runs, or none comes to it soon."""
    requested = _own(request, key)
    require_pace("export", request.user.pk)
    make(requested)
    return redirect(requested)


@require_POST
@login_required
def take_requested(request: AuthenticatedHttpRequest, key: object) -> HttpResponse:
    """The file, as long as what it is of is open to its asker; the journal keeps its digest."""
    requested = get_object_or_404(RequestedDocument.objects.visible_to(request.user), uid=key)
    if not requested.is_ready:
        return redirect(requested)
    found(request.user, requested.kind, requested.key)
    require_pace("export", request.user.pk)
    made = MadeDocument(requested.name, CONTENT_TYPES[requested.format], bytes(requested.data))
    document = f"{requested.kind}:{requested.key}"
    note_document_taken(document=document, name=made.name, sha256=made.sha256, by=request.user)
    return as_attachment(made)
