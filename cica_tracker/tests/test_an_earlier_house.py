"""`make run` over a folder of an earlier house: it says so, sets it aside whole, and begins anew."""

import datetime as dt
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

HOUSE = Path(settings.BASE_DIR)
NOW = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
sys.path.append(str(HOUSE / "tools"))

import earlier  # noqa: E402 - a tool, which stands beside the house


def a_folder(where: Path, *migrations: tuple[str, str], stamp: str = "") -> Path:
    data = where / "var"
    (data / "uploads").mkdir(parents=True)
    (data / "uploads" / "paper.pdf").write_bytes(b"%PDF-")
    with closing(sqlite3.connect(data / earlier.DATABASE)) as connection, connection:
        connection.execute("CREATE TABLE django_migrations (app, name)")
        connection.executemany("INSERT INTO django_migrations VALUES (?, ?)", migrations)
    if stamp:
        (data / earlier.STAMP).write_text(stamp)
    return data


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "given",
    [
        {"migrations": [("commitments", "0099_of_another_house")]},
        {"migrations": [], "stamp": "1"},
        {"migrations": [("commitments", "0099_of_another_house")], "stamp": str(earlier.GENERATION)},
    ],
    ids=["migrations that nobody knows", "the stamp of before", "our stamp over other tables"],
)
def test_an_earlier_folder_is_set_aside_whole_and_a_new_one_begun(given, tmp_path):
    data = a_folder(tmp_path, *given["migrations"], stamp=given.get("stamp", ""))
    before = content(data)
    aside = earlier.make_way(data, HOUSE, NOW)
    assert aside == tmp_path / "var-of-2026-11-29"
    assert content(aside) == before
    assert content(data) == {earlier.STAMP: f"{earlier.GENERATION}\n".encode()}
    # A second time there is nothing to set aside; and a folder of that name is never written over.
    assert earlier.make_way(data, HOUSE, NOW) is None
    (data / earlier.STAMP).write_text("0")
    assert earlier.make_way(data, HOUSE, NOW) == tmp_path / "var-of-2026-11-29-2"
    assert content(aside) == before


def test_a_folder_of_this_house_stays_where_it_is(tmp_path):
    ours = [key for key in MigrationLoader(None).disk_migrations if key[0] in earlier.OURS]
    assert set(ours) == earlier.known(HOUSE)
    data = a_folder(tmp_path, *ours, ("axes", "0999_of_a_package"))
    before = content(data)
    assert earlier.make_way(data, HOUSE, NOW) is None
    assert content(data) == {**before, earlier.STAMP: f"{earlier.GENERATION}\n".encode()}


def test_where_nothing_is_yet_it_begins(tmp_path):
    assert earlier.make_way(tmp_path / "new" / "var", HOUSE, NOW) is None
    assert content(tmp_path) == {f"new/var/{earlier.STAMP}": f"{earlier.GENERATION}\n".encode()}
