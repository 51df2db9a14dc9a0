"""Modality (b)'s own: views with an audience, and the roster of experts."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.actions import end_nomination, nominate, share_view
from commitments.actions.exchange import widen
from commitments.forms import NominationForm, ViewForm, WidenForm
from commitments.forms.commitments import ExpertFilter
from commitments.models import Commitment, ExpertNomination, View
from members.access import TWO_KEYS
from members.choices import Audience, Role, Standing
from members.models import Participant, Seat, seats_of
from members.views.drafts import KeptAnswers, Place, drop, keeps_text, kept
from record.dates import day_of_the_house
from record.forms import page_of
from record.refusals import StepRefused

may_be_sent = require_http_methods(["GET", "HEAD", "POST"])
ON_A_PAGE = 100


def member_seat(user: Any) -> Seat | None:
    """The seat from which a person speaks for a member state; the stronger one where there are two."""
    seats = [seat for seat in seats_of(user).seats if seat.standing == Standing.MEMBER]
    return min(seats, key=lambda seat: seat.role != Role.AUTHORITY, default=None)


def why_not_submit(seat: Seat) -> Any:
    return TWO_KEYS if seat.two_keys and seat.role == Role.PREPARER else None


def speaker(request: HttpRequest) -> tuple[Participant, Any]:
    """The member state somebody speaks for, and the sentence that says why they may not submit, if so."""
    seat = member_seat(request.user)
    if seat is None:
        raise PermissionDenied
    return Participant.objects.visible_to(request.user).get(pk=seat.participant_id), why_not_submit(seat)


# -- Views.


@may_be_sent
@keeps_text
def share_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The views shared so far, and a form to share one."""
    rows = Commitment.objects.visible_to(request.user).select_related("area", "measure")
    commitment = get_object_or_404(rows, reference=reference)
    seat = member_seat(request.user)
    if seat is None or commitment.is_ended:
        if request.method == "POST":
            raise PermissionDenied
        return _render_views(request, commitment, None)
    owner = Participant.objects.visible_to(request.user).get(pk=seat.participant_id)
    place = Place("view", commitment, owner)
    if request.method != "POST":
        text = kept(request, place)
        return _render_views(request, commitment, place, ViewForm(initial=text.answers), text)
    form = ViewForm(request.POST)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("text", "language", "audience")}
        try:
            view = share_view(commitment=commitment, owner=owner, by=request.user, once_key=form.once(), **given)
        except StepRefused as refusal:
            form.refuse(refusal)
        else:
            drop(request, place)
            messages.success(request, _("Your view is shared."))
            return redirect(f"{commitment.get_absolute_url()}#view-{view.uid}")
    return _render_views(request, commitment, place, form, status=422)


def _render_views(
    request: HttpRequest,
    commitment: Commitment,
    place: Place | None,
    form: Any = None,
    text: KeptAnswers | None = None,
    status: int = 200,
) -> HttpResponse:
    seat = member_seat(request.user)
    why_not = why_not_submit(seat) if seat else None
    context = {
        "commitment": commitment,
        "views": View.objects.visible_to(request.user).filter(commitment=commitment).select_related("owner"),
        "own_states": seats_of(request.user).participant_ids,
        "owner": place.owner if place else None,
        "form": form,
        "text": text or KeptAnswers(),
        "hidden": place.hidden(request.user) if place else [],
        "why_not_submit": why_not,
        "may_submit": why_not is None,
    }
    return render(request, "commitments/view_share.html", context, status=status)


@may_be_sent
@login_required
def widen_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The owner lets more people see a view; it can't be narrowed, since some have seen it."""
    rows = View.objects.visible_to(request.user).select_related("owner", "commitment")
    view = get_object_or_404(rows, uid=uid)
    if not seats_of(request.user).acts_for(view.owner_id):
        raise PermissionDenied
    form = WidenForm(request.POST or None, now=view.audience)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                widen(item=view, audience=form.cleaned_data["audience"], by=request.user)
            except StepRefused as refusal:
                status = 409 if refusal.is_stale else 422
                for sentences in refusal.problems.values():
                    form.add_error(None, [str(sentence) for sentence in sentences])
            else:
                messages.success(request, _("It is seen by more people now."))
                return redirect(f"{view.commitment.get_absolute_url()}#view-{view.uid}")
    context = {"view": view, "form": form, "is_widest": view.audience == Audience.PUBLIC}
    return render(request, "commitments/view_widen.html", context, status=status)


# -- Experts.


@require_safe
@login_required
def experts_page(request: HttpRequest) -> HttpResponse:
    """The roster: who is nominated, by which state, for what, until when; those whose term ended after them."""
    form = ExpertFilter(request.GET)
    seat = member_seat(request.user)
    context: dict[str, Any] = {"form": form, "may_nominate": seat is not None}
    if not form.is_valid():
        return render(request, "commitments/expert_list.html", context, status=400)
    rows = ExpertNomination.objects.visible_to(request.user).select_related("owner", "measure", "commitment")
    for word in form.cleaned_data["q"].split():
        rows = rows.filter(Q(name__icontains=word) | Q(affiliation__icontains=word) | Q(expertise__icontains=word))
    today = day_of_the_house()
    serving = rows.serving_on(today).order_by("name", "pk")
    context |= {
        "understood": True,
        "page": page_of(serving, request.GET, ON_A_PAGE),
        "ended": rows.filter(until__lte=today).order_by("-until", "name")[:20],
        "own_states": seats_of(request.user).participant_ids,
    }
    return render(request, "commitments/expert_list.html", context)


@may_be_sent
@keeps_text
def nominate_page(request: HttpRequest) -> HttpResponse:
    """A member nominates an expert or scholar for a measure or a commitment."""
    owner, why_not = speaker(request)
    place = Place("nominate", owner=owner)
    text, status = KeptAnswers(), 200
    if request.method == "POST":
        form = NominationForm(request.POST, user=request.user)
        status = 422
        if form.is_valid():
            given = {name: value for name, value in form.cleaned_data.items() if name != "once_key"}
            try:
                nominate(owner=owner, by=request.user, once_key=form.once(), **given)
            except StepRefused as refusal:
                form.refuse(refusal)
            else:
                drop(request, place)
                messages.success(request, _("The nomination is kept."))
                return redirect("expert-list")
    else:
        text = kept(request, place)
        asked = {name: request.GET[name] for name in ("measure", "commitment") if name in request.GET}
        form = NominationForm(user=request.user, initial=text.answers or asked)
    context = {
        "form": form,
        "owner": owner,
        "text": text,
        "hidden": place.hidden(request.user),
        "why_not_submit": why_not,
        "may_submit": why_not is None,
    }
    return render(request, "commitments/expert_nominate.html", context, status=status)


@may_be_sent
@login_required
def end_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The nominating state ends a term, after looking at it once more."""
    rows = ExpertNomination.objects.visible_to(request.user).select_related("owner", "measure", "commitment")
    expert = get_object_or_404(rows, uid=uid)
    if not seats_of(request.user).acts_for(expert.owner_id):
        raise PermissionDenied
    problems: list[Any] = []
    if not expert.serves_on(day_of_the_house()):
        problems = [_("This term has ended already.")]
    elif request.method == "POST":
        try:
            end_nomination(expert=expert, by=request.user)
        except StepRefused as refusal:
            problems = [sentence for sentences in refusal.problems.values() for sentence in sentences]
        else:
            messages.success(request, _("The term is ended."))
            return redirect("expert-list")
    status = 422 if problems and request.method == "POST" else 200
    return render(request, "commitments/expert_end.html", {"expert": expert, "problems": problems}, status=status)
