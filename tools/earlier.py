"""A data folder of an earlier house: told apart, and set aside under a name of its own. Nothing in it is deleted.

Migrations begin again where rooms are laid anew, so that a database of before can't be brought up to date. What tells:

1. the stamp that a house writes into its folder: the generation of its tables;
2. migrations in the database of which this house knows nothing, where the stamp says nothing else.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from pathlib import Path

# Raise it whenever migrations begin again.
GENERATION = 2
STAMP = "generation"
DATABASE = "db.sqlite3"
# What the house's own apps are called, or were: rows of packages are no sign of anything.
OURS = {
    *("journal", "record", "members", "notices", "meetings", "commitments", "activities"),
    *("law", "catalogue", "papers", "decisions", "desk", "backups"),
}


def make_way(data: Path, house: Path, now: dt.datetime) -> Path | None:
    """Set the folder aside if it belongs to an earlier house, and stamp the one that is used. Where it went, or None."""
    aside = None
    if is_of_an_earlier_house(data, house):
        aside = _a_free_name(data.with_name(f"{data.name}-of-{now:%Y-%m-%d}"))
        data.rename(aside)
    data.mkdir(parents=True, exist_ok=True)
    (data / STAMP).write_text(f"{GENERATION}\n")
    return aside


def is_of_an_earlier_house(data: Path, house: Path) -> bool:
    stamp = data / STAMP
    if stamp.is_file() and stamp.read_text().strip() != str(GENERATION):
        return True
    return bool(applied(data / DATABASE) - known(house))


def applied(database: Path) -> set[tuple[str, str]]:
    """Migrations of ours that the database says it went through; none where there is no database."""
    if not database.is_file():
        return set()
    with contextlib.closing(sqlite3.connect(database, timeout=20)) as connection:
        try:
            rows = connection.execute("SELECT app, name FROM django_migrations").fetchall()
        except sqlite3.DatabaseError:
            return set()
    return {(app, name) for app, name in rows if app in OURS}


def known(house: Path) -> set[tuple[str, str]]:
    """Migrations of this house."""
    files = house.glob("*/migrations/[0-9]*.py")
    return {(path.parent.parent.name, path.stem) for path in files}


def _a_free_name(wanted: Path) -> Path:
    name, number = wanted, 1
    while name.exists():
        number += 1
        name = wanted.with_name(f"{wanted.name}-{number}")
    return name
