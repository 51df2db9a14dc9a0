"""The page of sources, and how facts are written on pages."""

import datetime as dt

import pytest
from django.test import Client
from django.utils.translation import override

from members.models import User
from members.tests.signing_in import let_in
from record.dates import Precision
from record.models import Source
from record.templatetags import record as tags


def test_every_key_has_its_place_and_addresses_are_links(client: Client, db: None) -> None:
    Source.objects.create(key="A/62/232", says="A document. https://undocs.org/A/62/232")
    let_in(client, User.objects.create_user("reader@x.example", name="Viewer"))
    page = client.get("/sources/").content.decode()
    assert '<dt id="A/62/232">' in page
    assert '<a class="print-url" href="https://undocs.org/A/62/232" rel="noreferrer">' in page


def test_links_are_made_of_addresses_only_and_nothing_else_gets_through() -> None:
    written = tags.with_links('<b> https://x.example/a?b=1&c="2" ; javascript:alert(1)')
    assert "<b>" not in written
    assert written.count("<a ") == 1
    assert 'href="javascript' not in written


def test_a_text_says_its_language_only_where_it_is_another_than_the_pages() -> None:
    with override("ru"):
        assert tags.text({"en": "A & B", "ru": "А и Б"}) == "А и Б"
        assert tags.text({"en": "A & B"}) == '<span lang="en" dir="ltr">A &amp; B</span>'
        assert tags.text({"ar": "نص"}) == '<span lang="ar" dir="rtl">نص</span>'
        assert tags.text({"zh-hans": "文"}) == '<span lang="zh-Hans" dir="ltr">文</span>'
        assert tags.text({}) == ""


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        (Precision.EXACT, '<time datetime="2010-06-30">30 June 2010</time>'),
        (Precision.MONTH, '<time datetime="2010-06">June 2010</time>'),
        (Precision.YEAR, '<time datetime="2010">2010</time>'),
        (Precision.BY_THEN, "by 30 June 2010"),
    ],
)
def test_a_date_says_no_more_than_is_known(precision: str, expected: str) -> None:
    with override("en"):
        assert tags.known_date(dt.date(2010, 6, 30), precision) == expected


def test_a_term_is_shown_with_its_last_day() -> None:
    with override("en"):
        assert "31 December 2025" in tags.last_day(dt.date(2026, 1, 1))
        assert tags.last_day(None) == ""
