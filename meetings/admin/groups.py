"""The admin's pages about working groups, and who sits in them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.models import GroupSeat, WorkingGroup
from record.admin import ReadOnlyAdmin, RecordAdmin
from record.dates import shown
from record.doors.admin import ActPages
from record.exchange import resource_for

FACT = ("source", "confidence", "note")


@admin.register(WorkingGroup)
class WorkingGroupAdmin(RecordAdmin):
    list_display = ("code", "__str__", "chair", "chaired_by", "established", "until")
    list_display_links = ("code", "__str__")
    list_select_related = ("chair", "chaired_by")
    search_fields = ("code", "words")
    autocomplete_fields = ("chair", "chaired_by", "established_by")
    fieldsets = (
        (None, {"fields": ("code", "name", "name_status", "mandate")}),
        (_("In the chair"), {"fields": ("chair", "chaired_by")}),
        (_("Mandate"), {"fields": (("established_on", "established_on_precision"), "established_by", "until")}),
        (_("Source"), {"fields": FACT}),
    )
    resource_classes = (
        resource_for(
            WorkingGroup,
            key=("code",),
            columns=(
                "code",
                "name",
                "name_status",
                "mandate",
                "chair",
                "chaired_by",
                "established_on",
                "established_on_precision",
                "established_by",
                "until",
                *FACT,
            ),
            named={"chair": "code", "chaired_by": "email", "established_by": "reference"},
        ),
    )

    @admin.display(description=_("established"), ordering="established_on")
    def established(self, row: WorkingGroup) -> str:
        return shown(row.established_on, row.established_on_precision)


@admin.register(GroupSeat)
class GroupSeatAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("group", "owner", "since", "until")
    list_select_related = ("group", "owner")
    search_fields = ("group__code", "group__words", "owner__code", "owner__words")
    search_help_text = _("A group, or a state.")
    fields = ("group", "owner", "since", "until", "by", "at")
