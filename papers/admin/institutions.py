"""Institutions that members nominated: done by acts, here looked into."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from papers.models import Institution
from record.admin import ReadOnlyAdmin
from record.doors.admin import ActPages


@admin.register(Institution)
class InstitutionAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("__str__", "owner", "since", "until", "audience")
    list_select_related = ("owner",)
    list_filter = ("audience",)
    search_fields = ("words", "owner__code", "owner__words")
    search_help_text = _("A name, or a state.")
    fields = (
        "name", "owner", "states", "measures", "areas", ("since", "until"), "audience", ("channel", "dated"), "by", "at",
    )  # fmt: skip
