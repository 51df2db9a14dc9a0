"""Papers: the list, one version with its comments, its file, and what changed since another version."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Exists, OuterRef, Prefetch
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.names import name_of
from meetings.access import out_of_reach
from members.access import to_take_back
from members.models import Person
from notices.reports.paper import receipts_of
from papers.acts import COMMENT
from papers.filters import PaperFilter
from papers.models import Comment, Folder, Paper, PaperVersion
from papers.reads import begins_like
from papers.uploads import download_name
from record.acts.places import KEEPING
from record.dates import day_of_the_house
from record.differences import compare_texts
from record.doors.portal import act_form
from record.files import attachment_headers
from record.forms import number_in, page_of
from record.models import Correction, with_corrections
from record.ordering import ListOrder

ON_A_PAGE = 50
ORDER = ListOrder(
    opening=("-pk",), columns={"paper": ("title", "pk"), "kind": ("kind", "-pk"), "commitment": ("symbol", "-pk")}
)


@require_safe
@login_required
def papers_page(request: HttpRequest) -> HttpResponse:
    """The papers one may read, and those that the public record names, the newest first."""
    narrowing = PaperFilter.of_page(request)
    context: dict[str, Any] = {"form": narrowing.form}
    if not narrowing.is_valid():
        return render(request, "papers/paper_list.html", context, status=400)
    rows = Paper.objects.visible_to(request.user).select_related(
        "folder__commitment__measure", "folder__commitment__area"
    )
    readable = PaperVersion.objects.visible_to(request.user).defer("text").select_related("on_behalf_of")
    rows = rows.prefetch_related(Prefetch("versions", readable.order_by("-number"), to_attr="shown_versions"))
    rows = rows.annotate(
        is_commitment_seen=Exists(Folder.objects.visible_to(request.user).filter(pk=OuterRef("folder")))
    )
    order = ORDER.of_page(request.GET)
    page = page_of(order.of(narrowing.of(rows)), request.GET, ON_A_PAGE)
    context |= {"understood": True, "page": page, "order": order, "export_query": narrowing.query}
    return render(request, "papers/paper_list.html", context)


def seen_version(user: Person, symbol: str, number: int) -> PaperVersion:
    rows = PaperVersion.objects.visible_to(user).select_related(
        "paper__folder__commitment__measure", "paper__folder__commitment__area", "on_behalf_of", "by", "words"
    )
    return get_object_or_404(rows, paper__symbol=symbol, number=min(number, 2**31 - 1))


def commitment_of(user: Person, version: PaperVersion) -> Any:
    """The commitment of a paper, for those who see it: a paper may be sent to others too."""
    folders = Folder.objects.visible_to(user).select_related("commitment__measure", "commitment__area")
    folder = folders.filter(pk=version.paper.folder_id).first()
    return folder.holder if folder else None


@require_safe
@KEEPING.guarded
def version_page(request: HttpRequest, symbol: str, number: int) -> HttpResponse:
    """One version as it was submitted, whom it was sent to, and what was said of it."""
    return _render(request, seen_version(request.user, symbol, number))


def _render(request: HttpRequest, version: PaperVersion) -> HttpResponse:
    user = request.user
    siblings = PaperVersion.objects.visible_to(user).filter(paper=version.paper).defer("text").order_by("number")
    others = list(siblings)
    circulations = with_corrections(version.circulations(manager="everything").order_by("at"))
    comments = with_corrections(Comment.everything.visible_to(user).filter(version=version).select_related("owner"))
    sent = {circulation.audience for circulation in circulations if not circulation.mistaken_at}
    context = {
        "version": version,
        "paper": version.paper,
        "commitment": commitment_of(user, version),
        "versions": others,
        "earlier": next((circulation for circulation in reversed(others) if circulation.number < version.number), None),
        "newest": others[-1] if others and others[-1].number > version.number else None,
        "earlier_comments": _comments_before(user, version),
        "circulations": circulations,
        "out_of_reach": out_of_reach(user, sent, day_of_the_house()),
        "correction": Correction.objects.in_effect().about(name_of(version)).first(),
        "comments": comments,
        "receipts": receipts_of(user, name_of(version)),
        "to_take_back": to_take_back(user, comments),
        "today": day_of_the_house(),
        "to_begin": begins_like(user, version, timezone.now()),
        **act_form(request, version, COMMENT.name),
    }
    return render(request, "papers/paper_version.html", context)


def _comments_before(user: Person, version: PaperVersion) -> Any:
    """How many comments were made on each earlier version, as far as the person sees them."""
    rows = Comment.objects.visible_to(user).filter(version__paper=version.paper, version__number__lt=version.number)
    return rows.values("version__number").annotate(count=Count("pk")).order_by("-version__number")


@require_safe
@login_required
def file_page(request: HttpRequest, symbol: str, number: int) -> FileResponse:
    """The file, as an attachment that runs nothing."""
    version = seen_version(request.user, symbol, number)
    try:
        content = version.file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    extension = version.file.name.rpartition(".")[2]
    response = FileResponse(content, content_type=version.file_type)
    # After the response is made: it puts a disposition of its own over what it is given.
    for name, value in attachment_headers(download_name(version.paper.symbol, version.number, extension)).items():
        response[name] = value
    return response


@require_safe
@login_required
def difference_page(request: HttpRequest, symbol: str, number: int) -> HttpResponse:
    """What changed in the text since another version: the one asked for, else the one before."""
    version = seen_version(request.user, symbol, number)
    others = PaperVersion.objects.visible_to(request.user).filter(paper=version.paper).exclude(pk=version.pk)
    others = others.select_related("paper").order_by("number")
    asked = request.GET.get("since", "")
    if asked:
        other: PaperVersion | None = get_object_or_404(others, number=number_in(asked, 8) or 0)
    else:
        other = others.filter(number__lt=version.number).last()
    are_texts = bool(other and other.text and version.text)
    context = {
        "version": version,
        "paper": version.paper,
        "other": other,
        "versions": others,
        "are_texts": are_texts,
        "pieces": compare_texts(other.text, version.text) if other and are_texts else [],
    }
    return render(request, "papers/paper_difference.html", context)
