"""A storm at the doors: the web server as it is deployed, clients that send forms, files and programs' acts, and strikes.

`make storm ARGS="--kills 500 --crashes 20"` kills web workers by SIGKILL and cuts PostgreSQL off, then lets the calm come,
and asks whether each act that was acknowledged is there, once. `--sqlite` does the same without a server to cut off.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import random
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environment
import processes
import services

from chaos.behind import WebServers
from chaos.clerks import Clerk
from chaos.clients import CALM, Desk
from chaos.house import NO_LIMITS, copy_tables, environment_of_programs, run
from chaos.storm import _children as children_of

ALOUD_EVERY = 15
# As `compose.yaml` runs it, but for the address; a test holds it to that.
WEB = (
    "gunicorn cica_tracker.wsgi:application --bind 127.0.0.1:{port} --worker-class cica_tracker.serving.BufferingWorker"
    " --workers {workers} --threads 4 --timeout 60 --graceful-timeout 25 --worker-tmp-dir /dev/shm --no-control-socket"
    " --log-level error --preload"
)


@dataclass(frozen=True)
class DoorsPlan:
    """What a run is to be like."""

    kills: int
    crashes: int
    clients: int
    people: int
    workers: int
    every: float
    seed: int
    minutes: float
    sqlite: bool
    like: str


@dataclass
class Struck:
    killed: int = 0
    crashed: int = 0
    seconds: float = 0


def main() -> int:
    plan = _plan()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit("Stopped."))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cica-storm-")))
        cluster = None if plan.sqlite else stack.enter_context(services.cluster(*services.KEEPS_ITS_WORD))
        print("SQLite" if cluster is None else cluster.service.description)
        env = _environment(stack, cluster, folder)
        if not (plan.like and copy_tables(plan.like, env["DATABASE_URL"], cluster)):
            run(env, "manage.py", "migrate", "--verbosity", "0")
        # Without DEBUG, as it is deployed: what a fault is answered with is another thing there.
        run(env, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        world = json.loads(run(env, "-m", "chaos.ministries", "--people", plan.people).splitlines()[-1])
        clients, struck = _rage(plan, cluster, env, folder, world)
        sent = [act.for_the_verdict() for client in clients for act in client.sent]
        (folder / "sent.json").write_text(json.dumps(sent))
        words = [
            "--sent",
            folder / "sent.json",
            "--faults",
            world["faults"],
            "--struck",
            struck.killed + struck.crashed,
        ]
        verdict = json.loads(run(env, "-m", "chaos.accounts", *words).splitlines()[-1])
        return _say(plan, struck, verdict, clients, folder)


def _plan() -> DoorsPlan:
    words = argparse.ArgumentParser(prog="make storm ARGS=...", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    words.add_argument("--kills", type=int, default=500, help="kill -9 of web workers")
    words.add_argument("--crashes", type=int, default=20, help="of PostgreSQL, as by pg_ctl -m immediate")
    words.add_argument("--clients", type=int, default=8)
    words.add_argument("--people", type=int, default=8, help="of a state each")
    words.add_argument("--workers", type=int, default=3)
    words.add_argument("--every", type=float, default=0.6, help="seconds from one strike to the next, about")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--minutes", type=float, default=40, help="after which it is given up")
    words.add_argument("--sqlite", action="store_true", help="on SQLite, which has no server to cut off")
    words.add_argument("--like", default="", help="a migrated database that is copied, instead of migrating")
    return DoorsPlan(**vars(words.parse_args()))


def _environment(stack: ExitStack, cluster: services.Cluster | None, folder: Path) -> dict[str, str]:
    """What every process of the run is told."""
    (folder / "data").mkdir()
    env = environment_of_programs() | {
        "DATABASE_URL": f"sqlite:///{folder / 'data' / 'db.sqlite3'}",
        "DATA_DIR": str(folder / "data"),
        "SECRET_KEY": "kept by nobody, for a storm at the doors of the house",
        "ALLOWED_HOSTS": "localhost",
        **NO_LIMITS,
    }
    if cluster:
        env["DATABASE_URL"] = stack.enter_context(services.database(cluster.service, "storm"))
    return env


def _rage(
    plan: DoorsPlan, cluster: services.Cluster | None, env: dict[str, str], folder: Path, world: dict[str, Any]
) -> tuple[list[Clerk], Struck]:
    """The storm, and the calm after it, in which whoever has no answer yet gets one."""
    desks, paper = [Desk(**person) for person in world["people"]], base64.b64decode(world["paper"])
    over, port = threading.Event(), processes.free_port()
    site = WebServers((("127.0.0.1", port),))
    with _web(plan, env, folder, port) as server:
        wait_until_open(server, site, folder / "web.log")
        chance = random.Random(plan.seed)
        clients = [
            Clerk(site, desks[nth % len(desks)], paper, over, random.Random(f"{plan.seed} {nth}"))
            for nth in range(plan.clients)
        ]
        for client in clients:
            client.start()
        struck = _strike(plan, cluster, server, chance, clients)
        over.set()
        for client in clients:
            client.join(CALM)
    return clients, struck


@contextmanager
def _web(plan: DoorsPlan, env: dict[str, str], folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    words = [sys.executable, "-m", *shlex.split(WEB.format(port=port, workers=plan.workers))]
    with (folder / "web.log").open("a") as log:
        server = processes.start(words, env=env, cwd=environment.HOUSE, output=log)
    try:
        yield server
    finally:
        processes.stop([server], patience=30)


def wait_until_open(server: subprocess.Popen[bytes], site: WebServers, log: Path) -> None:
    for _attempt in range(600):
        with suppress(OSError):
            if site.ask("GET", "/healthz", None, {"Host": "localhost"}).status == 200:
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    sys.exit(f"The web server did not come up:\n{log.read_text()[-3000:]}")


def _strike(
    plan: DoorsPlan,
    cluster: services.Cluster | None,
    server: subprocess.Popen[bytes],
    chance: random.Random,
    clients: list[Clerk],
) -> Struck:
    """At moments that nobody chose, one strike after another."""
    strikes = ["kill"] * plan.kills + ["crash"] * (plan.crashes if cluster else 0)
    chance.shuffle(strikes)
    struck, began, aloud = Struck(), time.monotonic(), time.monotonic()
    time.sleep(plan.every)
    while strikes and time.monotonic() - began < plan.minutes * 60:
        time.sleep(min(chance.expovariate(1 / plan.every), 5 * plan.every))
        if strikes[-1] == "crash" and cluster:
            cluster.stop(by=signal.SIGQUIT)
            cluster.start()
            assert cluster.service
            struck.crashed += 1
        elif workers := children_of(server.pid):
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
                struck.killed += 1
        else:
            continue
        strikes.pop()
        if time.monotonic() - aloud > ALOUD_EVERY:
            aloud = time.monotonic()
            done = sum(act.acknowledged for client in clients for act in client.sent)
            print(f"{aloud - began:6.0f} s  {done} acknowledged, {struck}", flush=True)
    struck.seconds = round(time.monotonic() - began)
    return struck


def _say(plan: DoorsPlan, struck: Struck, rows: list[list[object]], clients: list[Clerk], folder: Path) -> int:
    """The report, and the exit code: 1 where something was lost, doubled or broken."""
    crashes = 0 if plan.sqlite else plan.crashes
    print(f"\nSeed {plan.seed}, {struck.seconds} s, {plan.clients} clients, {plan.workers} web workers. Struck:")
    print(f"- {struck.killed} of {plan.kills} kill -9 of web workers;")
    print(f"- {struck.crashed} of {crashes} crashes of PostgreSQL.\n")
    for what, count, bound, is_well in rows:
        print(f"{'ok ' if is_well else 'BAD'}  {what:<62} {count:>7}{'' if bound is None else f'  (bound {bound})'}")
    refusals = sorted({act.refused for client in clients for act in client.sent if act.refused})
    for refusal in refusals[:5]:
        print(f"     told: {refusal}")
    unopened = sorted({client.gave_up for client in clients if client.gave_up})
    for page in unopened[:3]:
        print(f"     not opened: {page}")
    is_whole = (struck.killed, struck.crashed) == (plan.kills, crashes)
    if not is_whole:
        print("BAD  it was not over in time")
    is_something = any(act.acknowledged for client in clients for act in client.sent)
    is_well = is_whole and is_something and all(row[3] for row in rows)
    print(f"\n{'Nothing acknowledged is lost, nothing is there twice.' if is_well else 'Broken.'}")
    if not is_well:
        print(f"\n── the end of web.log\n{(folder / 'web.log').read_text(errors='replace')[-3000:]}")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
