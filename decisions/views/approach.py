"""The review of the Approach: its editions with the decisions that adopted them, and what states propose."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions.filters import ApproachProposalFilter
from decisions.models import ApproachProposal, Decision
from law.editions import editions
from members.models import EnteredForState
from members.requests import AuthenticatedHttpRequest
from papers.reports.correspondence import letters_of
from record.doors.portal import act_links, begin_links
from record.doors.struck import struck_page
from record.forms import page_of
from record.models import with_corrections

ON_A_PAGE = 50


@require_safe
@login_required
def proposals_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The editions that there are, the latest first, and the proposals."""
    user = request.user
    narrowing = ApproachProposalFilter.of_page(request)
    context: dict[str, Any] = {"form": narrowing.form, "links": begin_links(user, "approach-proposal")}
    if not narrowing.is_valid():
        return render(request, "decisions/approach_list.html", context, status=400)
    rows = narrowing.rows_of(ApproachProposal).visible_to(user).select_related("owner", "decision")
    page = page_of(narrowing.of(rows).order_by("-at", "-pk"), request.GET, ON_A_PAGE)
    symbols = [law.adopted_by for law in editions()]
    decided = {row.symbol: row for row in Decision.objects.visible_to(user).filter(symbol__in=symbols)}
    context |= {
        "understood": True,
        "page": page,
        "rows": with_corrections(page),
        "editions": [(law, decided.get(law.adopted_by)) for law in reversed(editions())],
        "export_query": narrowing.query,
    }
    return render(request, "decisions/approach_list.html", context)


@require_safe
@login_required
def proposal_page(request: AuthenticatedHttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One proposal: its text, the decision about it, and the edition that it brought."""
    user = request.user
    proposal = ApproachProposal.objects.visible_to(user).select_related("owner", "decision").filter(uid=uid).first()
    if proposal is None:
        return struck_page(request, ApproachProposal.everything.visible_to(user).filter(uid=uid))
    context = {
        "proposal": proposal,
        "law": next((law for law in editions() if law.key == proposal.law_edition), None),
        "contested": EnteredForState.objects.contested().about(proposal).select_related("participant"),
        "deeds": letters_of(user, proposal),
        "links": act_links(user, proposal),
    }
    return render(request, "decisions/approach_detail.html", context)
