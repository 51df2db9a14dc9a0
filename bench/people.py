"""What `deadline.py` runs beside the house: people at their browsers, each of whom asks for something every so many seconds."""

from __future__ import annotations

import argparse
import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from opening import names  # noqa: E402

from commitments.models import Commitment  # noqa: E402
from law.editions import workflows  # noqa: E402
from law.grammar.procedure import Does  # noqa: E402
from members.choices import Audience, Role, Standing  # noqa: E402
from members.models import FocalPoint, User  # noqa: E402
from members.tests.signing_in import let_in  # noqa: E402
from papers.api.papers import key_of  # noqa: E402
from papers.models import PaperVersion  # noqa: E402
from papers.tests.files.pdfs import a_pdf  # noqa: E402

PAGES = (
    "/", "/desk/", "/desk/", "/commitments/", "/commitments/{open}/", "/commitments/{open}/", "/states/{state}/",
    "/measures/{measure}/", "/areas/{area}/", "/coordinators/", "/papers/", "/meetings/", "/notices/",
    "/search/?q=resilience",
)  # fmt: skip
API = (
    "/api/v1/commitments/?page_size=50", "/api/v1/commitments/{open}/", "/api/v1/steps/?page_size=50",
    "/api/v1/papers/?page_size=50", "/api/v1/meetings/?page_size=50",
)  # fmt: skip
A_MINUTE = 60.0
FORM_TOKEN = "f" * 32


@dataclass
class Tried:
    """What became of everything that was asked, by kind: seconds to the last byte, and answers by status."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {"page": [], "api": [], "comment": [], "step": []})
    answers: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, seconds: float, answer: object) -> None:
        with self.lock:
            self.seconds[kind].append(seconds)
            self.answers[f"{kind} {answer}"] += 1


@dataclass(frozen=True)
class Deeds:
    """What may be written, each once: papers to comment on, and by state the commitments to hand a draft in for."""

    versions: tuple[str, ...]
    drafts: dict[int, Iterator[str]]
    lock: threading.Lock

    def draft_of(self, state: int) -> str | None:
        with self.lock:
            return next(self.drafts.get(state, iter(())), None)


@dataclass
class AtTheBrowser:
    """One person: where they sit, their session, and that of their state's authority, who hands in and comments."""

    state: int
    session: str
    authority: str
    port: int
    seed: int

    def live(self, until: float, pause: float, deeds: Deeds, tried: Tried, about: dict[str, str]) -> None:
        chance = random.Random(self.seed)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=A_MINUTE)
        time.sleep(chance.uniform(0, pause))
        while (began := time.monotonic()) < until:
            kind, request = self._asks(chance, deeds, about)
            told = answered(connection, request)
            tried.note(kind, time.monotonic() - began, told)
            time.sleep(max(0.0, min(chance.uniform(0.5, 1.5) * pause, until - time.monotonic())))

    def _asks(self, chance: random.Random, deeds: Deeds, about: dict[str, str]) -> tuple[str, dict[str, Any]]:
        turn = chance.random()
        if turn < 0.7:
            return "page", self.get(chance.choice(PAGES).format(**about))
        if turn < 0.9:
            return "api", self.get(chance.choice(API).format(**about))
        if turn < 0.95 and (reference := deeds.draft_of(self.state)):
            return "step", self._draft(reference)
        version = chance.choice(deeds.versions)
        return "comment", self._post(
            f"/api/v1/papers/{version}/comments/",
            json.dumps({"text": "We read it with interest.", "audience": "members"}).encode(),
            "application/json",
        )

    def get(self, address: str) -> dict[str, Any]:
        headers = {"Cookie": f"sessionid={self.session}", "Accept-Encoding": "gzip"}
        return {"method": "GET", "url": address, "headers": headers}

    def _post(self, address: str, body: bytes, kind: str) -> dict[str, Any]:
        headers = {
            "Cookie": f"sessionid={self.authority}; csrftoken={FORM_TOKEN}", "X-CSRFToken": FORM_TOKEN,
            "Content-Type": kind, "Idempotency-Key": uuid4().hex, "Accept-Encoding": "gzip",
        }  # fmt: skip
        return {"method": "POST", "url": address, "headers": headers, "body": body}

    def _draft(self, reference: str) -> dict[str, Any]:
        border = uuid4().hex
        head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="Draft.pdf"\r\n'
        body = f"{head}Content-Type: application/pdf\r\n\r\n".encode() + PDF + f"\r\n--{border}--\r\n".encode()
        kind = f"multipart/form-data; boundary={border}"
        return self._post(f"/api/v1/commitments/{reference}/steps/{SUBMITS.name}/", body, kind)


def answered(connection: http.client.HTTPConnection, request: dict[str, Any]) -> object:
    """The status, when the last byte has come; or why none did.

    A connection that was let go between two requests is opened again, as browsers do it.
    """
    try:
        for is_last in (False, True):
            try:
                connection.request(**request)
                answer = connection.getresponse()
                break
            except (http.client.RemoteDisconnected, ConnectionError):
                connection.close()
                if is_last:
                    raise
        answer.read()
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        return type(error).__name__
    return answer.status


def warm_up(person: AtTheBrowser, about: dict[str, str]) -> None:
    """Every address a few times, so that all processes of the server have answered: what they load once is no part of a day."""
    connection = http.client.HTTPConnection("127.0.0.1", person.port, timeout=10 * A_MINUTE)
    for _time in range(4):
        for address in (*PAGES, *API):
            answered(connection, person.get(address.format(**about)))
            connection.close()


PDF = a_pdf()
# The step that hands in the paper which a commitment is about.
SUBMITS = next(step for flow in workflows() for step in flow.steps if step.does is Does.SUBMITS and step.document)


def session_of(person: User) -> str:
    client = Client()
    let_in(client, person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def cast(people: int, port: int) -> list[AtTheBrowser]:
    """So many people of the member states by turns, and of each of these the one whose word is its word."""
    posts = FocalPoint.objects.filter(
        user__email__endswith="@load.example", participant__participations__standing=Standing.MEMBER
    )
    posts = posts.select_related("user").order_by("user_id")
    rows = [(post.participant_id, post.user) for post in posts[:people] if post.user]
    acting = [(post.participant_id, post.user) for post in posts.filter(role=Role.AUTHORITY) if post.user]
    authorities = {state: session_of(person) for state, person in acting}
    return [
        AtTheBrowser(state, session_of(person), authorities[state], port, number)
        for number, (state, person) in enumerate(rows)
    ]


def deeds() -> Deeds:
    circulated = PaperVersion.objects.filter(circulations__audience=Audience.MEMBERS).select_related("paper")
    versions = tuple(f"{key_of(row.paper)}/versions/{row.number}" for row in circulated.order_by("-pk")[:200])
    drafts: dict[int, list[str]] = {}
    source = [str(state) for state in SUBMITS.source]
    waiting = Commitment.objects.filter(state__in=source, reference__startswith="LOAD").prefetch_related("coordinators")
    for row in waiting:
        for state in row.coordinating_states():
            drafts.setdefault(state.pk, []).append(row.reference)
    return Deeds(versions, {state: iter(rows) for state, rows in drafts.items()}, threading.Lock())


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--port", type=int, required=True)
    wanted.add_argument("--people", type=int, default=200)
    wanted.add_argument("--minutes", type=float, default=10)
    wanted.add_argument("--pause", type=float, default=15, help="seconds between what one person asks, on average")
    wanted.add_argument("--told", type=Path, required=True)
    asked = wanted.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    people, tried, to_do, about = cast(asked.people, asked.port), Tried(), deeds(), names()
    warm_up(people[0], about)
    until = time.monotonic() + asked.minutes * A_MINUTE
    threads = [
        threading.Thread(target=person.live, args=(until, asked.pause, to_do, tried, about)) for person in people
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asked.told.write_text(json.dumps({"seconds": tried.seconds, "answers": tried.answers}))


if __name__ == "__main__":
    main()
