"""Instants in Arabic: the day before the month, as its dates are written, and hours without halves of the day."""

DATETIME_FORMAT = "j F Y، H:i"
