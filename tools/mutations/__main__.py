"""`make mutations`: breaks the house in copies of it, runs the tests near each break, and expects them to go red.

What was judged is kept (`.mutations.jsonl`) until the broken file or a test near it changes, so that a run that was
stopped, or was over its minutes, goes on where it was. The exit code is 1 when a break was not noticed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import check
import environment

from mutations.operators import Mutant, mutants, near, rooms_of

HOUSE = environment.HOUSE
KEPT = HOUSE / ".mutations.jsonl"
KINDS = ("visible_to", "guard", "swap", "constraint")
LONGEST = 900  # seconds for the tests of one break
CAUGHT, WALL, SURVIVES, BROKEN = "caught", "caught by the wall", "SURVIVES", "could not be judged"


def main() -> int:
    asked = _asked()
    environment.prepare(environment.CHECK)
    rooms = rooms_of(HOUSE)
    every = [one for one in mutants(HOUSE, rooms) if one.kind in asked.kinds and asked.only in one.name]
    keys = {one: _key(one, near(HOUSE, one, rooms)) for one in every}
    verdicts = {} if asked.again else _kept()
    waiting: queue.Queue[Mutant] = queue.Queue()
    for one in every:
        if verdicts.get(keys[one], BROKEN) == BROKEN:
            waiting.put(one)
    print(f"{len(every)} breaks, {len(every) - waiting.qsize()} of them judged before.", flush=True)
    if asked.dry:
        for one in every:
            print(f"{one.kind:<11} {one.name}  <- {', '.join(near(HOUSE, one, rooms))}")
        return 0
    deadline = time.monotonic() + asked.minutes * 60

    def work() -> None:
        with tempfile.TemporaryDirectory(prefix="cica-mutants-") as folder:
            copy = _copy(Path(folder) / "house")
            while time.monotonic() < deadline:
                try:
                    one = waiting.get_nowait()
                except queue.Empty:
                    return
                verdict = _judged(copy, one, near(HOUSE, one, rooms), with_wall=asked.wall)
                verdicts[keys[one]] = verdict
                with KEPT.open("a") as kept:
                    kept.write(json.dumps({"key": keys[one], "name": one.name, "verdict": verdict}) + "\n")
                print(f"{verdict:<20} {one.kind:<11} {one.name}", flush=True)

    workers = [threading.Thread(target=work) for _number in range(asked.workers)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return _say(every, [verdicts.get(keys[one], "not run") for one in every])


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(
        prog="make mutations ARGS=...", formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    words.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    words.add_argument("--only", default="", help="breaks in whose name this stands")
    words.add_argument("--minutes", type=float, default=120, help="after which no other break is begun")
    words.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    words.add_argument(
        "--wall", action="store_true", help="ask the whole wall about what the tests near it let through"
    )
    words.add_argument("--again", action="store_true", help="judge what was judged before as well")
    words.add_argument("--dry", action="store_true", help="only say what would be broken, and which tests are near")
    return words.parse_args()


def _key(one: Mutant, tests: list[str]) -> str:
    seals = [one.seal, *(str(hash_of(HOUSE / path)) for path in tests)]
    return "-".join(seal[:16] for seal in seals)


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _kept() -> dict[str, str]:
    lines = KEPT.read_text().splitlines() if KEPT.exists() else []
    return {row["key"]: row["verdict"] for row in map(json.loads, lines)}


def _copy(to: Path) -> Path:
    """What git knows, or would, with the environment beside it and the databases that were made once."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=HOUSE, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (HOUSE / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(HOUSE / name, to / name)
    if not (to / ".venv").exists():
        (to / ".venv").symlink_to(HOUSE / ".venv")
    made = HOUSE / ".pytest_cache" / "d" / "databases"
    if made.exists():
        shutil.copytree(made, to / ".pytest_cache" / "d" / "databases")
    return to


def _judged(house: Path, one: Mutant, tests: list[str], *, with_wall: bool) -> str:
    if not tests:
        return BROKEN
    file = house / one.path
    before = file.read_text(encoding="utf-8")
    file.write_text(one.source, encoding="utf-8")
    only = ["-k", one.words[0]] if one.kind == "constraint" else []
    try:
        code, said = _red(house, [*tests, *only])
        if one.kind == "constraint" and b" failed" not in said:
            # Without it the migrations broke before any test began: nobody has looked at a row.
            return SURVIVES if code == 0 else BROKEN
        if code == 0 and with_wall and one.kind == "visible_to":
            return WALL if _red(house, ["cica_tracker/tests/wall"])[0] == 1 else SURVIVES
    finally:
        file.write_text(before, encoding="utf-8")
    # 1: tests failed. 2 to 5: pytest was stopped, or found nothing to run; then nobody knows.
    return {0: SURVIVES, 1: CAUGHT}.get(code, BROKEN)


def _red(house: Path, words: list[str]) -> tuple[int, bytes]:
    """How pytest ended, and what it said."""
    env = {name: value for name, value in os.environ.items() if name not in check.SWITCHES | {"TEST_REDIS_URL"}}
    env |= {"DATA_DIR": str(house / "var"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [
        str(house / ".venv/bin/python"),
        "-m",
        "pytest",
        "-x",
        "-p",
        "no:randomly",
        "-m",
        "not browser and not postgres and not night",
    ]
    try:
        ended = subprocess.run(
            [*command, *words], cwd=house, env=env, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return 1, b"1 failed: it took too long"
    return ended.returncode, ended.stdout


def _say(every: list[Mutant], verdicts: list[str]) -> int:
    print(f"\n{'':<12}{'breaks':>8}" + "".join(f"{said:>21}" for said in (CAUGHT, WALL, SURVIVES, BROKEN, "not run")))
    for kind in KINDS:
        counted = Counter(verdict for one, verdict in zip(every, verdicts, strict=True) if one.kind == kind)
        row = "".join(f"{counted[said]:>21}" for said in (CAUGHT, WALL, SURVIVES, BROKEN, "not run"))
        print(f"{kind:<12}{counted.total():>8}{row}")
    for said in (SURVIVES, BROKEN):
        for one, verdict in zip(every, verdicts, strict=True):
            if verdict == said:
                print(f"{said}: {one.name}")
    return 1 if SURVIVES in verdicts else 0


if __name__ == "__main__":
    sys.exit(main())
