"""Ready bytes: what of the public site was answered just now is given again as it is, before anything else of the house.

A process keeps its own for `PUBLIC_SITE_AGE` seconds. What may be kept the answer itself says (`Cache-Control: public`), and
only under `/public/` is anything looked for. One process makes an answer anew once, while others are given the one before.
"""

import gzip
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
PREFIX, PROGRAMS = "/public/", "/public/api/"
# Answers, and bytes of them, that one process keeps.
MOST, MOST_BYTES = 2_000, 64_000_000
# A file that is larger is read each time.
LARGEST = 1_000_000
# Seconds for which an old answer is given while none can be made: the database is away, or a fault is ours.
RATHER_OLD = 3_600
LONGEST_QUERY = 200
MAX_AGE = re.compile(r"public, max-age=(\d+)")
# Of one request alone, or worked out anew for each.
NOT_KEPT = frozenset(
    {"content-length", "content-encoding", "date", "vary", "etag", "ratelimit", "ratelimit-policy", "x-request-id"}
)
# What an answer doesn't hang on, so that none is made of it.
NOT_ASKED = (
    "HTTP_COOKIE",
    "HTTP_AUTHORIZATION",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
)
COMPRESSED_FROM = 500
VARIES = frozenset({"", "Accept-Encoding"})


@dataclass(frozen=True)
class ReadyAnswer:
    """An answer as it left, plain and compressed, until when it is as good as new."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    packed: bytes
    tag: str
    made_at: float
    until: float

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed)


@dataclass
class KeptAnswers:
    """What one process keeps, the longest unasked for going first; and what is being made just now."""

    answers: OrderedDict[str, ReadyAnswer] = field(default_factory=OrderedDict)
    making: set[str] = field(default_factory=set)
    size: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, key: str) -> ReadyAnswer | None:
        answer = self.answers.get(key)
        if answer is not None:
            with suppress(KeyError):  # gone in between
                self.answers.move_to_end(key)
        return answer

    def keep(self, key: str, answer: ReadyAnswer) -> None:
        with self.lock:
            self.drop(key)
            self.answers[key] = answer
            self.size += answer.size
            while self.size > MOST_BYTES or len(self.answers) > MOST:
                self.drop(next(iter(self.answers)))

    def drop(self, key: str) -> None:
        if (before := self.answers.pop(key, None)) is not None:
            self.size -= before.size

    @contextmanager
    def made_by_one(self, key: str) -> Iterator[bool]:
        """Whether it is this thread's to make it anew."""
        with self.lock:
            is_mine = key not in self.making
            self.making.add(key)
        try:
            yield is_mine
        finally:
            if is_mine:
                self.making.discard(key)


class ReadyBytes:
    """Stands around the house in the web server."""

    def __init__(self, application: Application, clock: Callable[[], float] = time.monotonic):
        self.application, self.clock, self.kept = application, clock, KeptAnswers()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX) or not settings.PUBLIC_SITE or not _may_be_ready(environ):
            return self.application(environ, start_response)
        # A page hangs on its address alone; only lists for programs are asked for one part or another.
        environ = environ if path.startswith(PROGRAMS) else {**environ, "QUERY_STRING": ""}
        query = environ.get("QUERY_STRING", "")
        key = f"{path}?{query}" if query else path
        ready = self.kept.of(key)
        if ready is not None and self.clock() < ready.until:
            return _given(ready, environ, start_response, self.clock())
        with self.kept.made_by_one(key) as is_mine:
            if ready is not None and not is_mine:
                return _given(ready, environ, start_response, self.clock())
            return self._made(key, ready, environ, start_response)

    def _made(
        self, key: str, before: ReadyAnswer | None, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Asked of the house, as nobody asks; kept, where it says that it may be. While it can't answer: the one before."""
        said: list[Any] = []
        asked = {name: value for name, value in environ.items() if name not in NOT_ASKED} | {"REQUEST_METHOD": "GET"}
        answer = self.application(asked, lambda status, headers, exc_info=None: said.extend((status, headers)))
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        status, headers = said
        if status.startswith("5") and before is not None and self.clock() < before.until + RATHER_OLD:
            return _given(before, environ, start_response, self.clock())
        by_name = {name.lower(): value for name, value in headers}
        lasts = MAX_AGE.fullmatch(by_name.get("cache-control", ""))
        may_be_kept = "set-cookie" not in by_name and by_name.get("vary", "") in VARIES and len(body) <= LARGEST
        if not status.startswith("200") or not lasts or not may_be_kept:
            self.kept.drop(key)
            start_response(status, headers)
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
        packed = gzip.compress(body, 6, mtime=0) if len(body) >= COMPRESSED_FROM else b""
        now = self.clock()
        stay = tuple((name, value) for name, value in headers if name.lower() not in NOT_KEPT)
        ready = ReadyAnswer(status, stay, body, packed, by_name.get("etag", ""), now, now + int(lasts[1]))
        self.kept.keep(key, ready)
        return _given(ready, environ, start_response, now)


def _may_be_ready(environ: Environ) -> bool:
    """What is read, over the way on which it may be; a longer question than any has its own answer."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or len(environ.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return False
    return not settings.HTTPS or environ.get("HTTP_X_FORWARDED_PROTO") == "https"


def _given(ready: ReadyAnswer, environ: Environ, start_response: Callable[..., Any], now: float) -> list[bytes]:
    is_packed = bool(ready.packed) and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    tag = f"W/{ready.tag}" if is_packed and ready.tag else ready.tag
    beside = [("Vary", "Accept-Encoding"), ("Age", str(max(0, int(now - ready.made_at))))]
    beside += [("ETag", tag)] if tag else []
    if tag and _has_it(environ.get("HTTP_IF_NONE_MATCH", ""), ready.tag):
        few = [(name, value) for name, value in ready.headers if name.lower() != "content-type"]
        start_response("304 Not Modified", [*few, *beside])
        return []
    body = ready.packed if is_packed else ready.body
    beside += [("Content-Encoding", "gzip")] if is_packed else []
    start_response(ready.status, [*ready.headers, *beside, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _has_it(asked: str, tag: str) -> bool:
    return bool(asked) and (
        asked.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in asked.split(","))
    )
