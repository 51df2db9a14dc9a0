"""A scanner for viruses beside the house: clamd, asked over a socket. Set CLAMD_URL to switch it on.

A file travels in pieces after the word INSTREAM; the answer is one line. What doesn't answer, or answers anything else,
is no leave to keep the file.
"""

import socket
import struct
from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog
from django.conf import settings

log = structlog.get_logger(__name__)

PIECE = 64 * 1024
# Seconds: to be let in and for each word; a file of 10 MB with many parts takes some.
PATIENCE, PATIENCE_OF_HEALTH = 20, 1
LONGEST_ANSWER = 4096


class ScannerAway(Exception):
    """The scanner isn't reached, or doesn't answer as it should."""


@dataclass(frozen=True)
class Scanner:
    """Where clamd listens: a host and a port, or a socket of the file system."""

    host: str = ""
    port: int = 3310
    path: str = ""

    def found_in(self, data: bytes) -> str:
        """What it calls the virus in these bytes; "" for none. Raises ScannerAway."""
        pieces = (data[start : start + PIECE] for start in range(0, len(data), PIECE))
        sent = b"".join(struct.pack("!L", len(piece)) + piece for piece in pieces)
        answer = self._asked(b"zINSTREAM\0" + sent + struct.pack("!L", 0), PATIENCE)
        if answer == "stream: OK":
            return ""
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        raise ScannerAway(f"it answered {answer[:200]!r}")

    def answers(self) -> bool:
        try:
            return self._asked(b"zPING\0", PATIENCE_OF_HEALTH) == "PONG"
        except ScannerAway:
            return False

    def _asked(self, words: bytes, patience: float) -> str:
        try:
            with self._connected(patience) as line:
                line.sendall(words)
                answer = b""
                while not answer.endswith(b"\0") and (piece := line.recv(LONGEST_ANSWER)):
                    answer += piece
                    if len(answer) > LONGEST_ANSWER:
                        break
        except (OSError, ValueError) as error:
            raise ScannerAway(str(error)) from error
        return answer.rstrip(b"\0\n").decode("utf-8", "replace")

    def _connected(self, patience: float) -> socket.socket:
        if not self.path:
            return socket.create_connection((self.host, self.port), timeout=patience)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(patience)
        try:
            line.connect(self.path)
        except OSError:
            line.close()
            raise
        return line


def scanner_at(url: str) -> Scanner | None:
    """The scanner of an address: "tcp://host:3310" or "unix:///run/clamav/clamd.ctl". None for none.

    Raises ValueError for an address of another kind.
    """
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme == "unix" and parts.path:
        return Scanner(path=parts.path)
    if parts.scheme == "tcp" and parts.hostname:
        return Scanner(host=parts.hostname, port=parts.port or Scanner.port)
    raise ValueError(f"{url} is no address of a scanner")


def the_scanner() -> Scanner | None:
    """The one of the settings."""
    return scanner_at(settings.CLAMD_URL)


def state_of_the_scanner() -> str:
    """For whoever watches over the house: "off" where none is set, "ok", or "away"."""
    try:
        scanner = the_scanner()
    except ValueError:
        return "away"
    return "off" if scanner is None else "ok" if scanner.answers() else "away"


def virus_in(data: bytes) -> str:
    """What the scanner of the settings finds; "" for nothing, and where none is set. Raises ScannerAway, and alarms."""
    try:
        scanner = the_scanner()
        return scanner.found_in(data) if scanner else ""
    except (ScannerAway, ValueError) as why:
        log.error("scanner doesn't answer", why=str(why)[:200])
        raise ScannerAway(str(why)) from why
