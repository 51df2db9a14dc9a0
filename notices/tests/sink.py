"""A mail server of our own for tests: it answers each letter as its address says, and keeps what it took."""

import socket
import threading
from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


@dataclass
class Sink:
    """`later@` is answered 451, `never@` 550, `hang@` not at all, `drop@` is taken and the line cut; all others taken."""

    taken: list[tuple[str, bytes]] = field(default_factory=list)
    connections: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    async def handle_DATA(self, server: SMTP, session, envelope) -> str | None:
        address = envelope.rcpt_tos[0]
        word = address.partition("@")[0]
        if word == "later":
            return "451 not now"
        if word == "never":
            return "550 never"
        with self.lock:
            self.taken.append((address, envelope.content))
        if word in ("hang", "drop"):
            server.transport.abort() if word == "drop" else await server.loop.create_future()
        return "250 taken"

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        # Every second conversation is with a server that lets its client speak ahead.
        more = ["250-PIPELINING"] if self.connections % 2 else []
        return [*responses[:-1], *more, responses[-1]]

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address.startswith("nobody@"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 good"

    def by_number(self) -> Counter[str]:
        """How often each Message-ID was taken."""
        return Counter(message_from_bytes(raw, policy=policy.SMTP)["Message-ID"] for _address, raw in self.taken)


class Open:
    """The sink, listening while the test lasts."""

    def __init__(self) -> None:
        self.sink = Sink()
        with socket.socket() as asked:
            asked.bind(("127.0.0.1", 0))
            self.port = asked.getsockname()[1]
        self.controller = Controller(self.sink, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> Sink:
        self.controller.start()
        return self.sink

    def __exit__(self, *fault: object) -> None:
        self.controller.stop(no_assert=True)
