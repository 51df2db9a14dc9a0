"""Who takes part, on a map and as a list that is its equal."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.reports.map import HEIGHT, WIDTH, marks_of, states_taking_part
from desk.views.participants import GROUPS
from members.choices import ParticipantKind, Standing
from members.models import Participant
from record.forms import AsOf

# Members, observers, partners: as the list of participants heads them.
HEADINGS = [(standing, heading) for standing, kind, heading in GROUPS if standing and kind == ParticipantKind.STATE]


@require_safe
@login_required
def map_page(request: HttpRequest) -> HttpResponse:
    """The states that take part on a day, each as what."""
    asked = AsOf.of(request.GET)
    if asked.error:
        return render(request, "desk/map.html", {"asked": asked}, status=400)
    rows = Participant.objects.visible_to(request.user).with_standing(asked.day).in_seat_order()
    taking_part = states_taking_part(rows)
    marks = [mark for standing in Standing.values for mark in marks_of(taking_part[standing])]
    marked = {mark.participant.pk for mark in marks}
    context = {
        "asked": asked,
        "understood": True,
        "groups": [(heading, taking_part[standing]) for standing, heading in HEADINGS if taking_part[standing]],
        "marks": marks,
        "beyond": [state for states in taking_part.values() for state in states if state.pk not in marked],
        "width": WIDTH,
        "height": HEIGHT,
    }
    return render(request, "desk/map.html", context)
