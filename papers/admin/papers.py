"""Papers, their versions, whom they went to and what was said of them. To correct a paper is to submit a new version."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from papers.models import Circulation, Comment, CommentReply, Paper, PaperVersion
from record.admin import JournalledAdmin, ReadOnlyAdmin
from record.admin_fields import InlineLines
from record.dates import shown
from record.doors.admin import ActPages

LAID_DOWN = ("about_label", "by", "at", "on_file_at")
RECORD = ("title", "period", "on", "on_precision", "source", "confidence")


class Download:
    """A link to the file, as the portal hands it out."""

    @admin.display(description=_("file"))
    def download(self, row: PaperVersion) -> str:
        if not row.file:
            return str(_("a text"))
        address = reverse("paper-file", args=[row.paper.symbol, row.number])
        return format_html('<a href="{}">{}</a> ({})', address, _("Download"), filesizeformat(row.size))


class VersionsInline(Download, InlineLines):
    model = PaperVersion
    fields = ("number", "language", "language_status", "on_behalf_of", "channel", "by", "at", "download")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("text").select_related("on_behalf_of", "by")


@admin.register(Paper)
class PaperAdmin(ActPages, JournalledAdmin):
    list_display = ("symbol", "title", "kind", "folder", "day", "source")
    list_display_links = ("symbol", "title")
    list_select_related = ("folder",)
    list_filter = ("kind",)
    search_fields = ("symbol", "title", "folder__reference", "folder__commitment__words")
    fields = (
        "symbol", "title", "kind", "folder", "about_label", ("by", "at"), "on_file_at", "period", ("on", "on_precision"),
        "source", "confidence", "note",
    )  # fmt: skip
    inlines = (VersionsInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What the record tells of a paper is kept here; of one that was handed in only our own note."""
        of_the_record = obj is not None and obj.record_key is not None
        closed = ("symbol", "kind", "folder", *LAID_DOWN, *(() if of_the_record else RECORD))
        return tuple(dict.fromkeys((*super().get_readonly_fields(request, obj), *closed)))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A paper comes with the step that submits it, or is laid down by an act."""
        return False

    @admin.display(description=_("day"), ordering="on")
    def day(self, row: Paper) -> str:
        return shown(row.on, row.on_precision) if row.on else ""


class CirculationsInline(InlineLines):
    model = Circulation
    fields = ("audience", "participants", "comments_by", "by", "at")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("by")


class CommentsInline(InlineLines):
    model = Comment
    fields = ("owner", "text", "audience", "at")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("owner")


@admin.register(PaperVersion)
class PaperVersionAdmin(Download, ReadOnlyAdmin):
    list_display = ("__str__", "title", "language", "on_behalf_of", "channel", "at", "download")
    list_display_links = ("__str__", "title")
    list_select_related = ("paper", "on_behalf_of")
    list_filter = ("paper__kind", "language", "channel")
    search_fields = ("paper__symbol", "paper__title", "sha256")
    search_help_text = _("A symbol, words of a title, or a SHA-256.")
    fields = (
        "paper", "number", ("language", "language_status"), "on_behalf_of", "channel", "by", "at", "text", "download",
        "file_type", "size", "sha256",
    )  # fmt: skip
    inlines = (CirculationsInline, CommentsInline)

    @admin.display(description=_("title"), ordering="paper__title")
    def title(self, row: PaperVersion) -> str:
        return row.paper.title


@admin.register(Circulation)
class CirculationAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("version", "audience", "at", "comments_by", "by")
    list_select_related = ("version__paper", "by")
    list_filter = ("audience",)
    search_fields = ("version__paper__symbol", "version__paper__title")
    fields = ("version", "audience", "participants", "comments_by", "by", "at")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(version__in=PaperVersion.objects.visible_to(request.user))


@admin.register(Comment)
class CommentAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("owner", "version", "at", "audience")
    list_display_links = ("owner", "version")
    list_select_related = ("owner", "version__paper")
    list_filter = ("audience",)
    search_fields = ("owner__code", "owner__words", "version__paper__symbol", "version__paper__title")
    fields = (
        "version",
        "owner",
        "audience",
        "paragraph",
        "text",
        "by",
        "at",
        "outcome",
        "outcome_reason",
        "outcome_at",
    )


@admin.register(CommentReply)
class CommentReplyAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("comment", "owner", "at")
    list_select_related = ("owner", "comment__owner", "comment__version__paper")
    search_fields = ("comment__version__paper__symbol", "comment__owner__code")
    fields = ("comment", "owner", "text", "by", "at")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(comment__in=Comment.everything.visible_to(request.user))
