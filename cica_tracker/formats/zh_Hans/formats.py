"""Hours in Chinese with their zone, in the brackets of Chinese."""

DATETIME_FORMAT = r"Y年n月j日 H:i（\U\T\CO）"
SHORT_DATETIME_FORMAT = r"Y年n月j日 H:i（\U\T\CO）"
