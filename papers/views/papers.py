"""Papers: the list, one version with its comments, its file, and what changed since another version."""

from collections import defaultdict
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.names import name_of
from members.access import to_take_back
from members.models import Person, seats_of
from notices.reports.paper import receipts_of, where_to_receive
from papers.access import drafts
from papers.acts import COMMENT
from papers.filters import PaperFilter
from papers.models import Comment, CommentReply, Folder, Paper, PaperVersion, paths_to_holders
from papers.reads import begins_like, paragraphs_of, taken_up_in
from papers.reports.circulated import ShownCirculation, named_for, unreached
from papers.reports.correspondence import letters_of
from papers.reports.outgoing import said_to_be_about
from papers.uploads import download_name
from record.acts.places import KEEPING
from record.dates import day_of_the_house
from record.differences import compare_texts
from record.doors.portal import act_form, act_links, begin_links
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
    context: dict[str, Any] = {"form": narrowing.form, "links": begin_links(request.user, "paper")}
    if not narrowing.is_valid():
        return render(request, "papers/paper_list.html", context, status=400)
    rows = Paper.objects.visible_to(request.user).select_related(*paths_to_holders("folder"))
    readable = PaperVersion.objects.visible_to(request.user).defer("text").select_related("on_behalf_of")
    rows = rows.prefetch_related(Prefetch("versions", readable.order_by("-number"), to_attr="shown_versions"))
    rows = rows.annotate(
        is_commitment_seen=Exists(Folder.objects.visible_to(request.user).filter(pk=OuterRef("folder")))
    )
    order = ORDER.of_page(request.GET)
    page = page_of(order.of(narrowing.of(rows)), request.GET, ON_A_PAGE, stands_still=True)
    context |= {"understood": True, "page": page, "order": order, "export_query": narrowing.query}
    return render(request, "papers/paper_list.html", context)


def seen_version(user: Person, symbol: str, number: int) -> PaperVersion:
    rows = PaperVersion.objects.visible_to(user).select_related(
        *paths_to_holders("paper__folder"), "on_behalf_of", "by", "words"
    )
    return get_object_or_404(rows, paper__symbol=symbol, number=min(number, 2**31 - 1))


def commitment_of(user: Person, version: PaperVersion) -> Any:
    """What a paper lies in, a commitment or an activity, for those who see it: a paper may be sent to others too."""
    folder = Folder.objects.visible_to(user).with_holders().filter(pk=version.paper.folder_id).first()
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
    sent = version.circulations(manager="everything").order_by("at").prefetch_related("participants")
    circulations = with_corrections(sent)
    comments = with_corrections(said_of(user, version.paper).filter(version=version))
    context = {
        "version": version,
        "paper": version.paper,
        "commitment": commitment_of(user, version),
        "versions": others,
        "earlier": next((circulation for circulation in reversed(others) if circulation.number < version.number), None),
        "newest": others[-1] if others and others[-1].number > version.number else None,
        "earlier_comments": _comments_before(user, version),
        "circulations": [ShownCirculation(sent, named_for(user, sent)) for sent in circulations],
        "out_of_reach": unreached(user, circulations, day_of_the_house()),
        "about": said_to_be_about(user, version.paper),
        "links": act_links(user, version.paper) if version.paper.is_of_the_office else [],
        "correction": Correction.objects.in_effect().about(name_of(version)).first(),
        "comments": comments,
        "receipts": (receipts := receipts_of(user, name_of(version))),
        "receive_at": where_to_receive(user, name_of(version), receipts),
        "deeds": letters_of(user, version),
        "to_take_back": to_take_back(user, comments),
        **_who_says_what_became(user, version),
        "took_up": list({comment.owner.code: comment.owner for comment in _taken_up(user, version)}.values()),
        "today": day_of_the_house(),
        "to_begin": begins_like(user, version, timezone.now()),
        **act_form(request, version, COMMENT.name),
    }
    return render(request, "papers/paper_version.html", context)


def _comments_before(user: Person, version: PaperVersion) -> Any:
    """How many comments were made on each earlier version, as far as the person sees them."""
    rows = Comment.objects.visible_to(user).filter(version__paper=version.paper, version__number__lt=version.number)
    return rows.values("version__number").annotate(count=Count("pk")).order_by("-version__number")


def said_of(user: Person, paper: Paper) -> QuerySet[Comment]:
    """Every comment on a paper that the person sees, with what became of it and what was answered."""
    replies = CommentReply.everything.select_related("owner").order_by("at", "pk")
    rows = Comment.everything.visible_to(user).filter(version__paper=paper).order_by("at", "pk")
    return rows.select_related("owner", "by", "version", "outcome_for").prefetch_related(Prefetch("replies", replies))


def _taken_up(user: Person, version: PaperVersion) -> QuerySet[Comment]:
    """The comments that it took up, as far as the person sees them."""
    seen = Comment.objects.visible_to(user).values("pk")
    return taken_up_in(version).filter(pk__in=seen).select_related("owner").order_by("owner__seat_name", "pk")


def _who_says_what_became(user: Person, version: PaperVersion) -> dict[str, Any]:
    """Whether the paper is the reader's to draft, and of which states' comments they may answer further."""
    return {"drafts": drafts(user, version), "own": seats_of(user).acting.participant_ids}


@require_safe
@login_required
def beside_page(request: HttpRequest, symbol: str, number: int) -> HttpResponse:
    """The text paragraph by paragraph, beside each the comments that name it; the others, and those on earlier versions, below."""
    version = seen_version(request.user, symbol, number)
    comments = with_corrections(said_of(request.user, version.paper).filter(version__number__lte=version.number))
    texts, of_paragraphs = paragraphs_of(version), defaultdict(list)
    for comment in comments:
        if comment.version_id == version.pk:
            named = comment.paragraph if comment.paragraph and comment.paragraph <= len(texts) else 0
            of_paragraphs[named].append(comment)
    context = {
        "version": version,
        "paper": version.paper,
        "paragraphs": [(place, text, of_paragraphs[place]) for place, text in enumerate(texts, 1)],
        "whole": of_paragraphs[0],
        "earlier": [comment for comment in comments if comment.version_id != version.pk],
        "to_take_back": to_take_back(request.user, comments),
        "took_up": list({comment.owner.code: comment.owner for comment in _taken_up(request.user, version)}.values()),
        **_who_says_what_became(request.user, version),
    }
    return render(request, "papers/paper_beside.html", context)


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
