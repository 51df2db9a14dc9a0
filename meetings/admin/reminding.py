"""The admin's page about how long before meetings people are reminded."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.models import ReminderLead
from record.admin import RecordAdmin
from record.exchange import resource_for


@admin.register(ReminderLead)
class ReminderLeadAdmin(RecordAdmin):
    list_display = ("__str__", "body", "of", "days", "standing")
    list_filter = ("body", "of", "standing")
    search_fields = ("basis", "source")
    fieldsets = (
        (None, {"fields": ("edition", ("body", "of"), "days", "standing", "basis")}),
        (_("Source"), {"fields": ("source", "confidence", "note")}),
    )
    resource_classes = (
        resource_for(
            ReminderLead,
            key=("edition", "body", "of"),
            columns=("edition", "body", "of", "days", "standing", "basis", "source", "confidence", "note"),
            named={},
        ),
    )
