"""Which days a country works, by the table of public holidays: the only place that reads it.

Of a country that the table doesn't know, and of none, Saturday and Sunday are taken as days of rest, and no holidays.
"""

import datetime as dt
from functools import cache, lru_cache
from typing import Any

from holidays import country_holidays, list_supported_countries

ONE_DAY = dt.timedelta(days=1)
WEEKEND = frozenset({5, 6})
NAMES_IN = "en_US"
# Where the table has others: Friday and Saturday, as ministries and banks of the State of Palestine keep them.
DAYS_OF_REST = {"PS": {4, 5}}


@cache
def holidays_of(country: str) -> Any:
    """The table of a country, filled year by year as it is asked; None where there is none."""
    if country not in list_supported_countries():
        return None
    holidays = country_holidays(country)
    if NAMES_IN in holidays.supported_languages:
        holidays = country_holidays(country, language=NAMES_IN)
    holidays.weekend = DAYS_OF_REST.get(country, holidays.weekend)
    return holidays


def is_known(country: str) -> bool:
    """Whether the table knows the country's holidays."""
    return holidays_of(country) is not None


@lru_cache(maxsize=100_000)
def works_on(day: dt.date, country: str) -> bool:
    """Whether a country works on a day: no day of rest and no public holiday, or one that is worked instead."""
    table = holidays_of(country)
    return day.weekday() not in WEEKEND if table is None else bool(table.is_working_day(day))


def after_working_days(day: dt.date, number: int, country: str) -> dt.date:
    """The day on which so many working days of a country have passed since another one."""
    for _nth in range(number):
        day += ONE_DAY
        while not works_on(day, country):
            day += ONE_DAY
    return day
