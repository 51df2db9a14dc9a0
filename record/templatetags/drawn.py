"""Parts of a page that many pages show alike: drawn once."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from record.standing_still import as_its_name_says

register = template.Library()


@register.simple_tag
def drawn_once(name: str, **values: Any) -> str:
    """What a template makes of values that say all that it shows, such as a cell of a matrix: drawn once a language, for
    everybody to whom they say the same."""
    said = (name, get_language(), *((key, repr(value)) for key, value in values.items()))
    return as_its_name_says(said, lambda: render_to_string(name, values))
