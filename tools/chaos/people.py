"""People at a site of many machines: they read more than they write, and look at once for what they just wrote.

What they look for is asked of whichever web server takes the connection, which need not be the one that took the act, and
which reads from a copy of the database where it may.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import time
import uuid
from collections.abc import Callable
from typing import NamedTuple

from chaos.behind import Answer
from chaos.clients import HttpClient, Sent

PAGES = (
    "/", "/commitments/", "/commitments/{asked}/", "/commitments/{drafted}/", "/states/{state}/",
    "/measures/{measure}/", "/papers/", "/correspondence/", "/notices/", "/search/?q=Title",
)  # fmt: skip
LISTS = (
    "/api/v1/commitments/?page_size=20", "/api/v1/steps/?page_size=20", "/api/v1/papers/?page_size=20",
    "/api/v1/views/?page_size=20", "/api/v1/information/?page_size=20",
)  # fmt: skip
EXPORTS = ("/api/v1/commitments/?format=csv", "/api/v1/documents/history/{asked}/?format=xlsx")
ADDRESS_OF_A_FILE = re.compile(
    r'"sha256":"(?P<digest>[0-9a-f]{64})".{0,400}?"file_url":"(?P<address>[^"]+)"', re.DOTALL
)


class Unseen(NamedTuple):
    """What somebody had written, was told of, and did not find again."""

    kind: str
    address: str
    status: int


class Person(HttpClient):
    """One person with a browser and a program."""

    def __init__(self, *words: object):
        super().__init__(*words)  # type: ignore[arg-type]
        self.looked, self.unseen = 0, list[Unseen]()
        self.wanted_documents: list[str] = []
        self.pause = 0.0

    def rest(self) -> None:
        time.sleep(self.chance.uniform(0.5, 1.5) * self.pause)

    def acts(self) -> tuple[Callable[[], object], ...]:
        writes = (
            self.commitment_and_look, self.view_and_look, self.information_and_look, self.paper_and_look,
            self.letter_by_form, self.paper_by_form, self.document_asked_for,
        )  # fmt: skip
        return (*writes, *[self.a_page] * 8, *[self.a_list] * 4, *[self.an_export] * 2)

    # -- Who only reads.

    def a_page(self) -> None:
        self.read(self.chance.choice(PAGES), "page")

    def a_list(self) -> None:
        self.read(self.chance.choice(LISTS), "list")

    def an_export(self) -> None:
        self.read(self.chance.choice(EXPORTS), "export")

    def read(self, address: str, kind: str) -> Answer | None:
        """None where no answer came."""
        desk = self.desk
        where = address.format(asked=desk.asked, drafted=desk.drafted, state=desk.state, measure=desk.measure)
        is_program = where.startswith("/api/")
        who = {"Authorization": f"Token {desk.token}"} if is_program else {"Cookie": desk.cookie}
        try:
            return self.site.ask("GET", where, None, {**who, "Host": "localhost"}, kind)
        except (OSError, http.client.HTTPException):
            return None

    # -- Who writes, and looks whether it is there.

    def commitment_and_look(self) -> None:
        sent = self.commitment_by_program()
        self.look(sent, f"/api/v1/commitments/{_told(sent, 'reference')}/", "list")
        self.look(sent, "/api/v1/commitments/?format=csv", "export")

    def view_and_look(self) -> None:
        sent = self.view_by_form()
        self.look(sent, "/commitments/{asked}/", "page")

    def information_and_look(self) -> None:
        sent = self.information_by_program()
        self.look(sent, f"/api/v1/information/{_told(sent, 'uid')}/", "list")

    def paper_and_look(self) -> None:
        """The list says its digest; and the file that it leads to has it."""
        sent = self.paper_by_program()
        answer = self.look(sent, "/api/v1/papers/?page_size=100", "list")
        rows = ADDRESS_OF_A_FILE.finditer(answer.text) if answer else ()
        for row in rows:
            if row["digest"] == sent.mark:
                self.look_at_file(sent, row["address"].partition("localhost")[2].removeprefix(":80"))

    def look(self, sent: Sent, address: str, kind: str) -> Answer | None:
        """What was acknowledged is there, wherever it is asked for. No answer, and 503, say nothing of it."""
        if not sent.acknowledged:
            return None
        answer = self.read(address, kind)
        if answer is None or answer.status in (429, 502, 503, 504):
            return None
        self.looked += 1
        if sent.mark not in answer.text:
            self.unseen.append(Unseen(sent.kind, address, answer.status))
        return answer

    def look_at_file(self, sent: Sent, address: str) -> None:
        headers = {"Authorization": f"Token {self.desk.token}", "Host": "localhost"}
        try:
            answer = self.site.ask("GET", address, None, headers, "file")
        except (OSError, http.client.HTTPException):
            return
        if answer.status != 200:
            return
        self.looked += 1
        if hashlib.sha256(answer.raw).hexdigest() != sent.mark:
            self.unseen.append(Unseen("file of a paper", address, answer.status))

    def document_asked_for(self) -> None:
        """A document that takes its time, which a worker makes."""
        body = {"kind": "area", "key": self.desk.area, "format": self.chance.choice(("pdf", "docx")), "language": "en"}
        headers = self.program("application/json")
        sent = Sent("document, asked for", uuid.uuid4().hex)
        address = "/api/v1/requested-documents/"
        self.until_answered(sent, address, json.dumps(body).encode(), headers, is_counted=False)
        if sent.acknowledged:
            self.wanted_documents.append(_told(sent, "uid"))


def _told(sent: Sent, name: str) -> str:
    return str(json.loads(sent.answer.text).get(name, "")) if sent.answer else ""
