"""Dates as the United Nations writes them in Russian: "14 марта 2007 года", which also ends a sentence in one stop."""

DATE_FORMAT = "j E Y года"
YEAR_MONTH_FORMAT = "F Y года"
DATETIME_FORMAT = "j E Y года, H:i"
