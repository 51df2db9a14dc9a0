"""Laws of the house that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOMS = (
    "cica_tracker",
    "public_site",
    "desk",
    "decisions",
    "activities",
    "commitments",
    "papers",
    "catalogue",
    "meetings",
    "notices",
    "members",
    "law",
    "record",
    "journal",
)
# The day in somebody's own time zone. `day_of_the_house` is one day for everybody.
DAY_OF_A_READER = re.compile(r"\blocaldate\b|\bdate\.today\b|\bdatetime\.today\b|\bnow\(\)\.date\(|__date(?:__|=)")


def code() -> list[Path]:
    """Every file of the house but tests and migrations, which tell the past."""
    files = (path for room in ROOMS for path in (Path(settings.BASE_DIR) / room).rglob("*.py"))
    return [path for path in files if not {"tests", "migrations"} & set(path.relative_to(settings.BASE_DIR).parts)]


def test_today_is_the_day_of_the_house_and_never_the_readers():
    law = Path(settings.BASE_DIR) / "record" / "dates.py"
    read = [path for path in code() if path != law]
    assert len(read) > 100
    broken = [
        f"{path.relative_to(settings.BASE_DIR)}:{number}"
        for path in read
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if DAY_OF_A_READER.search(line)
    ]
    assert broken == [], "use record.dates.day_of_the_house"


# -- No clock is read while the house is imported: a process that starts before midnight works after it.

CLOCKS = {"now", "utcnow", "today", "localdate", "localtime", "day_of_the_house", "monotonic", "perf_counter"}
LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def read_at_import(node: ast.AST) -> Iterator[ast.Call]:
    """Calls of a clock outside functions: in modules, bodies of classes, defaults and decorators."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, LATER):
            at_once = [
                *child.args.defaults,
                *filter(None, child.args.kw_defaults),
                *getattr(child, "decorator_list", []),
            ]
            for expression in at_once:
                yield from read_at_import(ast.Expr(expression))
            continue
        if isinstance(child, ast.Call):
            name = child.func.attr if isinstance(child.func, ast.Attribute) else getattr(child.func, "id", "")
            if name in CLOCKS:
                yield child
        yield from read_at_import(child)


def test_no_clock_is_read_at_import():
    house = Path(settings.BASE_DIR)
    files = [path for path in house.glob("[!.]*/**/*.py") if "migrations" not in path.relative_to(house).parts]
    assert len(files) > 300
    read = [
        f"{path.relative_to(house)}:{call.lineno} {ast.unparse(call)}"
        for path in [*files, house / "conftest.py"]
        for call in read_at_import(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert read == [], "ask the clock in a function; tests have the fixture `today`"


def test_a_clock_is_found_wherever_it_would_be_read_at_import():
    source = """
at = timezone.now()
class A:
    on = date.today()
def f(at=localdate(), *, to=now()):
    now()
later = lambda: now()
"""
    assert sorted(call.lineno for call in read_at_import(ast.parse(source))) == [2, 4, 5, 5]


# -- Who is of the Secretariat's staff, and does what there, is asked of `journal.staff` alone; people know it themselves.

PEOPLE_KNOW_IT = Path("members/models/users.py")


def test_who_is_of_the_secretariats_staff_is_asked_in_one_place():
    base = Path(settings.BASE_DIR)
    pages = [path for path in (base / "templates").rglob("*") if path.is_file()]
    read = [path.relative_to(base) for path in (*code(), *pages, *(base / "tools").rglob("*.py"))]
    assert PEOPLE_KNOW_IT in read
    asking = {path for path in read if "is_staff" in (base / path).read_text(encoding="utf-8")}
    assert asking == {PEOPLE_KNOW_IT}, "use journal.staff: is_officer, is_of_staff, does"
