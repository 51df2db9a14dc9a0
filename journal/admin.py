"""The journal as officers read it. Nobody writes here: entries come from what is done elsewhere."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from journal.changelist import AskedWithSense
from journal.models import Entry, EntryQuerySet
from journal.names import admin_pages, kind_of
from journal.readable import field_shown, in_a_row, kind_shown, readable
from journal.verbs import VERBS, verb_shown

MOST_PEOPLE = 40
LONGEST_SEARCH = 200  # characters


class ByPerson(admin.SimpleListFilter):
    title = _("person")
    parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        people = Entry.objects.visible_to(request.user).order_by("by_label").values_list("by_label", flat=True)
        return [(label, label) for label in people.distinct()[:MOST_PEOPLE]]

    def queryset(self, request: HttpRequest, queryset: EntryQuerySet) -> EntryQuerySet:
        return queryset.filter(by_label=self.value()) if self.value() else queryset


class ByKind(admin.SimpleListFilter):
    title = _("kind of object")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        kinds = {kind_of(model) for model in model_admin.admin_site._registry if model is not Entry}
        return sorted(((kind, kind_shown(kind)) for kind in kinds), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: EntryQuerySet) -> EntryQuerySet:
        return queryset.filter(about_kind=self.value()) if self.value() else queryset


class ByVerb(admin.SimpleListFilter):
    title = _("verb")
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return list(VERBS.items())

    def queryset(self, request: HttpRequest, queryset: EntryQuerySet) -> EntryQuerySet:
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(Entry)
class EntryAdmin(admin.ModelAdmin):
    list_display = ("number", "at_short", "by_label", "verb_word", "about_short", "fields_changed")
    list_display_links = ("number", "about_short")
    list_filter = (ByVerb, ByKind, ByPerson)
    search_fields = ("by_label", "about_label")
    search_help_text = _("Who, or about what.")
    date_hierarchy = "at"
    list_per_page = 50
    show_full_result_count = False
    actions = None
    change_form_template = "admin/journal_entry.html"
    fields = ("when", "by_label", "verb_word", "about", "what_changed", "previous", "seal")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> EntryQuerySet:
        return super().get_queryset(request).visible_to(request.user)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return AskedWithSense

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH])

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    @admin.display(description=_("verb"), ordering="verb")
    def verb_word(self, entry: Entry) -> str:
        return verb_shown(entry.verb)

    @admin.display(description=_("when"), ordering="at")
    def at_short(self, entry: Entry) -> str:
        return date_format(localtime(entry.at), "SHORT_DATETIME_FORMAT")

    @admin.display(description=_("about what"), ordering="about_label")
    def about_short(self, entry: Entry) -> str:
        return _("%(kind)s: %(name)s") % {"kind": kind_shown(entry.about_kind), "name": entry.about_label}

    @admin.display(description=_("fields"))
    def fields_changed(self, entry: Entry) -> str:
        names = [field_shown(entry.about_kind, name) for name in entry.changes]
        return in_a_row(names) if len(names) <= 4 else f"{in_a_row(names[:4])} …"

    @admin.display(description=_("when"))
    def when(self, entry: Entry) -> str:
        return date_format(localtime(entry.at), "DATETIME_FORMAT")

    @admin.display(description=_("about what"))
    def about(self, entry: Entry) -> SafeString:
        kind, page = kind_shown(entry.about_kind), admin_pages([entry.about]).get(entry.about)
        if not page:
            return format_html("{}: {}", kind, entry.about_label)
        return format_html('{}: <a href="{}">{}</a>', kind, page, entry.about_label)

    @admin.display(description=_("what changed"))
    def what_changed(self, entry: Entry) -> str:
        return render_to_string("admin/journal_lines.html", {"readable": readable([entry])[0]})
