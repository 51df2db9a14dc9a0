"""`make bench BENCH=deadline`: the day on which papers are due, with so many people at once.

A PostgreSQL is filled with invented states (`load/`), the web server runs as it is shipped, beside a Redis, and people
(`people.py`) ask it for pages (70 %), the API (20 %), and comments and steps with files (10 %), each every fifteen seconds. Prints
a table and, with `--write`, puts it into docs/performance.md. `ARGS="--people 200 --minutes 10 --commitments 1000"`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import environment
import processes
import servers
import services
from sweep import put_into_the_docs

PEOPLE = str(environment.HOUSE / "bench" / "people.py")
# As `deploy/systemd/cica-web@.service` says it.
WEB = (
    "-m", "gunicorn", "cica_tracker.wsgi:application", "--worker-class", "cica_tracker.serving.BufferingWorker",
    "--workers", "2", "--threads", "4", "--timeout", "60", "--no-control-socket", "--log-level", "warning",
)  # fmt: skip
MOST_SECONDS = 0.5
STARTS_WITHIN = 300


def main(words: list[str]) -> int:
    wanted = argparse.ArgumentParser(prog="deadline", description=__doc__)
    wanted.add_argument("--commitments", type=int, default=1_000)
    wanted.add_argument("--people", type=int, default=200)
    wanted.add_argument("--minutes", type=float, default=10)
    wanted.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked = wanted.parse_args(words)
    with servers.a_filled_house(asked.commitments) as house, services.redis() as redis:
        env = {**house, "REDIS_URL": redis.url, "ALLOWED_HOSTS": "127.0.0.1", "PYTHONWARNINGS": "ignore"}
        told = Path(env["DATA_DIR"]) / "told.json"
        crowd = [os.getloadavg()[0]]
        with served(env) as port:
            minutes = ["--people", str(asked.people), "--minutes", str(asked.minutes)]
            servers.run(PEOPLE, "--port", str(port), *minutes, "--told", str(told), env=env)
        crowd.append(os.getloadavg()[0])
        tried = json.loads(told.read_text())
    table = as_table(tried, asked, crowd)
    print(table)
    if asked.write:
        put_into_the_docs(table, "deadline")
    every = sorted(seconds for kind in tried["seconds"].values() for seconds in kind)
    return 0 if at(every, 0.95) <= MOST_SECONDS and not errors(tried["answers"]) else 1


@contextmanager
def served(env: dict[str, str]) -> Iterator[int]:
    """The web server as it is shipped, on a port of its own, once it answers."""
    servers.run("manage.py", "collectstatic", "--no-input", "--verbosity", "0", env=env)
    port = processes.free_port()
    words = [sys.executable, *WEB, "--bind", f"127.0.0.1:{port}"]
    with (Path(env["DATA_DIR"]) / "web.log").open("w") as log:
        server = processes.start(words, env=env, cwd=environment.HOUSE, output=log)
        try:
            _wait_for(port)
            yield port
        finally:
            processes.stop([server])


def _wait_for(port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=10):
            return
        time.sleep(0.5)
    raise SystemExit("The web server doesn't answer")


def errors(answers: dict[str, int]) -> dict[str, int]:
    """What no person should meet: faults, and answers that never came."""
    return {told: count for told, count in answers.items() if not told.rpartition(" ")[2].startswith(("2", "3", "4"))}


def at(ordered: list[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def as_table(tried: dict[str, Any], asked: argparse.Namespace, crowd: list[float]) -> str:
    kinds = {**tried["seconds"], "all": [second for kind in tried["seconds"].values() for second in kind]}
    load = f"load of the machine {crowd[0]:.0f} before, {crowd[1]:.0f} after"
    lines = [
        f"| {asked.people} people, {asked.minutes:g} minutes, {load} | answers | p50, ms | p95, ms | p99, ms | |",
        "|---|---|---|---|---|---|",
    ]
    for kind, seconds in kinds.items():
        ordered = sorted(seconds)
        figures = " | ".join(f"{1000 * at(ordered, part):,.0f}" for part in (0.5, 0.95, 0.99))
        told = {
            name.rpartition(" ")[2]: count for name, count in sorted(tried["answers"].items()) if name.startswith(kind)
        }
        said = ", ".join(f"{count} × {status}" for status, count in told.items())
        lines.append(f"| {kind} | {len(ordered)} | {figures} | {said} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
