"""`make exercise`: as `make run`, with a database of its own that holds invented states in motion, and marked everywhere.

`ARGS=--anew` begins it anew; else a second run keeps what people did. What the environment says of the true house (its
database, its broker) is left alone: EXERCISE_DATABASE_URL names another database than the file in `var-exercise/`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sqlite3
import sys
from pathlib import Path

import earlier
import run

FOLDER = "var-exercise"
# As `record.marked` has it: a program that runs before there is a Django.
BEGAN = "began an exercise"


def main() -> int:
    wanted = argparse.ArgumentParser(prog="make exercise", description=__doc__)
    wanted.add_argument("--anew", action="store_true", help="empty the exercise that is there, and make another one")
    wanted.add_argument("--seed", type=int, default=1, help="another number: other measures")
    asked = wanted.parse_args()
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    if url := os.environ.get("EXERCISE_DATABASE_URL"):
        if asked.anew:
            sys.exit("EXERCISE_DATABASE_URL is set: empty that database yourself, then start without --anew.")
        os.environ["DATABASE_URL"] = url
    os.environ["EXERCISE"] = "1"
    os.environ.setdefault("DATA_DIR", FOLDER)
    return run.main(
        fills=(f"make_exercise --seed {asked.seed}", "index_search --where-empty"), first=empty if asked.anew else None
    )


def empty(data: Path) -> None:
    """Remove what is in the folder of an exercise. What isn't one is left as it is, with a sentence."""
    database = data / earlier.DATABASE
    if database.exists() and not is_an_exercise(database):
        sys.exit(f"{data} doesn't hold an exercise: it is left as it is. Name another folder: DATA_DIR=/path")
    for path in data.iterdir():
        if path.name == run.HELD:
            continue  # the lock of this very run
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def is_an_exercise(database: Path) -> bool:
    """Whether its journal begins as that of an exercise does."""
    with contextlib.closing(sqlite3.connect(database, timeout=20)) as connection:
        try:
            first = connection.execute("SELECT verb FROM journal_entry ORDER BY number LIMIT 1").fetchone()
        except sqlite3.DatabaseError:
            return False
    return first is not None and first[0] == BEGAN


if __name__ == "__main__":
    sys.exit(main())
