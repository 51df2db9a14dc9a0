"""THE SILENCE PROCEDURE AS ONE TABLE: who may do what to it, from where to where, and when its period ends.

Pages, admin, API, the journal and the tests read it. A body decides by consensus: no member objects (AA 2). The forum's
Rules of Procedure that are public say neither the period nor the form; what stands here is proposed, after what is known
of June 2024 (SCICA-PR2128: two weeks). Nothing here says what a state chose: that it said nothing is no choice of its.
"""

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from law.choices import LeadStanding, SilenceState


class Party(enum.Enum):
    """Who somebody, or something, is to a silence procedure."""

    MEMBER = "member"
    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    # The Secretariat, of what was opened at a meeting; the Chair, of what it opened itself.
    OPENER = "opener"
    CLOCK = "clock"

    @property
    def label(self) -> Any:
        return PARTY_LABELS[self]


PARTY_LABELS = {
    Party.MEMBER: _("a member to which the period applies"),
    Party.CHAIR: _("the Chair"),
    Party.SECRETARIAT: _("the Secretariat"),
    Party.OPENER: _("whoever opened it: the Chair, or the Secretariat where it was opened at a meeting"),
    Party.CLOCK: _("the clock"),
}


@dataclass(frozen=True)
class SilenceAct:
    """One thing that is done to a silence procedure. `target` None leaves it where it is. No act is open by default."""

    name: str
    label: Any
    source: tuple[SilenceState, ...]
    target: SilenceState | None
    actor: tuple[Party, ...]
    source_text: str

    @property
    def verb(self) -> str:
        """By which word the journal tells of it."""
        return f"silence-{self.name}"


_OPEN, _BROKEN, _HELD, _ADOPTED, _WITHDRAWN = SilenceState
_RUNS = (_OPEN, _HELD)
_PROPOSED = "proposed; SCICA-PR2128"

OPENING = SilenceAct("open", _("Open a silence procedure"), (), _OPEN, (Party.CHAIR, Party.SECRETARIAT), _PROPOSED)
ACTS = (
    OPENING,
    # Of the member: what shows that the text reached it, and its objection.
    SilenceAct("read", _("The text was opened in the portal"), (_OPEN,), None, (Party.MEMBER,), "proposed"),
    SilenceAct("acknowledge", _("Acknowledge receipt"), (_OPEN,), None, (Party.MEMBER,), "proposed"),
    # After a period that is held nothing is adopted yet: an objection still ends it. Where one has ended it already,
    # those that other members made in time are kept beside it.
    SilenceAct("object", _("Object"), (*_RUNS, _BROKEN), _BROKEN, (Party.MEMBER,), "AA 2"),
    # Of the Secretariat: what arrived on paper.
    SilenceAct("enter-receipt", _("Enter a receipt"), _RUNS, None, (Party.SECRETARIAT,), "AA 35; proposed"),
    SilenceAct("enter-objection", _("Enter an objection received on paper"), (*_RUNS, _BROKEN), _BROKEN,
        (Party.SECRETARIAT,), "AA 2; AA 35"),
    SilenceAct("extend", _("Extend the period"), _RUNS, _OPEN, (Party.CHAIR, Party.SECRETARIAT), "proposed"),
    SilenceAct("restart", _("Start again with a changed text"), (*_RUNS, _BROKEN), _OPEN, (Party.CHAIR, Party.SECRETARIAT),
        "proposed"),
    SilenceAct("withdraw", _("Withdraw the text"), _RUNS, _WITHDRAWN, (Party.OPENER,), "proposed"),
    SilenceAct("conclude", _("Conclude: every member was reached in time"), (_HELD,), _ADOPTED, (Party.SECRETARIAT,), _PROPOSED),
    # Of the clock, at the instant the period ends.
    SilenceAct("adopt", _("Adopted as the period ended"), (_OPEN,), _ADOPTED, (Party.CLOCK,), f"AA 2; {_PROPOSED}"),
    SilenceAct("hold", _("Held as the period ended"), (_OPEN,), _HELD, (Party.CLOCK,), "proposed"),
)  # fmt: skip
BY_NAME = {act.name: act for act in ACTS}
ENDED = frozenset({_ADOPTED, _WITHDRAWN})


def faults() -> list[str]:
    """What is wrong with the table, one sentence a fault."""
    found = [f"{act.name} has no actor" for act in ACTS if not act.actor]
    found += [f"{act.name} rests on nothing" for act in ACTS if not act.source_text]
    found += [f"{act.name} leaves an ended state" for act in ACTS if ENDED & set(act.source)]
    reached = {act.target for act in ACTS}
    found += [f"{state} is never reached" for state in SilenceState if state not in reached]
    return found


# -- The period.


@dataclass(frozen=True)
class Period:
    """How long a text lies before the members, and at which hour of the last day that ends."""

    days: int
    at: dt.time
    source: str
    standing: LeadStanding


PROPOSED_PERIOD = Period(14, dt.time(18, 0), "SCICA-PR2128", LeadStanding.PROPOSED)
LONGEST = 92
# What a member sent in the last second may still be on its way when the next one begins: the clock waits so long before
# it looks at who objected. What it then records happened at the instant the period ended, all the same.
GRACE = dt.timedelta(seconds=30)


@dataclass(frozen=True)
class Ending:
    """The instant at which a period ends, and what there is to say of the hour that was named."""

    at: dt.datetime
    remark: Any = None


def ending(day: dt.date, hour: dt.time, zone: ZoneInfo) -> Ending:
    """The instant of an hour on a wall clock. Where the clock is put forward or back over it, the later reading holds.

    So that no member has less time than the notification said.
    """
    local = dt.datetime.combine(day, hour)
    read = [local.replace(tzinfo=zone, fold=fold).astimezone(dt.UTC) for fold in (0, 1)]
    at = max(read)
    if read[0] == read[1]:
        return Ending(at)
    if at.astimezone(zone).replace(tzinfo=None) != local:
        return Ending(at, _("This hour doesn't exist on that day, when clocks are put forward: the period ends later."))
    return Ending(
        at, _("This hour comes twice on that day, when clocks are put back: the period ends the second time.")
    )


def last_day(opens_at: dt.datetime, days: int, zone: ZoneInfo) -> dt.date:
    """The day so many days after the one on which the period opens, as the zone counts days."""
    return opens_at.astimezone(zone).date() + dt.timedelta(days=days)


def instant_in(at: dt.datetime, zone: str) -> str:
    """An instant as clocks show it in a zone, with the zone's name: "15 March 2027, 18:00 (Asia/Almaty)"."""
    local = at.astimezone(ZoneInfo(zone))
    return _now("%(day)s, %(hour)s (%(zone)s)") % {
        "day": date_format(local, "DATE_FORMAT"),
        "hour": date_format(local, "H:i:s" if local.second else "H:i"),
        "zone": zone,
    }


# What acts where no person does: the end of a period.
SILENCE = "silence procedure"
