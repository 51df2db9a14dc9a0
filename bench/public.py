"""`make bench BENCH=public`: what an answer of the public site costs that is ready, beside a static file and beside one made anew.

A house with the public record on SQLite, since what is ready asks no database, and the web server as it is shipped, two
processes. Readers are threads of another process with a connection each, on the same machine. A figure is the CPU that
the web server's processes had for one answer, so that another program changes little; what came by the clock stands beside it.
`ARGS="--answers 20000 --write"`.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import servers
from deadline import served
from sweep import put_into_the_docs

TICKS = os.sysconf("SC_CLK_TCK")
READERS, CORES, WANTED = 8, 2, 1_000
PAGE = "/public/en/meetings/"
LENGTH = re.compile(rb"\r\nContent-Length: (\d+)", re.IGNORECASE)


def main(words: list[str]) -> int:
    wanted = argparse.ArgumentParser(prog="public", description=__doc__)
    wanted.add_argument("--answers", type=int, default=20_000)
    wanted.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked = wanted.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="cica-bench-") as folder, a_public_house(Path(folder)) as (port, processes):
        table = measured(port, processes, asked.answers)
    print("\n".join(table))
    if asked.write:
        put_into_the_docs("\n".join(table), "public")
    return 0


@contextmanager
def a_public_house(folder: Path) -> Iterator[tuple[int, Callable[[], list[int]]]]:
    """A port, and the processes that answer there; of a house that is there already, where BENCH_FILLED names its database."""
    filled = os.environ.get("BENCH_FILLED", "")
    env = servers.environment_of(filled or f"sqlite:///{folder / 'db.sqlite3'}", folder)
    env |= {"PUBLIC_SITE": "1", "PUBLIC_SITE_AGE": "3600", "LIMIT_PUBLIC": "off", "ALLOWED_HOSTS": "127.0.0.1"}
    if not filled:
        servers.run("manage.py", "migrate", "--verbosity", "0", env=env)
        servers.run("manage.py", "load_record", env=env)
    with served(env) as port:
        yield port, lambda: _below(os.getpid())


def measured(port: int, processes: Callable[[], list[int]], answers: int) -> list[str]:
    """The table. Each contestant has its answers in three parts, by turns."""
    html = urlopen(f"http://127.0.0.1:{port}{PAGE}").read().decode()
    [static] = re.findall(r'href="(/static/css/pages\.[^"]+)"', html)
    tag = urlopen(f"http://127.0.0.1:{port}{PAGE}").headers["ETag"]
    packed = "Accept-Encoding: gzip\r\n"
    contestants: dict[str, tuple[Callable[[int], str], str, int]] = {
        "ready": (lambda _number: PAGE, packed, answers),
        "ready, unchanged (304)": (lambda _number: PAGE, f"{packed}If-None-Match: {tag}\r\n", answers),
        "a static file": (lambda _number: static, packed, answers),
        "made anew": (
            lambda number: f"/public/en/participants/20{number % 26:02}-01-{1 + number // 26 % 28:02}/",
            packed,
            60,
        ),
    }
    costs: dict[str, list[tuple[float, float, int]]] = {name: [] for name in contestants}
    for turn in range(3):
        for name, (path, headers, number) in contestants.items():
            print(f"{name}, {turn + 1} of 3", flush=True)
            costs[name].append(_asked(port, processes(), path, headers, number // 3, turn * number // 3))
    lines = [
        f"| two processes, {READERS} readers on the same two cores | ms CPU of the web server | a second, by that CPU on two cores |"
        " came a second, by the clock | bytes | as dear as a static file |",
        "|---|---|---|---|---|---|",
    ]
    file = statistics.median(cost for cost, _rate, _size in costs["a static file"])
    for name, rows in costs.items():
        cost, rate = (statistics.median(row[at] for row in rows) for at in (0, 1))
        lines.append(
            f"| {name} | {cost:.2f} | {CORES * 1000 / cost:,.0f} | {rate:,.0f} | {rows[0][2]:,} | {cost / file:.2f} × |"
        )
    return lines


def _asked(
    port: int, processes: list[int], path: Callable[[int], str], headers: str, number: int, first: int
) -> tuple[float, float, int]:
    """Milliseconds of CPU of those processes for one answer; answers a second; bytes of one."""
    sizes: list[int] = []
    part = number // READERS
    readers = [
        threading.Thread(
            target=_reads, args=(port, path, headers, range(first + at * part, first + (at + 1) * part), sizes)
        )
        for at in range(READERS)
    ]
    before, began = _cpu(processes), time.monotonic()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    seconds = time.monotonic() - began
    return (_cpu(processes) - before) * 1000 / len(sizes), len(sizes) / seconds, round(statistics.median(sizes))


def _reads(port: int, path: Callable[[int], str], headers: str, numbers: range, sizes: list[int]) -> None:
    """One reader: an answer after the other, on a connection that stays as long as the server lets it."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    for number in numbers:
        connection.sendall(f"GET {path(number)} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n".encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += _more(connection)
        head, _ends, body = answer.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        while length and len(body) < int(length[1]):
            body += _more(connection)
        if head[9:12] not in (b"200", b"304"):
            raise SystemExit(f"{path(number)}: {head[:40]!r}")
        sizes.append(len(head) + len(body))
        if b"connection: close" in head.lower():
            connection.close()
            connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.close()


def _more(connection: socket.socket) -> bytes:
    more = connection.recv(65_536)
    if not more:
        raise SystemExit("the web server hung up")
    return more


def _cpu(processes: list[int]) -> float:
    fields = [Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split() for process in processes]
    return sum(int(row[11]) + int(row[12]) for row in fields) / TICKS


def _below(process: int) -> list[int]:
    """The processes that one started, and theirs."""
    children = [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return [each for child in children for each in (child, *_below(child))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
