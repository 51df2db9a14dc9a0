"""How letters are worded, as staff look at it: what holds of each kind and language, how each participant is addressed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from members.models import Participant, Person
from papers.choices import OutgoingKind
from papers.models import FormOfAddress
from papers.words import PARTS, WordingsOfLetters, WordingThatHolds, called_together, day_in, filled
from record.dates import day_of_the_house

SAMPLE_NUMBER = "OUT-NV-2026-1"


@dataclass(frozen=True)
class WordedKind:
    """A kind of letter with the words that hold in each language."""

    label: Any
    wordings: list[WordingThatHolds]


@dataclass(frozen=True)
class AddressedSo:
    """How a participant is addressed in a language: by a row of staff's, or in the neutral form."""

    language: str
    text: str
    row: FormOfAddress | None

    @property
    def label(self) -> Any:
        """The name of the language."""
        return dict(settings.LANGUAGES)[self.language]


@dataclass(frozen=True)
class AddressedParticipant:
    participant: Participant
    forms: list[AddressedSo]


def worded_kinds() -> list[WordedKind]:
    """Every kind in every language: two queries."""
    wordings, languages = WordingsOfLetters(), [code for code, _name in settings.LANGUAGES]
    return [
        WordedKind(label, [wordings.of(kind, language) for language in languages])
        for kind, label in OutgoingKind.choices
    ]


def addressed_participants(user: Person, at: dt.datetime) -> list[AddressedParticipant]:
    """Whoever takes part on the day, in the order of seats."""
    wordings, languages = WordingsOfLetters(), [code for code, _name in settings.LANGUAGES]
    rows = Participant.objects.visible_to(user).with_standing(day_of_the_house(at)).filter(standing__isnull=False)
    return [
        AddressedParticipant(
            participant,
            [
                AddressedSo(
                    language, wordings.addressed(participant, language), wordings.form_of(participant, language)
                )
                for language in languages
            ],
        )
        for participant in rows.in_seat_order()
    ]


def how_it_reads(parts: Mapping[str, Any]) -> dict[str, str]:
    """The parts of a wording, with what would stand in their places in a letter to all member states."""
    language = parts["language"]
    values = {
        "addressee": called_together("members", language),
        "day": day_in(dt.date(2026, 11, 30), language),
        "number": SAMPLE_NUMBER,
        "subject": "…",
    }
    return {part: filled(parts[part], values) for part in PARTS}
