"""Editions, areas and measures: what may be undertaken."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.models import Area, Edition, Measure
from record.admin import RecordAdmin
from record.admin_fields import InlineRows
from record.dates import shown
from record.exchange import resource_for
from record.texts import in_language

FACT = ("source", "confidence", "note")


class AreasInline(InlineRows):
    """The areas of an edition, each with a way to its own page, where the texts are."""

    model = Area
    fields = ("reference", "name_shown", "parent", "order")
    readonly_fields = fields
    show_change_link = True
    max_num = 0

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).select_related("parent")

    @admin.display(description=_("name"))
    def name_shown(self, row: Area) -> str:
        return in_language(row.name)


class MeasuresInline(InlineRows):
    """The measures of an area, each with a way to its own page, where the texts are."""

    model = Measure
    fields = ("reference", "number", "numbered_as", "title_shown", "confidence")
    readonly_fields = fields
    show_change_link = True
    max_num = 0

    @admin.display(description=_("short title"))
    def title_shown(self, row: Measure) -> str:
        return in_language(row.title)


@admin.register(Edition)
class EditionAdmin(RecordAdmin):
    list_display = ("code", "__str__", "symbol", "adopted", "adopted_by", "is_complete")
    list_display_links = ("code", "__str__")
    list_filter = ("is_complete", "adopted_by")
    search_fields = ("code", "symbol", "title__en", "title__ru")
    date_hierarchy = "adopted_on"
    inlines = (AreasInline,)
    fields = (
        "code", "title", "title_status", "symbol", "adopted_by", ("adopted_on", "adopted_on_precision"), "place",
        "is_complete", "cited_in", *FACT,
    )  # fmt: skip
    resource_classes = (
        resource_for(
            Edition,
            key=("code",),
            columns=(
                "code",
                "title",
                "title_status",
                "symbol",
                "adopted_by",
                "adopted_on",
                "adopted_on_precision",
                "place",
                "is_complete",
                "cited_in",
                *FACT,
            ),
        ),
    )

    @admin.display(description=_("adopted"), ordering="adopted_on")
    def adopted(self, row: Edition) -> str:
        return shown(row.adopted_on, row.adopted_on_precision)


@admin.register(Area)
class AreaAdmin(RecordAdmin):
    list_display = ("reference", "__str__", "edition", "parent", "order")
    list_display_links = ("reference", "__str__")
    list_select_related = ("edition", "parent")
    list_filter = ("edition", ("parent", admin.EmptyFieldListFilter))
    search_fields = ("reference", "words")
    autocomplete_fields = ("edition", "parent", "working_groups")
    inlines = (MeasuresInline,)
    readonly_fields = ("reference",)
    fields = (
        "reference", "edition", "parent", ("code", "letters", "order"), "name", "name_status", "working_groups", *FACT,
    )  # fmt: skip
    resource_classes = (
        resource_for(
            Area,
            key=("edition", "code"),
            columns=(
                "reference",
                "edition",
                "parent",
                "code",
                "letters",
                "order",
                "name",
                "name_status",
                "working_groups",
                *FACT,
            ),
            named={"edition": "code", "parent": "reference", "working_groups": "code"},
            only_out=("reference",),
        ),
    )


@admin.register(Measure)
class MeasureAdmin(RecordAdmin):
    list_display = ("reference", "__str__", "area", "numbered_as", "confidence")
    list_display_links = ("reference", "__str__")
    list_select_related = ("area__edition", "area__parent")
    list_filter = ("area__edition", ("area", admin.RelatedOnlyFieldListFilter))
    search_fields = ("reference", "words")
    search_help_text = _("Reference, or words of the title or the text in any language.")
    autocomplete_fields = ("area",)
    readonly_fields = ("reference",)
    fields = ("reference", "area", ("number", "numbered_as"), "title", "text", "text_status", *FACT)
    resource_classes = (
        resource_for(
            Measure,
            key=("area", "number"),
            columns=("reference", "area", "number", "numbered_as", "title", "text", "text_status", *FACT),
            named={"area": "reference"},
            only_out=("reference",),
        ),
    )
