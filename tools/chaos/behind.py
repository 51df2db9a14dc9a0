"""The web servers behind one name, chosen among as the proxy of `deploy/Caddyfile` chooses; and what each request came to."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

PATIENCE = 60  # seconds for one answer
# As the proxy has it: how long a server that refused is left out, and how long one is looked for (`fail_duration`,
# `lb_try_duration`).
LEFT_OUT, LOOKED_FOR = 10, 5


@dataclass
class Answer:
    status: int
    raw: bytes
    cookies: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.raw.decode(errors="replace")


@dataclass(frozen=True)
class AskedOnce:
    """One request: when, by the clock of this process, what for, how long it took, and its status; 0 where the line was cut."""

    at: float
    kind: str
    seconds: float
    status: int


@dataclass
class WebServers:
    """Where the site is served; who refuses a connection is left out for a while."""

    addresses: tuple[tuple[str, int], ...]
    chance: random.Random = field(default_factory=random.Random)
    asked: list[AskedOnce] = field(default_factory=list)
    left_out: dict[tuple[str, int], float] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, method: str, address: str, body: bytes | None, headers: Mapping[str, str], kind: str = "") -> Answer:
        """One answer, by whichever server takes the connection. Raises OSError or HTTPException where none comes."""
        began, status = time.monotonic(), 0
        try:
            connection = self._connected()
            try:
                connection.request(method, address, body, dict(headers))
                answer = connection.getresponse()
                raw = answer.read()
                status = answer.status
                cookies = "; ".join(line.split(";")[0] for line in answer.headers.get_all("Set-Cookie") or [])
                return Answer(answer.status, raw, cookies, dict(answer.headers))
            finally:
                connection.close()
        finally:
            with self.lock:
                self.asked.append(AskedOnce(began, kind or method, time.monotonic() - began, status))

    def _connected(self) -> http.client.HTTPConnection:
        ends = time.monotonic() + LOOKED_FOR
        while True:
            address = self._one_of_them()
            connection = http.client.HTTPConnection(*address, timeout=PATIENCE)
            try:
                connection.connect()
                return connection
            except OSError:
                with self.lock:
                    self.left_out[address] = time.monotonic() + LEFT_OUT
                if len(self.addresses) == 1 or time.monotonic() > ends:
                    raise
                time.sleep(0.05)

    def _one_of_them(self) -> tuple[str, int]:
        now = time.monotonic()
        with self.lock:
            well = [address for address in self.addresses if self.left_out.get(address, 0) < now]
            return self.chance.choice(well or list(self.addresses))
