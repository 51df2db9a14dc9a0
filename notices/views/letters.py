"""What went, in the words that went; what is held, refused or not answered; what never went, and why."""

import uuid
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from journal.staff import is_of_staff, only_officers
from notices.actions import settle
from notices.choices import Stage, Verdict
from notices.forms import LetterListFilter, RowFilter
from notices.models import Letter, Notice
from notices.reports import ledger
from notices.reports.never import reasons_for
from notices.reports.reading import read
from notices.reports.why import carried
from notices.views.officers import for_staff
from record.columns import Column
from record.forms import page_of
from record.ordering import ListOrder

ON_A_PAGE = 50
ORDER = ListOrder(
    opening=("-created_at", "pk"),
    columns={
        "letter": ("subject", "pk"),
        "to": ("address", "pk"),
        "stage": ("stage", "-created_at", "pk"),
        "written": ("created_at", "pk"),
    },
)
COLUMNS = {
    "letter": Column("letter", gettext_lazy("Letter"), ()),
    "to": Column("to", gettext_lazy("To"), ()),
    "about": Column("about", gettext_lazy("About"), ()),
    "stage": Column("stage", gettext_lazy("Stage"), ()),
    "written": Column("written", gettext_lazy("Written"), ()),
}
# The lists of the ledger, by the word in the address.
LISTS = {
    "went": (gettext_lazy("went"), ledger.went),
    "held": (pgettext_lazy("letter", "held"), ledger.held),
    "refused": (gettext_lazy("refused"), ledger.refused),
    "never-answered": (gettext_lazy("put off again and again"), ledger.never_answered),
    "under-way": (gettext_lazy("under way"), ledger.under_way),
}
Rows = TypeVar("Rows", QuerySet[Letter], QuerySet[Notice])
LABELS = {name: label for name, (label, _rows) in LISTS.items()}


@require_safe
@for_staff
@never_cache
def letters_page(request: HttpRequest) -> HttpResponse:
    """Letters by person, kind, day and stage, the newest first."""
    form = LetterListFilter(request.GET, stages=LABELS)
    context: dict[str, Any] = {"form": form, "lists": LABELS, "stage": request.GET.get("stage", "")}
    if not form.is_valid():
        return render(request, "notices/letter_list.html", context, status=400)
    wanted = form.cleaned_data
    rows = LISTS[wanted["stage"]][1](request.user) if wanted["stage"] else ledger.letters(request.user)
    rows = _of_person(rows, wanted["person"])
    if wanted["kind"]:
        rows = rows.filter(Exists(Notice.objects.filter(letter=OuterRef("pk"), kind=wanted["kind"])))
    if wanted["day"]:
        rows = rows.filter(day=wanted["day"])
    order = ORDER.of_page(request.GET)
    # Unasked, each list of the ledger has an order of its own.
    rows = order.of(rows) if order.name else rows
    page = page_of(
        rows.prefetch_related(Prefetch("notices", Notice.objects.order_by("kind", "pk"))), request.GET, ON_A_PAGE
    )
    return render(request, "notices/letter_list.html", {**context, "page": page, "order": order, "columns": COLUMNS})


@require_safe
@for_staff
@never_cache
def never_sent_page(request: HttpRequest) -> HttpResponse:
    """Rows that never went, with the reason of each."""
    form = RowFilter(request.GET)
    if not form.is_valid():
        return render(request, "notices/never_sent.html", {"form": form}, status=400)
    wanted = form.cleaned_data
    rows = _of_person(ledger.never_sent(request.user), wanted["person"])
    if wanted["kind"]:
        rows = rows.filter(kind=wanted["kind"])
    if wanted["day"]:
        rows = rows.filter(ledger.due_on(wanted["day"]))
    page = page_of(rows, request.GET, ON_A_PAGE)
    return render(request, "notices/never_sent.html", {"form": form, "page": page, "rows": reasons_for(page)})


def _of_person(rows: Rows, words: str) -> Rows:
    """Those to somebody in whose name or address every word stands."""
    for word in words.split():
        rows = rows.filter(Q(recipient__name__icontains=word) | Q(recipient__email__icontains=word))
    return rows


@require_safe
@login_required
@never_cache
def letter_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One letter in the words that went. The Secretariat sees all of its history; a state what its people were sent."""
    letter = get_object_or_404(_visible(request), pk=key)
    context: dict[str, Any] = {"letter": letter, "read": read(letter, request.user)}
    if is_of_staff(request.user):
        rows = letter.notices.order_by("due_at", "pk")
        context |= {
            "rows": carried(rows),
            "history": ledger.history_of(letter),
            "can_arrive": letter.stage == Stage.UNKNOWN,
            "can_go_again": letter.may_go_again or any(row.stage == Stage.REFUSED for row in rows),
        }
    return render(request, "notices/letter_detail.html", context)


@require_POST
@login_required
def settle_act(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """ "It arrived" or "send again". Pressed twice, the second press is told that it was done."""
    letter = get_object_or_404(_visible(request), pk=key)
    only_officers(request.user)
    verdict = request.POST.get("verdict", "")
    try:
        if verdict not in Verdict.values:
            raise ValidationError(_("Say whether it arrived, or send it again."))
        settle(letter=letter, verdict=verdict, by=request.user)
        done = _("Kept: it arrived.") if verdict == Verdict.ARRIVED else _("It goes again within a minute.")
        messages.success(request, done)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    return redirect("reminders-letter", key=letter.pk)


def _visible(request: HttpRequest) -> QuerySet[Letter]:
    return Letter.objects.visible_to(request.user).select_related("recipient")
