"""Days and instants in Arabic: no comma before the year, and hours without halves of the day."""

DATE_FORMAT = "j F Y"
YEAR_MONTH_FORMAT = "F Y"
DATETIME_FORMAT = r"j F Y، H:i (\U\T\CO)"
SHORT_DATETIME_FORMAT = r"d/m/Y H:i (\U\T\CO)"
