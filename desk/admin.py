"""Workbooks with entries that came with letters: looked into here, and brought, entered or dropped by acts."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from desk.models import BroughtFile
from record.admin import ReadOnlyAdmin
from record.doors.admin import ActPages


@admin.register(BroughtFile)
class BroughtFileAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("name", "owner", "stage", "channel", "dated", "at")
    list_select_related = ("owner", "by")
    list_filter = ("stage", "channel")
    search_fields = ("name", "sha256", "owner__code")
    fields = (
        "owner", "name", "stage", "channel", "dated", "letter_reference", "size", "sha256", "by", "at", "settled_by",
        "settled_at", "begun", "changed", "aside",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[BroughtFile]:
        return BroughtFile.objects.visible_to(request.user).without_files().select_related("owner", "by", "settled_by")
