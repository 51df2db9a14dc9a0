"""The journal on other pages of the admin."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from journal.models import Entry, NightlyCheck
from journal.names import admin_pages
from journal.readable import ReadableEntry, readable

register = template.Library()
CALLED = {
    "files": _("Stored files"),
    "journal": _("The journal"),
    "rows": _("Rows of the database"),
    "readers": _("Who may read what"),
}
MOST_SHOWN = 20


@register.simple_tag
def found_at_night() -> list[tuple[str, list[str]]]:
    """What nightly checks found amiss, by what was looked through; each as whoever looks after the machine reads it."""
    checks = NightlyCheck.objects.order_by("name")
    return [(str(CALLED.get(check.name, check.name)), check.faults[:MOST_SHOWN]) for check in checks if check.faults]


@register.simple_tag
def newest_entries_of(user: Any, count: int = 10) -> list[tuple[ReadableEntry, str]]:
    """What that person did last, newest first, each with the page of the admin on which it was done."""
    entries = list(Entry.objects.visible_to(user).filter(by_key=str(user.pk)).order_by("-number")[:count])
    pages = admin_pages(entry.about for entry in entries)
    return [(each, pages.get(each.entry.about, "")) for each in readable(entries)]
