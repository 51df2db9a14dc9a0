"""What a cell says, whichever program and language saved it: digits, days, hours, yes and no of any script."""

import datetime as dt
import re
import unicodedata

from django.utils.translation import gettext as _now

from record.spreadsheets import day_written, in_our_digits

# What stands for a space, and what stands for nothing.
SPACES = re.compile(r"[\u00a0\u2007\u202f\u3000]")
NO_SIGNS = re.compile("[\u200b\ufeff]")
# As Excel, LibreOffice and WPS say it in the languages of the member states, and as people write it.
WORDS_OF_TRUE = "true yes y 1 on x ✓ ✔ истина да 是 真 对 نعم صواب صحيح evet doğru bəli иә ha так хө тийм 예 참"
TRUE = frozenset(WORDS_OF_TRUE.split())
WORDS_OF_FALSE = "false no n 0 off - – — ложь нет 否 假 错 لا خطأ hayır yanlış xeyr жоқ үгүй 아니요 거짓"
FALSE = frozenset(WORDS_OF_FALSE.split())
DAY_ZERO = dt.timedelta(days=1)
LAST_SERIAL = 100_000


class UnreadableCell(Exception):
    """A cell says nothing that its column could hold; the sentence is for whoever filled it in."""


def folded(text: str) -> str:
    """The text as it is compared and kept: plain spaces, lines that end alike, nothing at its edges."""
    plain = NO_SIGNS.sub("", SPACES.sub(" ", text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")))
    return unicodedata.normalize("NFC", plain).strip()


def as_text(cell: object) -> str:
    """A text; of a number or a day that a program made of it, what was typed."""
    if isinstance(cell, bool):
        return _now("Yes") if cell else _now("No")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return folded(str(cell))


def as_day(cell: object, epoch: dt.datetime) -> dt.date:
    """A day: as such, as the number that a program counts it by, or written so that it is one day alone."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 < cell < LAST_SERIAL:
        return _of_a_serial(float(cell), epoch)
    if isinstance(cell, str) and (day := _written(cell)):
        return day
    raise UnreadableCell(
        _now("“%(words)s” is no day that can be read one way alone. Write it as 2027-03-14.") % _words(cell)
    )


def _written(text: str) -> dt.date | None:
    """The day of a text; also that of a text which is a number of days as a program counts them in 1900's way."""
    return day_written(folded(text).removesuffix("T00:00:00"))


def _of_a_serial(serial: float, epoch: dt.datetime) -> dt.date:
    """Excel counts the 29th of February 1900, which there was not."""
    days = int(serial)
    counts_a_day_too_many = epoch.year == 1899 and days >= 60
    first = epoch if counts_a_day_too_many or epoch.year != 1899 else epoch + DAY_ZERO
    return (first + dt.timedelta(days=days)).date()


def as_hour(cell: object) -> dt.time:
    if isinstance(cell, dt.datetime):
        return cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, dt.time):
        return cell.replace(second=0, microsecond=0)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell < 1:
        minutes = round(float(cell) * 24 * 60)
        return dt.time(minutes // 60 % 24, minutes % 60)
    typed = in_our_digits(folded(str(cell))).replace(".", ":")
    if match := re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", typed):
        hour, minute = int(match[1]), int(match[2])
        if hour < 24 and minute < 60:
            return dt.time(hour, minute)
    raise UnreadableCell(_now("“%(words)s” is no hour. Write it as 09:30.") % _words(cell))


def as_number(cell: object) -> int:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and float(cell).is_integer():
        return int(cell)
    typed = re.sub(r"\s", "", in_our_digits(folded(str(cell)))) if isinstance(cell, str) else ""
    typed = re.sub(r"[.,]0+$", "", typed)
    if re.fullmatch(r"-?\d{1,9}", typed):
        return int(typed)
    raise UnreadableCell(_now("“%(words)s” is no whole number.") % _words(cell))


def as_flag(cell: object) -> bool:
    if isinstance(cell, bool):
        return cell
    said = in_our_digits(as_text(cell)).casefold().strip(".")
    if said in TRUE or said in {_now("Yes").casefold(), "1"}:
        return True
    if said in FALSE or said in {_now("No").casefold(), "0"}:
        return False
    raise UnreadableCell(_now("“%(words)s” is neither yes nor no.") % _words(cell))


def _words(cell: object) -> dict[str, str]:
    return {"words": str(cell)[:80]}
