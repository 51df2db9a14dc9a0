"""One thing that somebody should be reminded of, as a source yields it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from journal.names import Name
from notices.choices import NoticeChannel
from notices.kinds import REMINDERS
from notices.models.notices import Thread


@dataclass(frozen=True)
class Troubled:
    """A thing of which nobody could say what is wanted about it: what the ledger holds of it stays as it is."""

    about_kind: str
    about_key: str


@dataclass(frozen=True)
class WantedNotice:
    """Somebody should be told something at some moment. It says what is wanted now; the ledger knows what was told.

    `occurrence` names which of several times it is, the same at every sweep: "60 days before". It never holds a date, so
    that a notice that waits follows its meeting when that moves. Of notices of one kind about one thing with one `group`
    only the newest that has fallen due goes out. `fingerprint` is the fact that would mislead if it changed (the day):
    who was told another one is told the new one. `values` holds every placeholder of the kind (`kinds.REMINDERS`).
    `attachment` names a file that a registered attacher makes when the letter is written: "meeting-ics:SOC-2027-1".
    """

    kind: str
    about: Name
    about_label: str
    occurrence: str
    recipient: int
    due_at: dt.datetime
    # Where that isn't the page of what it is about.
    url: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    # From here on it would come too late. None: never.
    expires_at: dt.datetime | None = None
    group: str = ""
    # Of a change of date: the kind of reminder that had told the date before.
    of_kind: str = ""
    fingerprint: str = ""
    # None: as its kind says.
    official: bool | None = None
    attachment: str = ""
    channels: tuple[str, ...] = (NoticeChannel.PORTAL, NoticeChannel.EMAIL)
    # By which of them a change of date is told; by e-mail alone where the act that changed it told it in the portal.
    changes_by: tuple[str, ...] = (NoticeChannel.PORTAL, NoticeChannel.EMAIL)

    def __post_init__(self) -> None:
        names = REMINDERS[self.kind].names
        if names != self.values.keys():
            raise ValueError(f"{self.kind} has the values {sorted(names)}, not {sorted(self.values)}")
        if self.due_at.tzinfo is None or (self.expires_at and self.expires_at.tzinfo is None):
            raise ValueError("a moment has a zone")

    @property
    def is_official(self) -> bool:
        return REMINDERS[self.kind].is_official if self.official is None else self.official

    @property
    def thread(self) -> Thread:
        return Thread(self.kind, self.of_kind, self.about, self.group, self.recipient)
