"""Signs that nobody sees, and that turn or part what stands around them: the one rule about them, at every door.

What turns the order of letters beyond itself, or hides in a line, is refused with a sentence that says where it stands;
what languages need stays: the joiners of Persian, Indic and emoji, and marks of direction (U+200E, U+200F, U+061C).
"""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

OVERRIDES = "\u202d\u202e"
BEGIN, END = (
    {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"},
    "\u202c\u2069",
)
NEEDED = "\u200e\u200f\u061c\u00ad"
JOINERS = "\u200c\u200d"
# Before a joiner: letters of scripts that have no capitals, marks, and pictures.
JOINED = frozenset({"Lo", "Mn", "Mc", "So", "Sk"})
# Long texts come out of word processors with these; they part nothing that a reader compares.
IN_LONG_TEXTS = "\u200b\u2060\ufeff"
# Letters by name, and empty to look at.
FILLERS = "\u115f\u1160\u3164\uffa0\u2800"
SHOWN_BEFORE = 20  # letters before the sign, so that it is found
SUSPECT = re.compile(r"[^\x20-\x7e\n\r\tа-яА-ЯёЁ]")


def place_of_hidden(text: str, *, is_long: bool = False) -> int | None:
    """Where the first sign stands that may not stand there; None where there is none."""
    if not SUSPECT.search(text):
        return None
    open_until: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        if sign == "\n":
            if open_until:
                break
        elif sign in BEGIN:
            open_until.append((BEGIN[sign], place))
        elif sign in END:
            if not open_until or open_until[-1][0] != sign:
                return place
            open_until.pop()
        elif sign in OVERRIDES or (sign in JOINERS and not _joins(text, place)) or _is_hidden(sign, is_long=is_long):
            return place
    return open_until[0][1] if open_until else None


def _joins(text: str, place: int) -> bool:
    """Whether a joiner stands between two signs of which the first one is shaped by what follows."""
    return 0 < place < len(text) - 1 and unicodedata.category(text[place - 1]) in JOINED


def _is_hidden(sign: str, *, is_long: bool) -> bool:
    if sign in FILLERS:
        return True
    if (
        sign.isprintable()
        or sign in NEEDED
        or sign in JOINERS
        or sign in "\n\r\t"
        or unicodedata.category(sign) == "Zs"
    ):
        return False
    if is_long and sign in IN_LONG_TEXTS:
        return False
    return unicodedata.category(sign) in {"Cf", "Cc", "Zl", "Zp"}


def check_visible(text: Any, *, is_long: bool = False) -> None:
    """Raises ValidationError where a text, or one of several by language, holds such a sign."""
    for words in text.values() if isinstance(text, dict) else [text]:
        if not isinstance(words, str) or (place := place_of_hidden(words, is_long=is_long)) is None:
            continue
        sign = f"U+{ord(words[place]):04X}"
        if before := " ".join(words[max(0, place - SHOWN_BEFORE) : place].split()):
            raise ValidationError(AFTER, code="invisible", params={"sign": sign, "before": before})
        raise ValidationError(AT_THE_BEGINNING, code="invisible", params={"sign": sign})


AFTER = _(
    "After “%(before)s” stands a sign that nobody sees (%(sign)s) and that changes how the rest is read. Please delete it,"
    " or type the words anew."
)
AT_THE_BEGINNING = _(
    "At the beginning stands a sign that nobody sees (%(sign)s) and that changes how the rest is read. Please type the words"
    " anew."
)


def without_hidden(name: str) -> str:
    """A file's name, or another's word that nobody can be asked to mend, without the signs that mislead."""
    kept = (
        sign
        for place, sign in enumerate(name)
        if sign not in FILLERS and (unicodedata.category(sign)[0] != "C" or (sign in JOINERS and _joins(name, place)))
    )
    return "".join(kept)


def check_line(text: Any) -> None:
    """The rule for one line: a name, a title, a place, an address."""
    check_visible(text)


def check_long_text(text: Any) -> None:
    """The rule for a text of several lines."""
    check_visible(text, is_long=True)


def let_nothing_hide(field: forms.Field) -> forms.Field:
    """A field that asks for words refuses what hides in them; any other stays as it is. Done once, however often asked."""
    parts = field.fields if isinstance(field, forms.MultiValueField) else (field,)
    for part in parts:
        if (
            isinstance(part, forms.CharField)
            and check_line not in part.validators
            and check_long_text not in part.validators
        ):
            widget = field.widget.widgets[0] if isinstance(field.widget, forms.MultiWidget) else part.widget
            part.validators.append(check_long_text if isinstance(widget, forms.Textarea) else check_line)
    return field


class NothingHides(forms.BaseForm):
    """Mixed into a form: each of its fields of words keeps to the rule."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            let_nothing_hide(field)
