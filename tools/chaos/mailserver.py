"""A mail server that behaves as the recipient's address says, and writes down what it takes before it says so.

What stands before the number in an address:

- plain      takes it;
- later      answers 451 to the first copy of a letter, later2 to the first two, then takes it;
- never      answers 550 to the address or, to every other one, after the letter;
- hang       takes it and never answers (the first copy);
- cutafter   takes it and cuts the line without an answer (the first copy);
- cutbefore  doesn't take it and cuts the line without an answer (the first copy);
- goodbye    takes it, answers, and cuts the line.

Every line of its log is on disk before the answer goes out: what was done, with a letter to whom, its Message-ID, the
meetings that it names, a digest of its bytes, and the port it came from.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import hashlib
import json
import os
import random
import re
from collections import Counter
from dataclasses import dataclass, field

MESSAGE_ID = re.compile(rb"^message-id:\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
TEXT = re.compile(rb"text/plain[^\r]*\r\nContent-Transfer-Encoding: base64\r\n\r\n(.*?)\r\n--", re.DOTALL)
MEETING = re.compile(r"/meetings/([^/\s]+)/")
ADDRESS = re.compile(r"<([^>]*)>")


@dataclass
class Log:
    """A file that holds what happened, on disk."""

    path: str
    is_synced: bool = True

    def __post_init__(self) -> None:
        self.file = os.open(self.path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o644)

    def write(self, **line: object) -> None:
        os.write(self.file, json.dumps(line).encode() + b"\n")
        if self.is_synced:
            os.fdatasync(self.file)


@dataclass
class MailServer:
    log: Log
    # An answer takes up to so many seconds, as over a network.
    delay: float = 0
    chance: random.Random = field(default_factory=random.Random)
    copies: Counter[str] = field(default_factory=Counter)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One conversation, until either side has enough."""
        try:
            await Conversation(self, reader, writer).hold()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.transport.abort()


class Conversation:
    def __init__(self, server: MailServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.server, self.reader, self.writer = server, reader, writer
        self.port = writer.get_extra_info("peername")[1]
        self.to = ""

    async def hold(self) -> None:
        self._say("220 sink")
        while line := await self.reader.readline():
            word = line[:4].upper().strip()
            if word in (b"EHLO", b"HELO"):
                self._say("250-sink\r\n250-8BITMIME\r\n250 PIPELINING")
            elif word == b"RCPT":
                self._say(self._about(line))
            elif word == b"DATA" and not self.to:
                self._say("503 a letter for nobody")
            elif word == b"DATA":
                self._say("354 go ahead")
                if not await self._take(await self._letter()):
                    return
                self.to = ""
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 good")

    def _about(self, line: bytes) -> str:
        address = ADDRESS.search(line.decode())
        self.to = address[1] if address else ""
        word, number = self._behaviour()
        if word == "never" and number % 2:
            self._note("refused", b"")
            self.to = ""
            return "550 no such person"
        return "250 good"

    def _behaviour(self) -> tuple[str, int]:
        word, _dash, number = self.to.partition("@")[0].partition("-")
        return word, int(number) if number.isdigit() else 0

    async def _letter(self) -> bytes:
        return (await self.reader.readuntil(b"\r\n.\r\n"))[:-3]

    async def _take(self, letter: bytes) -> bool:
        """Do with a letter as its address says; False when the line is to be cut."""
        word, _number = self._behaviour()
        number = _number_of(letter)
        self.server.copies[number] += 1
        copy = self.server.copies[number]
        if word == "never":
            self._note("refused", letter)
            self._say("550 never")
            return True
        if (word == "later" and copy == 1) or (word == "later2" and copy <= 2):
            self._note("later", letter)
            self._say("451 not now")
            return True
        if word == "cutbefore" and copy == 1:
            self._note("not taken", letter)
            return False
        is_cut = word in ("cutafter", "hang") and copy == 1
        self._note("taken", letter, answered=not is_cut)
        if is_cut:
            if word == "hang":
                await self.reader.read()
            return False
        if self.server.delay:
            await asyncio.sleep(self.server.chance.random() * self.server.delay)
        self._say("250 taken")
        await self.writer.drain()
        return word != "goodbye"

    def _note(self, what: str, letter: bytes, **more: object) -> None:
        line = {"what": what, "to": self.to, "id": _number_of(letter), "port": self.port, **more}
        self.server.log.write(**line, about=_meetings_in(letter), sha=hashlib.sha256(letter).hexdigest())

    def _say(self, words: str) -> None:
        self.writer.write(words.encode() + b"\r\n")


def _number_of(letter: bytes) -> str:
    message_id = MESSAGE_ID.search(letter)
    return message_id[1].decode() if message_id else ""


def _meetings_in(letter: bytes) -> list[str]:
    text = TEXT.search(letter)
    return sorted(set(MEETING.findall(base64.b64decode(text[1]).decode()))) if text else []


async def listen(port: int, server: MailServer) -> None:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", port, limit=2**22, backlog=200)
    async with listening:
        await listening.serve_forever()


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--port", type=int, required=True)
    words.add_argument("--log", required=True)
    words.add_argument("--delay", type=float, default=0, help="longest wait before an answer, in seconds")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--no-sync", action="store_true", help="don't wait for the disk")
    options = words.parse_args()
    server = MailServer(Log(options.log, not options.no_sync), options.delay, random.Random(options.seed))
    asyncio.run(listen(options.port, server))


if __name__ == "__main__":
    main()
