"""docs/public-reports.md, gone through: each row names tests that are there, or says that it isn't built."""

from cica_tracker.tests.test_security_requirements import A_TEST, DOCS, names_of_tests

NOT_BUILT = "not built: "


def rows_of_reports() -> list[list[str]]:
    lines = (DOCS / "public-reports.md").read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1:]]


def test_each_kind_of_fault_names_tests_that_are_there_or_says_that_it_is_not_built():
    there, rows = names_of_tests(), rows_of_reports()
    assert (len(rows) > 15, {len(row) for row in rows}) == (True, {3})
    assert [kind for kind, does, tried in rows if not A_TEST.search(tried) and not does.startswith(NOT_BUILT)] == []
    assert [name for _kind, _does, tried in rows for name in A_TEST.findall(tried) if name not in there] == []
