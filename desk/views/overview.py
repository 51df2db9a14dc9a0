"""The first page: what the record holds on a day."""

import datetime as dt
from functools import lru_cache, partial
from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from catalogue.forms import EditionForm
from catalogue.models import Edition
from commitments.reports.coverage import coverage
from commitments.reports.stages import where_commitments_are
from meetings.access import sees_as
from meetings.choices import Status
from meetings.counting import DAY
from meetings.models import Meeting
from members.choices import ParticipantKind, Standing
from members.models import Chairmanship, Participant, Person
from record.forms import AsOf
from record.standing_still import as_its_name_says, while_nothing_is_written


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Who takes part on the day, who holds the Chair, which meetings are near, and the coverage of an edition."""
    asked = AsOf.of(request.GET)
    editions = list(Edition.objects.visible_to(request.user))
    form = EditionForm(request.GET, editions=editions)
    edition = form.chosen
    context: dict[str, Any] = {"asked": asked, "form": form, "editions": editions, "edition": edition}
    if asked.error or not form.is_valid():
        return render(request, "desk/overview.html", context, status=400)
    participants = list(
        Participant.objects.visible_to(request.user)
        .with_standing(asked.day)
        .filter(standing__isnull=False)
        .in_seat_order()
    )
    members = [participant for participant in participants if participant.standing == Standing.MEMBER]
    stages = where_commitments_are(request.user, asked.day)
    context |= {
        "understood": True,
        "members": members,
        "stages": stages,
        "commitments": sum(stage.count for stage in stages),
        "observer_states": _observers(participants, ParticipantKind.STATE),
        "observer_organisations": _observers(participants, ParticipantKind.ORGANISATION),
        "chairmanship": Chairmanship.objects.visible_to(request.user).select_related("participant").of(asked.day),
        "coverage": _coverage(request.user, edition, asked.day, members) if edition else "",
        **_nearest_meetings(request.user, asked.day),
    }
    return render(request, "desk/overview.html", context)


def _coverage(user: Person, edition: Edition, day: dt.date, members: list[Participant]) -> str:
    """The picture of an edition's coverage, or nothing where it has no measures.

    To draw it is most of what this page costs. What it shows is reckoned for those who see alike, once while nothing is
    written; it is drawn once for all to whom it shows the same, as most states do, and each of its cells once.
    """
    covered = lru_cache(maxsize=1)(partial(coverage, user, edition=edition, on=day, states=members))

    def draw() -> str:
        template = "commitments/partials/coverage.html"
        return render_to_string(template, {"coverage": covered()}) if covered().rows else ""

    hangs_on = ("coverage", sees_as(user), edition.pk, day, tuple(state.pk for state in members), get_language())
    shows = while_nothing_is_written(hangs_on, lambda: sha256(repr(covered()).encode()).hexdigest())
    return as_its_name_says(("coverage drawn", shows, get_language()), draw)


def _observers(participants: list[Participant], kind: str) -> list[Participant]:
    return [
        participant
        for participant in participants
        if participant.standing == Standing.OBSERVER and participant.kind == kind
    ]


def _nearest_meetings(user: Person, day: dt.date) -> dict[str, Any]:
    meetings = Meeting.objects.visible_to(user)
    last = meetings.held().on_or_before(day).order_by("-starts_on", "-pk").first()
    gone_by = meetings.filter(status=Status.PLANNED).on_or_before(day - DAY)
    announced = gone_by.order_by("-starts_on", "-pk").first()
    to_come = meetings.exclude(status=Status.CANCELLED).filter(starts_on__gt=day).order_by("starts_on", "pk").first()
    return {
        "meetings_today": list(meetings.running_on(day).filter(status=Status.PLANNED).order_by("starts_on", "pk")),
        "last_meeting": last,
        # Its day has gone by; whether it was held is not in the record.
        "announced_meeting": announced if announced and (not last or announced.starts_on > last.starts_on) else None,
        "next_meeting": to_come,
        # A day that is known by its month alone is no number of days away.
        "days_to_next": (to_come.starts_on - day).days if to_come and to_come.is_certain else None,
    }
