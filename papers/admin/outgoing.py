"""Letters of the Secretariat while they are drafted, and how they are worded: done by acts, here looked into."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from papers.models import FinishedLetter, FormOfAddress, LetterAnnex, LetterWording, OutgoingLetter
from record.admin import ReadOnlyAdmin
from record.admin_fields import InlineLines
from record.doors.admin import ActPages


class AnnexesInline(InlineLines):
    model = LetterAnnex
    fields = ("version", "title", "size", "sha256", "taken_off_at")


class FinishedInline(InlineLines):
    model = FinishedLetter
    fields = ("language", "name", "size", "sha256", "version", "at")


@admin.register(OutgoingLetter)
class OutgoingLetterAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("heading_shown", "kind", "to", "stage", "changed_by", "changed_at")
    list_select_related = ("changed_by",)
    list_filter = ("stage", "kind", "to")
    search_fields = ("words",)
    fields = (
        "kind", "subject", "text", "to", "group", "participants", "answers", "about_label", "stage", "sent_as",
        ("by", "at"), ("changed_by", "changed_at"),
    )  # fmt: skip
    inlines = (AnnexesInline, FinishedInline)

    @admin.display(description=_("subject"))
    def heading_shown(self, row: OutgoingLetter) -> str:
        return str(row)


@admin.register(LetterWording)
class LetterWordingAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("kind", "language", "series", "number", "by", "at", "taken_back_at")
    list_select_related = ("by",)
    list_filter = ("kind", "language")
    fields = (
        "kind", "language", "series", "number", "letterhead", "opening", "closing", "signature", ("by", "at"),
        "taken_back_at",
    )  # fmt: skip


@admin.register(FormOfAddress)
class FormOfAddressAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("participant", "language", "text", "number", "by", "at", "taken_back_at")
    list_select_related = ("participant", "by")
    list_filter = ("language",)
    fields = ("participant", "language", "text", "number", ("by", "at"), "taken_back_at")
