"""States and organisations: the list on a day, and the page of one."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalogue.coordination import with_links
from commitments.models import CoordinationEnd, CoordinatorAssignment
from desk.reports.documents import is_ones_own
from journal.staff import is_of_staff
from meetings.models import Meeting
from members.choices import ParticipantKind, Rank, Role, Standing
from members.filters import ParticipantFilter
from members.models import Chairmanship, FocalPoint, Participant, Participation, Person, seats_of
from notices.reports.ledger import sent_to
from record.acts.corrections import keeps_the_record
from record.doors.portal import begin_links
from record.forms import AsOf, page_of
from record.models import with_corrections

MOST_LETTERS = 20
ON_A_PAGE = 50
# What is longer is no key of a row.
MOST_DIGITS = 19
# In this order, whoever takes part: standing, kind, heading.
GROUPS = (
    (Standing.MEMBER, ParticipantKind.STATE, _("Member states")),
    (Standing.MEMBER, ParticipantKind.ORGANISATION, _("Member organisations")),
    (Standing.OBSERVER, ParticipantKind.STATE, _("Observer states")),
    (Standing.OBSERVER, ParticipantKind.ORGANISATION, _("Observer organisations")),
    (Standing.PARTNER, ParticipantKind.STATE, _("Partner states")),
    (Standing.PARTNER, ParticipantKind.ORGANISATION, _("Partner organisations")),
    # Only where they are asked for.
    (None, ParticipantKind.STATE, _("States that take no part on that day")),
    (None, ParticipantKind.ORGANISATION, _("Organisations that take no part on that day")),
)


@require_safe
@login_required
def participants_page(request: HttpRequest) -> HttpResponse:
    """Who takes part on the day, as what, since when; always in the order of seats."""
    asked = AsOf.of(request.GET)
    narrowing = ParticipantFilter.of_page(request, is_day_beside=True)
    context: dict[str, Any] = {"asked": asked, "form": narrowing.form}
    if not narrowing.is_valid() or asked.error:
        return render(request, "desk/participant_list.html", context, status=400)
    rows = Participant.objects.visible_to(request.user).with_standing(asked.day)
    shown = list(narrowing.of(rows).in_seat_order())
    groups = [
        {"heading": heading, "standing": standing, "kind": kind, "rows": group}
        for standing, kind, heading in GROUPS
        if (group := [row for row in shown if row.standing == standing and row.kind == kind])
    ]
    context |= {"understood": True, "groups": groups, "export_query": narrowing.query}
    return render(request, "desk/participant_list.html", context)


@require_safe
@login_required
def participant_page(request: HttpRequest, code: str) -> HttpResponse:
    """All the record has of one participant: names, standing, Chair, offers and designations, meetings, posts."""
    asked = AsOf.of(request.GET)
    rows = Participant.objects.visible_to(request.user).with_standing(asked.day)
    participant = get_object_or_404(rows.select_related("people_confirmed_by"), code=code)
    context: dict[str, Any] = {"asked": asked, "participant": participant}
    if asked.error:
        return render(request, "desk/participant_detail.html", context, status=400)
    user = request.user
    coordination = CoordinatorAssignment.objects.visible_to(user).filter(participant=participant)
    standing = coordination.standing_on(asked.day)
    others = coordination.exclude(pk__in=standing.values("pk")).as_known_on(asked.day)
    page = _page_in_turn(standing, request.GET)
    # The rest is read in the list of coordinators.
    page_of_others = _page_in_turn(others, {"coordinator": request.GET.get("coordinator", "")})
    context |= {
        "understood": True,
        "participations": with_corrections(
            Participation.everything.visible_to(user).filter(participant=participant).order_by("since")
        ),
        "chairmanships": with_corrections(
            Chairmanship.everything.visible_to(user).filter(participant=participant).order_by("since")
        ),
        "corrects": keeps_the_record(user),
        "page": page,
        "coordination": with_links(user, page),
        "page_of_others": page_of_others,
        "other_coordination": with_ends(page_of_others),
        "links": begin_links(user, "coordinator") if seats_of(user).acts_for(participant.pk) else [],
        "has_sheet": is_ones_own(user, participant),
        "meetings": Meeting.objects.visible_to(user).filter(host=participant),
        **_posts(user, participant, asked),
    }
    context["sent"] = sent_to(user, participant)[:MOST_LETTERS] if context["knows_people"] else []
    return render(request, "desk/participant_detail.html", context)


def _page_in_turn(rows: QuerySet, query: Mapping[str, str]) -> Page:
    """The page of a state's offers and designations that is asked for; else the one with the row that an address names
    (`coordinator`), else the first."""
    asked, named = query.get("page"), query.get("coordinator", "")
    if not asked and named.isdecimal() and len(named) < MOST_DIGITS and rows.filter(pk=named).exists():
        asked = str(rows.filter(pk__lt=named).count() // ON_A_PAGE + 1)
    # Of one state alone, their order is that in which they were entered.
    return page_of(rows.for_page().order_by("pk"), {"page": asked or ""}, ON_A_PAGE, stands_still=True)


def with_ends(rows: Iterable[CoordinatorAssignment]) -> list[CoordinatorAssignment]:
    """Offers and designations, each with who took it back or ended it, and why."""
    shown = list(rows)
    ends: dict[int, list[CoordinationEnd]] = {}
    of_those = CoordinationEnd.objects.filter(assignment__in=[row.pk for row in shown])
    for end in of_those.select_related("on_behalf_of"):
        ends.setdefault(end.assignment_id, []).append(end)
    for row in shown:
        row.ends_told = ends.get(row.pk, [])
    return shown


def _posts(user: Person, participant: Participant, asked: AsOf) -> dict[str, Any]:
    """The posts of the day: with their people for those who may know them, else only whether each is filled."""
    in_office = FocalPoint.objects.in_office(asked.day).filter(participant=participant)
    known = in_office.visible_to(user).select_related("user")
    if knows_people := is_of_staff(user) or user.participants().filter(participant=participant).exists():
        posts = [{"role": held.role, "rank": held.rank, "since": held.since, "person": held.user} for held in known]
    else:
        posts = list(in_office.without_people())
    for post in posts:
        post |= {"role": Role(post["role"]).label, "rank": Rank(post["rank"]).label}
    return {"knows_people": knows_people, "posts": posts}
