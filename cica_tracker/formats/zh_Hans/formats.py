"""Hours in Chinese with their zone, in the brackets of Chinese."""

DATETIME_FORMAT = r"Y年n月j日 H:i（\U\T\CO）"
SHORT_DATETIME_FORMAT = r"Y年n月j日 H:i（\U\T\CO）"
# As a day is typed: the year first, as Chinese writes it. Never the month first.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"]
DATETIME_INPUT_FORMATS = [
    f"{day} {hour}" for day in DATE_INPUT_FORMATS for hour in ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f")
]
