"""`make bench BENCH=sweep`: what planning reminders costs, with nothing new and with something, as the record grows.

For each size a PostgreSQL is filled with invented states (`load/`), swept once whole, and then each minute. Prints a table and,
with `--write`, puts it into docs/performance.md. `ARGS="--sizes 1000 100000 --rounds 5"`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import environment
import servers

SWEEPING = str(environment.HOUSE / "bench" / "sweeping.py")
PERFORMANCE = environment.HOUSE / "docs" / "performance.md"
# What an idle sweep of 100,000 commitments and 2,000 people may cost.
MOST_SECONDS, MOST_MIB = 5, 100
IDLE = "with nothing new"


def main(words: list[str]) -> int:
    wanted = argparse.ArgumentParser(prog="sweep", description=__doc__)
    wanted.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000], help="how many commitments")
    wanted.add_argument("--rounds", type=int, default=5)
    wanted.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked = wanted.parse_args(words)
    by_size = {size: measured(size, asked.rounds) for size in asked.sizes}
    table = as_table(by_size)
    print(table)
    if asked.write:
        put_into_the_docs(table)
    idle = [told["costs"][IDLE] for told in by_size.values()]
    is_well = all(cost["house"] + cost["database"] <= MOST_SECONDS and cost["MiB"] <= MOST_MIB for cost in idle)
    return 0 if is_well else 1


def measured(size: int, rounds: int) -> dict[str, Any]:
    with servers.a_filled_house(size) as env:
        told = Path(env["DATA_DIR"]) / "told.json"
        servers.run(SWEEPING, "--rounds", str(rounds), "--told", str(told), env=env)
        return json.loads(told.read_text())


def as_table(by_size: dict[int, dict[str, Any]]) -> str:
    lines = [
        "| commitments | what | house, s CPU | database, s CPU | memory grew, MiB | queries |",
        "|---|---|---|---|---|---|",
    ]
    for size, told in by_size.items():
        for what, cost in told["costs"].items():
            lines.append(
                f"| {size:,} | {what} | {cost['house']:.2f} | {cost['database']:.2f} | {cost['MiB']:.0f} | {cost['queries']:.0f} |"
            )
        lines.append(f"| {size:,} | rows of the ledger afterwards | {told['notices']:,} | | | |")
    return "\n".join(lines)


def put_into_the_docs(table: str, what: str = "sweep") -> None:
    """Between the two marks of that measure."""
    begins, ends = f"<!-- {what}: begins -->", f"<!-- {what}: ends -->"
    before, mark, rest = PERFORMANCE.read_text().partition(begins)
    _old, _ends, after = rest.partition(ends)
    if not (mark and after):
        raise SystemExit(f"{PERFORMANCE.name} has no place for {what}")
    PERFORMANCE.write_text(f"{before}{begins}\n{table}\n{ends}{after}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
