"""Publications, their texts, and what states concerned said: done by acts, here looked into."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from papers.models import Publication, PublicationText, PublishingAnswer, PublishingRequest
from record.admin import ReadOnlyAdmin
from record.admin_fields import InlineLines
from record.doors.admin import ActPages


class TextsInline(InlineLines):
    model = PublicationText
    fields = ("language", "stage", "circulation", "at")


@admin.register(Publication)
class PublicationAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("__str__", "kind", "stage", "measure", "area", "published_on", "at")
    list_select_related = ("measure", "area")
    list_filter = ("stage", "kind")
    search_fields = ("words", "decision", "measure__words")
    search_help_text = _("Words that stand in it, the symbol of a decision, or words of a measure.")
    fields = (
        "title", "kind", "measure", "area", "states", "contributors", "made_from", "decision", "audience", "stage",
        "published_on", ("withdrawn_on", "reason"), "by", "at",
    )  # fmt: skip
    inlines = (TextsInline,)


class AnswersInline(InlineLines):
    model = PublishingAnswer
    fields = ("participant", "answer", "words", "channel", "dated", "by", "at")


@admin.register(PublishingRequest)
class PublishingRequestAdmin(ReadOnlyAdmin):
    list_display = ("folder", "stage", "until", "at")
    list_select_related = ("folder",)
    list_filter = ("stage",)
    search_fields = ("folder__reference",)
    search_help_text = _("A reference.")
    fields = ("folder", "stage", "until", "by", "at")
    inlines = (AnswersInline,)
