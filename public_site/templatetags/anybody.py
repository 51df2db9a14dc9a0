"""How a cell of a public table looks on its page."""

from collections.abc import Callable
from typing import Any

from django import template
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from public_site.cells import CitedKeys, Coded, DatedStep, Digest, FileForAnybody, Named
from public_site.columns import as_shipped
from public_site.reads import PublicRecord
from record.dates import KnownDate
from record.templatetags.record import known_date, text

register = template.Library()


@register.simple_tag
def cell(value: Any) -> SafeString | str:
    """A text in the reader's language, a day as well as it is known, a fixed value by its words, a source as a link."""
    if value is None or value in ("", (), {}):
        return ""
    draw = DRAWN.get(type(value))
    return draw(value) if draw else conditional_escape(value)


def _several(parts: tuple[Any, ...]) -> SafeString | str:
    if len(parts) == 1:
        return cell(parts[0])
    lines = format_html_join("", "<li>{}</li>", ((cell(part),) for part in parts))
    return format_html('<ul class="plain-cells">{}</ul>', lines)


def _step(value: DatedStep) -> SafeString:
    return format_html("{} · {}", str(value.step.label), known_date(value.on.day, value.on.precision))


def _file(value: FileForAnybody) -> SafeString:
    link = '<a class="link-alone" href="{}" hreflang="{}"><bdi>{}</bdi></a> <span class="quiet">{}</span>'
    return format_html(link, value.address, value.language, value.name, filesizeformat(value.size))


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

# How each kind of cell is drawn; what is no kind of its own is words.
DRAWN: dict[type, Callable[[Any], SafeString | str]] = {
    dict: text,
    tuple: _several,
    Coded: lambda value: conditional_escape(str(value.label)),
    Named: lambda value: text(value.name),
    KnownDate: lambda value: known_date(value.day, value.precision),
    DatedStep: _step,
    Digest: lambda value: format_html('<span class="seal">{}</span>', value.words),
    FileForAnybody: _file,
    CitedKeys: lambda value: _cited(value.keys),
}
