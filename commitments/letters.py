"""The letter of a state, where the Secretariat enters what it says: what is asked of it at every step and act."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from papers.asks import Scan
from record.acts import Ask, Need, Setting, Words
from record.acts.forms import ON_BEHALF_OF
from record.acts.letters import DATED, NUMBER_AND_DAY, WAY

WHICH_LETTER = _("Add a scan of the letter, or say its number and day: the state's people are told.")
Problems = dict[str, list[Any]]


@dataclass(frozen=True)
class WhichLetter(Words):
    """By which letter a state said it, where its scan isn't there: its number and day."""

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> Problems:
        named = setting.offer.speaker(cleaned.get(ON_BEHALF_OF) or "")
        # A file that was refused is asked for at its own field.
        is_shown = "letter" not in cleaned or cleaned["letter"] or cleaned.get(self.name)
        return {self.name: [WHICH_LETTER]} if named is not None and named.by_letter and not is_shown else {}


LETTER: tuple[Ask, ...] = (
    WAY,
    DATED,
    Scan("scan", _("Scan of the letter"), Need.MAY),
    WhichLetter(
        "letter_reference",
        NUMBER_AND_DAY,
        Need.MAY,
        most=300,
        help_text=_("Where there is no scan of it. The state's people read it."),
    ),
)
