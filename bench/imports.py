"""`make bench BENCH=imports`: what the import of a long list costs, beside COPY and INSERT SELECT without a question asked.

A PostgreSQL of its own is filled with meetings and invented states, and two contestants write the same list of participants
by turns, in rounds, each in a process of its own (`importing.py`): ours, with its preview, and the statements alone. Prints a
table and, with `--write`, puts it into docs/performance.md. `ARGS="--rows 100000 --rounds 5"`.
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

IMPORTING = str(environment.HOUSE / "bench" / "importing.py")
OURS, PREVIEW, BARE = "ours: preview, then import", "of it the preview", "COPY, INSERT SELECT"
LEAST = 0.4
Costs = dict[str, list[dict[str, float]]]


def main(words: list[str]) -> int:
    wanted = argparse.ArgumentParser(prog="imports", description=__doc__)
    wanted.add_argument("--rows", type=int, default=100_000)
    wanted.add_argument("--rounds", type=int, default=5)
    wanted.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked = wanted.parse_args(words)
    with servers.a_house(*servers.IN_A_HURRY) as env:
        servers.run(IMPORTING, "--fill", env=env)
        costs = in_rounds(asked.rounds, asked.rows, env)
    table = as_table(costs, asked.rows)
    print(table)
    if asked.write:
        put_into_the_docs(table, "imports")
    return int(_ratio(costs) < LEAST)


def in_rounds(rounds: int, rows: int, env: dict[str, str]) -> Costs:
    """Each contestant once a round; each takes every place."""
    costs: Costs = {OURS: [], PREVIEW: [], BARE: []}
    told = Path(env["DATA_DIR"]) / "told.json"
    for number in range(rounds):
        turn = number % len(costs)
        names = list(costs)
        for name in (*names[turn:], *names[:turn]):
            servers.run(IMPORTING, "--who", name, "--rows", str(rows), "--told", str(told), env=env)
            costs[name].append(json.loads(told.read_text()))
    return costs


def as_table(costs: Costs, rows: int) -> str:
    """Medians of the rounds; the ratio is the median of the ratios within each round."""
    lines = [f"| {rows:,} rows | s CPU | s | memory grew, MiB | as quick as |", "|---|---|---|---|---|"]
    for name, rounds in costs.items():
        middle = {what: statistics.median(row[what] for row in rounds) for what in rounds[0]}
        beside = f"{_ratio(costs):.0%} of {BARE}" if name == OURS else ""
        lines.append(f"| {name} | {middle['cpu']:.2f} | {middle['wall']:.2f} | {middle['MiB']:.0f} | {beside} |")
    return "\n".join(lines)


def _ratio(costs: Costs) -> float:
    pairs = zip(costs[OURS], costs[BARE], strict=True)
    return statistics.median(bare["cpu"] / ours["cpu"] for ours, bare in pairs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
