"""What is asked where an officer enters what a participant wrote: by which way its letter came, its day, and which it was."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from record.acts.asks import Choice, Day, Words
from record.acts.forms import ON_BEHALF_OF, WHO_WROTE
from record.acts.groups import Group
from record.acts.table import Setting
from record.choices import Channel, Need
from record.letters import BY_LETTER, ReceivedLetter

BY_WHICH_WAY = _("Say by which way it reached the Secretariat.")
WHICH_LETTER = _("Say which letter it was: its number and day.")
HOLDS_FROM = _("What it says holds from that day. Empty: from today.")
Problems = dict[str, list[Any]]


@dataclass(frozen=True)
class WayAsk(Choice):
    """By which way a letter came: whoever names a state says so, and the other way round."""

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> Problems:
        named = setting.offer.speaker(cleaned.get(ON_BEHALF_OF) or "")
        if named is not None and named.by_letter:
            return {} if cleaned.get(self.name) else {self.name: [BY_WHICH_WAY]}
        says_so = cleaned.get(self.name) or cleaned.get("letter")
        # Where a state must be named in any case, the form says that already.
        return {ON_BEHALF_OF: [WHO_WROTE]} if says_so and not setting.offer.needs_a_state else {}

    def suggested(self, setting: Setting) -> dict[str, Any]:
        """Whoever enters letters alone mostly has a note verbale before them."""
        return {self.name: Channel.NOTE_VERBALE.value} if setting.offer.takes_letters_alone else {}

    @property
    def of_every_letter(self) -> frozenset[str]:
        return frozenset({self.name})


@dataclass(frozen=True)
class LetterOfAState(Group):
    """The letter as one answer (`ReceivedLetter`), of acts whose verbs keep no scan of it."""

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> Problems:
        problems = super().problems(cleaned, setting)
        named = setting.offer.speaker(cleaned.get(ON_BEHALF_OF) or "")
        if named is not None and named.by_letter and not cleaned.get("letter_reference"):
            problems["letter_reference"] = [WHICH_LETTER]
        return problems

    @property
    def of_every_letter(self) -> frozenset[str]:
        return super().of_every_letter | {"letter_reference"}


def received(channel: str, dated: Any, letter_reference: str) -> ReceivedLetter:
    return ReceivedLetter(channel, letter_reference.strip(), dated)


WAYS_OF_LETTERS = [(way.value, way.label) for way in BY_LETTER]
WAY = WayAsk("channel", _("Reached us by"), Need.MAY, choices=WAYS_OF_LETTERS)
DATED = Day("dated", _("Date of the letter"), Need.MAY, help_text=HOLDS_FROM)
NUMBER_AND_DAY = _("Number and day of the letter")
LETTER_ALONE = LetterOfAState(
    "letter",
    _("Letter"),
    parts=(
        WAY,
        DATED,
        Words(
            "letter_reference",
            NUMBER_AND_DAY,
            Need.MAY,
            most=300,
            help_text=_("As it stands on it. The people of its state read it."),
        ),
    ),
    make=received,
)
