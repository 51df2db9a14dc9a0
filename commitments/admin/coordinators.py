"""Who offered to coordinate what, and who was designated."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.models import CoordinationEnd, CoordinatorAssignment
from record.admin import ReadOnlyAdmin, RecordAdmin
from record.dates import shown
from record.doors.admin import ActPages
from record.exchange import RecordResource, resource_for

FACT = ("source", "confidence", "note")


class OfTheRecord(RecordResource):
    """Refuses a line that would change what was designated in a commitment's procedure."""

    def validate_instance(self, instance: CoordinatorAssignment, *args: Any, **kwargs: Any) -> None:
        if instance.commitment_id:
            raise ValidationError(_("This was made in a commitment's procedure; it changes by its steps alone."))
        super().validate_instance(instance, *args, **kwargs)


@admin.register(CoordinatorAssignment)
class CoordinatorAssignmentAdmin(ActPages, RecordAdmin):
    list_display = ("participant", "subject", "fact", "role", "depth", "edition", "day", "term_shown", "confidence")
    list_display_links = ("participant", "subject")
    list_select_related = ("participant", "edition", "area", "measure")
    list_filter = ("fact", "edition", "depth", "role", "confidence")
    search_fields = (
        "participant__code", "participant__words", "measure__words", "area__words", "wording__en",
        "source",
    )  # fmt: skip
    date_hierarchy = "on"
    autocomplete_fields = ("participant", "edition", "area", "measure", "near")
    # Set by the step that offers or designates, or by the acts beside.
    readonly_fields = ("commitment", "law_edition", "designated_by", "channel", "by", "at")
    fieldsets = (
        (None, {"fields": (("fact", "role"), "participant", "edition", "commitment")}),
        (
            _("What is it about?"),
            {"fields": ("depth", ("area", "area_is_ours"), "measure", "wording", "wording_status", "near")},
        ),
        (
            _("When"),
            {
                "fields": (
                    ("on", "on_precision"),
                    ("since", "since_precision"),
                    ("until", "until_precision"),
                    ("last_known", "last_known_precision"),
                )
            },
        ),
        (_("Source"), {"fields": FACT}),
        (_("Entered here"), {"fields": ("law_edition", "designated_by", ("by", "at"), "channel")}),
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
                "area_is_ours",
                "measure",
                "near",
                "wording",
                "wording_status",
                "on",
                "on_precision",
                "since",
                "since_precision",
                "until",
                "until_precision",
                "last_known",
                "last_known_precision",
                *FACT,
            ),
            base=OfTheRecord,
            named={
                "participant": "code",
                "edition": "code",
                "area": "reference",
                "measure": "reference",
                "near": "reference",
            },
        ),
    )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What a commitment's procedure made is shown: its steps alone change or end it."""
        return super().has_change_permission(request, obj) and not (obj is not None and obj.commitment_id)

    @admin.display(description=_("day"), ordering="on")
    def day(self, row: CoordinatorAssignment) -> str:
        return shown(row.on, row.on_precision)

    @admin.display(description=_("term"), ordering="since")
    def term_shown(self, row: CoordinatorAssignment) -> str:
        return row.term


@admin.register(CoordinationEnd)
class CoordinationEndAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("assignment", "until", "on_behalf_of", "acting_as", "at")
    list_select_related = (*("assignment__participant", "assignment__area", "assignment__measure", "on_behalf_of"),)
    search_fields = ("assignment__participant__code", "assignment__participant__words", "note")
    date_hierarchy = "at"
    fields = (
        "assignment",
        ("until", "until_before"),
        "note",
        ("on_behalf_of", "acting_as"),
        ("by", "at", "channel"),
        "source",
    )
