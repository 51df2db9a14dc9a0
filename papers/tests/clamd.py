"""A small server that speaks as clamd does: it finds one string, and answers to a ping."""

import io
import socketserver
import struct
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The string by which scanners are tried, in two parts, so that none stumbles over this file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + rb"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LONGEST = 25 * 1024 * 1024


class Clamd(socketserver.StreamRequestHandler):
    """One conversation. What was packed it unpacks, as clamd does: the string is looked for in the parts of a DOCX."""

    def handle(self) -> None:
        word = b""
        while not word.endswith(b"\0"):
            word += self.rfile.read(1)
        self.wfile.write(b"PONG\0" if word == b"zPING\0" else self.looked_at() if word == b"zINSTREAM\0" else b"?\0")

    def looked_at(self) -> bytes:
        data = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            if len(data) + size > LONGEST:
                return b"INSTREAM size limit exceeded. ERROR\0"
            data += self.rfile.read(size)
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in unpacked(data) else b"stream: OK\0"


def unpacked(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"".join(package.read(name) for name in package.namelist())


class OnAPath(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


class OnAPort(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True


@contextmanager
def a_clamd(path: Path | None = None) -> Iterator[str]:
    """The address of a server that runs meanwhile: on a path, or on a port of this machine."""
    server = OnAPath(str(path), Clamd) if path else OnAPort(("127.0.0.1", 0), Clamd)
    url = f"unix://{path}" if path else f"tcp://127.0.0.1:{server.server_address[1]}"
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    running.start()
    try:
        yield url
    finally:
        server.shutdown()
        server.server_close()
        running.join()
