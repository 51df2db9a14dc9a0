"""`make bench BENCH=pages`: what a page costs, in CPU of the house and of the database, as the record grows.

For each size a PostgreSQL is filled with invented states (`load/`), and every page of the list is opened in turn, in rounds, as an
officer and as a focal point. `ARGS="--sizes 1000 100000 --rounds 3 --only desk papers"`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import environment
import servers

OPENING = str(environment.HOUSE / "bench" / "opening.py")


def main(words: list[str]) -> int:
    wanted = argparse.ArgumentParser(prog="pages", description=__doc__)
    wanted.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000], help="how many commitments")
    wanted.add_argument("--rounds", type=int, default=3)
    wanted.add_argument("--only", nargs="*", default=[], help="pages whose name begins so")
    asked = wanted.parse_args(words)
    by_size = {size: measured(size, asked.rounds, asked.only) for size in asked.sizes}
    print(as_table(by_size))
    return 0


def measured(size: int, rounds: int, only: list[str]) -> dict[str, dict[str, float]]:
    """By page and person what one opening costs in a house of that size: milliseconds of CPU, queries, bytes."""
    with servers.a_filled_house(size) as env:
        servers.run("manage.py", "collectstatic", "--no-input", "--verbosity", "0", env=env)
        told = Path(env["DATA_DIR"]) / "told.json"
        servers.run(OPENING, "--rounds", str(rounds), "--told", str(told), *only, env=env)
        return json.loads(told.read_text())


def as_table(by_size: dict[int, dict[str, dict[str, float]]]) -> str:
    sizes = list(by_size)
    lines = [
        "| page, who | " + " | ".join(f"ms at {size:,}" for size in sizes) + " | grows | queries | bytes |",
        "|---|" + "---|" * (len(sizes) + 3),
    ]
    for page in by_size[sizes[0]]:
        rows = [by_size[size][page] for size in sizes]
        costs = [row["ms"] for row in rows]
        cells = [*(f"{cost:.0f}" for cost in costs), f"{costs[-1] / costs[0]:.1f} ×", f"{rows[-1]['queries']:.0f}"]
        lines.append(f"| {page} | {' | '.join(cells)} | {rows[-1]['bytes']:,.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
