"""The journal on other pages of the admin."""

from typing import Any

from django import template

from journal.models import Entry
from journal.names import admin_pages
from journal.readable import ReadableEntry, readable

register = template.Library()


@register.simple_tag
def newest_entries_of(user: Any, count: int = 10) -> list[tuple[ReadableEntry, str]]:
    """What that person did last, newest first, each with the page of the admin on which it was done."""
    entries = list(Entry.objects.visible_to(user).filter(by_key=str(user.pk)).order_by("-number")[:count])
    pages = admin_pages(entry.about for entry in entries)
    return [(each, pages.get(each.entry.about, "")) for each in readable(entries)]
