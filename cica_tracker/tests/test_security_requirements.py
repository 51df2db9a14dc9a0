"""docs/security-requirements.md, gone through: each requirement once, with tests that are there, or why none."""

import ast
import re
from pathlib import Path

from django.conf import settings

HOUSE = Path(settings.BASE_DIR)
DOCS = HOUSE / "docs"
ROW = re.compile(
    r"^\| (?P<id>\d+(?:\.\d+){2}) \| (?P<level>L[123]) \| (?P<asks>[^|]+) \| (?P<how>[^|]+) \| (?P<tried>[^|]+) \|$"
)
A_TEST = re.compile(r"`(test_\w+)`")
DOES_NOT_APPLY = "does not apply: "
HOW_MANY = 86


def rows() -> list[re.Match[str]]:
    lines = (DOCS / "security-requirements.md").read_text(encoding="utf-8").splitlines()
    return [row for line in lines if (row := ROW.match(line))]


def names_of_tests() -> set[str]:
    """Names of functions that pytest collects."""
    files = [path for path in HOUSE.glob("[!.]*/**/tests/**/test_*.py") if ".venv" not in path.parts]
    assert len(files) > 150
    return {
        node.name
        for path in files
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_each_requirement_stands_once_and_in_order():
    ids = [tuple(map(int, row["id"].split("."))) for row in rows()]
    assert len(ids) == HOW_MANY
    assert ids == sorted(set(ids))
    lines = (DOCS / "security-requirements.md").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("| ") for line in lines) == HOW_MANY + 1, "a line of the table that can't be read"


def test_each_requirement_names_tests_that_are_there_or_says_why_it_does_not_apply():
    there = names_of_tests()
    without = [row["id"] for row in rows() if not A_TEST.search(row["tried"]) and DOES_NOT_APPLY not in row["tried"]]
    assert without == []
    gone = [(row["id"], name) for row in rows() for name in A_TEST.findall(row["tried"]) if name not in there]
    assert gone == []


def test_each_test_that_the_handbook_of_security_names_is_there():
    there = names_of_tests()
    words = (DOCS / "security.md").read_text(encoding="utf-8")
    named = set(A_TEST.findall(words))
    assert len(named) > 20
    assert named - there == set()
    files = re.findall(r"`([\w/]+/tests/[\w/]+\.py)`", words)
    assert [name for name in files if not (HOUSE / name).is_file()] == []
    assert "(security-requirements.md)" in words


def test_the_times_within_which_faults_are_mended_are_stated():
    _before, reporting = (DOCS / "security.md").read_text(encoding="utf-8").split("## Reporting")
    for promised in ("within two working days", "within three days", "within thirty"):
        assert promised in reporting
