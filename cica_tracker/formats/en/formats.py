"""Dates as the Conference writes them in English: 14 March 2007."""

DATE_FORMAT = "j F Y"
YEAR_MONTH_FORMAT = "F Y"
SHORT_DATE_FORMAT = "Y-m-d"
# An hour is never without its zone: the last part, as an offset.
DATETIME_FORMAT = r"j F Y, H:i (\U\T\CO)"
SHORT_DATETIME_FORMAT = r"Y-m-d H:i (\U\T\CO)"
FIRST_DAY_OF_WEEK = 1
# As a day is typed. Figures alone begin with the year: 03/04 is March to some readers and April to others.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d %B %Y", "%d %b %Y"]
DATETIME_INPUT_FORMATS = [
    f"{day} {hour}" for day in DATE_INPUT_FORMATS for hour in ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f")
]
