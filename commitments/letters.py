"""The letter of a state, where the Secretariat enters what it says: what is asked of it at every step and act."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from papers.asks import Scan
from record.acts import Ask, Choice, Day, Need, Setting, Words
from record.acts.forms import ON_BEHALF_OF, WHO_WROTE
from record.choices import Channel

BY_WHICH_WAY = _("Say by which way it reached the Secretariat.")
WHICH_LETTER = _("Add a scan of the letter, or say its number and day: the state's people are told.")
BY_LETTER = [(Channel.NOTE_VERBALE, Channel.NOTE_VERBALE.label), (Channel.EMAIL, Channel.EMAIL.label)]
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


@dataclass(frozen=True)
class WhichLetter(Words):
    """By which letter a state said it, where its scan isn't there: its number and day."""

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> Problems:
        named = setting.offer.speaker(cleaned.get(ON_BEHALF_OF) or "")
        # A file that was refused is asked for at its own field.
        is_shown = "letter" not in cleaned or cleaned["letter"] or cleaned.get(self.name)
        return {self.name: [WHICH_LETTER]} if named is not None and named.by_letter and not is_shown else {}


LETTER: tuple[Ask, ...] = (
    WayAsk("channel", _("Reached us by"), Need.MAY, choices=BY_LETTER),
    Day(
        "dated",
        _("Date of the letter"),
        Need.MAY,
        help_text=_("What it says holds from that day. Empty: from today."),
    ),
    Scan("scan", _("Scan of the letter"), Need.MAY),
    WhichLetter(
        "letter_reference",
        _("Number and day of the letter"),
        Need.MAY,
        most=300,
        help_text=_("Where there is no scan of it. The state's people read it."),
    ),
)
