"""`make run`, from an empty data folder to the last process gone; and the machine's other ways to a server."""

import fcntl
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from cica_tracker.tests.night import IS_NIGHT

HOUSE = Path(__file__).resolve().parent.parent.parent
# Blanks and two scripts, as on somebody's own machine.
FOLDER = "Реестр СВМДА и данные"
# Nothing answers there: what a second run fetches, it would wait for in vain.
OFFLINE = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
OFFLINE |= {"UV_OFFLINE": "1", "PIP_NO_INDEX": "1"}
PASSWORD = "a-password-for-this-test-7"  # of accounts that live as long as the test


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


class Run:
    """One `make run` in a data folder, with nothing of this test run's environment; or another thing that is made."""

    def __init__(self, data: Path, port: int, output: Path, what: tuple[str, ...] = ("run",)) -> None:
        self.port, self.output = port, output
        env = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        env |= {**OFFLINE, "DATA_DIR": str(data), "PORT": str(port), "DEMO_PASSWORD": PASSWORD}
        base = getattr(sys, "_base_executable", sys.executable)
        with output.open("w") as log:
            self.process = subprocess.Popen(
                ["make", *what, f"PYTHON={base}"],
                cwd=HOUSE, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                # A shell that put us in the background made us, and our children, deaf to SIGINT.
                start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
            )  # fmt: skip

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def signs_in(self, email: str) -> bool:
        """A person with a browser: the form, its token, the overview behind it."""
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        address = f"http://127.0.0.1:{self.port}/accounts/login/"
        with browser.open(address, timeout=20) as page:
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
        assert token
        form = {"csrfmiddlewaretoken": token[1], "login": email, "password": PASSWORD}
        request = urllib.request.Request(address, urllib.parse.urlencode(form).encode(), {"Referer": address})
        with browser.open(request, timeout=20) as page:
            return page.status == 200 and "/accounts/login/" not in page.url

    def wait_until_open(self, patience: float = 240) -> None:
        deadline = time.monotonic() + patience
        while f"Open http://127.0.0.1:{self.port}/" not in self.output.read_text():
            assert self.process.poll() is None, self.output.read_text()
            assert time.monotonic() < deadline, self.output.read_text()
            time.sleep(0.2)

    def processes(self) -> dict[int, str]:
        """Everything that was started for this data folder and still lives."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                env = (entry / "environ").read_bytes().split(b"\0")
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if f"PORT={self.port}".encode() in env:
                found[int(entry.name)] = words
        return found

    def wait_until_gone(self, patience: float = 40) -> int:
        code = self.process.wait(patience)
        assert self.processes() == {}
        return code

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


@pytest.fixture
def run_in(tmp_path: Path) -> Iterator[type]:
    runs: list[Run] = []

    def start(port: int | None = None, **made: tuple[str, ...]) -> Run:
        runs.append(Run(tmp_path / FOLDER, port or free_port(), tmp_path / f"run-{len(runs)}.log", **made))
        return runs[-1]

    yield start  # type: ignore[misc]
    for run in runs:
        run.end()


needs_proc = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc")


# -- What is odd about a folder or a port is said in a sentence, before anything is begun.


def begun(**environment: str) -> tuple[int, str]:
    """What `make run` says and ends with, where it can't begin."""
    env = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    program = [sys.executable, "tools/run.py"]
    done = subprocess.run(
        program, cwd=HOUSE, env={**env, **OFFLINE, **environment}, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_a_busy_port_and_one_that_is_none_are_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, said = begun(PORT=port, DATA_DIR=str(tmp_path / FOLDER))
    assert (code, said.count(f"Port {port} of 127.0.0.1 cannot be used")) == (1, 1)
    assert "PORT must be a number" in begun(PORT="80a", DATA_DIR=str(tmp_path / FOLDER))[1]
    assert not (tmp_path / FOLDER).exists()


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    """Root writes into a folder that is read-only to others: here it is one below a file, and one of a read-only disk."""
    (tmp_path / "a file").write_text("")
    for folder in (tmp_path / "a file" / "data", Path("/sys/cica-data")):
        for more in ({}, {"DATABASE_URL": "postgres://nobody@127.0.0.1:9/none"}):
            code, said = begun(PORT=str(free_port()), DATA_DIR=str(folder), **more)
            assert (code, said.count(f"{folder} can't be used (")) == (1, 1), said
            assert "make run DATA_DIR=/path" in said


def test_a_second_run_in_one_folder_is_told_where_the_first_one_is(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    with (folder / "run").open("a+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        held.write("http://127.0.0.1:8000/")
        held.flush()
        code, said = begun(PORT=str(free_port()), DATA_DIR=str(folder))
    assert (code, said.count(f"The house runs in {folder} already (http://127.0.0.1:8000/).")) == (1, 1)
    assert not (folder / "db.sqlite3").exists()


@needs_proc
@pytest.mark.slow
@pytest.mark.timeout(800)
def test_the_house_opens_from_nothing_and_closes_without_a_trace(run_in, tmp_path: Path, migrated: Path | None) -> None:
    """By day from tables that `migrate` made for this run of the tests: to make them anew takes ten seconds. By night from nothing."""
    if migrated is not None and not IS_NIGHT:
        (tmp_path / FOLDER).mkdir()
        shutil.copyfile(migrated, tmp_path / FOLDER / "db.sqlite3")
    first = run_in()
    first.wait_until_open()
    assert first.get("/healthz")[0] == 200
    assert "secretariat@cica.example" in first.output.read_text()
    assert first.signs_in("az@cica.example")
    secret = (tmp_path / FOLDER / "secret-key").read_bytes()

    # Ctrl-C in a terminal reaches everything in its foreground group.
    os.killpg(first.process.pid, signal.SIGINT)
    first.wait_until_gone()

    # A second run keeps the data, and finds nothing to do.
    second = run_in()
    second.wait_until_open()
    assert "Nothing changed." in second.output.read_text()
    assert (tmp_path / FOLDER / "secret-key").read_bytes() == secret

    # A taken port is a sentence, before anything is touched.
    third = run_in(second.port)
    assert third.process.wait(60) != 0
    assert f"Port {second.port} of 127.0.0.1 cannot be used" in third.output.read_text()

    # So is a folder in which the house runs already, with another password: the first one's stays as it is.
    beside = run_in()
    assert beside.process.wait(60) != 0
    assert f"already (http://127.0.0.1:{second.port}/)" in beside.output.read_text()
    assert second.signs_in("az@cica.example")

    # When one of the three ends, so do the others.
    clock = next(pid for pid, words in second.processes().items() if " beat " in f"{words} ")
    os.kill(clock, signal.SIGKILL)
    second.wait_until_gone()
    assert "The clock ended by itself" in second.output.read_text()


def says_to_make_alone(run: Run, word: signal.Signals) -> None:
    os.kill(run.process.pid, word)
    deadline = time.monotonic() + 40
    while run.processes() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert run.processes() == {}, f"after {word.name}"


# Stays open as `make run` does, with one server that is there at once.
STAYS_OPEN = """
import os, sys
sys.path.insert(0, "tools")
import run
run.listen_for_the_end()
port = int(os.environ["PORT"])
sys.exit(run.stay_open(dict(os.environ), port, {"web": ["http.server", str(port), "--bind", run.HOST]}))
"""
# What may be said to make; the last one it can't hear.
WORDS = (signal.SIGTERM, signal.SIGINT, signal.SIGKILL)


@needs_proc
@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.name)
def test_whoever_stays_open_hears_what_is_said_to_make_alone(run_in, tmp_path: Path, word: signal.Signals) -> None:
    """By day without the house behind it, whose servers are stopped in the same way."""
    (tmp_path / "stays.py").write_text(STAYS_OPEN)
    # No shell stands between, as none does there.
    (tmp_path / "Makefile").write_text(f"open:\n\t@$(PYTHON) {tmp_path / 'stays.py'}\n")
    run = run_in(what=("--file", str(tmp_path / "Makefile"), "open"))
    run.wait_until_open()
    assert any("http.server" in words for words in run.processes().values())
    says_to_make_alone(run, word)


@needs_proc
@pytest.mark.night
@pytest.mark.timeout(800)
def test_any_word_to_make_alone_closes_the_house(run_in) -> None:
    for word in WORDS:
        run = run_in()
        run.wait_until_open()
        says_to_make_alone(run, word)


@pytest.mark.night
@pytest.mark.skipif(sys.version_info >= (3, 13), reason="Redis comes in a wheel for Python up to 3.12")
def test_two_wheels_bring_the_servers_where_the_machine_has_none() -> None:
    given = ("TEST_DATABASE_URL", "TEST_REDIS_URL")
    env = {name: value for name, value in os.environ.items() if name not in given} | {"TEST_SERVICES": "wheels"}
    program = [
        sys.executable,
        "tools/services.py",
        sys.executable,
        "-c",
        "import os; print(os.environ['DATABASE_URL'])",
    ]
    done = subprocess.run(program, cwd=HOUSE, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("from a wheel") == 2
    assert "postgres://cica@127.0.0.1:" in done.stdout
