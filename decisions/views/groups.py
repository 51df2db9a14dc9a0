"""Working groups: who sits in them, what they hold, what they were asked to do, and when they meet."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from decisions.actions.positions import may_report
from decisions.models import FollowUp, Minutes
from decisions.reports.groups import collisions, groups_shown, results_submitted, who_sits_where
from meetings.models import GroupSeat, Meeting, WorkingGroup
from members.requests import AuthenticatedHttpRequest
from record.doors.portal import act_links, begin_links
from record.forms import AsOf
from record.models import is_mistaken, with_corrections

LATEST_MEETINGS = 6


@require_safe
@login_required
def groups_page(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The groups side by side, as they stand on a day."""
    asked = AsOf.of(request.GET)
    context: dict[str, Any] = {"asked": asked, "links": begin_links(request.user, "group-seat")}
    if asked.error:
        return render(request, "decisions/group_list.html", context, status=400)
    rows = WorkingGroup.objects.visible_to(request.user).mandated(asked.day).select_related("chair").order_by("code")
    groups = groups_shown(request.user, asked.day, rows)
    context |= {"groups": groups, "sitting": who_sits_where(groups), "collisions": collisions(groups)}
    return render(request, "decisions/group_list.html", context)


@require_safe
@login_required
def group_page(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    """One group: its mandate, who sits there, its areas and measures, its tasks, its meetings and their minutes."""
    user, asked = request.user, AsOf.of(request.GET)
    rows = WorkingGroup.objects.visible_to(user).select_related("chair", "established_by")
    group = get_object_or_404(rows, code=code)
    context: dict[str, Any] = {"asked": asked, "group": group}
    if asked.error:
        return render(request, "decisions/group_detail.html", context, status=400)
    seats = GroupSeat.everything.visible_to(user).filter(group=group).with_places()
    tasks = FollowUp.objects.visible_to(user).filter(group=group).select_related("decision", "owner", "hears", "group")
    meetings = Meeting.objects.visible_to(user).filter(working_group=group).order_by("-starts_on", "-pk")
    context |= {
        "shown": groups_shown(user, asked.day, [group])[0],
        "seats": [(seat, act_links(user, seat)) for seat in with_corrections(seats)],
        "tasks": [
            {"follow_up": task, "may_report": may_report(user, task) and not is_mistaken(task)}
            for task in tasks.order_by("state", "pk")
        ],
        "meetings": list(meetings[:LATEST_MEETINGS]),
        "results": results_submitted(user, group),
        "minutes": list(
            Minutes.objects.visible_to(user).filter(meeting__working_group=group).select_related("meeting")
        ),
        "links": begin_links(user, "group-seat"),
    }
    return render(request, "decisions/group_detail.html", context)
