"""The forum whose law it is. The settings read it, so that nothing here or above it may ask for a setting."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from law.grammar.basis import Basis


@dataclass(frozen=True)
class Forum:
    """Whose law it is: what is said nowhere else in the house."""

    short: str
    name: Any
    # What this tracker calls itself, and the calendar it gives out.
    tracker: Any
    calendar: Any
    # What the office's pages are headed with, and on whose behalf letters go.
    office: Any
    signature: Any
    # To whom a participant is invited: the subject of the letter, and its first sentence.
    invitation_subject: Any
    invitation: Any
    # Where the Secretariat sits: deadlines end with its day, and its public holidays are no working days.
    seat: Any
    time_zone: str
    # Where those who take part in it have their capitals: what a list of time zones begins with, and what
    # each is called after: zone → city.
    zones: Mapping[str, Any]
    country: str
    # In which the forum works; in which this house is written.
    working_languages: tuple[str, ...]
    languages: tuple[tuple[str, Any], ...]
    # The edition of the catalogue that a reader sees first.
    catalogue: str
    article: str
    basis: Basis = Basis.INSTRUMENT

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
