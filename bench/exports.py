"""`make bench BENCH=exports`: what a file of a list costs, beside what the database and the library could do.

A PostgreSQL is filled with invented states (`load/`), and each contestant writes all commitments that a focal point sees, by
turns, in rounds, each in a process of its own. Prints a table and, with `--write`, puts it into docs/performance.md.
`ARGS="--commitments 100000 --rounds 3"`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from pathlib import Path

import environment
import servers
from sweep import put_into_the_docs

EXPORTING = str(environment.HOUSE / "bench" / "exporting.py")
# Each of ours beside what it is measured by.
BESIDE = {
    "CSV, ours": ("COPY", "values_list"),
    "CSV, ours, the same columns": ("COPY", "values_list"),
    "XLSX, ours": ("bare XlsxWriter",),
    "XLSX, ours, the same columns": ("bare XlsxWriter",),
}
CONTESTANTS = (*BESIDE, "COPY", "values_list", "bare XlsxWriter")
Costs = dict[str, list[dict[str, float]]]


def main(words: list[str]) -> int:
    wanted = argparse.ArgumentParser(prog="exports", description=__doc__)
    wanted.add_argument("--commitments", type=int, default=100_000)
    wanted.add_argument("--rounds", type=int, default=3)
    wanted.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked = wanted.parse_args(words)
    with servers.a_filled_house(asked.commitments) as env:
        costs = in_rounds(asked.rounds, env)
    table = as_table(costs, asked.commitments)
    print(table)
    if asked.write:
        put_into_the_docs(table, "exports")
    return 0


def in_rounds(rounds: int, env: dict[str, str]) -> Costs:
    """Each contestant once a round; each takes every place."""
    costs: Costs = {name: [] for name in CONTESTANTS}
    told = Path(env["DATA_DIR"]) / "told.json"
    for number in range(rounds):
        turn = number % len(CONTESTANTS)
        for name in (*CONTESTANTS[turn:], *CONTESTANTS[:turn]):
            servers.run(EXPORTING, "--who", name, "--told", str(told), env=env)
            costs[name].append(json.loads(told.read_text()))
    return costs


def as_table(costs: Costs, commitments: int) -> str:
    """Medians of the rounds; a ratio is the median of the ratios within each round."""
    lines = [
        f"| {commitments:,} commitments | s CPU | first bytes, s | memory grew, MiB | MB | as quick as |",
        "|---|---|---|---|---|---|",
    ]
    for name, rounds in costs.items():
        middle = {what: statistics.median(row[what] for row in rounds) for what in rounds[0]}
        beside = ", ".join(f"{_ratio(rounds, costs[other]):.0%} of {other}" for other in BESIDE.get(name, ()))
        figures = f"{middle['cpu']:.1f} | {middle['first']:.2f} | {middle['MiB']:.0f} | {middle['bytes'] / 1e6:.1f}"
        lines.append(f"| {name} | {figures} | {beside} |")
    return "\n".join(lines)


def _ratio(ours: list[dict[str, float]], theirs: list[dict[str, float]]) -> float:
    return statistics.median(other["cpu"] / own["cpu"] for own, other in zip(ours, theirs, strict=True) if own["cpu"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
