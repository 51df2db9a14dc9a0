"""The clients of a storm at the doors: each sends one act after another, as a person with a browser or as a program.

Where no answer comes, the very same is sent again, with the same key, until one does: so a person presses again, and so a
program repeats. What each act was called, and whether it was acknowledged, is written down here and judged afterwards.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import random
import re
import threading
import time
import urllib.parse
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from chaos.behind import PATIENCE, Answer, WebServers

CALM = 4 * PATIENCE  # how long after the storm a client may still wait for one
SEND_AGAIN = {429, 500, 502, 503, 504}
BOUNDARY = "the-edge-of-a-part"
HIDDEN = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"')
# A paper of ten marks' room: every one differs, and each is whole.
PLACE_OF_MARK = b"MARKMARKMARKMARKMARKMARKMARKMARK"


@dataclass
class Sent:
    """One act: by which door it was sent, the mark by which its row is found, and what came back."""

    kind: str
    mark: str
    acknowledged: bool = False
    refused: str = ""
    tries: int = 0
    faults: int = 0
    # How many rows it writes under its mark.
    rows: int = 1
    # What it was acknowledged with, for whoever reads on from there; no part of the verdict.
    answer: Answer | None = field(default=None, repr=False)

    def for_the_verdict(self) -> dict[str, object]:
        """As `chaos.accounts` reads it, in JSON."""
        return {name: value for name, value in vars(self).items() if name != "answer"}


@dataclass
class Desk:
    """Somebody who is signed in, and holds a token."""

    cookie: str
    token: str
    drafted: str
    asked: str
    measure: str
    area: str
    # The code of the participant; and an officer's, who registers what it writes.
    state: str
    office_cookie: str
    office_token: str


class NoPage(Exception):
    """A form could not be opened; nothing was sent yet."""


class HttpClient(threading.Thread):
    """One client of one person, until it is told that the storm is over."""

    def __init__(self, site: WebServers, desk: Desk, paper: bytes, over: threading.Event, chance: random.Random):
        super().__init__(daemon=True)
        self.site, self.desk, self.paper, self.over, self.chance = site, desk, paper, over, chance
        self.sent: list[Sent] = []
        self.gave_up: str = ""

    def run(self) -> None:
        while not self.over.is_set():
            try:
                self.chance.choice(self.acts())()
                self.rest()
            except NoPage:
                time.sleep(0.2)

    def rest(self) -> None:
        """A program asks on at once."""

    def acts(self) -> tuple[Callable[[], object], ...]:
        """What one does next is any of these."""
        return (
            self.view_by_form,
            self.paper_by_form,
            self.commitment_by_program,
            self.paper_by_program,
            self.letter_by_form,
            self.letter_by_program,
            self.information_by_program,
        )

    # -- The acts.

    def view_by_form(self) -> Sent:
        """A view, typed into the form of the portal."""
        address = f"/commitments/{self.desk.asked}/views/"
        form, cookies = self.form(address)
        mark = uuid.uuid4().hex
        body = urllib.parse.urlencode({**form, "text": f"View {mark}", "language": "en", "audience": "members"})
        kind = "application/x-www-form-urlencoded"
        return self.until_answered(Sent("view, by form", mark), address, body.encode(), self.browser(cookies, kind))

    def paper_by_form(self) -> Sent:
        """Another version of one's paper, with a file."""
        address = f"/commitments/{self.desk.drafted}/steps/replace-draft/"
        form, cookies = self.form(address)
        mark, file = self.a_file()
        body = multipart({**form, "title": "Our paper"}, file)
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self.until_answered(Sent("paper, by form", mark), address, body, self.browser(cookies, kind))

    def commitment_by_program(self) -> Sent:
        mark = uuid.uuid4().hex
        told = {"modality": "a", "measure": self.desk.measure, "title": f"Title {mark}", "statement": "We intend it."}
        headers = self.program("application/json")
        return self.until_answered(
            Sent("commitment, by program", mark), "/api/v1/commitments/", json.dumps(told).encode(), headers
        )

    def paper_by_program(self) -> Sent:
        mark, file = self.a_file()
        address = f"/api/v1/commitments/{self.desk.drafted}/steps/replace-draft/"
        headers = self.program(f"multipart/form-data; boundary={BOUNDARY}")
        return self.until_answered(
            Sent("paper, by program", mark), address, multipart({"title": "Our paper"}, file), headers
        )

    def letter_by_form(self) -> Sent:
        """A letter of the state with its scan, which an officer registers: it takes the next number of its series."""
        address = "/correspondence/register/"
        form, cookies = self.form(address, self.desk.office_cookie)
        mark, file = self.a_file()
        body = multipart({**form, **self.a_letter("As scanned")}, file, "scan")
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self.until_answered(Sent("letter, by form", mark), address, body, self.browser(cookies, kind))

    def letter_by_program(self) -> Sent:
        mark = uuid.uuid4().hex
        body = json.dumps(self.a_letter(f"Letter {mark}")).encode()
        headers = self.program("application/json", self.desk.office_token)
        return self.until_answered(Sent("letter, by program", mark), "/api/v1/correspondence/", body, headers)

    def information_by_program(self) -> Sent:
        """Information given to all members, within a measure."""
        mark = uuid.uuid4().hex
        told = {
            "title": f"Information {mark}",
            "text": "It is so.",
            "measure": self.desk.measure,
            "audience": "members",
        }
        body, headers = json.dumps(told).encode(), self.program("application/json")
        return self.until_answered(Sent("information, by program", mark), "/api/v1/information/", body, headers)

    def a_letter(self, subject: str) -> dict[str, str]:
        told = {"series": "NV", "participant": self.desk.state, "day": time.strftime("%Y-%m-%d", time.gmtime())}
        return {**told, "dated": told["day"], "channel": "note-verbale", "subject": subject, "language": "en"}

    # -- How they are sent.

    def until_answered(
        self, sent: Sent, address: str, body: bytes, headers: dict[str, str], *, done: str = "", is_counted: bool = True
    ) -> Sent:
        """The same again, until it is done, or refused for good: as long as the storm rages, and a while into the calm.

        `done` is what whoever repeats it is told where it was done, of an act that has no key.
        """
        if is_counted:
            self.sent.append(sent)
        ends, kind = 0.0, "file" if BOUNDARY in headers["Content-Type"] else "act"
        while not ends or time.monotonic() < ends:
            if self.over.is_set() and not ends:
                ends = time.monotonic() + CALM - PATIENCE
            sent.tries += 1
            try:
                answer = self.site.ask("POST", address, body, headers, kind)
            except (OSError, http.client.HTTPException):
                time.sleep(self.chance.uniform(0.05, 0.4))
                continue
            if answer.status in (200, 201, 302) and not (answer.status == 200 and "cookie" in _lower(headers)):
                sent.acknowledged, sent.answer = True, answer
                return sent
            if answer.status not in SEND_AGAIN:
                sent.acknowledged = bool(done) and sent.tries > 1 and done in answer.text
                sent.answer = answer if sent.acknowledged else None
                sent.refused = "" if sent.acknowledged else f"{answer.status}: {_said(answer.text)}"
                return sent
            sent.faults += answer.status == 500
            time.sleep(self.chance.uniform(0.1, 0.6))
        sent.refused = "never answered"
        return sent

    def form(self, address: str, of_whom: str = "", needs: str = "once_key") -> tuple[dict[str, str], str]:
        """The hidden fields of a page's form, and the cookies to send it with: one's own, or those of another."""
        cookie = of_whom or self.desk.cookie
        try:
            page = self.site.ask("GET", address, None, {"Cookie": cookie, "Host": "localhost"}, "page")
        except (OSError, http.client.HTTPException) as fault:
            raise NoPage from fault
        hidden = self.carried(page.text)
        if page.status != 200 or f'name="{needs}"' not in page.text:
            self.gave_up = f"{address}: {page.status} {_said(page.text)}"
            raise NoPage
        return hidden, "; ".join(filter(None, (cookie, page.cookies)))

    def carried(self, page: str) -> dict[str, str]:
        """What a page's form carries along unseen."""
        return {name: said for name, said in HIDDEN.findall(page) if name not in ("language", "next")}

    def browser(self, cookies: str, kind: str) -> dict[str, str]:
        return {"Cookie": cookies, "Host": "localhost", "Content-Type": kind, "Sec-Fetch-Site": "same-origin"}

    def program(self, kind: str, token: str = "") -> dict[str, str]:
        return {
            "Authorization": f"Token {token or self.desk.token}",
            "Host": "localhost",
            "Content-Type": kind,
            "Idempotency-Key": uuid.uuid4().hex,
        }

    def a_file(self) -> tuple[str, bytes]:
        """A paper like no other; its mark is its digest."""
        file = self.paper.replace(PLACE_OF_MARK, uuid.uuid4().hex.encode())
        return hashlib.sha256(file).hexdigest(), file


def multipart(fields: Mapping[str, str], file: bytes, name_of_file: str = "file") -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name_of_file}"; filename="paper.pdf"\r\n'
    parts += [f"{head}Content-Type: application/pdf\r\n\r\n".encode(), file, f"\r\n--{BOUNDARY}--\r\n".encode()]
    return b"".join(parts)


def _lower(headers: Mapping[str, str]) -> set[str]:
    return {name.lower() for name in headers}


def _said(text: str) -> str:
    """What a page says of what is wrong, for whoever reads the report."""
    found = re.search(r'class="error[^"]*"[^>]*>(.{0,200})', text, re.S)
    return re.sub(r"\s+", " ", found[1] if found else text[:200])
