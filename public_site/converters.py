"""What stands in addresses of the public site: one of the four languages, a day."""

import datetime as dt

from record.texts import LANGUAGES


class LanguageConverter:
    """A language of the house, as its addresses write it."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class DayConverter:
    """A day that there is: 2007-03-14."""

    regex = r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> dt.date:
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date) -> str:
        return value.isoformat()
