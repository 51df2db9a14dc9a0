"""What pages and letters say of the forum."""

from typing import Any

from django import template

from law.forum import FORUM

register = template.Library()


@register.simple_tag
def forum(name: str, **words: Any) -> str:
    """What the forum's own row says under a name, with words filled in: `{% forum "invitation" participant=name %}`."""
    said = str(getattr(FORUM, name))
    return said % words if words else said
