"""`make bench BENCH=lists`: what a list costs, beside Django and Django REST framework by their books, and beside one statement.

A PostgreSQL is filled with invented states (`load/`), and the same fifty commitments are answered by turns, in rounds: by the API
whole and with the columns of the others, unchanged (304), by a plain `ModelViewSet`, by `json_agg`; as the page and as a plain
`ListView` with the page's markup. Prints a table and, with `--write`, puts it into docs/performance.md.
`ARGS="--commitments 1000 --rounds 9"`.
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

LISTING = str(environment.HOUSE / "bench" / "listing.py")
# Each of ours beside what it is measured by.
BESIDE = {
    "REST, ours": ("REST, plain", "json_agg"),
    "REST, ours, the same columns": ("REST, plain", "json_agg"),
    "REST, ours, unchanged (304)": ("REST, ours",),
    "page, ours": ("page, ListView",),
}
Costs = dict[str, list[dict[str, float]]]


def main(words: list[str]) -> int:
    wanted = argparse.ArgumentParser(prog="lists", description=__doc__)
    wanted.add_argument("--commitments", type=int, default=1_000)
    wanted.add_argument("--rounds", type=int, default=9)
    wanted.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked = wanted.parse_args(words)
    with servers.a_filled_house(asked.commitments) as env:
        told = Path(env["DATA_DIR"]) / "told.json"
        servers.run("manage.py", "collectstatic", "--no-input", "--verbosity", "0", env=env)
        servers.run(LISTING, "--rounds", str(asked.rounds), "--told", str(told), env=env)
        table = as_table(json.loads(told.read_text()), asked.commitments)
    print(table)
    if asked.write:
        put_into_the_docs(table, "lists")
    return 0


def as_table(costs: Costs, commitments: int) -> str:
    """Medians of the rounds; a ratio is the median of the ratios within each round."""
    lines = [
        f"| 50 of {commitments:,} commitments | ms CPU | queries | bytes | as quick as |",
        "|---|---|---|---|---|",
    ]
    for name, rounds in costs.items():
        middle = {what: statistics.median(row[what] for row in rounds) for what in rounds[0]}
        ratios = ", ".join(f"{_ratio(rounds, costs[other]):.2f} × {other}" for other in BESIDE.get(name, ()))
        lines.append(f"| {name} | {middle['ms']:.0f} | {middle['queries']:.0f} | {middle['bytes']:,.0f} | {ratios} |")
    return "\n".join(lines)


def _ratio(ours: list[dict[str, float]], theirs: list[dict[str, float]]) -> float:
    return statistics.median(other["ms"] / own["ms"] for own, other in zip(ours, theirs, strict=True) if own["ms"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
