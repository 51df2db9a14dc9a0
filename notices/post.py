"""Handing letters over, and knowing what became of each: one line to the mail server for many letters.

Until the final dot of DATA has been handed to the network nothing can have been accepted. After it an answer counts;
without one nobody can say.
"""

import enum
import re
import smtplib
import socket
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.utils import parseaddr
from types import TracebackType
from typing import Any, Protocol, Self

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from notices.models import Letter

SMTP = "django.core.mail.backends.smtp.EmailBackend"
PATIENCE = 20  # seconds for one answer; a few of them must fit into a lease


class MailOutcome(enum.Enum):
    ACCEPTED = "accepted"
    LATER = "not now"
    REFUSED = "never"
    UNKNOWN = "no answer"
    # Nobody to speak to, or nobody who takes letters of ours at all: no fault of this letter's.
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class MailAnswer:
    outcome: MailOutcome
    words: str = ""


class MailLine(Protocol):
    """Something that takes letters, one after the other."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *fault: Any) -> None: ...

    def send(self, letter: Letter) -> MailAnswer: ...


def open_line() -> MailLine:
    return SmtpLine() if settings.EMAIL_BACKEND == SMTP else BackendLine()


def envelope(address: str) -> str:
    """As a server takes it: a name of a host in letters of its own goes in its other form."""
    local, _at, host = address.rpartition("@")
    return address if host.isascii() else f"{local}@{host.encode('idna').decode('ascii')}"


class SmtpLine:
    """A conversation with the mail server, opened with the first letter and again whenever it broke off."""

    def __init__(self, host: str = "", port: int = 0, patience: float = 0):
        self.host, self.port = host or settings.EMAIL_HOST, port or settings.EMAIL_PORT
        self.patience = patience or settings.EMAIL_TIMEOUT or PATIENCE
        self.sender = envelope(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
        self.server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def send(self, letter: Letter) -> MailAnswer:
        try:
            server = self.server or self._dial()
        except (OSError, smtplib.SMTPException) as fault:
            self._hang_up()
            return MailAnswer(MailOutcome.UNREACHABLE, _told(fault))
        try:
            if answer := self._refusal_of_envelope(server, letter):
                return self._and_on(answer)
            server.send(re.sub(rb"(?m)^\.", b"..", bytes(letter.raw)))
        except (OSError, smtplib.SMTPException) as fault:
            self._hang_up()
            return MailAnswer(MailOutcome.LATER, _told(fault))
        except ValueError as fault:
            # No server takes an address with such signs, today or later; nothing of the letter was handed over.
            self._hang_up()
            return MailAnswer(MailOutcome.REFUSED, _told(fault))
        # From here on the server may have it.
        try:
            server.send(b".\r\n")
            code, words = server.getreply()
        except (OSError, smtplib.SMTPException) as fault:
            self._hang_up()
            return MailAnswer(MailOutcome.UNKNOWN, _told(fault))
        return self._and_on(_answer(code, words))

    def _refusal_of_envelope(self, server: smtplib.SMTP, letter: Letter) -> MailAnswer | None:
        """What is said before the letter itself; None once the server wants it."""
        said = [f"MAIL FROM:<{self.sender}>", f"RCPT TO:<{envelope(letter.address)}>", "DATA"]
        if server.has_extn("pipelining"):
            server.send("".join(f"{line}\r\n" for line in said))
            mail, rcpt, data = (server.getreply() for _line in said)
        else:
            mail, rcpt, data = server.docmd(said[0]), (0, b""), (0, b"")
            rcpt = server.docmd(said[1]) if mail[0] == 250 else rcpt
            data = server.docmd(said[2]) if rcpt[0] in (250, 251) else data
        if data[0] == 354 and not (mail[0] == 250 and rcpt[0] in (250, 251)):
            # It wants a letter for nobody (RFC 2920, 3.1): an empty one, whose fate is of no matter.
            server.send(b".\r\n")
            server.getreply()
        if mail[0] != 250:
            # It takes none of our letters: to refuse each for it would lose them all.
            return MailAnswer(MailOutcome.UNREACHABLE, f"{mail[0]} {_text(mail[1])}")
        if rcpt[0] not in (250, 251):
            return _answer(*rcpt)
        return None if data[0] == 354 else _answer(*data)

    def _and_on(self, answer: MailAnswer) -> MailAnswer:
        """Make the line ready for the next letter; a server that says 421 has hung up."""
        if answer.outcome is not MailOutcome.ACCEPTED and self.server:
            try:
                if answer.words.startswith("421") or self.server.rset()[0] != 250:
                    self._hang_up()
            except (OSError, smtplib.SMTPException):
                self._hang_up()
        return answer

    def _dial(self) -> smtplib.SMTP:
        if settings.EMAIL_USE_SSL:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.patience)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.patience)
        self.server = server
        server.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            server.starttls()
            server.ehlo()
        # The final dot is handed over by itself, and must not wait for the server to acknowledge what went before.
        server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        return server

    def _hang_up(self) -> None:
        if self.server:
            self.server.close()
        self.server = None


class KeptLetter(EmailMessage):
    """A letter for one of Django's ways of sending, as the bytes that were kept."""

    def __init__(self, letter: Letter):
        super().__init__(letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.address])
        self.raw = bytes(letter.raw)

    def message(self, **kwargs: Any) -> Any:
        return message_from_bytes(self.raw, policy=policy.SMTP)


class BackendLine:
    """The mailbox on disk, or another of Django's ways of sending: it takes a letter, or nobody can say."""

    def __enter__(self) -> Self:
        self.connection = get_connection()
        self.connection.open()
        return self

    def __exit__(self, *fault: Any) -> None:
        self.connection.close()

    def send(self, letter: Letter) -> MailAnswer:
        try:
            self.connection.send_messages([KeptLetter(letter)])
        except Exception as fault:
            return MailAnswer(MailOutcome.UNKNOWN, _told(fault))
        return MailAnswer(MailOutcome.ACCEPTED)


def _answer(code: int, words: bytes | str) -> MailAnswer:
    said = f"{code} {_text(words)}"
    if 200 <= code < 300:
        return MailAnswer(MailOutcome.ACCEPTED, said)
    return MailAnswer(MailOutcome.REFUSED if 500 <= code < 600 else MailOutcome.LATER, said)


def _text(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(text.replace("\x00", "").split())


def _told(fault: BaseException) -> str:
    return f"{type(fault).__name__}: {_text(str(fault))}"[:250]
