"""A house on many machines: each an address with a folder of its own, and nothing in it that another would miss.

Two web servers, two workers and two clocks; and what they share: PostgreSQL with a copy that streams, Redis, and a store of files.
Any of them may be killed (`kill -9`) and comes back.
"""

from __future__ import annotations

import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import environment
import processes
import services

from chaos.behind import WebServers
from chaos.house import NO_LIMITS, environment_of_programs

# As `compose.yaml` says it, but for the address; a test holds it to that.
WEB = (
    "gunicorn cica_tracker.wsgi:application --bind {host}:{port} --worker-class cica_tracker.serving.BufferingWorker"
    " --workers 2 --threads 4 --timeout 60 --graceful-timeout 25 --worker-tmp-dir /dev/shm --no-control-socket"
    " --log-level warning"
)
WORKER = "celery --app cica_tracker worker --hostname {name}@%h --concurrency 2 --without-gossip --without-mingle --loglevel info"
CLOCK = "celery --app cica_tracker beat --pidfile= --loglevel info"
STORE = "chaos.store --host {host} --port {port} --log {log} --bucket papers"
# Seconds within which each has to come up on a busy machine.
COMES_UP = 300


@dataclass
class Machine:
    """Processes on one address, which are killed and started as one."""

    name: str
    words: str
    env: dict[str, str]
    folder: Path
    is_up: Callable[[], bool]
    server: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    def start(self) -> None:
        with self.log.open("a") as log:
            words = [sys.executable, "-m", *shlex.split(self.words)]
            self.server = processes.start(words, env=self.env, cwd=environment.HOUSE, output=log)

    def kill(self) -> None:
        if self.server:
            processes.stop([self.server], by=signal.SIGKILL)

    def stop(self) -> None:
        if self.server:
            processes.stop([self.server], patience=30)


@dataclass
class Fleet:
    """All of it, and by which name each part is killed."""

    folder: Path
    site: WebServers
    cluster: services.Cluster
    copy: services.Cluster
    redis: services.OwnRedis
    env: dict[str, str]
    machines: dict[str, Machine] = field(default_factory=dict)

    def kill(self, name: str) -> None:
        """At once, without a word to it."""
        if name == "PostgreSQL":
            self.cluster.stop(by=signal.SIGQUIT)
        elif name == "the copy":
            self.copy.stop(by=signal.SIGQUIT)
        elif name == "Redis":
            self.redis.stop(by=signal.SIGKILL)
        else:
            self.machines[name].kill()

    def start(self, name: str) -> None:
        """It comes back, as its supervisor would start it; until it answers."""
        if name in ("PostgreSQL", "the copy"):
            server = self.cluster if name == "PostgreSQL" else self.copy
            server.start()
            assert server.service
        elif name == "Redis":
            self.redis.start()
            assert self.redis.service
        else:
            machine = self.machines[name]
            machine.start()
            wait_for(machine)


def wait_for(machine: Machine) -> None:
    ends = time.monotonic() + COMES_UP
    while not machine.is_up():
        if time.monotonic() > ends or (machine.server and machine.server.poll() is not None):
            raise SystemExit(f"{machine.name} did not come up:\n{machine.log.read_text()[-3000:]}")
        time.sleep(0.2)


def listens(host: str, port: int) -> bool:
    with suppress(OSError), socket.create_connection((host, port), timeout=2):
        return True
    return False


def says(machine_log: Path, word: str, times: list[int]) -> bool:
    """Whether its log has the word once more than when it was asked last and had it."""
    said = machine_log.read_text(errors="replace").count(word) if machine_log.exists() else 0
    if said > times[0]:
        times[0] = said
        return True
    return False


@contextmanager
def a_fleet(folder: Path, fill: Callable[[dict[str, str], services.Cluster], None]) -> Iterator[Fleet]:
    """The house on its machines, once all of it answers; `fill` makes the record before anybody reads."""
    with ExitStack() as stack:
        cluster = stack.enter_context(services.cluster(*services.KEEPS_ITS_WORD))
        redis = stack.enter_context(services.own_redis())
        print(cluster.service.description, redis.service.description, sep="\n", flush=True)
        database = stack.enter_context(services.database(cluster.service, "machines"))
        store_port = processes.free_port()
        env = _environment(database, redis.url, f"127.0.0.4:{store_port}")
        store = _the_store(folder, env, store_port)
        stack.callback(store.stop)
        store.start()
        wait_for(store)
        first = folder / "web-1"
        first.mkdir()
        fill({**env, "DATA_DIR": str(first)}, cluster)
        copy = stack.enter_context(services.replica_of(cluster))
        assert copy.service
        env |= {"REPLICA_URL": copy.url.rpartition("/")[0] + "/machines"}
        ports = {f"127.0.0.{number}": processes.free_port() for number in (2, 3)}
        fleet = Fleet(folder, WebServers(tuple(ports.items())), cluster, copy, redis, env, {"the store": store})
        _add_the_house(fleet, ports)
        for machine in fleet.machines.values():
            stack.callback(machine.stop)
            if machine is not store:
                machine.start()
        for machine in fleet.machines.values():
            wait_for(machine)
        yield fleet


def _environment(database: str, redis: str, store: str) -> dict[str, str]:
    return {
        **environment_of_programs(),
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "FILES_URL": f"s3://key:secret@{store}/papers?tls=no",
        "SECRET_KEY": "kept by nobody, for a house on many machines",
        "ALLOWED_HOSTS": "localhost",
        "PYTHONWARNINGS": "ignore",
        **NO_LIMITS,
    }


def _the_store(folder: Path, env: dict[str, str], port: int) -> Machine:
    words = STORE.format(host="127.0.0.4", port=port, log=folder / "store.jsonl")
    return Machine("the store", words, env, folder, lambda: listens("127.0.0.4", port))


def _add_the_house(fleet: Fleet, ports: dict[str, int]) -> None:
    """Each machine has a folder of its own: what one keeps there, no other ever sees."""
    for number, (host, port) in enumerate(ports.items(), 1):
        _add(fleet, f"web-{number}", WEB.format(host=host, port=port), partial(listens, host, port))
    for name, words, ready in (
        ("worker-1", WORKER.format(name="worker-1"), " ready."),
        ("worker-2", WORKER.format(name="worker-2"), " ready."),
        ("clock-1", CLOCK, "beat: Starting"),
        ("clock-2", CLOCK, "beat: Starting"),
    ):
        _add(fleet, name, words, partial(says, fleet.folder / f"{name}.log", ready, [0]))


def _add(fleet: Fleet, name: str, words: str, is_up: Callable[[], bool]) -> None:
    own = fleet.folder / name
    own.mkdir(exist_ok=True)
    if name.startswith("web-") and not (own / "static").exists():
        shutil.copytree(fleet.folder / "web-1" / "static", own / "static")
    fleet.machines[name] = Machine(name, words, {**fleet.env, "DATA_DIR": str(own)}, fleet.folder, is_up)
