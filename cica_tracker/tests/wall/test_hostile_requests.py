"""Every address × hostile queries, headers and bodies: whatever is asked, no answer is a fault of ours.

By day each address meets one of each, another from address to address: hundreds of addresses have some ten mechanisms behind
them, and those meet everything. By night every address meets all of them, from two people.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode
from zlib import crc32

import pytest
from django.conf import settings
from django.test import Client

from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.wall.asking import ask, path_of
from cica_tracker.tests.wall.personas import AUTHORITY, OFFICER, World
from cica_tracker.tests.wall.places import addresses, places
from cica_tracker.tests.wall.table import TABLE

pytestmark = pytest.mark.django_db
ALL = sorted({name for name, _pattern in addresses()} & set(TABLE))
# The same code answers on either database: by day PostgreSQL meets what every fifth address makes of it.
IS_ON_SQLITE = "sqlite" in settings.DATABASES["default"]["ENGINE"]
NAMES = [name for name in ALL if IS_NIGHT or IS_ON_SQLITE or crc32(name.encode()) % 5 == 0]
# How many of each an address meets by day.
BY_DAY = 1

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


@pytest.fixture(scope="module")
def at(world: World) -> Any:
    return places(world)


def some(name: str, lot: tuple[Any, ...], salt: str, most: int = BY_DAY) -> list[Any]:
    """By day another few of a lot for each address; by night all."""
    if IS_NIGHT:
        return list(lot)
    begin = crc32(f"{name} {salt}".encode())
    return [lot[(begin + step * 7) % len(lot)] for step in range(most)]


def asked_by(page: Any) -> list[str]:
    """The fields of a page's forms, and what its links ask."""
    words = page.whole.decode(errors="replace") if "html" in page.get("Content-Type", "") else ""
    fields = re.findall(r'<(?:input|textarea|select|button)[^>]* name="([^"]+)"', words)
    return sorted({*fields, *re.findall(r"[?&](?:amp;)?([a-z_]+)=", words)} - {"csrfmiddlewaretoken"})


def hostile(
    name: str, path: str, fields: list[str], methods: frozenset[str]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Requests: the method, the address, and what goes with it."""
    for asked in some(name, (*ASKED, *fields), "names", 2):
        for words in some(name, WORDS, f"words {asked}"):
            yield "GET", f"{path}?{asked}={words}", {}
    for headers in some(name, HEADERS, "headers"):
        yield "GET", path, headers
    if "POST" not in methods:
        return
    for headers in some(name, HEADERS, "headers of what is sent"):
        yield "POST", path, {"content_type": JSON, "data": b"{}", **headers}
    for kind, body in some(name, BODIES, "bodies"):
        yield "POST", path, {"content_type": kind, "data": body}
    for words in some(name, WORDS, "fields"):
        everywhere = "&".join(f"{quote(field)}={words}" for field in fields) or "text=" + words
        yield "POST", path, {"content_type": FORM, "data": everywhere.encode()}
    # What a form was given, with one field that says something else: what a whole form reads before it is asked.
    for field in some(name, tuple(fields) or ("text",), "one field"):
        for words in some(name, WORDS, f"one word {field}"):
            plain = urlencode({other: "1" for other in fields if other != field})
            yield "POST", path, {"content_type": FORM, "data": f"{plain}&{quote(field)}={words}".encode()}


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
    assert asked > 2
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
