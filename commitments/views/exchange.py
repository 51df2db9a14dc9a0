"""Modality (b)'s own: views with an audience, and the roster of experts."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from commitments.acts.exchange import SHARE_VIEW
from commitments.filters import ExpertFilter
from commitments.models import Commitment, ExpertNomination, View
from journal.staff import is_officer
from members.access import to_take_back
from members.choices import WIDTH
from members.models import Person, seats_of
from record.acts.places import KEEPING
from record.doors.portal import act_form, act_page
from record.forms import page_of
from record.models import with_corrections
from record.ordering import ListOrder

ON_A_PAGE = 100
ORDER = ListOrder(
    opening=("name", "pk"),
    columns={
        "name": ("name", "pk"),
        "owner": ("owner__seat_name", "name", "pk"),
        "what": ("measure__reference", "commitment__reference", "name", "pk"),
        "term": ("since", "name", "pk"),
    },
)
share = act_page("commitment")


@require_http_methods(["GET", "HEAD", "POST"])
@KEEPING.guarded
def views_page(request: HttpRequest, key: str) -> HttpResponse:
    """The views shared so far, and a form to share one, which is sent here."""
    if request.method == "POST":
        return share(request, act=SHARE_VIEW.name, key=key)
    rows = Commitment.objects.visible_to(request.user).select_related("area", "measure")
    commitment = get_object_or_404(rows, reference=key)
    context = {
        "commitment": commitment,
        **views_of(request.user, commitment),
        **act_form(request, commitment, SHARE_VIEW.name),
    }
    return render(request, "commitments/view_share.html", context)


def views_of(user: Person, commitment: Commitment) -> dict[str, Any]:
    """The views that a person sees, those taken back among them; which of them they may widen, and take back."""
    views = with_corrections(
        View.everything.visible_to(user).filter(commitment=commitment).select_related("owner", "commitment")
    )
    own, enters_letters = seats_of(user).participant_ids, is_officer(user)
    to_widen = {
        view
        for view in views
        if (view.owner_id in own or enters_letters) and view.audience != WIDTH[-1] and view.mistaken_at is None
    }
    return {"views": views, "to_widen": to_widen, "to_take_back": to_take_back(user, views)}


@require_safe
@login_required
def experts_page(request: HttpRequest) -> HttpResponse:
    """The roster: who is nominated, by which state, for what, until when; those whose term ended after them."""
    narrowing = ExpertFilter.of_page(request)
    enters_letters = is_officer(request.user)
    context: dict[str, Any] = {
        "form": narrowing.form,
        "may_nominate": enters_letters or seats_of(request.user).acting.is_member,
    }
    if not narrowing.is_valid():
        return render(request, "commitments/expert_list.html", context, status=400)
    rows = narrowing.rows_of(ExpertNomination).visible_to(request.user)
    rows = rows.select_related("owner", "measure", "commitment")
    ended = rows.none() if narrowing.is_of_any_term else narrowing.ended(rows)
    order = ORDER.of_page(request.GET)
    page = page_of(order.of(narrowing.of(rows)), request.GET, ON_A_PAGE, stands_still=True)
    page.object_list = with_corrections(page.object_list)
    context |= {
        "understood": True,
        "page": page,
        "order": order,
        "to_take_back": to_take_back(request.user, page.object_list),
        "ended": ended.order_by("-until", "name")[:20],
        "export_query": narrowing.query,
        "own_states": seats_of(request.user).participant_ids,
        "enters_letters": enters_letters,
    }
    return render(request, "commitments/expert_list.html", context)
