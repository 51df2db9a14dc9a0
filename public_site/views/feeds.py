"""Feeds: what was held, undertaken or published, as public documents show it, the latest first (RFC 4287)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _now

from law.forum import FORUM
from public_site.absolute import absolute
from public_site.columns import (
    COMMITMENTS,
    MEETINGS,
    OF_SHELVES,
    PublicTable,
    key_of_commitment,
    key_of_meeting,
    subject_of,
)
from public_site.reads import PublicCommitment, PublicRecord
from record.dates import day_of_the_house
from record.templatetags.signs import in_words
from record.texts import in_language

# Entries of one feed; the whole is in the data for programs.
MOST = 100


@dataclass(frozen=True)
class PublicFeed:
    """What a table's rows are called, by which day, and what is said of them in a line."""

    table: PublicTable
    key: Callable[[Any], str]
    day: Callable[[Any], dt.date]
    title: Callable[[Any], str]
    summary: Callable[[Any], str]


def _steps_in_words(row: PublicCommitment) -> str:
    return in_words((step.told for step in row.steps), ";")


FEEDS = {
    feed.table.name: feed
    for feed in (
        PublicFeed(
            MEETINGS,
            key_of_meeting,
            lambda row: row.starts_on,
            lambda row: f"{row.label} · {row.days}",
            lambda row: in_language(row.adopted) or in_language(row.place),
        ),
        PublicFeed(
            COMMITMENTS,
            key_of_commitment,
            lambda row: row.last_day,
            lambda row: in_language(subject_of(row)),
            _steps_in_words,
        ),
        *(
            PublicFeed(
                table,
                lambda thing: thing.key,
                lambda thing: thing.published_on,
                lambda thing: in_language(thing.title),
                lambda thing: in_language(thing.text),
            )
            for table in OF_SHELVES.values()
        ),
    )
}


def atom(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """One feed, in one language. Its days are those of the facts, so that nothing else moves it."""
    feed = FEEDS.get(name)
    if feed is None:
        raise Http404
    rows = list(feed.table.rows(PublicRecord(day_of_the_house())))[:MOST]
    page, own = absolute(reverse(name, args=[language])), absolute(request.path)
    updated = max((feed.day(row) for row in rows), default=dt.date(2007, 1, 1))
    tag = f"tag:{urlsplit(settings.SITE_URL).hostname},2026:public/{language}/{name}"
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(language)}>\n',
        f"<id>{escape(tag)}</id>\n",
        f"<title>{escape(f'{FORUM.short} · {feed.table.title}')}</title>\n",
        f"<updated>{_instant(updated)}</updated>\n",
        f"<author><name>{escape(str(FORUM.tracker))}</name></author>\n",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>\n',
        f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>\n',
        f"<rights>{escape(_now('Every fact names its source; free to be used with that.'))}</rights>\n",
        *(_entry(feed, row, tag, page) for row in rows),
        "</feed>\n",
    ]
    return HttpResponse("".join(parts), content_type="application/atom+xml; charset=utf-8")


def _entry(feed: PublicFeed, row: Any, tag: str, page: str) -> str:
    key = feed.key(row)
    return (
        f"<entry><id>{escape(f'{tag}/{key}')}</id><title>{escape(feed.title(row))}</title>"
        f"<updated>{_instant(feed.day(row))}</updated>"
        f'<link rel="alternate" type="text/html" href={quoteattr(f"{page}#{key}")}/>'
        f"<summary>{escape(feed.summary(row))}</summary></entry>\n"
    )


def _instant(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
