"""Fields that fewer people read than see their row, on pages."""

from typing import Any

from django import template
from django.db import models

from members.private import read_by

register = template.Library()


@register.simple_tag(takes_context=True)
def private(context: Any, row: models.Model, name: str) -> str:
    """What the field says to whoever reads the page; nothing, where it isn't for them."""
    return read_by(context["request"].user, row, name)
