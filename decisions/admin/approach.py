"""Proposals about the Approach in the admin, read as rows."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from decisions.models import ApproachProposal
from record.admin import ReadOnlyAdmin
from record.doors.admin import ActPages


@admin.register(ApproachProposal)
class ApproachProposalAdmin(ActPages, ReadOnlyAdmin):
    list_display = ("title", "owner", "decision", "law_edition", "at")
    list_select_related = ("owner", "decision")
    search_fields = ("words", "owner__code", "decision__symbol")
    search_help_text = _("Words of it, a state, or the symbol of a decision.")
    fields = ("title", "owner", "unit", "text", "language", "decision", "law_edition", "settled_at", "by", "at")
