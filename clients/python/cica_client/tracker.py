"""Fetches rows page by page, takes files, keeps a copy up to date and acts; a refusal is an exception with its sentence."""

import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import requests

from cica_client.nouns import Lists

TRIES = 4
TO_SEND_AGAIN = {429, 503}


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
    """The tracker at an address, asked with a token."""

    def __init__(self, address: str, token: str, *, wait: Callable[[float], object] = time.sleep) -> None:
        self.root = f"{address.rstrip('/')}/api/v1/"
        self.wait = wait
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

    def rows(self, name: str, query: dict[str, object]) -> Iterator[dict[str, object]]:
        """Every row of a list, page after page."""
        asked: dict[str, object] | str | None = said(query)
        while asked is not None:
            page = self.send("GET", f"{self.root}{name}/", params=asked).json()
            yield from page["results"]
            # Of the next page's address the query alone: the token goes nowhere but to the tracker's own.
            asked = urlsplit(page["next"]).query if page["next"] else None

    def one(self, name: str, reference: str, **query: object) -> dict[str, object]:
        """A single entry, by its reference."""
        row: dict[str, object] = self.send("GET", f"{self.root}{name}/{reference}/", params=said(query)).json()
        return row

    def export(self, name: str, to: Path, **query: object) -> Path:
        """A list as a file (csv, xlsx, jsonl, parquet, by the ending of its name), in bounded memory."""
        asked = {**said(query), "format": to.suffix.removeprefix(".")}
        with self.send("GET", f"{self.root}{name}/", params=asked, stream=True) as answer, to.open("wb") as file:
            for piece in answer.iter_content(65536):
                file.write(piece)
        return to

    def changes(self, name: str, since: str) -> tuple[list[dict[str, object]], list[str]]:
        """For whoever keeps a copy: the rows entered or changed since, and the references of those taken back."""
        changed = list(self.rows(name, {"updated_since": since}))
        gone = self.rows("tombstones", {"updated_since": since})
        return changed, [str(stone["reference"]) for stone in gone if stone["resource"] == name]

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
