"""Dates as the United Nations writes them in Russian: "14 марта 2007 года", which also ends a sentence in one stop."""

DATE_FORMAT = "j E Y года"
YEAR_MONTH_FORMAT = "F Y года"
MONTH_DAY_FORMAT = "j E"
DATETIME_FORMAT = r"j E Y года, H:i (\U\T\CO)"
SHORT_DATETIME_FORMAT = r"d.m.Y H:i (\U\T\CO)"
# Nowhere is the month read before the day: 03/04/2002 is another day to each of two readers, and is refused.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
DATETIME_INPUT_FORMATS = [
    f"{day} {hour}" for day in DATE_INPUT_FORMATS for hour in ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f")
]
