"""Hours in Chinese with their zone, in the brackets of Chinese."""

DATETIME_FORMAT = r"Y年n月j日 H:i（\U\T\CO）"
SHORT_DATETIME_FORMAT = r"Y年n月j日 H:i（\U\T\CO）"
# Nowhere is the month read before the day: 03/04/2002 is another day to each of two readers, and is refused.
DATE_INPUT_FORMATS = ["%Y-%m-%d"]
DATETIME_INPUT_FORMATS = [
    f"{day} {hour}" for day in DATE_INPUT_FORMATS for hour in ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f")
]
