"""The roof's own doors: health, help, the mailbox on disk."""

import datetime as dt
import sys
from contextlib import suppress
from email.message import EmailMessage

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import server_error

from cica_tracker import releases
from cica_tracker.demo import EXERCISE_CAST, in_words
from cica_tracker.first_hours import guide_called, guide_for, others_than
from cica_tracker.guides import GuideStep
from cica_tracker.health import alarms_of_the_house
from cica_tracker.mailbox import letter, letters, mailbox_is_on_disk
from cica_tracker.middleware import not_now
from journal.staff import is_of_staff, only_officers
from members.models import Person
from record.api.problems import problem_response
from record.dates import day_of_the_house
from record.doors.portal import address_of
from record.hindrances import OTHER_TABLES, Hindrance, hindrance_of
from record.marked import is_marked

# The day on which the house was last looked at for what its accessibility statement says.
ACCESSIBILITY_STATED_ON = dt.date(2026, 11, 30)
PLAINLY = gettext_noop("Something went wrong on our side. Please try again later.")


def server_fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours: a page for people, JSON for programs. It asks nothing of the database, which may be the fault.

    Where the fault is that nothing can be kept just now, it is no 500: the answer says so and when to come again.
    """
    if hindrance := _hindrance(sys.exception()):
        return not_now(request, hindrance)
    if request.path_info.startswith("/api/"):
        return problem_response(500, _(PLAINLY), code="fault")
    try:
        return server_error(request)
    except ValueError:
        # The static files weren't collected, or are of another release: no page can name its style sheets.
        return HttpResponse(_(PLAINLY), status=500, content_type="text/plain; charset=utf-8")


def _hindrance(fault: BaseException | None) -> Hindrance | None:
    """What hindered; of what the database refused, whether it has the tables of another release."""
    if hindrance := hindrance_of(fault):
        return hindrance
    if isinstance(fault, DatabaseError):
        with suppress(DatabaseError, InterfaceError):
            return OTHER_TABLES if releases.unknown() or releases.missing() else None
    return None


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the database answers and has the tables of this release, else 503. For machines; it tells nothing of the record.

    An alarm is no 503: a proxy leaves out a server that answers so, and a letter that is held would leave none. To
    anybody it is just that; which ones ring is for officers who are signed in.
    """
    try:
        healthy = not (releases.unknown() or releases.missing())
        alarms = alarms_of_the_house(timezone.now())
        tells = is_of_staff(request.user)
    except (DatabaseError, InterfaceError):
        healthy, alarms, tells = False, (), False
    status = "unwell" if not healthy else "alarm" if alarms else "ok"
    told = {"status": status, "alarms": alarms} if tells else {"status": status}
    return JsonResponse(told, status=200 if healthy else 503)


@require_safe
def exercise_page(request: HttpRequest) -> HttpResponse:
    """Who takes part in an exercise, and what each finds to do. Passwords stand where it was started, and not here.

    Open to whoever comes to the exercise; in a true house there is no such page.
    """
    if not is_marked():
        raise Http404
    return render(request, "cica_tracker/exercise.html", {"people": in_words(EXERCISE_CAST)})


@require_safe
@login_required
def help_page(request: HttpRequest, name: str | None = None) -> HttpResponse:
    """Somebody's first hour, step by step: their own where none is named. 404: there is none of that name."""
    now = timezone.now()
    guide = guide_for(request.user, day_of_the_house(now)) if name is None else guide_called(name)
    if guide is None:
        raise Http404
    steps = [(step, _acts_of_a_step(step, request.user, now)) for step in guide.steps]
    # For a guest there is no other address of help.
    others = [] if getattr(request.user, "is_guest", False) else others_than(guide)
    return render(request, "cica_tracker/help.html", {"guide": guide, "steps": steps, "others": others})


def _acts_of_a_step(step: GuideStep, person: Person, at: dt.datetime) -> list[tuple[str, str]]:
    """What each act is called; and where it is begun, where the person may begin one now."""
    named = []
    for named_act in step.acts:
        act = named_act.row
        opens = act.begins and act.is_listed and act.in_portal and act.offer_to(person, None, at) is not None
        named.append((str(act.label), address_of(named_act.noun, act) if opens else ""))
    return named


@require_safe
def accessibility_page(request: HttpRequest) -> HttpResponse:
    """What the house does so that nobody is kept out, what is not so yet, and to whom one tells it. Open to whoever comes."""
    return render(request, "cica_tracker/accessibility.html", {"stated_on": ACCESSIBILITY_STATED_ON})


@require_safe
@login_required
def mailbox_page(request: HttpRequest) -> HttpResponse:
    """Every letter that was written while no mail server is set, newest first."""
    _only_officers(request)
    page = Paginator(letters(), 50).get_page(request.GET.get("page"))
    return render(request, "cica_tracker/mailbox.html", {"page": page})


@require_safe
@login_required
def letter_page(request: HttpRequest, key: str) -> HttpResponse:
    """One letter, in the words that went."""
    _only_officers(request)
    message = letter(key)
    if message is None:
        raise Http404
    return render(request, "cica_tracker/letter.html", {"letter": message, "text": _text(message)})


def _only_officers(request: HttpRequest) -> None:
    if not mailbox_is_on_disk():
        raise Http404
    only_officers(request.user)


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    return str(body.get_content()) if body else ""
