"""The ledger as officers look into it. Its pages to decide in are in the portal; here everything is only read."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from notices.kinds import KINDS, Phrase, label_of
from notices.models import (
    Declined,
    GoingOnRule,
    Letter,
    LetterTemplate,
    Notice,
    NoticeTransition,
    PaperReceipt,
    Rules,
    Sweep,
    WentOn,
)
from notices.reports.reading import veiled
from record.admin import ReadOnlyAdmin
from record.doors.admin import ActPages


class ByKindOfNotice(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Phrase]]:
        return [(name, kind.label) for name, kind in KINDS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class OfAKind(ReadOnlyAdmin):
    """Rows that name a kind of notice: its owner says what it is called."""

    readonly_fields = ("kind_shown",)

    @admin.display(description=_("kind"), ordering="kind")
    def kind_shown(self, row: Notice | LetterTemplate | Declined) -> Phrase:
        return label_of(row.kind)


@admin.register(Notice)
class NoticeAdmin(OfAKind):
    """What an officer was told. A notice is its reader's own: nobody reads anybody else's here."""

    list_display = ("created_at", "kind_shown", "about_label", "channel", "seen_at")
    list_display_links = ("created_at", "kind_shown")
    list_filter = (ByKindOfNotice, "channel")
    search_fields = ("about_label",)
    fields = ("kind_shown", "about_label", "recipient", "channel", "url", "created_at", "seen_at")


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "address", "subject", "stage", "attempts", "ended_at")
    list_display_links = ("created_at", "address")
    list_filter = ("stage", "language", "official")
    search_fields = ("address", "subject")
    fields = (
        "id", "recipient", "address", "day", "number", "language", "subject", "words", "official", "stage", "attempts",
        "generation", "worker", "next_try_at", "answer", "created_at", "ended_at",
    )  # fmt: skip

    readonly_fields = ("words",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("raw")

    @admin.display(description=_("text"))
    def words(self, letter: Letter) -> str:
        """Links may carry a key that acts for the recipient: nobody else is shown it."""
        return veiled(letter.text)


@admin.register(NoticeTransition)
class NoticeTransitionAdmin(ReadOnlyAdmin):
    list_display = ("at", "notice", "letter", "from_stage", "to_stage", "worker", "detail")
    list_display_links = ("at",)
    list_filter = ("to_stage",)
    list_select_related = ("notice", "letter")
    fields = ("at", "letter", "from_stage", "to_stage", "worker", "detail")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).exclude(notice__channel="portal").defer("letter__raw", "letter__text")


@admin.register(LetterTemplate)
class LetterTemplateAdmin(OfAKind):
    list_display = ("kind_shown", "language", "line")
    list_filter = (ByKindOfNotice, "language")
    fields = ("kind_shown", "language", "line", "body")


@admin.register(Rules)
class RulesAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "is_paused", "unknown_outcome", "hour", "until_hour", "most_a_day", "most_attempts")
    fields = ("is_paused", "unknown_outcome", "hour", "until_hour", "most_a_day", "most_attempts")


@admin.register(Declined)
class DeclinedAdmin(OfAKind):
    list_display = ("recipient", "kind_shown", "about_key", "until")
    list_filter = (ByKindOfNotice,)
    list_select_related = ("recipient",)
    fields = ("recipient", "kind_shown", "about_kind", "about_key", "until")


@admin.register(Sweep)
class SweepAdmin(ReadOnlyAdmin):
    list_display = ("at", "began_at", "outcome", "counts", "faults")
    list_filter = ("outcome",)
    fields = ("began_at", "at", "outcome", "boot", "since_boot", "counts", "faults")


@admin.register(PaperReceipt)
class PaperReceiptAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("day", "addressee", "channel", "served_by", "by")
    list_filter = ("channel",)
    list_select_related = ("addressee__participant", "by")
    search_fields = ("addressee__about_label", "addressee__participant__code")
    fields = ("addressee", "day", "channel", "served_by", "note", "by", "at")


@admin.register(GoingOnRule)
class GoingOnRuleAdmin(ActPages, ReadOnlyAdmin):
    """What staff set; each of them is set by its act, and stays."""

    list_display = ("__str__", "is_on", "days", "by", "at")
    list_filter = ("is_on",)
    list_select_related = ("by",)
    fields = ("kind", "is_on", "days", "word", "by", "at")


@admin.register(WentOn)
class WentOnAdmin(ReadOnlyAdmin):
    list_display = ("on", "kind_shown", "label", "desk", "rung")
    list_display_links = ("on", "kind_shown")
    list_filter = ("rung",)
    search_fields = ("label", "desk")
    readonly_fields = ("kind_shown",)
    fields = ("kind_shown", "label", "desk", "since", "rung", "on", "at")

    @admin.display(description=_("kind"), ordering="kind")
    def kind_shown(self, row: WentOn) -> Phrase:
        return row.kind_label
