"""Whether reminders go as they should, by which rules, and a look ahead: the Secretariat's front page of letters."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notices.actions import change_rules, keep_rules, say_the_clock_is_right, seal_of_rules
from notices.forms import DryRunForm, RulesForm, tell_why
from notices.models import Rules
from notices.reports import ledger
from notices.reports.alarms import alarms_of, why_held
from notices.reports.health import health
from notices.reports.preview import DryRun, WouldGo, dry_run
from notices.reports.reading import veiled
from notices.reports.why import carried, why_of
from notices.views.officers import for_staff
from record.dates import day_of_the_house
from record.forms import page_of
from record.refusals import Refused

ON_A_PAGE = 25


@require_safe
@for_staff
@never_cache
def office_page(request: HttpRequest) -> HttpResponse:
    """Alarms in words, the heartbeat, how much of what there is, and the pause."""
    at, user = timezone.now(), request.user
    state = health(at)
    context = {
        "health": state,
        "alarms": alarms_of(state),
        "why_held": why_held(state),
        "rules": Rules.now(),
        "counts": {
            "due_soon": ledger.due_by(user, at + dt.timedelta(days=1)).count(),
            "held": state.held,
            "refused": ledger.refused(user).count(),
            "never_answered": ledger.never_answered(user).count(),
            "went": ledger.went(user).count(),
            "never_sent": ledger.never_sent(user).count(),
        },
    }
    return render(request, "notices/office.html", context)


@require_POST
@for_staff
def pause_act(request: HttpRequest) -> HttpResponse:
    """Stop all letters, or let them go on. Pressed twice it says the same."""
    is_paused = request.POST.get("act") == "pause"
    if not is_paused and request.POST.get("act") != "resume":
        messages.warning(request, _("Nothing was changed."))
    else:
        change_rules(by=request.user, is_paused=is_paused)
        messages.success(
            request,
            _("Letters are paused: what falls due waits.") if is_paused else _("Letters go on: what is due goes now."),
        )
    return redirect("reminders")


@require_POST
@for_staff
def clock_act(request: HttpRequest) -> HttpResponse:
    """Say that the clock is right, when letters are held by it."""
    if health(timezone.now()).is_held_by_the_clock:
        say_the_clock_is_right(by=request.user)
        messages.success(request, _("Reminders go on by the clock as it is."))
    else:
        messages.info(request, _("The clock is believed: nothing is held by it."))
    return redirect("reminders")


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
@never_cache
def rules_page(request: HttpRequest) -> HttpResponse:
    """By which rules letters go."""
    rules = Rules.now()
    form = RulesForm(request.POST or None, instance=rules, initial={"seen": seal_of_rules(rules)})
    if request.method == "POST" and form.is_valid():
        rules_given = dict(form.cleaned_data)
        try:
            keep_rules(by=request.user, seen=rules_given.pop("seen"), **rules_given)
        except Refused as refused:
            tell_why(form, refused, seal_of_rules(Rules.now()))
        else:
            messages.success(request, _("The rules are kept. They hold from the next minute on."))
            return redirect("reminders")
    context = {"form": form, "now": Rules.now() if form.errors else None}
    return render(request, "notices/rules.html", context, status=400 if form.errors else 200)


# -- A look ahead.


@require_safe
@for_staff
@never_cache
def ahead_page(request: HttpRequest) -> HttpResponse:
    """What would go out, to whom and why: from now on for a day, or on a day to come. Nothing is kept or sent."""
    at = timezone.now()
    form = DryRunForm(request.GET, today=day_of_the_house(at))
    if not form.is_valid():
        return render(request, "notices/ahead.html", {"form": form}, status=400)
    day = form.cleaned_data["day"]
    ahead = _looked_ahead(day, at)
    page = page_of(ahead.letters, request.GET, ON_A_PAGE)
    context = {
        "form": form,
        "page": page,
        "letters": [_would_go(letter) for letter in page],
        "faults": [why_of(name).kind for name in ahead.faults],
        "is_paused": Rules.now().is_paused,
        "day": day,
    }
    return render(request, "notices/ahead.html", context)


def _looked_ahead(day: dt.date | None, at: dt.datetime) -> DryRun:
    """Days are the house's; today is from now on."""
    if day is None:
        return dry_run(at)
    begins = dt.datetime.combine(day, dt.time(), dt.UTC)
    ends = begins + dt.timedelta(days=1)
    return dry_run(at, ends) if begins <= at else dry_run(begins, ends, now=at)


def _would_go(going: WouldGo) -> dict[str, Any]:
    """A letter of the dry run with why each row is in it. Keys of its recipient's are nobody else's."""
    return {"letter": going.letter, "text": veiled(going.letter.text), "reasons": carried(going.reasons)}
