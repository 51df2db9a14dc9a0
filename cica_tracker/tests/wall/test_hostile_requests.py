"""Every address × hostile queries, headers and bodies: whatever is asked, no answer is a fault of ours.

By day an address meets one query, and one or two of the other kinds in turn from address to address: hundreds of addresses
have some ten mechanisms behind them, and those meet everything. By night every address meets all of them, from two people.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote, urlencode
from zlib import crc32

import pytest
from django.conf import settings
from django.test import Client

from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.wall.asking import OFFICE_BY_NIGHT, ask, path_of
from cica_tracker.tests.wall.personas import AUTHORITY, OFFICER
from cica_tracker.tests.wall.places import addresses
from cica_tracker.tests.wall.table import TABLE

pytestmark = pytest.mark.django_db
ALL = sorted({name for name, _pattern in addresses()} & set(TABLE))
BY_DAY = [name for name in ALL if name not in OFFICE_BY_NIGHT]
# The same code answers on either database: by day PostgreSQL meets what every fifth address makes of it.
IS_ON_SQLITE = "sqlite" in settings.DATABASES["default"]["ENGINE"]
EVERY_FIFTH = [name for name in ALL if crc32(name.encode()) % 5 == 0]
NAMES = ALL if IS_NIGHT else BY_DAY if IS_ON_SQLITE else EVERY_FIFTH

# As they stand in a query or a form, percent-encoded where no text can hold them.
WORDS = (
    "", "%00", "%ED%A0%80", "%FF%FE", "A" * 20_000, "9" * 400, "-1", "1e999", "NaN", "0x10", "%D9%A3", "%E2%80%AE",
    "2026-02-30", "0000-00-00", "9999-12-31", "12026-01-01", "1.5", "true", "null", "[]", "%7B%7D", "%27%3B--", "%25",
    "..%2F..%2Fetc%2Fpasswd", "%7B%7B7*7%7D%7D", "%24%7Bx%7D", "%0D%0ASet-Cookie%3A+a%3Db", "a,b,,c", "__class__",
)  # fmt: skip
# What lists, searches and the admin are asked with, besides what a page's own forms and links name.
ASKED = (
    "q", "search", "page", "page_size", "as_of", "ordering", "o", "p", "fields", "format", "lang", "updated_since", "next",
    "with", "e", "_changelist_filters", "_popup", "_to_field", "pk__in", "id__exact", "term", "app_label", "model_name",
    "field_name", "since", "until", "state", "measure", "body", "kept-form", "kept-about",
)  # fmt: skip
HEADERS: tuple[dict[str, str], ...] = (
    {"HTTP_ACCEPT_LANGUAGE": "xx-" * 900},
    {"HTTP_ACCEPT_LANGUAGE": "ar;q=nonsense, *;q=9"},
    {"HTTP_ACCEPT": "text/" + "x" * 5_000},
    {"HTTP_ACCEPT": "application/json; q=\xff"},
    {"HTTP_COOKIE": "sessionid=%00; csrftoken='; django_language=../../x; messages=\"\\"},
    {"HTTP_IF_MATCH": 'W/"'}, {"HTTP_IF_MATCH": "9" * 3_000}, {"HTTP_IF_NONE_MATCH": ',"",*'},
    {"HTTP_IF_MODIFIED_SINCE": "Thu, 31 Feb 99999 25:61:61 GMT"}, {"HTTP_IF_UNMODIFIED_SINCE": "-1"},
    {"HTTP_RANGE": "bytes=9-1,-,5-99999999999999999999"}, {"HTTP_X_FORWARDED_FOR": "'; --, ::ffff:999.1"},
    {"HTTP_X_FORWARDED_HOST": "evil.example\x00"}, {"HTTP_X_HTTP_METHOD_OVERRIDE": "TRACE"},
    {"HTTP_IDEMPOTENCY_KEY": "\x00"}, {"HTTP_IDEMPOTENCY_KEY": "k" * 5_000},
    {"HTTP_AUTHORIZATION": "Token \xff\xfe"}, {"HTTP_AUTHORIZATION": "Basic ====="}, {"HTTP_AUTHORIZATION": "Token"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://[", "HTTP_HX_TARGET": "\x00"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_PROMPT-URI-AUTOENCODED": "true", "HTTP_HX_CURRENT_URL": "%E0%A4"},
    {"HTTP_REFERER": "http://[::1"}, {"HTTP_ORIGIN": "null"}, {"HTTP_SEC_FETCH_SITE": "\xa0"},
    {"HTTP_SEC_PURPOSE": "prefetch;" * 500}, {"HTTP_USER_AGENT": "\xff" * 3_000}, {"HTTP_USER_AGENT": ""},
    {"HTTP_ACCEPT_ENCODING": "gzip;q=x, \x00"}, {"HTTP_TE": "trailers", "HTTP_EXPECT": "100-continue"},
)  # fmt: skip
FORM, JSON, PARTS = "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=edge"
PART = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\nContent-Type: %s\r\n\r\n%s\r\n'
BODIES: tuple[tuple[str, bytes], ...] = (
    (JSON, b""), (JSON, b"{"), (JSON, b"null"), (JSON, b"[]"), (JSON, b'"x"'), (JSON, b"\xff\xfe"), (JSON, b"NaN"),
    (JSON, b"[" * 20_000), (JSON, b'{"a":' * 5_000), (JSON, b"1e999999"), (JSON, b'{"\\ud800": "\\u0000"}'),
    ("application/json; charset=nonsense", b"{}"), ("application/json; charset=utf-16", b"{}"),
    (FORM, b"=&=&&%"), (FORM, b"a=1&" * 2_000), (FORM, b"text=%00&title=%ED%A0%80"), (f"{FORM}; charset=idna", b"a=\xff"),
    ("multipart/form-data", b""), ("multipart/form-data; boundary=", b"--\r\n"), (PARTS, b"--edge"), (PARTS, b"--edge--\r\n"),
    (PARTS, PART % (b"../../x\x00.pdf", b"a/b/c", b"%PDF-") + b"--edge--\r\n"),
    (PARTS, PART % (b"\xff\xfe.docx", b"\xff", b"PK\x03\x04") + b"--edge--\r\n"),
    (PARTS, b'--edge\r\nContent-Disposition: form-data; name="text"\r\nContent-Transfer-Encoding: base64\r\n\r\n=\r\n--edge--\r\n'),
    ("text/plain", b"x"), ("", b"x"), ("application/xml", b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>"),
)  # fmt: skip


def some(turn: int, lot: Sequence[Any]) -> Sequence[Any]:
    """By day one of a lot, the next one for the next turn; by night all."""
    return lot if IS_NIGHT else [lot[turn % len(lot)]]


def asked_by(page: Any) -> list[str]:
    """The fields of a page's forms, and what its links ask."""
    words = page.whole.decode(errors="replace") if "html" in page.get("Content-Type", "") else ""
    fields = re.findall(r'<(?:input|textarea|select|button)[^>]* name="([^"]+)"', words)
    return sorted({*fields, *re.findall(r"[?&](?:amp;)?([a-z_]+)=", words)} - {"csrfmiddlewaretoken"})


Request = tuple[str, str, dict[str, Any]]


def queries(path: str, fields: list[str], turn: int) -> Iterator[Request]:
    for asked in some(turn, (*fields, *ASKED)):
        for words in some(turn, WORDS):
            yield "GET", f"{path}?{asked}={words}", {}


def headers_asked_with(path: str, fields: list[str], turn: int) -> Iterator[Request]:
    for headers in some(turn, HEADERS):
        yield "GET", path, headers


def headers_of_what_is_sent(path: str, fields: list[str], turn: int) -> Iterator[Request]:
    for headers in some(turn, HEADERS):
        yield "POST", path, {"content_type": JSON, "data": b"{}", **headers}


def bodies(path: str, fields: list[str], turn: int) -> Iterator[Request]:
    for kind, body in some(turn, BODIES):
        yield "POST", path, {"content_type": kind, "data": body}


def the_same_in_each_field(path: str, fields: list[str], turn: int) -> Iterator[Request]:
    for words in some(turn, WORDS):
        everywhere = "&".join(f"{quote(field)}={words}" for field in fields) or "text=" + words
        yield "POST", path, {"content_type": FORM, "data": everywhere.encode()}


def another_in_one_field(path: str, fields: list[str], turn: int) -> Iterator[Request]:
    """What a form was given, with one field that says something else: what a whole form reads before it is asked."""
    for field in some(turn, tuple(fields) or ("text",)):
        for words in some(turn, WORDS):
            plain = urlencode({other: "1" for other in fields if other != field})
            yield "POST", path, {"content_type": FORM, "data": f"{plain}&{quote(field)}={words}".encode()}


SENT = (headers_of_what_is_sent, bodies, the_same_in_each_field, another_in_one_field)


def hostile(name: str, path: str, fields: list[str], methods: frozenset[str]) -> Iterator[Request]:
    """Requests: the method, the address, and what goes with it."""
    turn = ALL.index(name)
    others = [headers_asked_with, *(SENT if "POST" in methods else ())]
    if not IS_NIGHT:
        others = [others[turn % len(others)], *([others[(turn + 2) % len(others)]] if len(others) > 1 else [])]
    for kind in (queries, *others):
        # Those that come in turn have had it once a round of all kinds.
        yield from kind(path, fields, turn if kind is queries else turn // len(SENT))


def test_each_word_header_and_body_is_met_at_some_address() -> None:
    """By day, when an address meets few of them; by night it meets all."""
    met = [sent for name in NAMES for sent in hostile(name, "/", [], TABLE[name].door.methods)]
    queried = {address.partition("=")[2] for method, address, _more in met if method == "GET" and "?" in address}
    typed = {more["data"].partition(b"=")[2] for _method, _address, more in met if more.get("content_type") == FORM}
    bodies_met = [(more.get("content_type"), more.get("data")) for _method, _address, more in met]
    with_headers = [(method, more) for method, _address, more in met]
    assert set(WORDS) - queried == set()
    assert {words.encode() for words in WORDS} - {words.rpartition(b"=")[2] for words in typed} == set()
    assert [body for body in BODIES if body not in bodies_met] == []
    for method in ("GET", "POST"):
        sent = [more.items() for by, more in with_headers if by == method]
        assert [headers for headers in HEADERS if not any(headers.items() <= more for more in sent)] == []


def is_said_oddly(address: str, response: Any) -> bool:
    """Whether a program is refused in another way than by JSON. What is read about the API is a page for people."""
    is_refused = address.startswith("/api/") and not address.startswith("/api/v1/docs/") and response.status_code >= 400
    return is_refused and bool(response.whole) and "json" not in response["Content-Type"]


@pytest.mark.both
@pytest.mark.parametrize("name", NAMES)
def test_whatever_an_address_is_asked_with_no_answer_is_a_fault(name, world, at):
    row, found, asked = TABLE[name], Counter(), 0
    place = at.get(name, [row.place])[0]
    path = path_of(name, row, place.kwargs)
    for persona in (OFFICER, AUTHORITY) if IS_NIGHT else (OFFICER if row.door.name == "ADMIN" else AUTHORITY,):
        client = world.client(persona)
        fields = [] if row.is_long else asked_by(ask(client, "GET", path))
        for method, address, sent in hostile(name, path, fields, row.door.methods):
            asked += 1
            response = ask(client, method, address, **sent)
            if response.status_code >= 500:
                said = f"{persona} · {method} {address[:200]} · {str(sent)[:300]}"
                found[f"{response.status_code}: {said}"] += 1
            elif is_said_oddly(address, response):
                found[f"{response.status_code} is no JSON: {method} {address[:200]} · {str(sent)[:300]}"] += 1
    assert asked > 1
    assert not found, "\n".join(found)


def test_no_address_is_too_odd():
    """Addresses themselves: what stands in the place of a key."""

    client, odd = Client(raise_request_exception=False), [word for word in WORDS if word and len(word) < 500]
    patterns = [pattern for _name, pattern in addresses()]
    assert len(patterns) > 200
    answers = Counter()
    for pattern in patterns:
        route = "/" + re.sub(r"<[^>]+>", "\x01", str(pattern.pattern)).strip("^$")
        for word in odd if IS_NIGHT else odd[:3]:
            answers[client.get(route.replace("\x01", word)).status_code >= 500] += 1
    assert not answers[True]
