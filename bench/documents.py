"""`make bench BENCH=documents`: what the pack of a meeting of the Committee costs as PDF, beside typst alone on the same data.

A house with invented states (`load/`); so much of what is ripe is put on the agenda of its next meeting as makes about forty pages. By
turns, each time in a process of its own since typst remembers what it has set (`documenting.py`), the pack is made as a worker makes
it, from the record to the bytes, and typst sets what had been prepared before. The exit code is 1 where ours takes more than three
times as much CPU. `ARGS="--rounds 5 --write"`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import environment
import servers
from sweep import put_into_the_docs

DOCUMENTING = str(environment.HOUSE / "bench" / "documenting.py")
MOST_TIMES = 3


def main(words: list[str]) -> int:
    wanted = argparse.ArgumentParser(prog="documents", description=__doc__)
    wanted.add_argument("--commitments", type=int, default=400)
    wanted.add_argument("--pages", type=int, default=40)
    wanted.add_argument("--rounds", type=int, default=5)
    wanted.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked = wanted.parse_args(words)
    with servers.a_filled_house(asked.commitments) as env:
        told = Path(env["DATA_DIR"]) / "told.json"
        servers.run(DOCUMENTING, "--pages", str(asked.pages), "--told", str(told), env=env)
        measured = json.loads(told.read_text())
        seconds: dict[str, list[float]] = {"ours": [], "typst": []}
        for turn in range(asked.rounds):
            for name in (list(seconds), list(seconds)[::-1])[turn % 2]:
                command = [sys.executable, DOCUMENTING, "--who", name, "--told", str(told)]
                said = subprocess.run(
                    command, env=env, cwd=environment.HOUSE, capture_output=True, text=True, check=True
                )
                seconds[name].append(float(said.stdout.split()[-1]))
    middle = {name: statistics.median(costs) for name, costs in seconds.items()}
    ratio = statistics.median(ours / theirs for ours, theirs in zip(seconds["ours"], seconds["typst"], strict=True))
    pack = (
        f"a pack of {measured['pages']} pages, {measured['items']} items, load of the machine {os.getloadavg()[0]:.0f}"
    )
    table = (
        f"| {pack} | s CPU | × typst |\n"
        f"|---|---|---|\n| from the record to the PDF | {middle['ours']:.2f} | {ratio:.2f} |\n"
        f"| typst, on prepared data | {middle['typst']:.2f} | 1.00 |"
    )
    print(table)
    if asked.write:
        put_into_the_docs(table, "documents")
    return 0 if ratio <= MOST_TIMES else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
