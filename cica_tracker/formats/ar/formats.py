"""Days and instants in Arabic: no comma before the year, and hours without halves of the day."""

DATE_FORMAT = "j F Y"
YEAR_MONTH_FORMAT = "F Y"
DATETIME_FORMAT = r"j F Y، H:i (\U\T\CO)"
SHORT_DATETIME_FORMAT = r"d/m/Y H:i (\U\T\CO)"
# Nowhere is the month read before the day: 03/04/2002 is another day to each of two readers, and is refused.
DATE_INPUT_FORMATS = ["%Y-%m-%d"]
DATETIME_INPUT_FORMATS = [
    f"{day} {hour}" for day in DATE_INPUT_FORMATS for hour in ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f")
]
