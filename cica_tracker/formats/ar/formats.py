"""Days and instants in Arabic: no comma before the year, and hours without halves of the day."""

DATE_FORMAT = "j F Y"
YEAR_MONTH_FORMAT = "F Y"
DATETIME_FORMAT = r"j F Y، H:i (\U\T\CO)"
SHORT_DATETIME_FORMAT = r"d/m/Y H:i (\U\T\CO)"
# As a day is typed: the day first, as Arabic writes it. Never the month first.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
DATETIME_INPUT_FORMATS = [
    f"{day} {hour}" for day in DATE_INPUT_FORMATS for hour in ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f")
]
