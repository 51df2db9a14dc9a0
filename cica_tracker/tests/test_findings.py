"""docs/findings.md, gone through: each finding once, with tests that are there."""

import re
from pathlib import Path

from django.conf import settings

from cica_tracker.tests.test_security_requirements import A_TEST, names_of_tests

HOUSE = Path(settings.BASE_DIR)
ROW = re.compile(r"^\| (?P<id>[TEOF]\d+b?) \| (?P<wrong>[^|]+) \| (?P<holds>[^|]+) \| (?P<tried>[^|]+) \|$")
HOW_MANY = {"T": 20, "E": 10, "O": 18, "F": 15}


def lines() -> list[str]:
    return (HOUSE / "docs" / "findings.md").read_text(encoding="utf-8").splitlines()


def rows() -> list[re.Match[str]]:
    return [row for line in lines() if (row := ROW.match(line))]


def test_each_finding_stands_once_and_none_is_missing():
    ids = [row["id"] for row in rows()]
    expected = [f"{letter}{number}" for letter, most in HOW_MANY.items() for number in range(1, most + (letter != "T"))]
    expected.insert(1, "T1b")
    assert ids == expected
    assert sum(line.startswith("| ") for line in lines()) == len(ids) + 1, "a line of the table that can't be read"


def test_each_finding_names_tests_that_are_there():
    there = names_of_tests()
    assert [row["id"] for row in rows() if not A_TEST.search(row["tried"])] == []
    gone = [(row["id"], name) for row in rows() for name in A_TEST.findall(row["tried"]) if name not in there]
    assert gone == []


def test_no_document_promises_a_journal_that_cannot_be_altered():
    pages = [HOUSE / "README.md", HOUSE / "CHANGELOG.md", *(HOUSE / "docs").glob("*.md")]
    promise = re.compile(r"(?i)(?:nobody|no ?one) can alter|\bunalterable|\bimmutable journal|can(?:'t|not) be altered")
    # What was wrong once is told in the second cell of a finding.
    told = [(page.name, line) for page in pages for line in page.read_text(encoding="utf-8").splitlines()]
    assert [page for page, line in told if promise.search(line) and not ROW.match(line)] == []
