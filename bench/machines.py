"""`make bench BENCH=machines`: a house on many machines, of which one after the other is killed while people work.

Two web servers, two workers and two clocks on addresses of their own, PostgreSQL with a copy that streams, Redis and a store of files
(`tools/chaos/machines.py`); people (`tools/chaos/people.py`) read pages, lists, files and exports, write by forms and programs, and look
at once for what they wrote. Each part is killed in its turn and comes back. Prints what was answered meanwhile, and whether all that was
acknowledged is there, once. `ARGS="--minutes 10 --people 8 --write"`.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import services
from chaos.behind import AskedOnce
from chaos.clients import CALM, Desk
from chaos.house import copy_tables, run
from chaos.machines import Fleet, a_fleet
from chaos.people import Person
from deadline import at
from sweep import put_into_the_docs

# In this order; each is back before the next goes. PostgreSQL starts again at once, the others stay away for a while.
KILLED = ("web-1", "worker-1", "clock-1", "Redis", "the copy", "the store", "PostgreSQL")
# Only these are answered otherwise while one is dead; all else has to go on.
NEEDS = {"the store": {"file"}, "PostgreSQL": {"act", "export", "file", "list", "page"}}
# With it goes what it was answering, which is at most one thing a person.
UNDER_WAY = ("web-1",)
DEAD_WORDS = {
    "web-1": "one of two web servers",
    "worker-1": "one of two workers",
    "clock-1": "one of two clocks",
    "Redis": "Redis, and all that was in it",
    "the copy": "the copy of the database",
    "the store": "the store of files",
    "PostgreSQL": "PostgreSQL, started again at once",
}


@dataclass(frozen=True)
class Absence:
    """One part was away: from when until it answered again."""

    name: str
    since: float
    until: float


def main(words: list[str]) -> int:
    asked = _asked(words)
    # One that was given is somebody's: it is not killed.
    os.environ.pop("TEST_REDIS_URL", None)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit("Stopped."))
    worlds: list[dict[str, Any]] = []

    def fill(env: dict[str, str], cluster: services.Cluster) -> None:
        if not (asked.like and copy_tables(asked.like, env["DATABASE_URL"], cluster)):
            run(env, "manage.py", "migrate", "--verbosity", "0")
        run(env, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        worlds.append(json.loads(run(env, "-m", "chaos.ministries", "--people", asked.people).splitlines()[-1]))

    with tempfile.TemporaryDirectory(prefix="cica-machines-") as folder, a_fleet(Path(folder), fill) as fleet:
        crowd = [os.getloadavg()[0]]
        people, absences = _work(fleet, worlds[0], asked)
        crowd.append(os.getloadavg()[0])
        verdict = _judged(fleet, people, worlds[0], absences)
        table = as_table(fleet.site.asked, absences, asked, crowd)
        code = _say(table, verdict, people, rest_that_stopped(fleet.site.asked, absences, len(people)))
        if code:
            _tell_logs(fleet)
    if asked.write:
        put_into_the_docs(f"{table}\n\n{_sentence(verdict, people)}", "machines")
    return code


def _asked(words: list[str]) -> argparse.Namespace:
    wanted = argparse.ArgumentParser(prog="machines", description=__doc__)
    wanted.add_argument("--minutes", type=float, default=10, help="in which each part is killed once")
    wanted.add_argument("--people", type=int, default=8, help="of a state each")
    wanted.add_argument("--pause", type=float, default=1, help="seconds between what one person asks, on average")
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--like", default="", help="a migrated database that is copied, instead of migrating")
    wanted.add_argument("--only", nargs="+", choices=KILLED, default=KILLED, help="which parts are killed")
    wanted.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    return wanted.parse_args(words)


def _work(fleet: Fleet, world: dict[str, Any], asked: argparse.Namespace) -> tuple[list[Person], list[Absence]]:
    """People work; in the middle of each equal part of the time one part of the house is away, a third of it."""
    desks, paper, over = (
        [Desk(**person) for person in world["people"]],
        base64.b64decode(world["paper"]),
        threading.Event(),
    )
    people = [
        Person(fleet.site, desk, paper, over, random.Random(f"{asked.seed} {number}"))
        for number, desk in enumerate(desks)
    ]
    for person in people:
        person.pause = asked.pause
        person.start()
    part, absences = asked.minutes * 60 / (len(asked.only) + 1), []
    time.sleep(part)
    for name in asked.only:
        since = time.monotonic()
        fleet.kill(name)
        time.sleep(0 if name == "PostgreSQL" else part / 3)
        fleet.start(name)
        absences.append(Absence(name, since, time.monotonic()))
        print(f"{name} was away for {absences[-1].until - since:.0f} s", flush=True)
        time.sleep(max(0.0, since + part - time.monotonic()))
    over.set()
    for person in people:
        person.join(CALM)
    return people, absences


# -- What came of it.


def while_away(asked: Sequence[AskedOnce], absences: Sequence[Absence], name: str) -> list[AskedOnce]:
    """What was asked while that part was away; with no name, while all were there."""
    if not name:
        return [each for each in asked if not any(is_of(each, away) for away in absences)]
    [absence] = [away for away in absences if away.name == name]
    return [each for each in asked if is_of(each, absence)]


def is_of(asked: AskedOnce, away: Absence) -> bool:
    """Whether it was under way at any moment of that."""
    return away.since <= asked.at + asked.seconds and asked.at <= away.until


def is_answered(asked: AskedOnce) -> bool:
    return 0 < asked.status < 500


def rest_that_stopped(asked: Sequence[AskedOnce], absences: Sequence[Absence], people: int) -> list[str]:
    """Where more went unanswered than what was under way at a web server as it died."""
    sentences = []
    for absence in absences:
        rest = [
            each for each in while_away(asked, absences, absence.name) if each.kind not in NEEDS.get(absence.name, ())
        ]
        amiss = [each for each in rest if not is_answered(each)]
        if len(amiss) > (people if absence.name in UNDER_WAY else 0):
            kinds = sorted({f"{each.kind} {each.status}" for each in amiss})
            sentences.append(f"{len(amiss)} of {len(rest)} unanswered without {absence.name}: {', '.join(kinds)}")
    return sentences


def as_table(
    asked: Sequence[AskedOnce], absences: Sequence[Absence], words: argparse.Namespace, crowd: list[float]
) -> str:
    load = f"load of the machine {crowd[0]:.0f} before, {crowd[1]:.0f} after"
    lines = [
        f"| {words.people} people, {words.minutes:g} minutes, {load}; dead was | s | asked | answered | 503 | cut | p50, ms | p95, ms |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in ("", *(absence.name for absence in absences)):
        of_it = while_away(asked, absences, name)
        seconds = sorted(each.seconds for each in of_it if is_answered(each))
        away = next((f"{absence.until - absence.since:.0f}" for absence in absences if absence.name == name), "")
        answered = f"{100 * len(seconds) / len(of_it):.1f} %" if of_it else "–"
        told = sum(each.status == 503 for each in of_it)
        cut = sum(not each.status for each in of_it)
        times = " | ".join(f"{1000 * at(seconds, part):,.0f}" for part in (0.5, 0.95))
        lines.append(
            f"| {DEAD_WORDS.get(name, 'nothing')} | {away} | {len(of_it)} | {answered} | {told} | {cut} | {times} |"
        )
    return "\n".join(lines)


def _judged(fleet: Fleet, people: list[Person], world: dict[str, Any], absences: list[Absence]) -> list[list[Any]]:
    told = fleet.folder / "sent.json"
    told.write_text(json.dumps([act.for_the_verdict() for person in people for act in person.sent]))
    documents = fleet.folder / "documents.json"
    documents.write_text(json.dumps(sorted({uid for person in people for uid in person.wanted_documents})))
    words = [
        "--sent",
        told,
        "--documents",
        documents,
        "--faults",
        world["faults"],
        "--struck",
        4 * len(people) * len(absences),
    ]
    env = {**fleet.env, "DATA_DIR": str(fleet.folder / "web-2"), "REPLICA_URL": ""}
    rows = json.loads(run(env, "-m", "chaos.accounts", *words).splitlines()[-1])
    unseen = sum(len(person.unseen) for person in people)
    looks = sum(person.looked for person in people)
    ticks = minutes_told_twice(fleet)
    broken = sum(each.status == 500 for each in fleet.site.asked)
    return [
        *rows,
        ["what somebody looked for that they had just written", looks, None, looks > 0],
        ["  and did not see", unseen, 0, not unseen],
        ["answers 500, whatever was asked", broken, 0, not broken],
        ["minutes that the clock told", ticks[0], None, ticks[0] > 0],
        ["  of them told twice", ticks[1], 0, not ticks[1]],
    ]  # fmt: skip


def minutes_told_twice(fleet: Fleet) -> tuple[int, int]:
    """How many minutes the clocks told the worker to plan reminders in, and in how many both did."""
    minutes: list[str] = []
    for name in ("clock-1", "clock-2"):
        lines = [line for line in fleet.machines[name].log.read_text(errors="replace").splitlines() if '"told"' in line]
        said = [json.loads(line) for line in lines]
        minutes += [row["timestamp"][:16] for row in said if row.get("job") == "plan and send reminders"]
    return len(set(minutes)), len(minutes) - len(set(minutes))


def _say(table: str, verdict: list[list[Any]], people: list[Person], stopped: list[str]) -> int:
    print(f"\n{table}\n")
    for what, count, bound, is_well in verdict:
        print(f"{'ok ' if is_well else 'BAD'}  {what:<62} {count:>7}{'' if bound is None else f'  (bound {bound})'}")
    for sentence in stopped:
        print(f"BAD  {sentence}")
    for unseen in [unseen for person in people for unseen in person.unseen][:5]:
        print(f"     not seen: {unseen.kind} at {unseen.address}: {unseen.status}")
    for told in sorted({act.refused for person in people for act in person.sent if act.refused})[:5]:
        print(f"     told: {told}")
    is_well = not stopped and all(row[3] for row in verdict)
    print(
        f"\n{'Nothing acknowledged is lost, nothing is there twice, and the rest went on.' if is_well else 'Broken.'}"
    )
    return 0 if is_well else 1


def _sentence(verdict: list[list[Any]], people: list[Person]) -> str:
    figures = {row[0]: row[1] for row in verdict}
    wanted = (
        "acts that were sent", "acknowledged", "acknowledged on a repeat only", "LOST: acknowledged, and not there",
        "DOUBLED: there more than once", "what somebody looked for that they had just written", "  and did not see",
        "answers 500, whatever was asked", "documents that a worker was to make", "minutes that the clock told", "  of them told twice",
    )  # fmt: skip
    return "; ".join(f"{name.strip()}: {figures[name]:,}" for name in wanted if name in figures) + "."


def _tell_logs(fleet: Fleet) -> None:
    for log in sorted(fleet.folder.glob("*.log")):
        print(f"\n── the end of {log.name}\n{log.read_text(errors='replace')[-2500:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
