"""Letters of the Secretariat in words, in the language of the letter: which wording holds, how somebody is addressed.

What holds is a row that staff set; where there is none, what the house proposes (`papers/data/letter-wordings.yaml`). Wordings
are never templates: a word in braces is looked up in a fixed list, and everything else stands as it is.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from members.choices import ParticipantKind
from members.models import Participant
from papers.models import FormOfAddress, LetterWording
from record.loading import read
from record.texts import in_language

IN_BRACES = re.compile(r"\{([a-z_]+)\}")
# What may stand in braces in a wording, and what it stands for.
PLACEHOLDERS = {
    "addressee": _("to whom it goes: the form of address of one, and of several what they are together"),
    "day": _("the day on which it is sent"),
    "number": _("its number in the register"),
    "subject": _("its subject"),
}
# What isn't known before it is sent: a file that is finished in a word processor keeps these marks, and gets the words then.
OF_SENDING = ("number", "day")
PARTS = ("letterhead", "opening", "closing", "signature")
# An English long name with one of these words in it wants the article.
WANTS_THE = re.compile(
    r"\b(Republic|Kingdom|State|States|Federation|Union|Emirates|Sultanate|Organi[sz]ation|League|Council)\b"
)


@dataclass(frozen=True)
class WordingThatHolds:
    """The words of a kind of letter in a language; `number` is that of staff's row, 0 where the house's proposal holds."""

    kind: str
    language: str
    series: str
    letterhead: str
    opening: str
    closing: str
    signature: str
    number: int = 0
    row: LetterWording | None = None

    @property
    def is_proposed(self) -> bool:
        return self.row is None

    @property
    def label(self) -> Any:
        """The name of its language."""
        return dict(settings.LANGUAGES)[self.language]

    @property
    def key(self) -> str:
        return f"{self.kind}.{self.language}"


@cache
def proposed() -> Mapping[str, Any]:
    """What the house proposes, to be confirmed by the Secretariat."""
    return read(Path(__file__).resolve().parent / "data" / "letter-wordings.yaml").content


class WordingsOfLetters:
    """Every wording and form of address as it holds now: two queries, however many letters are written."""

    def __init__(self) -> None:
        self._rows = {(row.kind, row.language): row for row in LetterWording.objects.standing().order_by("number")}
        forms = FormOfAddress.objects.standing().order_by("number")
        self._forms = {(form.participant_id, form.language): form for form in forms}

    def of(self, kind: str, language: str) -> WordingThatHolds:
        row = self._rows.get((kind, language))
        if row is not None:
            parts = {part: getattr(row, part) for part in PARTS}
            return WordingThatHolds(kind, language, row.series, number=row.number, row=row, **parts)
        ours = next(wording for wording in proposed()["wordings"] if wording["kind"] == kind)
        return WordingThatHolds(kind, language, ours["series"], **{part: ours[part][language] for part in PARTS})

    def form_of(self, participant: Participant, language: str) -> FormOfAddress | None:
        return self._forms.get((participant.pk, language))

    def addressed(self, participant: Participant, language: str) -> str:
        """How one participant is addressed: as staff set it, else in the neutral form."""
        form = self.form_of(participant, language)
        return form.text if form else neutral_form(participant, language)


def neutral_form(participant: Participant, language: str) -> str:
    """ "the Ministry of Foreign Affairs of the Republic of …": no titles, no persons."""
    is_state = participant.kind == ParticipantKind.STATE
    name = in_language(participant.official_name, language) or in_language(participant.name, language)
    name = name or participant.code
    article = "the " if language == "en" and WANTS_THE.search(name) and not name.lower().startswith("the ") else ""
    pattern = proposed()["state" if is_state else "organisation"][language]
    return filled(pattern, {"long_name": name, "the": article})


def called_together(to: str, language: str) -> str:
    """How several are addressed at once. Nobody is named: each of them reads it."""
    return str(proposed()["addressed"][to][language])


def said_about(sentence: str, values: Mapping[str, str], language: str) -> str:
    """The words with which a letter about something begins, as the house proposes them."""
    return filled(proposed()["about"][sentence][language], values)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with every word in braces replaced that has a value; the others stay as they stand."""
    return IN_BRACES.sub(lambda match: values.get(match[1], match[0]), text)


def day_in(day: dt.date, language: str) -> str:
    with override(language):
        return date_format(day, "DATE_FORMAT")


def wrong_in(text: str, names: Iterable[str] = PLACEHOLDERS) -> list[Any]:
    """What can't stand in a wording: a placeholder that nothing fills, a brace by itself."""
    unknown = sorted(set(IN_BRACES.findall(text)) - set(names))
    faults: list[Any] = [_("“{%(name)s}” can't stand here.") % {"name": name} for name in unknown]
    if re.search(r"[{}]", IN_BRACES.sub("", text)):
        faults.append(_("A brace stands alone: placeholders read {like_this}."))
    return faults
