"""304 answered before a list is made: whoever has it already, and nothing was written since, gets nothing again.

What a list tells hangs on what is asked, on who asks and where they sit, on the language, on the day, and on what was written.
The journal says whether something was: every acknowledged change appends to it, in its own transaction. So each process keeps
which bytes it last made (their ETag) under all of these; where the same comes again, the list need not be made to know them.

The ETag stays a seal of the bytes. It says nothing of the journal, so that nobody learns from it that somebody wrote what
they don't see; and where that was all, the list is made and found unchanged as before.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import get_language
from rest_framework.request import Request
from rest_framework.response import Response

from record.dates import day_of_the_house
from record.standing_still import last_seal

# Lists of which a process knows the seal: an address, a person and a day each.
MOST_KEPT = 5_000


@dataclass
class KnownLists:
    """Seals of the bytes of lists, by all that they hang on; the longest unused is forgotten first."""

    seals: OrderedDict[str, str] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)
    # What of a person decides what they are let see; the rooms of people register it. None: no list is answered from here.
    sight: Callable[[Any], str] | None = None

    def seal_of(self, key: str) -> str | None:
        with self.lock:
            if key in self.seals:
                self.seals.move_to_end(key)
            return self.seals.get(key)

    def keep(self, key: str, seal: str) -> None:
        with self.lock:
            self.seals[key] = seal
            self.seals.move_to_end(key)
            while len(self.seals) > MOST_KEPT:
                self.seals.popitem(last=False)


KNOWN = KnownLists()


def key_of_list(request: Request) -> str | None:
    """All that a list hangs on, as a digest; None for whoever has no list yet, who pays nothing for those who have one.

    Asked before the list is read: what is written meanwhile makes it another.
    """
    if KNOWN.sight is None or "If-None-Match" not in request.headers:
        return None
    hangs_on = (
        request.build_absolute_uri(),
        request.accepted_renderer.format,
        str(request.user.pk),
        KNOWN.sight(request.user),
        get_language(),
        timezone.get_current_timezone_name(),
        day_of_the_house().isoformat(),
        last_seal(),
    )
    return hashlib.sha256(repr(hangs_on).encode()).hexdigest()


def unchanged(request: Request, key: str) -> HttpResponse | None:
    """304 where who asks has the bytes that the list would be; None where nobody can say so without making it."""
    seal = KNOWN.seal_of(key)
    theirs = {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}
    return HttpResponse(status=304, headers={"ETag": seal}) if seal and seal in theirs else None


def remembered(answer: HttpResponseBase, key: str | None) -> HttpResponseBase:
    """The answer, with a seal once it is written, kept under its key; what leaves while it is written has none."""
    if isinstance(answer, Response):
        answer.add_post_render_callback(lambda written: _seal(written, key))
    elif isinstance(answer, HttpResponse):
        _seal(answer, key)
    elif key and answer.has_header("ETag"):
        KNOWN.keep(key, answer["ETag"])
    return answer


def _seal(answer: HttpResponse, key: str | None) -> None:
    if answer.status_code == 200:
        answer["ETag"] = quote_etag(hashlib.sha256(answer.content).hexdigest()[:40])
        if key:
            KNOWN.keep(key, answer["ETag"])
