"""The register of correspondence. What is in it is entered, laid and taken back by acts; here it is looked into."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from papers.models import LetterDeed, RegisteredLetter, ScanOfALetter
from record.admin import ReadOnlyAdmin
from record.admin_fields import InlineLines
from record.doors.admin import ActPages
from record.texts import in_language


class ScansInline(InlineLines):
    model = ScanOfALetter
    fields = ("number", "addressee", "name", "size", "sha256", "at")


@admin.register(RegisteredLetter)
class RegisteredLetterAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("reference_shown", "subject", "party_shown", "day", "channel", "officer", "until", "closed_at")
    list_display_links = ("reference_shown", "subject")
    list_select_related = ("participant", "officer")
    list_filter = ("direction", "series", "year", "channel")
    search_fields = ("words",)
    date_hierarchy = "day"
    fields = (
        "reference_shown", "participant", "addressees", "other_party", ("dated", "day"), "channel", "subject", "language",
        "own_number", "answers", ("officer", "until"), ("closed_by", "closed_at"), "closing", "note", ("by", "at"),
    )  # fmt: skip
    inlines = (ScansInline,)

    @admin.display(description=_("number"), ordering="number")
    def reference_shown(self, row: RegisteredLetter) -> str:
        return row.reference

    @admin.display(description=_("from or to"))
    def party_shown(self, row: RegisteredLetter) -> str:
        return row.party


@admin.register(ScanOfALetter)
class ScanOfALetterAdmin(ActPages, ReadOnlyAdmin):
    """The file itself is had from the portal, at the address that is checked."""

    list_display = ("letter", "number", "download", "size", "at")
    list_select_related = ("letter", "by")
    search_fields = ("letter__subject", "name", "sha256")
    fields = ("letter", "number", "addressee", "download", "file_type", "size", "sha256", "by", "at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ScanOfALetter]:
        return super().get_queryset(request).select_related("letter", "addressee")

    @admin.display(description=_("file"))
    def download(self, row: ScanOfALetter) -> str:
        address = reverse("correspondence-scan", args=[row.letter.uid, row.number])
        address = f"{address}?to={row.addressee.code}" if row.addressee else address
        return format_html('<a href="{}">{}</a>', address, row.name)


@admin.register(LetterDeed)
class LetterDeedAdmin(ActPages, ReadOnlyAdmin):
    """Which act was entered from which letter."""

    list_display = ("letter", "what_shown", "about_label", "at")
    list_select_related = ("letter",)
    list_filter = ("noun", "act")
    search_fields = ("letter__subject", "about_label")
    fields = ("letter", "what_shown", "about_kind", "about_key", "about_label", "at")

    @admin.display(description=_("what was entered"))
    def what_shown(self, row: LetterDeed) -> str:
        return in_language(row.what)
