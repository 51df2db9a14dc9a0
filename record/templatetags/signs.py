"""The signs between words, as each language writes them; in every template: `{% comma %}`, `{% colon %}`, `{% arrow %}`.

A page's own ", " stands wrong between Arabic and Chinese words, and its arrow points backwards where one reads from the
right.
"""

from collections.abc import Iterable

from django import template
from django.utils.functional import lazy
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi, pgettext

register = template.Library()


@register.filter
def isolated(words: str) -> SafeString:
    """A person's name among other words: whichever way it is written, it moves no number and no sign beside it."""
    return format_html("<bdi>{}</bdi>", words) if words else SafeString("")


@register.simple_tag
def comma(between: str = "") -> str:
    """Between two facts; `{% comma "list" %}` between the things of a list."""
    return pgettext("between the things of a list", ", ") if between == "list" else pgettext("between two facts", ", ")


@register.simple_tag
def semicolon() -> str:
    return pgettext("between two groups", "; ")


@register.simple_tag
def colon() -> str:
    return pgettext("after what is explained", ": ")


@register.simple_tag
def gap() -> str:
    """Between a label that ends in a colon and what it says: no space where the colon itself is as wide as a character."""
    sign = colon()
    return sign[len(sign.rstrip()) :]


@register.simple_tag
def stop() -> str:
    return pgettext("at the end of a sentence", ".")


@register.simple_tag
def after_name() -> str:
    """After the name of whom a letter is to, in its first line."""
    return pgettext("after the name of whom a letter is to", ",")


@register.simple_tag
def opening() -> str:
    """The bracket that opens, with the space before it."""
    return pgettext("opens a bracket", " (")


@register.simple_tag
def closing() -> str:
    return pgettext("closes a bracket", ")")


@register.simple_tag
def arrow() -> str:
    return "←" if get_language_bidi() else "→"


@register.filter
def listed(things: Iterable[object], by: str = ",") -> SafeString:
    """The things one after the other, with the language's own comma (or semicolon) between them."""
    sign = semicolon() if by == ";" else comma("list")
    return mark_safe(sign.join(conditional_escape(str(thing)) for thing in things))  # noqa: S308 - each is escaped


def in_words(things: Iterable[object], by: str = ",") -> str:
    """The same as text, for what is no page."""
    return (semicolon() if by == ";" else comma("list")).join(map(str, things))


# For what a table says when the house starts, and each reader reads in their own language.
in_words_lazily = lazy(in_words, str)
