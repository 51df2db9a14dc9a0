"""Days of rest of every member, laid beside two public tables: the package that the house asks, and Unicode's CLDR."""

import datetime as dt

import pytest
import yaml
from django.conf import settings
from holidays import country_holidays

from record.working_days import works_on

THU, FRI, SAT, SUN = 3, 4, 5, 6
# Of each: what the package says, what CLDR says (as Babel 2.19 has it; "world" where it lists no days of the country's
# own), and what the house reckons with. Where the two differ, or we follow neither, the reason stands beside.
WORLD = {SAT, SUN}
TABLE = {
    # CLDR has Thursday and Friday, as they were before the offices' week began on Sunday.
    "AF": ({FRI, SAT}, {THU, FRI}, {FRI, SAT}),
    "AZ": ({SAT, SUN}, WORLD, {SAT, SUN}),
    "BH": ({FRI, SAT}, {FRI, SAT}, {FRI, SAT}),
    # CLDR lists none; offices rest on Friday and Saturday.
    "BD": ({FRI, SAT}, WORLD, {FRI, SAT}),
    "KH": ({SAT, SUN}, WORLD, {SAT, SUN}),
    "CN": ({SAT, SUN}, WORLD, {SAT, SUN}),
    "EG": ({FRI, SAT}, {FRI, SAT}, {FRI, SAT}),
    # CLDR has Sunday alone; ministries of the Union rest on Saturday, too.
    "IN": ({SAT, SUN}, {SUN}, {SAT, SUN}),
    "IR": ({FRI}, {FRI}, {FRI}),
    "IQ": ({FRI, SAT}, {FRI, SAT}, {FRI, SAT}),
    "IL": ({FRI, SAT}, {FRI, SAT}, {FRI, SAT}),
    "JO": ({FRI, SAT}, {FRI, SAT}, {FRI, SAT}),
    "KZ": ({SAT, SUN}, WORLD, {SAT, SUN}),
    "KW": ({FRI, SAT}, {FRI, SAT}, {FRI, SAT}),
    "KG": ({SAT, SUN}, WORLD, {SAT, SUN}),
    "MN": ({SAT, SUN}, WORLD, {SAT, SUN}),
    "PK": ({SAT, SUN}, WORLD, {SAT, SUN}),
    # Neither lists days of its own; ministries and banks of the State of Palestine rest on Friday and Saturday.
    "PS": ({SAT, SUN}, WORLD, {FRI, SAT}),
    "QA": ({FRI, SAT}, {FRI, SAT}, {FRI, SAT}),
    "KR": ({SAT, SUN}, WORLD, {SAT, SUN}),
    "RU": ({SAT, SUN}, WORLD, {SAT, SUN}),
    "LK": ({SAT, SUN}, WORLD, {SAT, SUN}),
    "TJ": ({SAT, SUN}, WORLD, {SAT, SUN}),
    "TH": ({SAT, SUN}, WORLD, {SAT, SUN}),
    "TR": ({SAT, SUN}, WORLD, {SAT, SUN}),
    # Since January 2022.
    "AE": ({SAT, SUN}, {SAT, SUN}, {SAT, SUN}),
    "UZ": ({SAT, SUN}, WORLD, {SAT, SUN}),
    "VN": ({SAT, SUN}, WORLD, {SAT, SUN}),
}  # fmt: skip


def test_every_member_has_its_row():
    data = settings.BASE_DIR / "members" / "data" / "participation.yaml"
    rows = yaml.safe_load(data.read_text())["participation"]
    members = {row["participant"] for row in rows if row["standing"] == "member" and not row.get("until")}
    assert members == set(TABLE)


@pytest.mark.parametrize("code", TABLE)
def test_a_member_rests_on_the_days_that_were_checked(code):
    of_the_package, _of_cldr, ours = TABLE[code]
    assert set(country_holidays(code).weekend) == of_the_package
    # Of several weeks, so that no holiday and no day that is worked instead hides it.
    weeks = [dt.date(2027, 1, 4) + dt.timedelta(weeks=week) for week in range(26)]
    rests = {
        day
        for day in range(7)
        if sum(not works_on(monday + dt.timedelta(days=day), code) for monday in weeks) > len(weeks) / 2
    }
    assert rests == ours
