"""Fetches rows page by page, takes files, keeps a copy up to date and acts; a refusal is an exception with its sentence."""

import datetime as dt
import json
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from cica_client.nouns import TAKEN_BACK, Changes, Lists

TRIES = 4
TO_SEND_AGAIN = {429, 503}
NOT_MODIFIED = 304
# What is told again, so that nothing falls between two questions: what was being written while the first was answered.
OVERLAP = dt.timedelta(minutes=5)


class Refusal(Exception):
    """The tracker said no, and why; `request_id` finds the line in its log."""

    def __init__(self, answer: requests.Response) -> None:
        try:
            problem = answer.json()
        except ValueError:
            problem = {}
        self.problem: dict[str, object] = problem if isinstance(problem, dict) else {}
        self.status = answer.status_code
        self.request_id = answer.headers.get("X-Request-ID", "")
        self.detail = str(self.problem.get("detail") or answer.reason or "refused")
        super().__init__(f"{self.status}: {self.detail} (request {self.request_id})")


class Tracker(Lists):
    """The tracker at an address, asked with a token.

    It keeps the last answers (`keeps` of them) with their ETag: what didn't change since is not sent again (304).
    """

    def __init__(
        self, address: str, token: str, *, wait: Callable[[float], object] = time.sleep, keeps: int = 200
    ) -> None:
        self.root = f"{address.rstrip('/')}/api/v1/"
        self.wait, self.keeps = wait, keeps
        self.kept: OrderedDict[str, tuple[str, str]] = OrderedDict()
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Token {token}"

    def send(self, method: str, address: str, **what: object) -> requests.Response:
        """Sends, and sends again after as many seconds as a limit asks for; nothing was done by what a limit stopped."""
        for left in reversed(range(TRIES)):
            answer = self.session.request(method, address, timeout=60, **what)  # type: ignore[arg-type]
            seconds = answer.headers.get("Retry-After", "")
            if answer.status_code in TO_SEND_AGAIN and seconds.isdigit() and left:
                answer.close()
                self.wait(float(seconds))
                continue
            if answer.status_code >= 400:
                raise Refusal(answer)
            return answer
        raise AssertionError("the last try answers or raises")

    def read(self, address: str, asked: object = None) -> tuple[Any, requests.Response]:
        """What an address answers: the answer of before where the tracker says that it still holds."""
        whole = str(requests.Request("GET", address, params=asked).prepare().url)  # type: ignore[arg-type]
        seal, before = self.kept.get(whole, ("", ""))
        answer = self.send("GET", whole, headers={"If-None-Match": seal} if seal else {})
        if answer.status_code == NOT_MODIFIED:
            self.kept.move_to_end(whole)
            return json.loads(before), answer
        if self.keeps and (seal := answer.headers.get("ETag", "")):
            self.kept[whole] = (seal, answer.text)
            self.kept.move_to_end(whole)
            while len(self.kept) > self.keeps:
                self.kept.popitem(last=False)
        return answer.json(), answer

    def rows(self, name: str, query: dict[str, object]) -> Iterator[dict[str, object]]:
        """Every row of a list, page after page."""
        for page, _answer in self.pages(name, query):
            yield from page["results"]

    def pages(self, name: str, query: dict[str, object]) -> Iterator[tuple[Any, requests.Response]]:
        asked: dict[str, object] | str | None = said(query)
        while asked is not None:
            page, answer = self.read(f"{self.root}{name}/", asked)
            yield page, answer
            # Of the next page's address the query alone: the token goes nowhere but to the tracker's own.
            asked = urlsplit(page["next"]).query if page["next"] else None

    def entry(self, name: str, reference: str, query: dict[str, object]) -> dict[str, Any]:
        row: dict[str, Any] = self.read(f"{self.root}{name}/{reference}/", said(query))[0]
        return row

    def changed(self, name: str, since: str) -> Changes[Any]:
        rows, next_since = [], since
        for number, (page, answer) in enumerate(self.pages(name, {"updated_since": since})):
            rows += page["results"]
            if not number:
                # By the clock of the tracker, which is the one that its rows are dated by.
                asked_at = parsedate_to_datetime(answer.headers["Date"]) if "Date" in answer.headers else None
                next_since = (asked_at - OVERLAP).isoformat().replace("+00:00", "Z") if asked_at else since
        graves: dict[str, object] = {"updated_since": since, "resource": name}
        gone = self.rows("tombstones", graves) if name in TAKEN_BACK else ()
        return Changes(rows, [str(stone["reference"]) for stone in gone], next_since)

    def export(self, name: str, to: Path, **query: object) -> Path:
        """A list as a file (csv, xlsx, jsonl, parquet, by the ending of its name), in bounded memory."""
        asked = {**said(query), "format": to.suffix.removeprefix(".")}
        with self.send("GET", f"{self.root}{name}/", params=asked, stream=True) as answer, to.open("wb") as file:
            for piece in answer.iter_content(65536):
                file.write(piece)
        return to

    def act(self, address: str, *, key: str = "", **body: object) -> dict[str, object]:
        """Does what the address names, once: sent again, the same key answers what was done first."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        answer = self.send("POST", f"{self.root}{address.strip('/')}/", json=body, headers=headers)
        done: dict[str, object] = answer.json() if answer.content else {}
        return done


def said(query: dict[str, object]) -> dict[str, object]:
    """As an address says it: true and false in small letters, an order as names with commas."""
    asked: dict[str, object] = {}
    for name, value in query.items():
        if name == "ordering" and isinstance(value, list):
            value = ",".join(value)
        asked[name] = str(value).lower() if isinstance(value, bool) else value
    return asked
