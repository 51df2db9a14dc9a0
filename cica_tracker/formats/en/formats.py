"""Dates as the Conference writes them in English: 14 March 2007."""

DATE_FORMAT = "j F Y"
YEAR_MONTH_FORMAT = "F Y"
SHORT_DATE_FORMAT = "Y-m-d"
# An hour is never without its zone: the last part, as an offset.
DATETIME_FORMAT = r"j F Y, H:i (\U\T\CO)"
SHORT_DATETIME_FORMAT = r"Y-m-d H:i (\U\T\CO)"
FIRST_DAY_OF_WEEK = 1
# Nowhere is the month read before the day: 03/04/2002 is another day to each of two readers, and is refused.
DATE_INPUT_FORMATS = ["%Y-%m-%d"]
DATETIME_INPUT_FORMATS = [
    f"{day} {hour}" for day in DATE_INPUT_FORMATS for hour in ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f")
]
