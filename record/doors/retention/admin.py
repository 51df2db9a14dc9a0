"""What is kept how long, for officers: the table, and what the job did each night."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from record.admin import ReadOnlyAdmin
from record.kept import RETENTION, RetentionRun
from record.templatetags.signs import in_words


@admin.register(RetentionRun)
class RetentionRunAdmin(ReadOnlyAdmin):
    list_display = ("at", "cut", "amiss", "held")
    fields = ("at", "cut", "amiss", "held")
    readonly_fields = ("cut", "amiss")
    change_list_template = "admin/retention.html"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "table": RETENTION.rows})

    @admin.display(description=_("cut"))
    def cut(self, run: RetentionRun) -> str:
        return _listed(run.counts)

    @admin.display(description=_("what went wrong"))
    def amiss(self, run: RetentionRun) -> str:
        return _listed(run.faults)


def _listed(told: dict[str, Any]) -> str:
    """Of each kind what is told of it, in the reader's words."""
    rows = {name: RETENTION.find(name) for name in told}
    return in_words((f"{row.noun if row else name} – {told[name]}" for name, row in rows.items()), ";") or "–"
