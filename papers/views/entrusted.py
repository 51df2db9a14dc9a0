"""Papers that are entrusted to experts: the list, one of them with its drafts, its files, and the link of the letter.

What a guest reads of the paper, they read here and nowhere else.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.forms import FirstPasswordForm
from members.models import User
from members.requests import AuthenticatedHttpRequest
from papers.access import entrusted_of
from papers.actions import accept_entrusted
from papers.models import EntrustedPaper, ExpertDraft, PaperVersion
from papers.uploads import download_name
from record.dates import day_of_the_house
from record.doors.portal import act_links
from record.files import attachment_headers
from record.forms import page_of
from record.refusals import Refused

ON_A_PAGE = 50
PAGE = "papers/entrusted_detail.html"


@require_safe
@login_required
def entrusted_list_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Who is let in to which paper; for an expert, what was entrusted to them."""
    rows = EntrustedPaper.objects.visible_to(request.user).select_related("owner", "paper")
    page = page_of(rows.order_by("-at", "-pk"), request.GET, ON_A_PAGE)
    return render(request, "papers/entrusted_list.html", {"page": page, "today": day_of_the_house()})


def seen_by(user: Any, uid: uuid.UUID) -> EntrustedPaper:
    rows = EntrustedPaper.objects.visible_to(user).select_related("owner", "paper__folder", "guest")
    return get_object_or_404(rows, uid=uid)


def versions_for(user: Any, entrusted: EntrustedPaper) -> Any:
    """All of its versions for the expert; for everybody else those that they read anyway."""
    rows = PaperVersion.objects.all() if user.is_guest else PaperVersion.objects.visible_to(user)
    return rows.filter(paper=entrusted.paper_id).select_related("paper", "on_behalf_of")


@require_safe
@login_required
def entrusted_page(request: AuthenticatedHttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What was entrusted to whom until when; the paper's versions, and the drafts handed in."""
    user = request.user
    entrusted = seen_by(user, uid)
    drafts = ExpertDraft.objects.visible_to(user).filter(entrusted=entrusted).select_related("by", "taken_as__paper")
    context = {
        "entrusted": entrusted,
        "versions": list(versions_for(user, entrusted).order_by("-number")),
        "drafts": [(draft, act_links(user, draft)) for draft in drafts.order_by("-number")],
        "links": act_links(user, entrusted),
    }
    return render(request, PAGE, context)


@require_safe
@login_required
def entrusted_version_file(request: AuthenticatedHttpRequest, uid: uuid.UUID, number: int) -> FileResponse:
    """The file of a version, as an attachment that runs nothing."""
    entrusted = seen_by(request.user, uid)
    version = get_object_or_404(versions_for(request.user, entrusted), number=min(number, 2**31 - 1))
    extension = str(version.file.name).rpartition(".")[2]
    return _attached(version, download_name(version.paper.symbol, version.number, extension))


@require_safe
@login_required
def expert_draft_file(request: AuthenticatedHttpRequest, key: uuid.UUID) -> FileResponse:
    """The file of a draft, likewise."""
    rows = ExpertDraft.objects.visible_to(request.user).select_related("entrusted__paper")
    draft = get_object_or_404(rows, uid=key)
    return _attached(draft, download_name(f"{draft.entrusted.paper.symbol}-draft", draft.number, draft.extension))


def _attached(kept: PaperVersion | ExpertDraft, name: str) -> FileResponse:
    try:
        content = kept.file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    response = FileResponse(content, content_type=kept.file_type)
    # After the response is made: it puts a disposition of its own over what it is given.
    for header, value in attachment_headers(name).items():
        response[header] = value
    return response


# -- The link of the letter.


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def entrusted_invitation_page(request: HttpRequest, key: str) -> HttpResponse:
    """Accept, with an account of one's own as an expert or a new one. Opening it does nothing: mail filters open links too."""
    entrusted = entrusted_of(key, timezone.now())
    if entrusted is None:
        return render(request, "members/invitation_over.html", status=410)
    # Asked for by the address, which whoever holds the letter knows to be theirs.
    account = User.objects.filter(email=entrusted.email).first()
    is_another_person = request.user.is_authenticated and request.user != account
    form = None if account or is_another_person else FirstPasswordForm(request.POST or None, invitation=entrusted)
    context = {"entrusted": entrusted, "known": account, "is_other": is_another_person, "form": form}
    if request.method == "POST" and not is_another_person:
        if form is not None and form.is_valid():
            return _accepted(request, entrusted, None, form.cleaned_data["password"], context)
        if account and request.user == account:
            return _accepted(request, entrusted, account, None, context)
    return render(request, "papers/entrusted_invitation.html", context, status=400 if form and form.errors else 200)


def _accepted(
    request: HttpRequest, entrusted: EntrustedPaper, person: User | None, password: str | None, context: dict[str, Any]
) -> HttpResponse:
    try:
        accept_entrusted(entrusted=entrusted, person=person, password=password, at=timezone.now())
    except Refused as refusal:
        sentences = [sentence for each in refusal.problems.values() for sentence in each]
        return render(request, "papers/entrusted_invitation.html", {**context, "refused": sentences}, status=400)
    if person:
        messages.success(request, _("The paper stands among those entrusted to you."))
        return redirect("entrusted-list")
    messages.success(request, _("Your account is open. Sign in with the address and the password you have chosen."))
    return redirect("account_login")
