"""Delegations and who is present, in the admin: as they were written down, and the acts about them."""

from django.contrib import admin

from meetings.models import Attendance, Delegate
from record.admin import ReadOnlyAdmin
from record.admin_fields import InlineLines
from record.doors.admin import ActPages


class DelegateLines(InlineLines):
    model = Delegate
    fields = ("name", "function", "rank", "is_head", "left")


@admin.register(Attendance)
class AttendanceAdmin(ActPages, ReadOnlyAdmin):
    """Delegations as they were written down; they are changed by acts alone."""

    list_display = ("meeting", "participant", "presence", "at")
    list_select_related = ("meeting", "participant")
    list_filter = ("presence",)
    search_fields = ("meeting__reference", "participant__code", "participant__words")
    fields = ("meeting", "participant", "presence", "note", "by", "at")
    inlines = (DelegateLines,)
