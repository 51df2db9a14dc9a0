"""Views and nominations of experts, as those who own them let the Secretariat see them. Each state keeps its own."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.models import ExpertNomination, View
from record.admin import ReadOnlyAdmin
from record.dates import day_of_the_house
from record.doors.admin import ActPages
from record.struck import DefaultedFilter


@admin.register(View)
class ViewAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("owner", "commitment", "at", "language", "audience")
    list_display_links = ("owner", "commitment")
    list_select_related = ("owner", "commitment")
    list_filter = ("audience", "language")
    search_fields = ("owner__code", "owner__words", "commitment__reference", "commitment__words")
    search_help_text = _("A state, or a commitment.")
    fields = ("commitment", "owner", "audience", "language", "text", "by", "at")


class Serving(DefaultedFilter):
    title = _("term")
    parameter_name = "term"
    options = (("all", _("All")), ("now", _("Serving today")), ("past", _("Over")))

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        today = day_of_the_house()
        match self.value():
            case "now":
                return queryset.serving_on(today)
            case "past":
                return queryset.filter(until__lte=today)
        return queryset


@admin.register(ExpertNomination)
class ExpertNominationAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("name", "owner", "affiliation", "measure", "commitment", "since", "until", "audience")
    list_select_related = ("owner", "measure", "commitment")
    list_filter = (Serving, ("measure", admin.RelatedOnlyFieldListFilter), "audience")
    search_fields = ("name", "affiliation", "expertise", "owner__code", "owner__words", "measure__words")
    search_help_text = _("A name, an institution, a state, or words of a measure.")
    fields = (
        "name", "owner", "affiliation", "expertise", "email", "measure", "commitment", ("since", "until"), "audience",
        "by", "at",
    )  # fmt: skip
