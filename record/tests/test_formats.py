"""Days and instants as each language writes them."""

import datetime as dt

import pytest
from django.utils import translation
from django.utils.formats import date_format

AT = dt.datetime(2026, 11, 21, 23, 15, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "21 November 2026, 23:15"), ("ar", "21 نوفمبر 2026، 23:15"), ("ru", "21 ноября 2026 г. 23:15")],
)
def test_an_instant_is_written_with_its_day_first(language, written):
    with translation.override(language):
        assert date_format(AT, "DATETIME_FORMAT") == written
