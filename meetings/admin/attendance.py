"""The sheet of who is present, on a page of the admin: every member of that day, and the observers, in one act."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from meetings.actions.attendance import keep_attendance
from meetings.choices import Status
from meetings.forms.attendance import LineForm
from meetings.models import Attendance, Delegate, Meeting
from meetings.quorum import Quorum, quorum_of
from members.choices import Standing
from members.models import Participant, Person
from record.admin import InlineLines, ReadOnlyAdmin
from record.doors.admin import ActPages, Sheet, add_sheet
from record.refusals import Refused


@dataclass(frozen=True)
class StandingGroup:
    """Participants of one standing, each with its line."""

    label: Any
    forms: list[LineForm]


def _sheet(admin_page: ActPages, request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """All lines at once; saved together or not at all."""
    data = request.POST if request.method == "POST" else None
    groups = _groups(meeting, data, request)
    lines = [form for group in groups for form in group.forms]
    complaints: list[Any] = []
    status = 200
    if request.method == "POST":
        status = 422
        if all([form.is_valid() for form in lines]):
            try:
                changed = keep_attendance(meeting=meeting, lines=[form.line() for form in lines], by=request.user)
            except Refused as refusal:
                complaints = [one for sentences in refusal.problems.values() for one in sentences]
                status = 409 if refusal.is_stale else 422
            else:
                messages.success(request, _now("Written down: %(count)d changed.") % {"count": len(changed)})
                return HttpResponseRedirect(admin_page.address_of(meeting, SHEET))
    context = {
        "title": _("Who is present"),
        "submit_label": _("Write it down"),
        "lead": _(
            "A state without an entry is simply not listed. Heads are listed in order of precedence by their rank."
        ),
        "groups": groups,
        "complaints": complaints,
        "errors": bool(complaints) or any(form.errors for form in lines),
        "quorum": _counted(meeting),
    }
    return admin_page.render_sheet(request, meeting, "admin/meeting_attendance.html", context, status=status)


def _groups(meeting: Meeting, data: QueryDict | None, request: HttpRequest) -> list[StandingGroup]:
    known = {
        row.participant_id: row
        for row in Attendance.objects.visible_to(request.user).filter(meeting=meeting).prefetch_related("delegates")
    }

    def of(standing: str) -> list[LineForm]:
        rows = Participant.objects.visible_to(request.user).standing_as(standing, meeting.starts_on).in_seat_order()
        return [LineForm(data, participant=one, row=known.get(one.pk)) for one in rows]

    found = [StandingGroup(_("Members"), of(Standing.MEMBER)), StandingGroup(_("Observers"), of(Standing.OBSERVER))]
    return [group for group in found if group.forms]


def _counted(meeting: Meeting) -> Quorum:
    return quorum_of(meeting)


def _takes_place(user: Person, meeting: Meeting) -> bool:
    return meeting.status in {Status.PLANNED, Status.HELD}


SHEET = Sheet("attendance", _("Write down who is present"), _sheet, _takes_place, order=50)
add_sheet("meeting", SHEET)


class DelegateLines(InlineLines):
    model = Delegate
    fields = ("name", "function", "rank", "is_head", "left")


@admin.register(Attendance)
class AttendanceAdmin(ReadOnlyAdmin):
    """Delegations as they were written down; they are changed on the meeting's own pages."""

    list_display = ("meeting", "participant", "presence", "at")
    list_select_related = ("meeting", "participant")
    list_filter = ("presence",)
    search_fields = ("meeting__reference", "participant__code", "participant__search_text")
    fields = ("meeting", "participant", "presence", "note", "by", "at")
    inlines = (DelegateLines,)
