"""One person: which offices they hold and held, what an officer may do about their account, what waits for a second one."""

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.staff import is_of_staff
from members.models import ApiToken, Deputyship, FocalPoint, SecondOfficerRequest, User
from members.requests import AuthenticatedHttpRequest
from members.second_factor import is_set_up
from record.dates import day_of_the_house
from record.doors.portal import act_links
from record.doors.struck import struck_page

# Older requests stand in the list of all.
MOST_SETTLED = 20


@require_safe
@login_required
def person_page(request: AuthenticatedHttpRequest, key: str) -> HttpResponse:
    """For the Secretariat; for the people of the same participant; for the person. Of each only the offices they may know."""
    user, now = request.user, timezone.now()
    person = User.objects.visible_to(user).filter(uid=key).first()
    if person is None:
        return struck_page(request, User.everything.visible_to(user).filter(uid=key))
    today = day_of_the_house(now)
    held = list(FocalPoint.objects.visible_to(user).filter(user=person).placed().order_by("-since", "-pk"))
    requests = SecondOfficerRequest.objects.visible_to(user).filter(person=person)
    requests = requests.select_related("person", "by", "settled_by", "office__participant", "office__user")
    tokens = ApiToken.objects.visible_to(user).filter(user=person).in_use(now) if is_of_staff(user) else []
    deputyships = Deputyship.objects.visible_to(user).filter(Q(person=person) | Q(deputy=person))
    context = {
        "person": person,
        "is_me": person.pk == user.pk,
        "has_factor": is_of_staff(user) and is_set_up(person),
        "links": act_links(user, person, now),
        "offices": [(office, act_links(user, office, now)) for office in held if _runs(office, today)],
        "deputyships": deputyships.to_come(today).select_related("person", "deputy").order_by("since", "pk"),
        "held_before": [office for office in held if not _runs(office, today)],
        "waiting": [(row, act_links(user, row, now)) for row in requests.waiting().order_by("at", "pk")],
        "settled": requests.filter(settled_at__isnull=False)[:MOST_SETTLED],
        "tokens": [(token, act_links(user, token, now)) for token in tokens],
    }
    return render(request, "members/person.html", context)


def _runs(office: FocalPoint, today: dt.date) -> bool:
    return office.until is None or office.until > today
