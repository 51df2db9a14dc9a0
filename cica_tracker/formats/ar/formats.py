"""Days and instants in Arabic: no comma before the year, and hours without halves of the day."""

DATE_FORMAT = "j F Y"
YEAR_MONTH_FORMAT = "F Y"
DATETIME_FORMAT = "j F Y، H:i"
