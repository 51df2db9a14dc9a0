"""The mark of an exercise, in templates."""

from django import template

from record.marked import MARK, SENTENCE, is_marked

register = template.Library()
register.simple_tag(is_marked, name="is_marked")


@register.simple_tag
def mark() -> str:
    """The one word."""
    return str(MARK)


@register.simple_tag
def mark_in_words() -> str:
    """What it means, in a sentence."""
    return str(SENTENCE)
