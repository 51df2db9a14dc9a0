"""Decisions of the bodies, what states said of them, and what follows: in the portal."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from decisions.actions.positions import may_report
from decisions.choices import FollowUpState, Manner
from decisions.filters import DecisionFilter, FollowUpFilter
from decisions.models import Decision, FollowUp, Position
from decisions.reports.decisions import shown_decisions
from meetings.models import Meeting
from members.models import EnteredForState, Person
from papers.reports.correspondence import letters_of
from record.acts.corrections import keeps_the_record
from record.doors.portal import act_links
from record.doors.struck import struck_page
from record.forms import page_of
from record.models import is_mistaken, with_corrections
from record.ordering import ListOrder

ON_A_PAGE = 50
ORDER = ListOrder(
    opening=("-on", "-pk"), columns={"day": ("on", "pk"), "body": ("body", "-on", "-pk"), "symbol": ("symbol", "pk")}
)
# They stand on the list as cards, and have no heads of columns.
ORDERED_BY = {"day": _("Day"), "body": _("Body"), "symbol": _("Symbol")}
# What is open comes first, what is closed last.
STANDS = Case(*(When(state=state, then=place) for place, state in enumerate(FollowUpState.values)))


@require_safe
@login_required
def decisions_page(request: HttpRequest) -> HttpResponse:
    """What the bodies decided, the latest first, each with what states said of it."""
    narrowing = DecisionFilter.of_page(request)
    context: dict[str, Any] = {"form": narrowing.form}
    if not narrowing.is_valid():
        return render(request, "decisions/decision_list.html", context, status=400)
    rows = narrowing.of(shown_decisions(request.user, narrowing.rows_of(Decision)))
    order = ORDER.of_page(request.GET)
    page = page_of(order.of(rows), request.GET, ON_A_PAGE)
    context |= {
        "understood": True,
        "page": page,
        "order": order,
        "ordered_by": ORDERED_BY,
        "export_query": narrowing.query,
    }
    return render(request, "decisions/decision_list.html", context)


@require_safe
@login_required
def decision_page(request: HttpRequest, symbol: str) -> HttpResponse:
    """One decision: its words, how it was taken, who was present, what states said, what follows."""
    decision = shown_decisions(request.user).filter(symbol=symbol).first()
    if decision is None:
        return struck_page(request, Decision.everything.visible_to(request.user), symbol=symbol)
    present = sorted(decision.present.all(), key=lambda state: (state.seat_name, state.code))
    context = {
        "decision": decision,
        "present": present,
        "by_silence": decision.manner == Manner.BY_SILENCE,
        "follow_ups": _with_right(request.user, decision.follow_ups.all()),
        "links": act_links(request.user, decision),
        "deeds": letters_of(request.user, decision),
        "contested": EnteredForState.objects.contested().about(decision).select_related("participant"),
        "corrects": keeps_the_record(request.user),
        "struck_positions": with_corrections(
            Position.everything.filter(decision=decision, mistaken_at__isnull=False).select_related("participant")
        ),
        "struck_follow_ups": with_corrections(FollowUp.everything.filter(decision=decision, mistaken_at__isnull=False)),
    }
    return render(request, "decisions/decision_detail.html", context)


@require_safe
@login_required
def follow_ups_page(request: HttpRequest) -> HttpResponse:
    """What decisions asked for next: what is open first, then by the meeting that will hear of it."""
    narrowing = FollowUpFilter.of_page(request)
    context: dict[str, Any] = {"form": narrowing.form}
    if not narrowing.is_valid():
        return render(request, "decisions/follow_up_list.html", context, status=400)
    rows = narrowing.rows_of(FollowUp).visible_to(request.user).select_related("decision", "owner", "hears", "group")
    page = page_of(narrowing.of(rows).order_by(STANDS, "hears__starts_on", "pk"), request.GET, ON_A_PAGE)
    context |= {"understood": True, "page": page, "rows": _with_right(request.user, with_corrections(page))}
    context["export_query"] = narrowing.query
    return render(request, "decisions/follow_up_list.html", context)


@require_safe
@login_required
def follow_up_page(request: HttpRequest, number: int) -> HttpResponse:
    """Where one reports on it stood here; the address in letters of before leads on."""
    follow_up = get_object_or_404(FollowUp.objects.visible_to(request.user), pk=number)
    return redirect("follow-up-act", follow_up.pk, "report")


def decisions_section(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """The decisions of a meeting on its page, and the follow-ups that it will hear of."""
    decisions = list(shown_decisions(request.user).filter(meeting=meeting).order_by("on", "pk"))
    heard = (
        FollowUp.objects.visible_to(request.user)
        .filter(hears=meeting)
        .select_related("decision", "owner", "hears", "group")
    )
    to_hear = _with_right(request.user, heard.order_by("pk"))
    return {"decisions": decisions, "to_hear": to_hear} if decisions or to_hear else None


def _with_right(user: Person, rows: Iterable[FollowUp]) -> list[dict[str, Any]]:
    return [{"follow_up": row, "may_report": may_report(user, row) and not is_mistaken(row)} for row in rows]
