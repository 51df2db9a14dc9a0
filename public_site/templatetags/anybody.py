"""How a cell of a public table looks on its page."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from public_site.columns import CitedKeys, Coded, DatedStep, Digest, Named, as_shipped
from public_site.reads import PublicRecord
from record.dates import KnownDate
from record.templatetags.record import known_date, text

register = template.Library()


@register.simple_tag
def cell(value: Any) -> SafeString | str:
    """A text in the reader's language, a day as well as it is known, a fixed value by its words, a source as a link."""
    match value:
        case None | "" | ():
            return ""
        case dict():
            return text(value)
        case Coded():
            return conditional_escape(str(value.label))
        case Named():
            return text(value.name)
        case KnownDate():
            return known_date(value.day, value.precision)
        case DatedStep():
            return format_html("{} · {}", str(value.step.label), known_date(value.on.day, value.on.precision))
        case Digest():
            return format_html('<span class="seal">{}</span>', value.words)
        case CitedKeys():
            return _cited(value.keys)
        case tuple():
            parts = format_html_join("", "<li>{}</li>", ((cell(part),) for part in value))
            return format_html('<ul class="plain-cells">{}</ul>', parts) if len(value) > 1 else cell(value[0])
        case _:
            return conditional_escape(value)


@register.simple_tag
def public_sources(fact: Any, record: PublicRecord) -> SafeString | str:
    """Where a fact was read, as far as anybody can look there."""
    return _cited(record.sources_of(fact.source))


def _cited(keys: tuple[str, ...]) -> SafeString:
    page = reverse("sources", args=[get_language()])
    links = ((f"{page}#{anchor_of(key)}", key) for key in keys)
    return format_html_join(" ", '<a class="ref link-alone" href="{}"><bdi>{}</bdi></a>', links)


@register.filter
def anchor_of(key: str) -> str:
    """The key of a source as a place on the page of sources."""
    return "source-" + "".join(letter if letter.isalnum() else "-" for letter in key).lower()


register.filter("as_shipped", as_shipped)
