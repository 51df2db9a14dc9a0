"""`make run`: the whole house in the foreground, on a machine that has nothing but Python 3.11.

1. the virtual environment; 2. the database, the record, the demo accounts, the static files; 3. web, worker and clock.
Ctrl-C, SIGTERM, or the end of either process stops all of it. A second run finds everything done and keeps the data.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import earlier
import environment
import processes

HOST = "127.0.0.1"
# What fills the database of the true house; and the file by which a run holds its folder.
TRUE_HOUSE, HELD = ("load_record", "index_search --where-empty", "make_demo"), "run"
# In a container the one who runs this is root, and Celery says so at length.
NO_WORD_ABOUT_ROOT = ("-W", "ignore:You're running the worker")
CANNOT_BE_USED = "{data} can't be used ({why}). Name another folder: make run DATA_DIR=/path"


class StopAsked(KeyboardInterrupt):
    """Somebody asked us to stop."""


def main(*, fills: Sequence[str] = TRUE_HOUSE, first: Callable[[Path], None] | None = None) -> int:
    """Run the house until somebody stops it. `fills` are the commands that fill its database; `first` is done to its folder
    before, while nobody else runs in it."""
    listen_for_the_end()
    port = _port()
    try:
        environment.prepare(environment.RUN)
        # DEMO is said here and nowhere else: demo accounts exist only where `make run` made them.
        env = {**os.environ, "DEMO": "1", "PORT": str(port), "PYTHONUNBUFFERED": "1"}
        env["DJANGO_SETTINGS_MODULE"] = "cica_tracker.settings"
        env.setdefault("LOG_FORMAT", "text")  # a person reads along
        if not env.get("DATABASE_URL"):
            _leave_an_earlier_house(_data(env))
        with _only_run_in(_data(env), port):
            if first is not None:
                first(_data(env))
            _prepare(env, fills)
            return stay_open(env, port, _servers(port))
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
        return 0


def listen_for_the_end() -> None:
    def asked(number: int, frame: FrameType | None) -> None:
        raise StopAsked(signal.Signals(number).name)

    signal.signal(signal.SIGINT, asked)
    signal.signal(signal.SIGTERM, asked)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # under nohup a closed terminal is no reason
        signal.signal(signal.SIGHUP, asked)


def _port() -> int:
    """The port asked for, which must be a number and free, or a sentence."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isdecimal() and 0 < int(text) < 65536):
        sys.exit(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, int(text)))
        except OSError as refusal:
            sys.exit(f"Port {text} of {HOST} cannot be used ({refusal.strerror}). Choose another: make run PORT=8080")
    return int(text)


def _prepare(env: dict[str, str], fills: Sequence[str]) -> None:
    """The database, what fills it, and the static files, in one process: a second run takes seconds."""
    commands = ["migrate --verbosity 0", *fills]
    stamp, digest_now = _data(env) / "static-holds", _static_digest()
    is_stale = not (stamp.is_file() and stamp.read_text() == digest_now)
    if is_stale:
        commands.append("collectstatic --no-input --verbosity 0")
    process = subprocess.run(
        [environment.PYTHON, "-c", environment.MANAGE, *commands], cwd=environment.HOUSE, env=env, check=False
    )
    if process.returncode:
        sys.exit("The house could not be prepared; the lines above say why. Nothing was started.")
    if is_stale:
        stamp.write_text(digest_now)


def _leave_an_earlier_house(data: Path) -> None:
    """Tables of an earlier house can't be brought up to date: its folder is set aside, and a new one begun."""
    try:
        aside = earlier.make_way(data, environment.HOUSE, datetime.now(UTC))
    except OSError as refusal:
        sys.exit(CANNOT_BE_USED.format(data=data, why=refusal.strerror))
    if aside:
        print(f"{data} belongs to an earlier house. It is kept whole as {aside}; this house begins anew.", flush=True)


@contextlib.contextmanager
def _only_run_in(data: Path, port: int) -> Iterator[None]:
    """Hold the data folder until this run ends: a second one there would be a second clock, and change the passwords.

    The system lets go of it with us, however we end.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        held = (data / HELD).open("a+")
    except OSError as refusal:
        sys.exit(CANNOT_BE_USED.format(data=data, why=refusal.strerror))
    with held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            held.seek(0)
            where = held.read().strip() or "another port"
            sys.exit(f"The house runs in {data} already ({where}). For a second one: make run DATA_DIR=/path PORT=8080")
        held.truncate(0)
        held.write(f"http://{HOST}:{port}/\n")
        held.flush()
        yield


def _data(env: dict[str, str]) -> Path:
    return environment.HOUSE / (env.get("DATA_DIR") or "var")


def _static_digest() -> str:
    """Changes when a static file of ours, a package or the settings do: collecting and compressing takes a while."""
    static_files = sorted(path for path in (environment.HOUSE / "static").rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in (
        environment.HOUSE / "requirements.txt",
        environment.HOUSE / "cica_tracker" / "settings.py",
        *static_files,
    ):
        digest.update(str(path.relative_to(environment.HOUSE)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _servers(port: int) -> dict[str, list[str]]:
    """What runs. There must be only one clock, so it is a process of its own."""
    web = ["gunicorn", "cica_tracker.wsgi:application", "--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4"]
    web += ["--worker-class", "cica_tracker.serving.BufferingWorker", "--preload"]
    web += ["--graceful-timeout", "5", "--no-control-socket", "--log-level", "warning"]
    celery = ["celery", "--quiet", "--app", "cica_tracker"]
    worker = [*celery, "worker", "--pool", "solo", "--without-gossip", "--without-mingle", "--loglevel", "warning"]
    clock = [*celery, "beat", "--pidfile", "", "--loglevel", "warning"]
    return {"web": web, "worker": worker, "clock": clock}


class _Make:
    """The `make` that started us: a word said to it alone is meant for the house."""

    def __init__(self) -> None:
        self.pid = os.getppid()
        self.caught_interrupts = self._catches_interrupts()

    @classmethod
    def of_ours(cls) -> _Make | None:
        return cls() if "MAKELEVEL" in os.environ else None

    def was_told_to_stop(self) -> bool:
        """It is gone, or was interrupted: then it waits for us in silence, and catches interrupts no more."""
        return os.getppid() != self.pid or (self.caught_interrupts and not self._catches_interrupts())

    def _catches_interrupts(self) -> bool:
        try:
            status = Path(f"/proc/{self.pid}/status").read_text()
        except OSError:  # no Linux
            return False
        caught = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:"))
        return bool(int(caught, 16) & 1 << (signal.SIGINT - 1))


def stay_open(env: dict[str, str], port: int, programs: dict[str, list[str]]) -> int:
    """Start these and stay until somebody asks us to stop or one of them ends; either way nothing is left running."""
    servers: dict[str, subprocess.Popen[bytes]] = {}
    make, is_announced = _Make.of_ours(), False
    try:
        for name, words in programs.items():
            command = [str(environment.PYTHON), *NO_WORD_ABOUT_ROOT, "-m", *words]
            servers[name] = processes.start(command, env=env, cwd=environment.HOUSE)
        while True:
            for name, server in servers.items():
                if server.poll() is not None:
                    print(f"\nThe {name} ended by itself ({server.returncode}); stopping the rest.", flush=True)
                    return 1
            if make and make.was_told_to_stop():
                raise StopAsked("make")
            if not is_announced and _answers(port):
                print(f"\nOpen http://{HOST}:{port}/    (Ctrl-C stops everything)\n", flush=True)
                is_announced = True
            time.sleep(0.2)
    except StopAsked:
        print("\nStopping; the worker takes a few seconds to put down what it holds.", flush=True)
        raise
    finally:
        processes.stop(servers.values())


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError, http.client.HTTPException):
        connection = http.client.HTTPConnection(HOST, port, timeout=2)
        connection.request("GET", "/healthz")
        connection.getresponse()
        connection.close()
        return True
    return False


if __name__ == "__main__":
    sys.exit(main())
