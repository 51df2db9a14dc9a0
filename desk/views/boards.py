"""The dashboard: all that one sees in pictures, or one's own state's alone."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.filters import ALL, OURS, BoardForm
from desk.reports.boards import BoardQuestion, boards
from desk.reports.map import HEIGHT, WIDTH, marks_of, states_taking_part
from meetings.reports.cycles import Cycles
from meetings.reports.lanes import key, picture
from members.access import own_participants
from members.choices import Standing
from members.models import Participant, Person, seats_of
from members.requests import AuthenticatedHttpRequest
from record.dates import day_of_the_house


@require_safe
@login_required
def board_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """One page of pictures: for the Secretariat and the Chair of everything, for a state of what is its own, unless asked."""
    user, today = request.user, day_of_the_house()
    own, seats = list(own_participants(user, today)), seats_of(user)
    opening = OURS if own and not seats.holds_chair else ALL
    whose = BoardForm(request.GET).whose(opening) if own else ALL
    asked = BoardQuestion(user, today, own if whose == OURS else None)
    context = {"boards": boards(asked), "whose": whose, "own": own, "today": today}
    if whose == ALL:
        cycles = picture(Cycles.seen_by(user, today))
        context |= {"cycles": cycles, "cycles_key": key(cycles), **_map(user)}
    return render(request, "desk/board.html", context)


def _map(user: Person) -> dict[str, object]:
    rows = Participant.objects.visible_to(user).with_standing(day_of_the_house()).in_seat_order()
    taking_part = states_taking_part(rows)
    marks = [mark for standing in Standing.values for mark in marks_of(taking_part[standing])]
    return {"marks": marks, "width": WIDTH, "height": HEIGHT}
