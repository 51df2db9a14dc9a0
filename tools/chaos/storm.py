"""The storm itself: what runs during a run, and when it is struck.

Strikes come as the work goes on (after so many letters), so that they fall all over it however quick the machine is. Half
of the kills fall on whoever handed a letter over this very moment, before they have the answer; the others on anybody
who plans, writes or sends.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import environment
import processes
import services

CHILDREN = 2  # of each worker
ALOUD_EVERY = 15  # seconds
SENDER = [sys.executable, "-m", "chaos.hurry"]
CELERY = [sys.executable, "-m", "celery", "--app", "chaos.hurry", "--quiet"]


@dataclass(frozen=True)
class Asked:
    """What a run is to be like."""

    policy: str
    reminders: int
    people: int
    kills: int
    restarts: int
    flushes: int
    seed: int
    delay: float
    lease: float
    workers: int
    beats: int
    minutes: float
    like: str

    @property
    def meetings(self) -> int:
        return self.reminders // self.people


@dataclass
class Storm:
    """One run, from the first letter to the last."""

    asked: Asked
    cluster: services.Cluster
    redis: services.Service
    folder: Path
    env: dict[str, str]
    chance: random.Random
    done: Counter[str] = field(default_factory=Counter)
    # (person, meeting) that the mail server has dealt with.
    settled: set[tuple[str, str]] = field(default_factory=set)
    last_port: int = 0
    is_over: bool = False

    def __post_init__(self) -> None:
        self.log = (self.folder / "mail.log").open("a+")
        self.log.seek(0)
        self.strikes = self._strikes()
        self.workers: list[subprocess.Popen[bytes]] = []
        self.cron: subprocess.Popen[bytes] | None = None

    def _strikes(self) -> list[tuple[float, str]]:
        """In order: after which share of the work what happens."""
        many = {"killed now": self.asked.kills // 2, "killed": self.asked.kills - self.asked.kills // 2}
        many |= {"restarted": self.asked.restarts, "flushed": self.asked.flushes}
        return sorted((self.chance.uniform(0.01, 0.9), what) for what, count in many.items() for _one in range(count))

    def rage(self, world: World) -> None:
        """Until everything is over, or time is."""
        began = aloud = asked = time.monotonic()
        first, last = 1, 1
        left = world.ask(f"open {last}")
        with self._senders():
            while time.monotonic() - began < self.asked.minutes * 60:
                self._read_along()
                self._strike()
                self._keep_the_cron()
                now = time.monotonic()
                if now - asked > 1.5:
                    asked = now
                    left = world.ask("count")
                    if _is_over(left, first, self.asked):
                        world.ask(f"close {first}")
                        if first == self.asked.meetings:
                            self.is_over = True
                            break
                        first += 1
                    if last < self.asked.meetings and _nearly_over(left, last, self.asked):
                        last += 1
                        world.ask(f"open {last}")
                if now - aloud > ALOUD_EVERY:
                    aloud = now
                    print(f"{now - began:6.0f} s  {len(self.settled)} settled, {dict(self.done)}", flush=True)
                time.sleep(0.005)
        self.done["seconds"] = round(time.monotonic() - began)

    @contextmanager
    def _senders(self) -> Iterator[None]:
        children: list[subprocess.Popen[bytes]] = []
        try:
            for number in range(self.asked.workers):
                words = ["worker", "--concurrency", CHILDREN, "--loglevel", "WARNING", "--hostname", f"w{number}@x"]
                words += ["--without-gossip", "--without-mingle"]
                self.workers.append(self._start(f"worker-{number}", [*CELERY, *words]))
            children += self.workers
            for number in range(self.asked.beats):
                schedule = self.folder / f"schedule-{number}"
                words = ["beat", "--schedule", schedule, "--pidfile", "", "--loglevel", "WARNING"]
                children.append(self._start(f"beat-{number}", [*CELERY, *words]))
            yield
        finally:
            processes.stop([*children, *([self.cron] if self.cron else [])])

    def _start(self, name: str, words: list[object]) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("a") as log:
            return processes.start([str(word) for word in words], env=self.env, cwd=environment.HOUSE, output=log)

    def _keep_the_cron(self) -> None:
        if self.cron and self.cron.poll() is not None:
            self.cron.wait()
            self.done["crons"] += 1
            self.cron = None
        if self.cron is None:
            with (self.folder / "cron.log").open("a") as log:
                self.cron = processes.start(SENDER, env=self.env, cwd=environment.HOUSE, output=log)

    # -- What the mail server tells.

    def _read_along(self) -> None:
        while line := self.log.readline():
            if not line.endswith("\n"):
                self.log.seek(self.log.tell() - len(line.encode()))
                return
            told = json.loads(line)
            if told["what"] in ("taken", "refused", "not taken"):
                # A refusal of the address comes before the letter: then it stands for one meeting more.
                about = told["about"] or [f"refused {self.done['refused']}"]
                self.done["refused"] += not told["about"]
                self.settled |= {(told["to"], one) for one in about}
            self.last_port = told["port"] if told["what"] == "taken" else 0

    # -- Strikes.

    def _strike(self) -> None:
        while self.strikes and len(self.settled) >= self.strikes[0][0] * self.asked.reminders:
            what = self.strikes[0][1]
            if what == "restarted":
                self.cluster.stop(by=signal.SIGQUIT)
                self.cluster.start()
                assert self.cluster.service
            elif what == "flushed":
                _flush(self.redis.url)
            elif not self._kill(self.last_port if what == "killed now" else None):
                return
            self.strikes.pop(0)
            self.done[what] += 1

    def _kill(self, port: int | None) -> bool:
        """Kill whoever speaks from that port, or anybody who sends; False when nobody is there (yet)."""
        alive = [pid for worker in self.workers for pid in _children(worker.pid)]
        alive += [self.cron.pid] if self.cron and self.cron.poll() is None else []
        if port is not None:
            alive = [pid for pid in alive if port and _speaks_from(pid, port)]
        if not alive:
            return False
        self.last_port = 0
        with suppress(ProcessLookupError):
            os.kill(self.chance.choice(alive), signal.SIGKILL)
            return True
        return False


@dataclass
class World:
    """The process that makes the world, and looks at it."""

    process: subprocess.Popen[str]

    def answer(self) -> dict[str, list[int]]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("The world could not be made; the lines above say why.")
        return dict(json.loads(line))

    def ask(self, order: str) -> dict[str, list[int]]:
        assert self.process.stdin
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        return self.answer()


def _is_over(left: dict[str, list[int]], number: int, asked: Asked) -> bool:
    return left.get(f"SOC-2099-{number}") == [asked.people, 0]


def _nearly_over(left: dict[str, list[int]], number: int, asked: Asked) -> bool:
    every, open_ones = left.get(f"SOC-2099-{number}", (0, 0))
    return every == asked.people and open_ones < asked.people / 2


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _speaks_from(pid: int, port: int) -> bool:
    """Whether a process holds this side of a connection."""
    with suppress(OSError):
        ours = f":{port:04X}"
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        sockets = {f"socket:[{words[9]}]" for words in lines if words[1].endswith(ours)}
        return any(os.readlink(one) in sockets for one in Path(f"/proc/{pid}/fd").iterdir())
    return False


def _flush(url: str) -> None:
    host, _colon, port = url.partition("//")[2].partition("/")[0].rpartition(":")
    with socket.create_connection((host, int(port)), timeout=5) as door:
        door.sendall(b"FLUSHALL\r\n")
        door.recv(100)
