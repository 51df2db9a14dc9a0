"""Silence procedures in the portal: for the members, the Chair and the Secretariat; for everybody else nothing is there."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.models import Commitment
from decisions.access import decides, sees_proofs, states_of
from decisions.actions.silence import instant_shown, nobody_reachable
from decisions.actions.silence_ends import TOLD_ENDED
from decisions.actions.silence_replies import note_reading
from decisions.choices import Proof
from decisions.filters import SilenceFilter
from decisions.models import Decision, SilenceMatter, SilenceNotification, SilenceObjection, SilenceProcedure
from journal.names import name_of
from journal.staff import is_of_staff, is_officer
from law.choices import SilenceState
from law.silence import newest_rules, rules_of_today
from members.models import EnteredForState, Participant, Person
from notices.reports.paper import receipts_of, where_to_receive
from papers.reports.correspondence import letters_of
from record.doors.portal import act_links, begin_links
from record.forms import page_of
from record.models import with_corrections
from record.ordering import ListOrder

ON_A_PAGE = 50
ORDER = ListOrder(
    opening=("-ends_at", "-pk"),
    columns={"text": ("reference", "pk"), "stands": ("state", "-ends_at", "-pk"), "ends": ("ends_at", "pk")},
)


@require_safe
@login_required
def procedures_page(request: HttpRequest) -> HttpResponse:
    """Those under way and those that ended, the latest end first."""
    if not decides(request.user):
        raise Http404
    at, narrowing = timezone.now(), SilenceFilter.of_page(request)
    context: dict[str, Any] = {
        "form": narrowing.form,
        "opening": next(iter(begin_links(request.user, "silence", at)), None),
        "period": rules_of_today().period,
    }
    if not narrowing.is_valid():
        return render(request, "decisions/silence_list.html", context, status=400)
    rows = narrowing.of(SilenceProcedure.objects.visible_to(request.user)).with_why_held()
    order = ORDER.of_page(request.GET)
    page = page_of(order.of(rows), request.GET, ON_A_PAGE)
    context |= {
        "understood": True,
        "page": page,
        "order": order,
        "rows": [
            (
                procedure,
                instant_shown(procedure.ends_at, procedure),
                procedure.state == SilenceState.OPEN and procedure.ends_at <= at,
            )
            for procedure in page
        ],
        "export_query": narrowing.query,
    }
    return render(request, "decisions/silence_list.html", context)


def seen_procedure(user: Person, reference: str) -> SilenceProcedure:
    rows: QuerySet[SilenceProcedure] = SilenceProcedure.objects.visible_to(user).with_everything()
    return get_object_or_404(rows, reference=reference)


@require_safe
@login_required
def procedure_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The text, until when it lies before the members, and what may be done. That a member's person opens it is kept."""
    procedure = seen_procedure(request.user, reference)
    if request.method == "GET" and was_opened(request) and note_reading(procedure=procedure, by=request.user):
        procedure = seen_procedure(request.user, reference)
    return render(request, "decisions/silence_detail.html", _shown(request, procedure))


def was_opened(request: HttpRequest) -> bool:
    """Whether a person opened the page from a page of ours, a bookmark or an address that they gave.

    Not what a browser fetches ahead; nor what somebody else's page led or sent to, or a browser that doesn't say: there
    the text proves nothing until a member's person presses that it reached them.
    """
    is_ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return not is_ahead and request.headers.get("Sec-Fetch-Site") in {"same-origin", "none"}


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
    links = act_links(user, procedure, at)
    does = {act.name: act.does.name.lower() for act in newest_rules().acts}
    objections = list(latest.objections.all())
    objected = {objection.participant_id for objection in procedure.standing_objections}
    state = procedure.stands_at(at)
    rounds = sorted(procedure.rounds.all(), key=lambda period: period.number, reverse=True)
    return {
        "procedure": procedure,
        "contested": EnteredForState.objects.contested().about(procedure).select_related("participant"),
        "deeds": letters_of(user, procedure),
        "latest": latest,
        "state": SilenceState(state),
        "stands": procedure.standing_label(at),
        "is_open": state == SilenceState.OPEN,
        # An objection, or its withdrawal, ended it before its period did.
        "ended_early": bool(procedure.settled_at and procedure.settled_at < procedure.ends_at),
        "ends": instant_shown(procedure.ends_at, procedure),
        "rounds": [
            (period, instant_shown(period.opens_at, procedure), instant_shown(period.ends_at, procedure))
            for period in rounds
        ],
        "objections": [(objection, instant_shown(objection.made_at, procedure)) for objection in objections],
        "earlier_objections": [objection for period in rounds[1:] for objection in period.objections.all()],
        "struck": with_corrections(
            SilenceObjection.everything.filter(round__in=rounds, mistaken_at__isnull=False).select_related(
                "participant"
            )
        ),
        "own": [Own(state, proofs.get(state.pk), state.pk in objected) for state in states_of(user, procedure)],
        # What one does for one's own state stands beside it; the rest in a list.
        "own_acts": {does.get(link.act.name, link.act.name): link for link in links if link.act.speaks_as},
        "acts": [link for link in links if not link.act.speaks_as],
        "told_ended": TOLD_ENDED if state == SilenceState.HELD and procedure.is_held_by_a_mistake else "",
        "corrects": is_officer(user),
        **_receipts(user, procedure),
        "is_broken": state == SilenceState.BROKEN,
        "decision": Decision.objects.visible_to(user).filter(silence_procedure=procedure).first(),
        "matters": _matters(user, procedure),
        **(_proofs(user, procedure) if sees_proofs(user) else {}),
    }


def _receipts(user: Person, procedure: SilenceProcedure) -> dict[str, Any]:
    """What is known of the arrival of what followed the text, and where officers enter more."""
    receipts = receipts_of(user, name_of(procedure))
    return {"receipts": receipts, "receive_at": where_to_receive(user, name_of(procedure), receipts)}


def _matters(user: Person, procedure: SilenceProcedure) -> list[tuple[Commitment, str]]:
    """The commitments that the text approves, as far as the reader sees them; why one didn't move, for officers."""
    rows = SilenceMatter.objects.filter(procedure=procedure)
    seen = Commitment.objects.visible_to(user).filter(pk__in=rows.values("commitment"))
    seen = seen.select_related("measure", "area").order_by("reference")
    problems = dict(rows.values_list("commitment", "problem")) if is_of_staff(user) else {}
    return [(commitment, problems.get(commitment.pk, "")) for commitment in seen]


def _proofs(user: Person, procedure: SilenceProcedure) -> dict[str, Any]:
    rows, proofs = list(procedure.latest.notifications.all()), procedure.proofs
    return {
        "sees_proofs": True,
        # A state's people are known to it and to the Secretariat.
        "sees_people": is_of_staff(user),
        "reached": [
            Reached(state, [row for row in rows if row.participant_id == state.pk], proofs.get(state.pk))
            for state in procedure.concerned
        ],
        "not_reached": procedure.not_reached,
        "nobody_reachable": nobody_reachable(procedure),
    }
