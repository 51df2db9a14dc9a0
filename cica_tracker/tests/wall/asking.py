"""How an address is asked, and what an answer carries."""

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any
from zlib import crc32

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from cica_tracker.tests.wall.personas import ANONYMOUS, OBSERVER, OFFICER, PERSONAS, STRANGER, Place, World, is_among
from cica_tracker.tests.wall.table import TABLE, Answer, Door, Row
from journal.models import Entry

SIGN_IN_DOORS = ("/accounts/login/", "/admin/login/")
BY_STATUS = {401: Answer.SIGN_IN, 403: Answer.CLOSED, 404: Answer.NOT_THERE, 405: Answer.NO_METHOD}
# One of each kind: not signed in, of a member state that has to do with nothing here, of an observer, of the Secretariat.
FEW = (ANONYMOUS, STRANGER, OBSERVER, OFFICER)

# A member state that has to do with nothing here, and an observer: who sees least.
WITHOUT_A_PART = (STRANGER, OBSERVER)


def kind_of_page(name: str) -> str:
    """Of the office's pages: the change of a thing, the history of one, a mistake, and so on."""
    return name.rpartition("_")[2]


# The office's pages are six a kind of thing, of one mould. Where a few stand for all by day, these are the list of each kind of
# thing, which has filters of its own, one of each kind of page, and every fourth of the others.
OFFICE = sorted(name for name, row in TABLE.items() if row.door is Door.ADMIN)
ONE_OF_EACH = {kind_of_page(name): name for name in OFFICE}
OFFICE_BY_NIGHT = {
    name
    for name in OFFICE
    if kind_of_page(name) != "changelist" and name not in ONE_OF_EACH.values() and crc32(name.encode()) % 4
}


def by_day(name: str, number: int, people: Iterable[str]) -> frozenset[str]:
    """Of those people the ones who ask by day at the place of that number behind the address of that name.

    At the first place the few do. At each place those do who see least, and one of the others: they take turns from address
    to address and from place to place, so that a day hears all of them. A night hears everybody everywhere.
    """
    asking = [persona for persona in PERSONAS if persona in people]
    others = [persona for persona in asking if persona not in FEW] or asking
    turn = others[(crc32(name.encode()) + number) % len(others)] if others else None
    return frozenset(asking) & {*(WITHOUT_A_PART if number else FEW), turn}


def readers_by_day(name: str, number: int, place: Place) -> frozenset[str]:
    """Who reads by day at the wall: of those to whom the place is shown, and at the first one the few in any case.

    To whom the further ones aren't shown is asked in `test_what_is_not_there.py`.
    """
    shown = by_day(name, number, [persona for persona in PERSONAS if is_among(persona, place.seen_by)])
    return shown if number else shown | {*FEW}


def asks_by_day(
    name: str, persona: str, method: str, number: int, place: Place, *, is_office: bool, is_account: bool
) -> bool:
    """Who has to ask by day for a gate to be tried, and by what.

    Who sees what hangs on the person; what is one gate for all of them is tried by fewer: the office, which lets officers
    in and nobody else, one's own account, and what is sent. A gate stands before an address, and not before each of its
    places: who may not send to one of the further ones is asked in `test_what_is_not_there.py`, who may is in
    `test_every_act.py`. On PostgreSQL the same gates stand; there it is the questions to the database that may differ,
    which who is let in asks, of the office by some of its pages.
    """
    if connection.vendor != "sqlite":
        return method == "GET" and persona == OFFICER and not number and name not in OFFICE_BY_NIGHT
    if method == "GET" and not is_office and not is_account:
        return persona in readers_by_day(name, number, place)
    return not number and persona in {STRANGER, OFFICER}


def path_of(name: str, row: Row, kwargs: dict[str, Any]) -> str:
    return row.path or reverse(name, kwargs=kwargs)


def ask(client: Client, method: str, path: str, **headers: str) -> Any:
    """Ask, and undo whatever the answer did; each time is the first, as far as rate limits go.

    `wrote` says how many entries of the journal it wrote.
    """
    cache.clear()
    entries = _entries()
    before = transaction.savepoint()
    try:
        response = client.generic(method, path, **headers)
        response.whole = b"".join(response.streaming_content) if response.streaming else response.content
        response.wrote = _entries() - entries
        return response
    finally:
        transaction.savepoint_rollback(before)


def _entries() -> int:
    """How many entries the journal has; asked so often that the ORM's own work would count."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {Entry._meta.db_table}")
        return cursor.fetchone()[0]


def answer_of(response: Any) -> Answer:
    status = response.status_code
    if status in BY_STATUS:
        return BY_STATUS[status]
    if status in (301, 302, 303, 307, 308):
        return Answer.SIGN_IN if response["Location"].startswith(SIGN_IN_DOORS) else Answer.MOVED
    if status < 400:
        return Answer.SHOWN
    return Answer.REFUSED if status < 500 else Answer.FAULT


def unpacked(body: bytes) -> bytes:
    """A workbook as the texts that are packed in it."""
    if not body.startswith(b"PK\x03\x04"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"\n".join(packed.read(name) for name in sorted(packed.namelist()))


def carried_by(response: Any) -> bytes:
    """All that an answer carries: its body, unpacked where it is a workbook, and its headers."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    cookies = response.cookies.output()
    return unpacked(response.whole) + headers.encode() + cookies.encode()


def leaks(world: World, persona: str, response: Any, path: str) -> list[str]:
    """The private places whose text an answer carries to somebody it isn't for, who didn't ask in those words."""
    carried = carried_by(response).replace(path.encode(), b"")
    return [one.place for one in world.canaries if not is_among(persona, one.seen_by) and one.text.encode() in carried]


# -- What may differ between two answers that say the same.

UID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|comment-[0-9a-f]{16}")
MASKS = (
    (re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"'), b'name="csrfmiddlewaretoken"'),
    (re.compile(rb'name="once_key" value="[^"]+"'), b'name="once_key"'),
    (re.compile(rb'name="kept-for" value="[^"]+"'), b'name="kept-for"'),
)
# Of the moment, or of the masked body: Date isn't set here, an ETag seals the body with its masked parts.
NOT_COMPARED = {"ETag", "Date", "Set-Cookie", "Last-Modified", "Expires", "RateLimit", "X-Request-ID"}


def compared(response: Any, path: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body, without what is new in every answer; the path that was asked reads "(path)"."""
    body = unpacked(response.whole)
    for pattern, word in MASKS:
        body = pattern.sub(word, body)
    body = _numbered(body.replace(path.encode(), b"(path)") if len(path) > 1 else body)
    shown = {name: value.replace(path, "(path)") for name, value in response.items() if name not in NOT_COMPARED}
    headers = {name: _numbered(value.encode()).decode() for name, value in shown.items()}
    if response.whole.startswith(b"PK"):
        headers.pop("Content-Length", None)  # random keys pack into one byte more or less
    return response.status_code, headers, body


def _numbered(body: bytes) -> bytes:
    """Random keys in the order in which they come: they tell nothing, save which is which."""
    seen: dict[bytes, bytes] = {}
    return UID.sub(lambda found: seen.setdefault(found[0], b"(key %d)" % len(seen)), body)
