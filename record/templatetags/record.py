"""How the facts of the record are written on a page: texts in four languages, days, sources, marks of areas."""

import datetime as dt
import re
from typing import Any, Protocol, cast
from urllib.parse import urlencode

from django import template
from django.db import models
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import Context, RequestContext
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from record import texts
from record.beside import ShownBeside
from record.columns import ASKED, LISTS, Column, columns_asked, columns_shown, told_by
from record.dates import Precision, last_day_of_term, shown, written
from record.filters import ASKED_LISTS
from record.models import SourcedFact
from record.ordering import AskedOrder
from record.sources import citations
from record.texts import WordingStatus
from record.zones import zone_in_words

register = template.Library()

Texts = dict[str, str]  # a text by language


class Lettered(Protocol):
    """An area, with its letters and its name."""

    letters: str
    name: Texts


RIGHT_TO_LEFT = "ar"
# Beside words that stand in another language than the reader's.
IN_ANOTHER_LANGUAGE = {"en": _("in English"), "ru": _("in Russian"), "zh-hans": _("in Chinese"), "ar": _("in Arabic")}
# As HTML writes them: the script of Chinese is part of the tag.
TAGS = {"zh-hans": "zh-Hans"}
ADDRESS = re.compile(r"(https?://[^\s;,()]+[^\s;,().])")


@register.filter
def in_language(value: Texts | None) -> str:
    """A text in the reader's language, by the one fallback rule; for attributes and titles."""
    return texts.in_language(value)


@register.filter
def wording(value: Texts | None, code: str) -> str:
    """A text in one language and no other."""
    return (value or {}).get(code, "")


@register.filter
def language_tag(code: str) -> str:
    return TAGS.get(code, code)


@register.filter
def zone_called(name: str) -> str:
    """A time zone by its city and what its clocks show now."""
    return zone_in_words(name)


@register.filter
def direction(code: str) -> str:
    return "rtl" if code == RIGHT_TO_LEFT else "ltr"


@register.simple_tag(takes_context=True)
def columns_of(context: Context, page: str) -> dict[str, Column]:
    """The columns of the list at an address, by their names, in their order: on its own page, those that are asked for."""
    of_page, asked = _asked_of(context)
    return columns_shown(page, asked if of_page == page else [])


@register.simple_tag(takes_context=True)
def columns_wanted(context: Context) -> list[str]:
    """The columns that the address of a list asks for; none where it shows all."""
    return columns_asked(*_asked_of(context))


@register.simple_tag(takes_context=True)
def columns_to_choose(context: Context) -> list[tuple[Column, bool]]:
    """What somebody may choose to see beside the first column of a list, and whether it is shown; of other pages nothing."""
    page, asked = _asked_of(context)
    shown = columns_shown(page, asked) if page in LISTS else {}
    return [(column, name in shown) for name, column in list(LISTS.get(page, {}).items())[1:]]


@register.simple_tag(takes_context=True)
def fields_wanted(context: Context) -> str | None:
    """What asks for a file with the columns that the page shows; None where it shows all."""
    page, asked = _asked_of(context)
    return told_by(columns_shown(page, asked)) if columns_asked(page, asked) else None


def _asked_of(context: Context) -> tuple[str, list[str]]:
    """Which list this is, by the name of its address, and the columns that its address asks for."""
    request = getattr(context, "request", None)
    match = request.resolver_match if request is not None else None
    return (match.url_name or "", request.GET.getlist(ASKED)) if match else ("", [])


@register.simple_tag
def saving_of(request: HttpRequest) -> str:
    """What asks the page that keeps a list as it is asked now; nothing where this is no such list, or nothing is asked."""
    match, asked = request.resolver_match, request.GET
    if match is None or match.url_name not in ASKED_LISTS or not any(any(values) for values in asked.lists()):
        return ""
    return urlencode({"list_name": match.url_name, "query": asked.urlencode()})


@register.simple_tag
def lang_of(words: str | None, language: str | None = "") -> SafeString:
    """Attributes that say in which language words stand: as their author said, else as they know, else by their letters."""
    code = language or texts.language_of(words or "")
    return format_html('lang="{}" dir="{}"', language_tag(code), direction(code))


@register.simple_tag
def text(value: Texts | None, marked: bool = False) -> SafeString | str:
    """A text in the reader's language; in the markup of its own language where it had to fall back on another.

    `marked`: its readers are told so in words, too.
    """
    code = texts.language_shown(value)
    if not (value and code):
        return ""
    if code == (get_language() or texts.FALLBACK):
        return conditional_escape(value[code])
    span = _span(code, value[code])
    return _marked(span, code) if marked else span


@register.simple_tag
def remark(words: str) -> SafeString | str:
    """A remark of the record, which is kept in English: readers of another language are told so."""
    if not words or (get_language() or texts.FALLBACK) == texts.FALLBACK:
        return conditional_escape(words or "")
    return _marked(_span(texts.FALLBACK, words), texts.FALLBACK)


def _marked(words: SafeString, code: str) -> SafeString:
    return format_html('{} <span class="quiet small">({})</span>', words, IN_ANOTHER_LANGUAGE[code])


@register.simple_tag
def label_of(thing: models.Model) -> SafeString | str:
    """The name or title of a row, marked like `text`; the row's own words where it has neither."""
    for field in ("title", "name"):
        value = getattr(thing, field, None)
        if isinstance(value, dict) and value:
            called = text(value)
            return called if texts.apart(called) == called else format_html("\u2068{}\u2069", called)
    return conditional_escape(texts.apart(str(thing)))


def _span(code: str, words: str) -> SafeString:
    return format_html('<span lang="{}" dir="{}">{}</span>', language_tag(code), direction(code), words)


@register.simple_tag
def wordings(value: Texts | None, status: Texts | None = None) -> list[dict[str, Any]]:
    """Every wording of a text, the reader's first: language, words, and what the wording is worth."""
    value, status = value or {}, status or {}
    first = texts.language_shown(value)
    codes = [first] + [code for code in texts.LANGUAGES if code != first and value.get(code)] if first else []
    return [
        {
            "code": code,
            "tag": language_tag(code),
            "direction": direction(code),
            "words": value[code],
            "status": _status_label(status.get(code)),
            "is_official": status.get(code) == WordingStatus.OFFICIAL,
        }
        for code in codes
    ]


def _status_label(status: str | None) -> str | Promise:
    return WordingStatus(status).label if status in WordingStatus.values else ""


@register.simple_tag
def known_date(day: dt.date | None, precision: str = Precision.EXACT, after: str = "") -> SafeString | str:
    """A day that says no more than is known, readable by machines as far as it is a date at all."""
    if not day:
        return ""
    if precision == Precision.BY_THEN:
        return conditional_escape(shown(day, precision))
    return format_html('<time datetime="{}">{}</time>', written(day, precision), shown(day, precision, after))


@register.simple_tag
def last_day(
    until: dt.date | None, precision: str = Precision.EXACT, after: str = "", since: dt.date | None = None
) -> SafeString | str:
    """The last day of a term, which is kept as the first day after it where the day is known."""
    return known_date(last_day_of_term(until, precision, since), precision, after)


@register.inclusion_tag("components/source_line.html")
def source_line(fact: SourcedFact, inline: bool = False) -> dict[str, Any]:
    """Where a fact was read and how sure that is; each key leads to the page of its source."""
    return _source_context(fact.source, getattr(fact, "confidence", ""), inline)


@register.inclusion_tag("components/source_line.html")
def source_of(source: str, confidence: str = "", inline: bool = False) -> dict[str, Any]:
    """`source_line` for a source that stands alone."""
    return _source_context(source, confidence, inline)


def _source_context(source: str | None, confidence: str | None, inline: bool) -> dict[str, Any]:
    return {"confidence": confidence, "inline": inline, "parts": citations(source or "")}


@register.inclusion_tag("components/area_mark.html")
def area_mark(area: Lettered, with_name: bool = False, number: int | None = None) -> dict[str, Any]:
    """The letters of an area in its dimension's colour, with the number of a measure and its name where asked for."""
    return {"code": area.letters, "number": number, "name": text(area.name) if with_name else ""}


@register.filter
def wrong_fields(form: BaseForm) -> list[BoundField]:
    """The fields of a form that was sent that need correcting."""
    return [field for field in form.visible_fields() if field.errors]


@register.filter
def aria_sort(order: AskedOrder, name: str) -> str:
    return order.aria_of(name)


@register.filter
def next_order(order: AskedOrder, name: str) -> str:
    return order.next_of(name)


@register.filter
def with_links(words: str) -> SafeString:
    """Text in which every address of the web is a link."""
    parts = ADDRESS.split(words or "")
    return format_html_join("", "{}", ((_link(part) if ADDRESS.fullmatch(part) else part,) for part in parts))


def _link(address: str) -> SafeString:
    return format_html('<a class="print-url" href="{0}" rel="noreferrer"><bdi>{0}</bdi></a>', address)


@register.simple_tag(takes_context=True)
def beside_part(context: Context, part: ShownBeside) -> SafeString:
    """What stands beside a thing from another room: its template, which reads the page's names and, before them, its own."""
    with context.push(**part.context):
        return get_template(part.template).template.render(context)  # type: ignore[attr-defined]


@register.simple_tag(takes_context=True)
def key_of_form(context: Context) -> SafeString:
    """The hidden key without which no form is accepted, for partials that are told only what they show.

    `csrf_token` is a word of the page, which an include with `only` doesn't pass on: its form would be refused in a browser.
    """
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(cast(RequestContext, context).request)
    )
