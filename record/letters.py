"""The letter by which a participant says what the Secretariat enters for it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from record.choices import Channel
from record.dates import day_of_the_house

DAY_TO_COME = _("This day is still to come.")
# The ways by which letters come.
BY_LETTER = (Channel.NOTE_VERBALE, Channel.EMAIL)


@dataclass(frozen=True)
class ReceivedLetter:
    """By which way it came, its number and day in words, and the day that it bears, from which what it says holds.

    `dated` is None where it bears none, or nobody said.
    """

    channel: str
    reference: str
    dated: dt.date | None = None

    def columns(self) -> dict[str, Any]:
        """What a row keeps of it."""
        return {"channel": self.channel, "dated": self.dated}


class SaidByLetter(models.Model):
    """What a participant said in the portal or through the API, or by a letter that an officer entered."""

    channel = models.CharField(_("by which way"), max_length=14, choices=Channel.choices, default=Channel.PORTAL)
    dated = models.DateField(_("date of the letter"), null=True, blank=True)

    class Meta:
        abstract = True

    # Of the row itself: who entered it, and when.
    by: Any
    at: Any

    @property
    def is_by_letter(self) -> bool:
        return self.channel in BY_LETTER

    @property
    def said_on(self) -> dt.date:
        """The day on which it was said: that of its letter, where it bears one; else the one on which it was entered."""
        return self.dated or day_of_the_house(self.at)
