"""Who offered to coordinate what, and who was designated."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from commitments.models import CoordinatorAssignment
from record.admin import RecordAdmin
from record.dates import shown
from record.exchange import resource_for

FACT = ("source", "confidence", "note")


@admin.register(CoordinatorAssignment)
class CoordinatorAssignmentAdmin(RecordAdmin):
    list_display = ("participant", "subject", "fact", "role", "depth", "edition", "day", "term_shown", "confidence")
    list_display_links = ("participant", "subject")
    list_select_related = ("participant", "edition", "area", "measure")
    list_filter = ("fact", "edition", "depth", "role", "confidence")
    search_fields = (
        "participant__code", "participant__search_text", "measure__search_text", "area__search_text", "wording__en",
        "source",
    )  # fmt: skip
    date_hierarchy = "on"
    autocomplete_fields = ("participant", "edition", "area", "measure", "near")
    readonly_fields = ("commitment",)  # set by the step that designates
    fieldsets = (
        (None, {"fields": (("fact", "role"), "participant", "edition", "commitment")}),
        (_("About what"), {"fields": ("depth", "area", "measure", "wording", "near")}),
        (_("When"), {"fields": (("on", "on_precision"), ("since", "since_precision"), ("until", "until_precision"))}),
        (_("Source"), {"fields": FACT}),
    )
    resource_classes = (
        resource_for(
            CoordinatorAssignment,
            # An offer has no code of its own: it is known by who, what it is about, and since when.
            key=("fact", "participant", "edition", "depth", "area", "measure", "wording.en", "on", "since"),
            columns=(
                "fact",
                "participant",
                "role",
                "edition",
                "depth",
                "area",
                "measure",
                "near",
                "wording",
                "on",
                "on_precision",
                "since",
                "since_precision",
                "until",
                "until_precision",
                *FACT,
            ),
            named={
                "participant": "code",
                "edition": "code",
                "area": "reference",
                "measure": "reference",
                "near": "reference",
            },
        ),
    )

    @admin.display(description=_("day"), ordering="on")
    def day(self, row: CoordinatorAssignment) -> str:
        return shown(row.on, row.on_precision)

    @admin.display(description=_("term"), ordering="since")
    def term_shown(self, row: CoordinatorAssignment) -> str:
        return row.term
