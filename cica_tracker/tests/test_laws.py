"""Laws of the house that no linter knows."""

import re
from pathlib import Path

from django.conf import settings

ROOMS = (
    "cica_tracker",
    "desk",
    "decisions",
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
    return [path for path in files if not {"tests", "migrations"} & set(path.parts)]


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
