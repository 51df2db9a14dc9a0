"""Commitments: the list, the page of one, and the form that begins one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from commitments.access import OF_STATES, Capacity, capacities, is_past, offers
from commitments.actions.renewing import states_to_confirm
from commitments.acts.beginning import BEGUN
from commitments.choices import Fact
from commitments.decided import decisions
from commitments.filters import CommitmentFilter
from commitments.models import Commitment, CoordinatorAssignment, ExpertNomination, Intention, StepTaken
from commitments.reports.begun import just_begun
from commitments.reports.stages import stepper
from commitments.reports.standing import (
    awaited_for,
    history,
    is_of_the_record,
    scale,
    standing_picture,
    surroundings,
)
from commitments.views.exchange import views_of
from journal.staff import is_officer
from law.choices import Relation
from meetings.access import out_of_reach
from members.models import Draft, EnteredForState, Participant, Person, seats_of
from papers.models import QUESTIONS, Paper, PaperVersion, PublishingRequest
from papers.reports.correspondence import letters_of
from record.acts.corrections import keeps_the_record
from record.beside import beside
from record.dates import day_of_the_house
from record.doors.portal import act_form, registered_links
from record.doors.struck import struck_page
from record.forms import AsOf, page_of
from record.models import is_mistaken, with_corrections
from record.ordering import ListOrder

ON_A_PAGE = 50
ORDER = ListOrder(
    opening=("-moved_then", "-pk"),
    columns={"commitment": ("title", "pk"), "stands": ("stood", "-moved_then", "-pk")},
)


@require_safe
@login_required
def commitments_page(request: HttpRequest) -> HttpResponse:
    """What is undertaken, the latest movement first."""
    narrowing, seats = CommitmentFilter.of_page(request), seats_of(request.user)
    context: dict[str, Any] = {"form": narrowing.form, "may_begin": seats.acting.is_member or seats.is_officer}
    if not narrowing.is_valid():
        return render(request, "commitments/commitment_list.html", context, status=400)
    rows = Commitment.objects.visible_to(request.user).select_related("area__parent", "area__edition", "measure")
    rows = rows.prefetch_related("intentions__participant", "coordinators__participant")
    order = ORDER.of_page(request.GET)
    page = page_of(order.of(narrowing.of(rows)), request.GET, ON_A_PAGE, stands_still=True)
    around = surroundings(request.user)
    listed = [
        {
            "commitment": commitment,
            "awaited": awaited_for(commitment, around),
            "of_the_record": is_of_the_record(commitment),
        }
        for commitment in (row.as_it_stood() for row in page)
    ]
    context |= {"understood": True, "page": page, "rows": listed, "order": order, "export_query": narrowing.query}
    return render(request, "commitments/commitment_list.html", context)


@require_safe
@login_required
def commitment_page(request: HttpRequest, reference: str) -> HttpResponse:
    """One commitment: where it stands, who is awaited, what may be done, and all that happened.

    As of a day gone by: where it stood then, with what was there by then, and nothing to be done.
    """
    user, asked = request.user, AsOf.of(request.GET)
    if asked.day < day_of_the_house():
        return _as_of_a_day(request, reference, asked)
    seen = Commitment.objects.visible_to(user).with_everything().prefetch_related(QUESTIONS)
    commitment = seen.filter(reference=reference).first()
    if commitment is None:
        return struck_page(request, Commitment.everything.visible_to(user), reference=reference)
    own = capacities(user, commitment)
    lines = with_corrections(decisions().beside(user, _steps(user, commitment)))
    steps = [step for step in lines if not is_mistaken(step)]
    versions = PaperVersion.objects.visible_to(user).filter(paper__folder__commitment=commitment).defer("text")
    context = {
        "asked": asked,
        "commitment": commitment,
        "area": commitment.area,
        **_what_comes_next(request, commitment, own),
        "of_the_record": is_of_the_record(commitment),
        "links": registered_links(user, commitment),
        "drafts": _drafts(user, commitment),
        "picture": standing_picture(commitment, steps),
        "stepper": stepper(commitment, steps),
        "corrects": keeps_the_record(user),
        "lines": history(commitment, lines),
        "readable": set(versions.values_list("pk", flat=True)),
        **_participants(user, commitment),
        **_papers(user, commitment, versions),
        **views_of(user, commitment),
        "may_share_view": any(Relation.MEMBER in capacity.relations for capacity in own) and not commitment.is_ended,
        "is_exchange": commitment.workflow.exchanges_views,
        "experts": _experts(user, commitment),
        "contested": EnteredForState.objects.contested().about(commitment).select_related("participant"),
        "deeds": letters_of(user, commitment),
        "whether_public": PublishingRequest.objects.visible_to(user).filter(folder=commitment.folder_id).with_answers(),
        "beside": beside(request, commitment),
        **_renewal(user, commitment),
        "begun": just_begun(user, commitment, day_of_the_house()) if BEGUN in request.GET else None,
        "may_begin": any(Relation.MEMBER in capacity.relations for capacity in own),
    }
    return render(request, "commitments/commitment_detail.html", context, status=400 if asked.error else 200)


def _renewal(user: Person, commitment: Commitment) -> dict[str, Any]:
    """What it renews, and what renewed it, as far as the reader sees them."""
    seen = Commitment.objects.visible_to(user)
    renewals = seen.filter(renews=commitment).select_related("measure", "area").order_by("reference")
    renews = seen.filter(pk=commitment.renews_id).first() if commitment.renews_id else None
    # Who took part in what one doesn't see isn't told either.
    to_confirm = states_to_confirm(commitment) if renews is not None and not commitment.is_ended else []
    return {"renews": renews, "renewals": renewals, "to_confirm": to_confirm}


def _as_of_a_day(request: HttpRequest, reference: str, asked: AsOf) -> HttpResponse:
    """Where it stood on a day gone by: as the list and the API tell it."""
    seen = Commitment.objects.visible_to(request.user)
    commitment = seen.with_everything().standing_then(asked.day).filter(reference=reference).first()
    context: dict[str, Any] = {"asked": asked, "reference": reference, "corrects": False}
    if commitment is None:
        commitment = get_object_or_404(seen.select_related("measure", "area"), reference=reference)
        return render(request, "commitments/commitment_on_a_day.html", context | {"commitment": commitment}, status=404)
    steps = decisions().beside(request.user, _steps(request.user, commitment).filter(on__lte=asked.day))
    taken = [step for step in with_corrections(steps) if not is_mistaken(step)]
    versions = PaperVersion.objects.visible_to(request.user).filter(paper__folder__commitment=commitment)
    context |= {
        "commitment": commitment.as_it_stood(),
        "had_begun": True,
        "lines": history(commitment, taken),
        "readable": set(versions.values_list("pk", flat=True)),
    }
    return render(request, "commitments/commitment_on_a_day.html", context)


def _what_comes_next(request: HttpRequest, commitment: Commitment, own: list[Capacity]) -> dict[str, Any]:
    """Who is awaited for which step. The form of the first that this person may take stands on the page itself, as `lead`;
    beside it what else they may do, and what may be entered for a state that wrote."""
    # What a body decides is recorded by an act about the commitment, once, and not step by step.
    made = [offer for offer in offers(commitment, own) if not offer.step.is_decided]
    awaited = awaited_for(commitment, surroundings(request.user))
    names = {entry.step.name for entry in awaited}
    leading = next((offer for offer in made if offer.is_open and offer.step.name in names), None)
    return {
        "awaited": awaited,
        "lead": act_form(request, commitment, leading.step.name) if leading else {},
        "others": [offer for offer in made if offer is not leading],
        "by_letter": _by_letter(commitment, made) if is_officer(request.user) else [],
        "views_by_letter": is_officer(request.user) and commitment.workflow.exchanges_views and not commitment.is_ended,
    }


def _drafts(user: Person, commitment: Commitment) -> list[Draft]:
    """What is kept about it and can still be sent, and about its papers, whose names begin as it is called."""
    about = Q(about_kind="commitment", about_key=commitment.reference)
    about |= Q(about_kind="paperversion", about_key__startswith=f"{commitment.reference}/")
    rows = Draft.objects.visible_to(user).filter(about).select_related("by", "owner")
    of_parts = [row for row in rows if row.about_kind != "commitment"]
    return [
        *of_parts,
        *(row for row in rows if row not in of_parts and not is_past(commitment, row.form.partition(".")[2])),
    ]


def _steps(user: Person, commitment: Commitment) -> Any:
    rows = StepTaken.everything.visible_to(user).filter(commitment=commitment)
    rows = rows.select_related(
        "commitment", "meeting", "on_behalf_of", "by", "party", "paper_version__paper", "scan__paper"
    )
    seen = ExpertNomination.objects.visible_to(user).select_related("owner")
    return rows.prefetch_related(Prefetch("experts", seen)).in_order()


def _participants(user: Person, commitment: Commitment) -> dict[str, Any]:
    """Who intends it, who left, who offered, who coordinates and until when."""
    today = day_of_the_house()
    rows = CoordinatorAssignment.objects.visible_to(user).filter(commitment=commitment)
    assigned = list(rows.as_known_on(today).select_related("participant").in_order())
    running = {assignment.pk for assignment in assigned if assignment.until is None or assignment.until > today}
    intentions = list(commitment.intentions.all())
    facts: list[tuple[CoordinatorAssignment | Intention, str]] = [
        *((row, "designation" if row.fact == Fact.DESIGNATION else "offer") for row in assigned),
        *((intention, "intention") for intention in intentions),
    ]
    return {
        "scale": scale(commitment, Participant.objects.visible_to(user).members_on(today).count()),
        "intentions": intentions,
        # In the order of seats, which ranks nobody.
        "parts": [
            {"fact": fact, "kind": kind}
            for fact, kind in sorted(facts, key=lambda pair: pair[0].participant.seat_name)
            if kind != "offer" or fact.pk in running
        ],
        "running": running,
    }


def _papers(user: Person, commitment: Commitment, versions: Any) -> dict[str, Any]:
    """The papers one may read, and, for who sees to that, who of those they were sent to has nobody in the portal."""
    rows = Paper.objects.visible_to(user).filter(folder__commitment=commitment).order_by("symbol")
    rows = rows.select_related("folder__commitment__measure", "folder__commitment__area")
    ordered = versions.select_related("on_behalf_of").prefetch_related("circulations").order_by("-number")
    papers = list(rows.prefetch_related(Prefetch("versions", ordered, to_attr="shown_versions")))
    sent = {
        circulation.audience
        for paper in papers
        for version in paper.shown_versions
        for circulation in version.circulations.all()
    }
    return {"papers": papers, "out_of_reach": out_of_reach(user, sent, day_of_the_house())}


def _experts(user: Person, commitment: Commitment) -> Any:
    about = Q(commitment=commitment)
    if commitment.measure_id:
        about |= Q(measure=commitment.measure_id, commitment__isnull=True)
    rows = ExpertNomination.objects.visible_to(user).filter(about).serving_on(day_of_the_house())
    return rows.select_related("owner")


def _by_letter(commitment: Commitment, made: list[Any]) -> list[Any]:
    """Steps that states take, which the Secretariat may enter when a letter says so."""
    taken = {offer.step.name for offer in made}
    steps = commitment.workflow.from_state(commitment.state)
    return [step for step in steps if step.name not in taken and OF_STATES & set(step.actor)]
