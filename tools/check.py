"""`make test`: everything that is checked, on a machine that may have none of what checking needs.

1. the virtual environment, PostgreSQL, Redis, Chromium, gettext; 2. the stages below, all of them even when one fails,
those of pytest one after another, and beside them what keeps one core busy only; 3. a summary: what was used, how long
each stage took, which failed. Names of stages as arguments run only those.
"""

from __future__ import annotations

import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import FrameType

import environment
import programs
import services

# What a person's own shell may hold and a check must not read.
SWITCHES = {
    *("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "ALLOWED_HOSTS", "TRUSTED_ORIGINS", "HTTPS", "DEBUG"),
    *(
        "DEMO",
        "DEMO_PASSWORD",
        "DATA_DIR",
        "PORT",
        "EXERCISE",
        "EXERCISE_SENDS",
        "LOG_FORMAT",
        "PROXY_COUNT",
        "FROM_EMAIL",
        "DJANGO_SETTINGS_MODULE",
    ),
    *("SECRET_KEY_FALLBACKS", "SITE_URL", "VERSION", "EXERCISE", "EXERCISE_SENDS"),
    *("NIGHT", "PYTEST_ADDOPTS", "TEST_TEMPLATE", "MAKELEVEL", "MAKEFLAGS", "MFLAGS"),
    "PYTHONDONTWRITEBYTECODE",  # each of the many processes would compile the house anew: five seconds a time
}
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
# A worker a core. On one core two still help: one waits for a browser or a lock while the other works.
WORKERS = str(max(2, min(os.cpu_count() or 1, 8)))
# Whoever makes a slow test sees it at the end of its stage.
SAY_WHAT_IS_SLOW = ("--durations", "15", "--durations-min", "1")
CLOSING_LINE = re.compile(r"^=*\s*((?:\d+ [a-z]+(?:, )?)+) in [\d.]+s.*$")


@dataclass
class CheckStage:
    """One thing that is checked: some commands that must all succeed, under some environment."""

    name: str
    commands: list[list[str]]
    needs: tuple[str, ...] = ()
    # Without these some of its tests are passed over.
    likes: tuple[str, ...] = ()
    env: dict[str, str] = field(default_factory=dict)
    # Keeps every core busy without being pytest.
    is_alone: bool = False
    problem: str = ""
    closing: str = ""
    seconds: float = 0

    @property
    def keeps_every_core_busy(self) -> bool:
        return self.is_alone or any(words[0] == "pytest" for words in self.commands)

    def run(self, env: Mapping[str, str], say: Callable[[str], None]) -> None:
        say(f"\n── {self.name} {'─' * (100 - len(self.name))}\n")
        began = time.monotonic()
        for words in self.commands:
            if self.problem:
                break
            say(f"$ {_told(words)[:300]}\n")
            code = self._run_one(words, {**env, **self.env}, say)
            if code:
                self.problem = f"exit code {code} from {_told(words[:3])}"
        self.seconds = time.monotonic() - began

    def _run_one(self, words: list[str], env: Mapping[str, str], say: Callable[[str], None]) -> int:
        if words[0] == "msgfmt":
            command = words
        else:
            is_program = words[0] == "-c" or words[0].endswith(".py")
            command = [str(environment.PYTHON), *([] if is_program else ["-m"]), *words]
        with subprocess.Popen(
            command, cwd=environment.HOUSE, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace",
        ) as process:  # fmt: skip
            assert process.stdout
            try:
                for line in process.stdout:
                    say(line)
                    if words[0] == "pytest" and (match := CLOSING_LINE.match(re.sub(r"\x1b\[[\d;]*m", "", line))):
                        self.closing = match[1]
            except BaseException:  # we are being stopped
                process.terminate()
                raise
        return process.returncode


def _told(words: Sequence[str]) -> str:
    return " ".join(words) if words[:2] != ["-c", environment.MANAGE] else f"manage.py {', '.join(words[2:])}"


def _aloud(words: str) -> None:
    print(words, end="", flush=True)


def run_in_two_lanes(chosen: Sequence[CheckStage], env: Mapping[str, str]) -> None:
    """What keeps every core busy runs aloud; beside it the rest, each of which says what it has to say when it is done."""

    def beside() -> None:
        for stage in quiet:
            said: list[str] = []
            stage.run(env, said.append)
            _aloud("".join(said))

    quiet = [stage for stage in chosen if not stage.keeps_every_core_busy]
    other = threading.Thread(target=beside, daemon=True)  # when we are stopped it doesn't hold us
    other.start()
    for stage in chosen:
        if stage.keeps_every_core_busy:
            stage.run(env, _aloud)
    other.join()


def manage(*commands: str) -> list[str]:
    """Commands of manage.py, one after another in one process; the first that fails ends it."""
    return ["-c", environment.MANAGE, *commands]


def pytest(marks: str, *words: str) -> list[str]:
    return ["pytest", "-m", marks, "--dist", "worksteal", "-n", WORKERS, *SAY_WHAT_IS_SLOW, *words]


CAN_DIFFER = "not browser and not night and (postgres or (both and not slow))"


def said_in(*words: str) -> list[str]:
    """The files of tests in which one of these stands: to read all of them takes each worker seconds."""
    files = {path: path.read_text(encoding="utf-8") for path in environment.HOUSE.glob("*/tests/**/test_*.py")}
    return sorted(
        str(path.relative_to(environment.HOUSE)) for path, text in files.items() if any(word in text for word in words)
    )


def stages() -> list[CheckStage]:
    """Everything that is checked, the quickest answers first."""
    catalogues = sorted(map(str, environment.HOUSE.glob("locale/*/LC_MESSAGES/*.po")))
    return [
        CheckStage(
            "ruff",
            [
                ["ruff", "check", "--output-format", "concise", "."],
                ["ruff", "format", "--check", "--output-format", "concise", "."],
            ],
        ),
        CheckStage("floors", [["-c", LINT_IMPORTS], ["tools/reading.py"]]),
        CheckStage("types", [["mypy"]]),
        CheckStage("templates", [["djlint", "templates", "--lint", "--quiet"]]),
        CheckStage(
            "catalogues",
            [["msgfmt", "--check", "--output-file", os.devnull, catalogue] for catalogue in catalogues],
            needs=("gettext",),
        ),
        CheckStage("migrations", [manage("makemigrations --check --dry-run", "check")]),
        CheckStage(
            "production",
            [
                manage("migrate --verbosity 0", "migrate --check", "load_record"),
                # A second time, as a process that knows nothing of the first.
                manage("load_record", "verify_journal", "check --deploy --fail-level WARNING --database default"),
            ],
            needs=("postgresql", "redis"),
        ),
        CheckStage("sqlite", [pytest("not browser and not postgres and not night")], needs=("redis",), likes=("khal",)),
        CheckStage(
            "postgresql",
            [pytest(CAN_DIFFER, *said_in("mark.both", "mark.postgres", "transaction=True"))],
            needs=("postgresql", "redis"),
        ),
        CheckStage(
            "browser",
            [pytest("browser and not night", *said_in("mark.browser"))],
            needs=("postgresql", "redis", "chromium"),
        ),
    ]


def main(names: list[str], known: Sequence[CheckStage]) -> int:
    signal.signal(signal.SIGTERM, _stop_in_order)
    began = time.monotonic()
    chosen = [stage for stage in known if not names or stage.name in names]
    if unknown := set(names) - {stage.name for stage in known}:
        sys.exit(f"No such stage: {', '.join(sorted(unknown))}. There are: {', '.join(s.name for s in known)}.")
    environment.prepare(environment.CHECK)
    used = {"python": f"{sys.version.split()[0]} ({sys.executable})"}
    with ExitStack() as stack:
        data = stack.enter_context(tempfile.TemporaryDirectory(prefix="cica-test-"))
        env = {name: value for name, value in os.environ.items() if name not in SWITCHES}
        env |= {"DATA_DIR": data, "PYTHONUNBUFFERED": "1"}
        missing = _bring(chosen, env, used, stack)
        for stage in chosen:
            stage.problem = "; ".join(missing[need] for need in stage.needs if need in missing)
        run_in_two_lanes(chosen, env)
    return _say(chosen, used, time.monotonic() - began)


def _bring(chosen: list[CheckStage], env: dict[str, str], used: dict[str, str], stack: ExitStack) -> dict[str, str]:
    """Bring up what the chosen stages need, tell the stages where it is, and return what could not be had."""
    needed = {need for stage in chosen for need in (*stage.needs, *stage.likes)}
    missing: dict[str, str] = {}
    services_up: dict[str, services.Service] = {}
    for name, bring in {
        "postgresql": lambda: stack.enter_context(services.postgresql()),
        "redis": lambda: stack.enter_context(services.redis()),
        "chromium": programs.chromium,
        "gettext": programs.gettext,
        "khal": programs.khal,
        "readers": programs.readers,
    }.items():
        if name not in needed:
            continue
        try:
            services_up[name] = bring()
            used[name] = services_up[name].description
        except services.NotHere as reason:
            missing[name] = used[name] = str(reason)
    if "redis" in services_up:
        env["TEST_REDIS_URL"] = services_up["redis"].url
    if "chromium" in services_up:
        env["CHROMIUM"] = services_up["chromium"].url
    if "postgresql" in services_up:
        env["TEST_TEMPLATE"] = stack.enter_context(
            services.template(services_up["postgresql"], f"cica_test_{os.getpid()}")
        )
        for stage in chosen:
            if "postgresql" in stage.needs:
                stage.env["DATABASE_URL"] = services_up["postgresql"].url
            if stage.name == "production":
                name = f"cica_rehearsal_{os.getpid()}"
                address = stack.enter_context(services.database(services_up["postgresql"], name))
                stage.env |= _production(address, env.get("TEST_REDIS_URL", ""))
    return missing


def _production(database: str, redis: str) -> dict[str, str]:
    """The environment of a real deployment, as docs/ tells it."""
    return {
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "EMAIL_URL": "smtp+tls://tracker:secret@mail.cica.example:587",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "tracker.cica.example",
        "TRUSTED_ORIGINS": "https://tracker.cica.example",
        "HTTPS": "1",
    }


def _say(chosen: list[CheckStage], used: dict[str, str], seconds: float) -> int:
    """The summary. Its last line adds up pytest's own closing lines."""
    total: Counter[str] = Counter()
    print(f"\n── summary {'─' * 93}")
    for name, description in used.items():
        print(f"{name:<12} {description}")
    print()
    for stage in chosen:
        verdict = f"FAILED: {stage.problem}" if stage.problem else "ok"
        print(f"{stage.name:<12} {stage.seconds:6.1f} s  {verdict}{f'  ({stage.closing})' if stage.closing else ''}")
        for part in filter(None, stage.closing.split(", ")):
            number, word = part.split(" ", 1)
            total[word.rstrip("s") if word.startswith("error") else word] += int(number)
    failed = [stage.name for stage in chosen if stage.problem]
    verdict = f"Failed: {', '.join(failed)}" if failed else "Everything passed"
    print(f"\n{verdict}, in {seconds / 60:.1f} minutes.")
    if total:
        print(f"{total['passed']} passed, {total['failed'] + total['error']} failed, {total['skipped']} skipped")
    return 1 if failed else 0


def _stop_in_order(number: int, frame: FrameType | None) -> None:
    sys.exit(f"Stopped by {signal.Signals(number).name}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], stages()))
