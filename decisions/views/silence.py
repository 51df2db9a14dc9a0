"""Silence procedures in the portal: for the members, the Chair and the Secretariat; for everybody else nothing is there."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.models import Commitment
from decisions.access import acts_open_to, may_open, parties, sees_proofs, states_of
from decisions.actions.silence import NOT_YOURS, instant_shown, nobody_reachable
from decisions.actions.silence_replies import note_reading
from decisions.choices import Proof
from decisions.forms.silence import BUTTONS, FORMS, ActForm, ObjectForm, OpenSilenceForm
from decisions.models import Decision, SilenceMatter, SilenceNotification, SilenceProcedure
from law.choices import SilenceState
from law.grammar.deciding import Party, SilenceAct
from law.silence import rules_of_today
from members.access import why_not_submit
from members.models import Chairmanship, Participant, seats_of
from members.views.drafts import Kept, Place, drop, keeps_text, kept
from record.dates import day_of_the_house
from record.forms import page_of
from record.refusals import Refused

ON_A_PAGE = 50


@require_safe
@login_required
def procedures_page(request: HttpRequest) -> HttpResponse:
    """Those under way and those that ended, the latest end first."""
    if not _concerns(request.user):
        raise Http404
    rows = SilenceProcedure.objects.visible_to(request.user).order_by("-ends_at", "-pk")
    page, at = page_of(rows, request.GET, ON_A_PAGE), timezone.now()
    context = {
        "page": page,
        "rows": [
            (one, instant_shown(one.ends_at, one), one.state == SilenceState.OPEN and one.ends_at <= at) for one in page
        ],
        "may_open": may_open(request.user),
        "period": rules_of_today().period,
    }
    return render(request, "decisions/silence_list.html", context)


def _concerns(user: Any) -> bool:
    seats = seats_of(user)
    return seats.is_member or seats.is_officer or seats.holds_chair


def seen_procedure(user: Any, reference: str) -> SilenceProcedure:
    rows: QuerySet[SilenceProcedure] = SilenceProcedure.objects.visible_to(user).with_everything()
    return get_object_or_404(rows, reference=reference)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_text
def open_page(request: HttpRequest) -> HttpResponse:
    """The Chair puts a text before the members; an officer records what was opened at a meeting."""
    if not _concerns(request.user):
        raise Http404
    if not may_open(request.user):
        raise PermissionDenied
    form = OpenSilenceForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = form.take(by=request.user)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            said = _("The text lies before the members, under the reference %(reference)s.")
            messages.success(request, said % {"reference": made.reference})
            if form.remark:
                messages.warning(request, form.remark)
            return redirect(made)
    context = {"form": form, "why_not_submit": _why_the_chair_cannot(request.user)}
    return render(request, "decisions/silence_open.html", context, status=422 if form.errors else 200)


def _why_the_chair_cannot(user: Any) -> Any:
    chair = Chairmanship.objects.visible_to(user).of(day_of_the_house())
    return None if user.is_staff or chair is None else why_not_submit(user, chair.participant_id)


@require_safe
@login_required
def procedure_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The text, until when it lies before the members, and what may be done. That a member's person opens it is kept."""
    procedure = seen_procedure(request.user, reference)
    # What a browser fetches ahead, nobody has opened.
    is_ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    if request.method == "GET" and not is_ahead and note_reading(procedure=procedure, by=request.user):
        procedure = seen_procedure(request.user, reference)
    return render(request, "decisions/silence_detail.html", _shown(request, procedure))


@dataclass(frozen=True)
class Own:
    """A member that the reader acts for, and what shows that the text reached it."""

    state: Participant
    proof: SilenceNotification | None
    has_objected: bool


@dataclass(frozen=True)
class Reached:
    """A member, how it was notified, and by what that is shown: for the Secretariat and the Chair."""

    state: Participant
    rows: list[SilenceNotification]
    proof: SilenceNotification | None

    @property
    def ways(self) -> list[Any]:
        """The ways alone, each once: for who isn't to read the names and addresses of its people."""
        return sorted({row.get_way_display() for row in self.rows})

    @property
    def is_reachable(self) -> bool:
        return any(row.addressed_to or row.proof != Proof.NONE for row in self.rows)


def _shown(request: HttpRequest, procedure: SilenceProcedure) -> dict[str, Any]:
    user, at = request.user, timezone.now()
    latest, proofs = procedure.latest, procedure.proofs
    acts = acts_open_to(user, procedure, at)
    objections = list(latest.objections.all())
    objected = {one.participant_id for one in objections}
    state = procedure.stands_at(at)
    rounds = sorted(procedure.rounds.all(), key=lambda one: one.number, reverse=True)
    return {
        "procedure": procedure,
        "latest": latest,
        "state": SilenceState(state),
        "is_open": state == SilenceState.OPEN,
        # An objection, or its withdrawal, ended it before its period did.
        "ended_early": bool(procedure.settled_at and procedure.settled_at < procedure.ends_at),
        "ends": instant_shown(procedure.ends_at, procedure),
        "rounds": [
            (one, instant_shown(one.opens_at, procedure), instant_shown(one.ends_at, procedure)) for one in rounds
        ],
        "objections": [(one, instant_shown(one.made_at, procedure)) for one in objections],
        "earlier_objections": [one for begun in rounds[1:] for one in begun.objections.all()],
        "own": [Own(one, proofs.get(one.pk), one.pk in objected) for one in states_of(user, procedure)],
        "acts": [act for act in acts if act.name in FORMS and act.name not in BUTTONS and act.name != "object"],
        "may_acknowledge": any(act.name == "acknowledge" for act in acts),
        "may_object": any(act.name == "object" for act in acts) and state != SilenceState.BROKEN,
        "decision": Decision.objects.visible_to(user).filter(silence_procedure=procedure).first(),
        "matters": _matters(user, procedure),
        **(_proofs(user, procedure) if sees_proofs(user) else {}),
    }


def _matters(user: Any, procedure: SilenceProcedure) -> list[tuple[Commitment, str]]:
    """The commitments that the text approves, as far as the reader sees them; why one didn't move, for officers."""
    rows = SilenceMatter.objects.filter(procedure=procedure)
    seen = Commitment.objects.visible_to(user).filter(pk__in=rows.values("commitment"))
    seen = seen.select_related("measure", "area").order_by("reference")
    problems = dict(rows.values_list("commitment", "problem")) if user.is_staff else {}
    return [(one, problems.get(one.pk, "")) for one in seen]


def _proofs(user: Any, procedure: SilenceProcedure) -> dict[str, Any]:
    rows, proofs = list(procedure.latest.notifications.all()), procedure.proofs
    return {
        "sees_proofs": True,
        # A state's people are known to it and to the Secretariat.
        "sees_people": user.is_staff,
        "reached": [
            Reached(state, [row for row in rows if row.participant_id == state.pk], proofs.get(state.pk))
            for state in procedure.concerned
        ],
        "not_reached": procedure.not_reached,
        "nobody_reachable": nobody_reachable(procedure),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_text
def act_page(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """One act of the table: what it asks, why it can't be done now, and the text that was written, kept."""
    procedure = seen_procedure(request.user, reference)
    found = procedure.rules.find(act)
    if found is None or act not in FORMS:
        raise Http404
    if not parties(request.user, procedure) & set(found.actor):
        raise PermissionDenied
    place = _place(request, procedure, found)
    if request.method != "POST":
        if act in BUTTONS:
            return redirect(procedure)
        text = kept(request, place) if place else Kept()
        form = FORMS[act](procedure=procedure, user=request.user, initial=text.answers or None)
        return _render_act(request, procedure, found, form, place, text)
    form = FORMS[act](request.POST, procedure=procedure, user=request.user)
    is_stale = False
    if form.is_valid():
        try:
            form.take(by=request.user)
        except Refused as refusal:
            is_stale = refusal.is_stale
            form.refuse(refusal)  # type: ignore[arg-type]
        else:
            if place:
                drop(request, place)
            messages.success(request, _("Done: %(act)s.") % {"act": found.label})
            return redirect(procedure)
    fresh = seen_procedure(request.user, reference)
    return _render_act(request, fresh, found, form, place, Kept(), status=409 if is_stale else 422)


def _place(request: HttpRequest, procedure: SilenceProcedure, act: SilenceAct) -> Place | None:
    """Where what is written is kept: an objection, which a preparer may draft and the authority submits."""
    states = states_of(request.user, procedure)
    if act.name != "object" or not states:
        return None
    return Place("object", procedure, states[0])


def _render_act(
    request: HttpRequest,
    procedure: SilenceProcedure,
    act: SilenceAct,
    form: ActForm,
    place: Place | None,
    text: Kept,
    status: int = 200,
) -> HttpResponse:
    state, keys = procedure.stands_at(timezone.now()), None
    is_now = state in act.source
    if isinstance(form, ObjectForm):
        keys = next((why for one in form.states if (why := why_not_submit(request.user, one.pk)) is not None), None)
    elif Party.CHAIR in act.actor or Party.OPENER in act.actor:
        keys = _why_the_chair_cannot(request.user)
    context = {
        "procedure": procedure,
        "act": act,
        "state": SilenceState(state),
        "form": form,
        "text": text,
        "hidden": place.hidden(request.user) if place else [],
        "keeps": place is not None,
        "owner": place.owner if place else None,
        "ends": instant_shown(procedure.ends_at, procedure),
        "why_not_now": None if is_now or form.errors else NOT_YOURS,
        "why_not_submit": keys,
        "may_submit": is_now and keys is None,
        "version": procedure.version,
    }
    return render(request, "decisions/silence_act.html", context, status=status)
