"""The journal on other pages of the admin."""

from typing import Any

from django import template
from django.apps import apps
from django.urls import NoReverseMatch, reverse

from journal.models import Entry
from journal.readable import Told, told

register = template.Library()


@register.simple_tag
def newest_entries_of(user: Any, count: int = 10) -> list[Told]:
    """What that person did last, newest first."""
    return told(Entry.objects.visible_to(user).filter(by_key=str(user.pk)).order_by("-number")[:count])


@register.filter
def admin_address(entry: Entry) -> str:
    """The page of the admin on which the thing of an entry is; "" where it has none."""
    try:
        name = apps.get_model(entry.about_kind)._meta.model_name
        return reverse(f"admin:{entry.about_kind.split('.')[0]}_{name}_change", args=[entry.about_key])
    except (LookupError, ValueError, NoReverseMatch):
        return ""
