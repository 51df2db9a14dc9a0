"""What the Secretariat does with meetings in the admin: plan, confirm, move, cancel, count again, fix, mark as held.

The same turns as in the portal; `MeetingAdmin` gives each its address and its button.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.actions.deadlines import meetings_to_count_again
from meetings.actions.moving import TO_COME
from meetings.actions.proposing import missing, propose_cycle
from meetings.actions.telling import count_again_and_tell
from meetings.admin.acts import Act, ListAct, add_act, add_list_act
from meetings.choices import Status
from meetings.forms.turns import Turn, cancel_turn, confirm_turn, count_turn, fix_turn, held_turn, move_turn, plan_turn
from meetings.models import Meeting
from record.dates import day_of_the_house


@dataclass(frozen=True)
class Page:
    """How a turn looks in the admin: its words, and the template of what it would do."""

    title: Any
    submit: Any
    done: Any
    turn: Callable[..., Turn]
    preview: str = ""
    # The button's words while what it would do isn't shown yet.
    first: Any = None
    lead: Any = ""

    def __call__(self, admin: Any, request: HttpRequest, meeting: Meeting | None = None) -> HttpResponse:
        data = request.POST if request.method == "POST" else None
        turn = self.turn(request.user, meeting, data) if meeting else self.turn(request.user, data)
        if turn.done:
            messages.success(request, self.done)
            return HttpResponseRedirect(admin.address_of(meeting or turn.done))
        is_first = self.first is not None and not turn.is_previewed
        shown = {"preview": self.preview, **turn.shown} if turn.shown and self.preview else turn.shown
        return admin.render_act(
            request,
            meeting,
            [(turn.form, None)],
            title=self.title,
            submit_label=self.first if is_first else self.submit,
            status=turn.status,
            lead=self.lead,
            **shown,
        )


def _propose(admin: Any, request: HttpRequest) -> HttpResponse:
    """What the cycle wants and nobody has planned, and one button."""
    if request.method == "POST":
        made = propose_cycle(by=request.user)
        messages.success(request, _("Proposed: %(count)d.") % {"count": len(made)})
        return HttpResponseRedirect(admin.address_of(None) + "?status__exact=proposed")
    found = missing(day_of_the_house())
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Meetings that the cycle wants"),
        "opts": admin.opts,
        "missing": found,
        "preview": "meetings/partials/missing.html",
        "may_submit": bool(found),
        "submit_label": _("Propose them"),
        "back": admin.address_of(None),
    }
    return TemplateResponse(request, "admin/meeting_act.html", context)


def _recount(admin: Any, request: HttpRequest) -> HttpResponse:
    """The meetings whose deadlines aren't as the lead times of today have them, and one button."""
    found = meetings_to_count_again(request.user, None, day_of_the_house())
    if request.method == "POST":
        for meeting, _shifts in found:
            count_again_and_tell(meeting=meeting, by=request.user)
        messages.success(request, COUNT.done)
        return HttpResponseRedirect(admin.address_of(None))
    context = {
        **admin.admin_site.each_context(request),
        "title": COUNT.title,
        "opts": admin.opts,
        "recounted": found,
        "preview": "meetings/partials/recount_preview.html",
        "may_submit": bool(found),
        "submit_label": COUNT.submit,
        "back": admin.address_of(None),
    }
    return TemplateResponse(request, "admin/meeting_act.html", context)


def _is(*statuses: str) -> Callable[[HttpRequest, Meeting], bool]:
    return lambda request, meeting: meeting.status in statuses


def _can_be_counted(request: HttpRequest, meeting: Meeting) -> bool:
    return meeting.status == Status.PLANNED and meeting.is_certain


PLAN = Page(
    gettext_lazy("Plan a meeting"),
    gettext_lazy("Plan the meeting"),
    gettext_lazy("The meeting is planned, and its deadlines are counted."),
    plan_turn,
    "meetings/partials/plan_preview.html",
    gettext_lazy("See its deadlines first"),
)
CONFIRM = Page(
    gettext_lazy("Plan this meeting"),
    gettext_lazy("Plan the meeting"),
    gettext_lazy("The meeting is planned, and its deadlines are counted."),
    confirm_turn,
)
MOVE = Page(
    gettext_lazy("Move this meeting"),
    gettext_lazy("Move the meeting"),
    gettext_lazy("The meeting is moved; those whom it concerns are told."),
    move_turn,
    "meetings/partials/move_preview.html",
    gettext_lazy("See what the move does"),
)
CANCEL = Page(
    gettext_lazy("Cancel this meeting"),
    gettext_lazy("Cancel the meeting"),
    gettext_lazy("The meeting is cancelled; those whom it concerns are told."),
    cancel_turn,
    "meetings/partials/cancel_preview.html",
)
COUNT = Page(
    gettext_lazy("Count its deadlines again"),
    gettext_lazy("Count again"),
    gettext_lazy("The deadlines are counted by the lead times of today."),
    count_turn,
    "meetings/partials/count_preview.html",
)
FIX = Page(
    gettext_lazy("Fix a deadline by hand"),
    gettext_lazy("Fix the day"),
    gettext_lazy("The deadline is as you set it; those whom it concerns are told."),
    fix_turn,
    lead=gettext_lazy("A day fixed by hand stays when the meeting moves."),
)
HELD = Page(
    gettext_lazy("Mark as held"),
    gettext_lazy("It was held"),
    gettext_lazy("The meeting is marked as held."),
    held_turn,
    lead=gettext_lazy("From then on its deadlines ask for nothing, and its days are corrected as the record's are."),
)

add_list_act(ListAct("plan", PLAN.title, PLAN, 10))
add_list_act(ListAct("propose", gettext_lazy("Propose what the cycle wants"), _propose, 20))
add_list_act(ListAct("recount", COUNT.title, _recount, 30))
add_act(Act("confirm", CONFIRM.title, CONFIRM, 10, _is(Status.PROPOSED)))
add_act(Act("move", MOVE.title, MOVE, 20, _is(*TO_COME)))
add_act(Act("count", COUNT.title, COUNT, 30, _can_be_counted))
add_act(Act("fix", FIX.title, FIX, 40, _is(Status.PLANNED)))
add_act(Act("held", HELD.title, HELD, 80, _is(Status.PLANNED)))
add_act(Act("cancel", CANCEL.title, CANCEL, 90, _is(*TO_COME)))
