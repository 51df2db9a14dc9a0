"""What pages and letters say of the forum."""

from typing import Any

from django import template

from law.forum import FORUM

register = template.Library()


@register.simple_tag
def forum(name: str, **words: Any) -> str:
    """What the forum's own row says under a name, with words filled in: `{% forum "invitation" participant=name %}`."""
    text = str(getattr(FORUM, name))
    return text % words if words else text
