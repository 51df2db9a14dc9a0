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
class RunPlan:
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

    plan: RunPlan
    cluster: services.Cluster
    redis: services.Service
    folder: Path
    env: dict[str, str]
    chance: random.Random
    counts: Counter[str] = field(default_factory=Counter)
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
        many = {"killed now": self.plan.kills // 2, "killed": self.plan.kills - self.plan.kills // 2}
        many |= {"restarted": self.plan.restarts, "flushed": self.plan.flushes}
        return sorted((self.chance.uniform(0.01, 0.9), what) for what, count in many.items() for _one in range(count))

    def rage(self, world: World) -> None:
        """Until everything is over, or time is."""
        began = aloud = counted_at = time.monotonic()
        first, last = 1, 1
        left = world.ask(f"open {last}")
        with self._senders():
            while time.monotonic() - began < self.plan.minutes * 60:
                self._read_along()
                self._strike()
                self._keep_the_cron()
                now = time.monotonic()
                if now - counted_at > 1.5:
                    counted_at = now
                    left = world.ask("count")
                    if _is_over(left, first, self.plan):
                        world.ask(f"close {first}")
                        if first == self.plan.meetings:
                            self.is_over = True
                            break
                        first += 1
                    if last < self.plan.meetings and _nearly_over(left, last, self.plan):
                        last += 1
                        world.ask(f"open {last}")
                if now - aloud > ALOUD_EVERY:
                    aloud = now
                    print(f"{now - began:6.0f} s  {len(self.settled)} settled, {dict(self.counts)}", flush=True)
                time.sleep(0.005)
        self.counts["seconds"] = round(time.monotonic() - began)

    @contextmanager
    def _senders(self) -> Iterator[None]:
        children: list[subprocess.Popen[bytes]] = []
        try:
            for number in range(self.plan.workers):
                words = ["worker", "--concurrency", CHILDREN, "--loglevel", "WARNING", "--hostname", f"w{number}@x"]
                words += ["--without-gossip", "--without-mingle"]
                self.workers.append(self._start(f"worker-{number}", [*CELERY, *words]))
            children += self.workers
            for number in range(self.plan.beats):
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
            self.counts["crons"] += 1
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
            event = json.loads(line)
            if event["what"] in ("taken", "refused", "not taken"):
                # A refusal of the address comes before the letter: then it stands for one meeting more.
                about = event["about"] or [f"refused {self.counts['refused']}"]
                self.counts["refused"] += not event["about"]
                self.settled |= {(event["to"], meeting) for meeting in about}
            self.last_port = event["port"] if event["what"] == "taken" else 0

    # -- Strikes.

    def _strike(self) -> None:
        while self.strikes and len(self.settled) >= self.strikes[0][0] * self.plan.reminders:
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
            self.counts[what] += 1

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


def _is_over(left: dict[str, list[int]], number: int, plan: RunPlan) -> bool:
    return left.get(f"SOC-2099-{number}") == [plan.people, 0]


def _nearly_over(left: dict[str, list[int]], number: int, plan: RunPlan) -> bool:
    every, open_ones = left.get(f"SOC-2099-{number}", (0, 0))
    return every == plan.people and open_ones < plan.people / 2


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _speaks_from(pid: int, port: int) -> bool:
    """Whether a process holds this side of a connection."""
    with suppress(OSError):
        local_port = f":{port:04X}"
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        sockets = {f"socket:[{words[9]}]" for words in lines if words[1].endswith(local_port)}
        return any(os.readlink(descriptor) in sockets for descriptor in Path(f"/proc/{pid}/fd").iterdir())
    return False


def _flush(url: str) -> None:
    host, _colon, port = url.partition("//")[2].partition("/")[0].rpartition(":")
    with socket.create_connection((host, int(port)), timeout=5) as door:
        door.sendall(b"FLUSHALL\r\n")
        door.recv(100)
