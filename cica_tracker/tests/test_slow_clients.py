"""The web server as it is shipped, beside clients that send a byte a second or nothing: readers hardly notice them."""

import contextlib
import http.client
import os
import shlex
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import connection

from cica_tracker.serving import HEADERS_WITHIN, IDLE
from cica_tracker.tests.test_the_two_commands import free_port

HOUSE = Path(settings.BASE_DIR)
COMMAND = yaml.safe_load((HOUSE / "compose.yaml").read_text())["services"]["web-1"]["command"]
SHORT = [
    b"",  # half-open
    b"GET / HTTP/1.1\r\nHost: loc",
    b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 900\r\n\r\nlogin=",
    b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nlogin=",
]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def address_of_the_database() -> str:
    """The one of this test, as the environment names it."""
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{said['NAME']}"
    return f"postgres://{said['USER']}:{said['PASSWORD']}@{said['HOST']}:{said['PORT']}/{said['NAME']}"


@dataclass(frozen=True)
class Site:
    """The site, run by the command of `compose.yaml`."""

    port: int
    process: "subprocess.Popen[bytes]"


@pytest.fixture(scope="module")
def served(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Site]]:
    """The site that runs: to begin one takes its processes eight seconds. Where it was told to stop, another one."""
    begun: list[Site] = []
    with ExitStack() as stack:

        def running() -> Site:
            if not begun or begun[-1].process.poll() is not None:
                with django_db_blocker.unblock():
                    begun.append(stack.enter_context(begin(tmp_path_factory.mktemp("site"))))
            return begun[-1]

        yield running


@contextlib.contextmanager
def begin(folder: Path) -> Iterator[Site]:
    port = free_port()
    words = shlex.split(COMMAND)
    words[words.index("--bind") + 1] = f"127.0.0.1:{port}"
    env = {"DATABASE_URL": address_of_the_database(), "SECRET_KEY": settings.SECRET_KEY, "DATA_DIR": str(folder)}
    # Style sheets under their plain names, as in every other test.
    env |= {"DEBUG": "1", "PATH": os.environ["PATH"], "LOG_FORMAT": "text"}
    with (folder / "site.log").open("w") as log:
        running = subprocess.Popen([sys.executable, "-m", *words], cwd=HOUSE, env=env, stdout=log, stderr=log)
    try:
        for _attempt in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            assert running.poll() is None, (folder / "site.log").read_text()
            time.sleep(0.1)
        # The first page waits until a process has read all of the code.
        ask(port, patience=150)
        yield Site(port, running)
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(40)


@pytest.fixture
def site(served: Callable[[], Site]) -> int:
    """Its port."""
    return served().port


def ask(port: int, cookie: str = "", path: str = "/accounts/login/", patience: float = 30) -> float:
    """Read a page; how many seconds it took."""
    began = time.monotonic()
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
    asked.request("GET", path, headers={"Cookie": cookie, "Host": "localhost"})
    answer = asked.getresponse()
    assert answer.status == 200, answer.read()[:300]
    answer.read()
    asked.close()
    return time.monotonic() - began


@contextlib.contextmanager
def slow_clients(port: int, number: int) -> Iterator[list[socket.socket]]:
    """So many connections that begin a request and send a byte of it a second."""
    sockets = [socket.create_connection(("127.0.0.1", port), timeout=10) for _nth in range(number)]
    over = threading.Event()

    def drip() -> None:
        for nth, client in enumerate(sockets):
            with contextlib.suppress(OSError):
                client.sendall(SHORT[nth % len(SHORT)])
        while not over.wait(1):
            for nth, client in enumerate(sockets):
                if nth % len(SHORT):
                    with contextlib.suppress(OSError):
                        client.sendall(b"x")

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield sockets
    finally:
        over.set()
        thread.join()
        for client in sockets:
            client.close()


def test_a_reader_beside_forty_slow_clients_waits_for_none_of_them(site):
    with slow_clients(site, 40):
        time.sleep(1.5)
        assert max(ask(site) for _page in range(5)) < 4


def test_who_is_too_slow_is_let_go_and_who_sends_a_large_form_steadily_is_not(site):
    body = b"login=" + b"a" * 400_000
    head = b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with slow_clients(site, 8) as dripping:
        steady = socket.create_connection(("127.0.0.1", site), timeout=60)
        steady.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body))
        for start in range(0, len(body), 20_000):
            steady.sendall(body[start : start + 20_000])
            time.sleep((HEADERS_WITHIN + 3) * 20_000 / len(body))
        assert steady.recv(12) == b"HTTP/1.1 403", "it has no token of a page, and all of it was read"
        time.sleep(max(0, IDLE - HEADERS_WITHIN) + 3)
        for client in dripping:
            client.settimeout(1)
            with contextlib.suppress(ConnectionError):
                assert client.recv(1) == b"", "the connection is closed"
    assert ask(site) < 4


def test_what_was_begun_is_finished_when_the_site_is_told_to_stop(served):
    body = b"login=" + b"a" * 100_000
    told = served()
    half = [socket.create_connection(("127.0.0.1", told.port), timeout=30) for _nth in range(6)]
    for asked in half:
        asked.sendall(b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\n")
        asked.sendall(b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n" % len(body))
        asked.sendall(body[:50_000])
    time.sleep(0.5)
    told.process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    for asked in half:
        asked.sendall(body[50_000:])
    assert [asked.recv(12) for asked in half] == [b"HTTP/1.1 403"] * 6
    told.process.wait(20)


def readers(port: int, cookie: str, number: int = 50, pages: int = 4) -> float:
    """So many people who read page after page at once: within how many seconds nineteen of twenty pages are there."""
    took: list[float] = []
    faults: list[BaseException] = []

    def read() -> None:
        try:
            took.extend([ask(port, cookie, "/notices/", patience=120) for _page in range(pages)])
        except BaseException as fault:
            faults.append(fault)

    together(read, number)
    assert faults == []
    return statistics.quantiles(took, n=20)[-1]


def together(what: Callable[[], None], number: int) -> None:
    threads = [threading.Thread(target=what) for _nth in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.night
@pytest.mark.timeout(900)
def test_fifty_readers_beside_five_hundred_slow_clients_wait_at_most_twice_as_long(site, preparer, sign_in):
    cookie = f"sessionid={sign_in(preparer).cookies['sessionid'].value}"
    readers(site, cookie, pages=2)
    alone, beside = [], []
    for _round in range(3):
        alone.append(readers(site, cookie))
        with slow_clients(site, 500):
            time.sleep(1)
            beside.append(readers(site, cookie))
    print(f"p95 alone {alone}, beside 500 slow clients {beside}")  # noqa: T201
    assert statistics.median(beside) <= 2 * statistics.median(alone), (alone, beside)
