"""Planning an activity, and changing what is said of it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.actions.telling import tell_those_near
from activities.actions.turns import Doing, append_turn, claim
from activities.choices import AHEAD, DayKnown, Deed
from activities.days import last_day_within
from activities.kinds import ACTIVITY_SHARED
from activities.models import Activity
from catalogue.models import Area, Measure
from journal.actions import snapshot
from meetings.actions.owned import require_speaker
from meetings.choices import Format
from members.choices import Audience
from members.models import Participant, User
from papers.models import Folder
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.once import KeyIsUsed
from record.refusals import Refused

ENDS_BEFORE = _("The last day is not before the first.")
ENDS_ON_A_KNOWN_DAY = _("A last day goes with a first one that is known to the day.")
NO_FIRST_DAY = _("Name the first day as well.")
UNDER_SOMETHING = _("Choose a commitment, a measure, or an area.")


@dataclass(frozen=True)
class NamedDays:
    """When it is to be, as well as that is known; None: no day is named yet."""

    starts_on: dt.date | None = None
    known: str = DayKnown.EXACT
    ends_on: dt.date | None = None

    @classmethod
    def of(cls, activity: Activity) -> "NamedDays":
        return cls(activity.starts_on, activity.known, activity.ends_on)

    def problems(self) -> dict[str, list[Any]]:
        """What can't be so, by field."""
        if self.ends_on is None:
            return {}
        if self.starts_on is None:
            return {"starts_on": [NO_FIRST_DAY]}
        if self.known != DayKnown.EXACT:
            return {"ends_on": [ENDS_ON_A_KNOWN_DAY]}
        return {"ends_on": [ENDS_BEFORE]} if self.ends_on < self.starts_on else {}

    def lay_on(self, activity: Activity) -> None:
        """Set them on the row, in memory: the last day on which it can begin. Raises Refused."""
        if problems := self.problems():
            raise Refused(problems)
        activity.known = self.known
        activity.starts_on = last_day_within(self.starts_on, self.known) if self.starts_on else None
        activity.ends_on = None if self.ends_on == self.starts_on else self.ends_on


@dataclass(frozen=True)
class Under:
    """What an activity is under: a commitment, by the folder of its papers; a measure; an area."""

    commitment: Folder | None = None
    measure: Measure | None = None
    area: Area | None = None

    def lay_on(self, activity: Activity) -> None:
        """What follows is read of it: the measure of a commitment, the area of a measure. Raises Refused."""
        holder = self.commitment.holder if self.commitment else None
        measure = holder.measure if holder else self.measure
        area = holder.area if holder else measure.area if measure else self.area
        if area is None:
            raise Refused({"commitment": [UNDER_SOMETHING]})
        activity.within, activity.measure, activity.area = self.commitment, measure, area


@dataclass(frozen=True)
class ActivitySaid:
    """What is said of an activity, beside its days and what it is under."""

    title: dict[str, str]
    kind: str
    expected: dict[str, str] = field(default_factory=dict)
    contributions: dict[str, str] = field(default_factory=dict)
    opens_at: dt.time | None = None
    time_zone: str = ""
    place: dict[str, str] = field(default_factory=dict)
    format: str = Format.UNKNOWN
    link: str = ""
    host: Participant | None = None
    organisers: Sequence[Participant] = ()

    COLUMNS = ("title", "kind", "expected", "contributions", "opens_at", "time_zone", "place", "format", "link", "host")

    def lay_on(self, activity: Activity) -> None:
        for name in self.COLUMNS:
            setattr(activity, name, getattr(self, name))


def plan_activity(
    *,
    owner: Participant,
    under: Under,
    said: ActivitySaid,
    days: NamedDays,
    by: User,
    audience: str = Audience.MEMBERS,
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    uid: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Activity:
    """A member state plans an activity that it leads; those that it names as host or organisers are told.

    A second one with the same key is the first. `uid` is that of the row of an action plan which it carries out.
    Raises Refused, StepRefused.
    """
    doing = Doing(by, at or timezone.now(), letter)
    require_speaker(by, owner, letter, day_of_the_house(doing.at), under.commitment)
    activity = Activity(
        owner=owner,
        audience=audience,
        by=by,
        at=doing.at,
        changed_at=doing.at,
        once_key=once_key,
        uid=uid or uuid.uuid4(),
        **(letter.columns() if letter else {}),
    )
    under.lay_on(activity)
    days.lay_on(activity)
    said.lay_on(activity)
    with transaction.atomic():
        if once_key and (already := Activity.everything.filter(once_key=once_key).first()):
            if (already.by_id, already.owner_id, already.title) != (by.pk, owner.pk, said.title):
                raise KeyIsUsed
            return already
        activity.save()
        activity.organisers.set(said.organisers)
        append_turn(activity, Deed.PLAN, doing)
        tell_those_near(ACTIVITY_SHARED, activity, "planned", by, doing.at)
    return activity


def change_activity(
    *,
    activity: Activity,
    said: ActivitySaid,
    by: User,
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Activity:
    """Say something else of an activity that is ahead. Who is named newly as host or organiser is told. Raises Refused."""
    doing = Doing(by, at or timezone.now(), letter)
    doing.require_its_state(activity)
    with transaction.atomic():
        now = claim(activity, seen_sequence, doing.at, AHEAD)
        before = snapshot(now)
        said.lay_on(now)
        now.save()
        now.organisers.set(said.organisers)
        append_turn(now, Deed.CHANGE, doing, before=before)
        tell_those_near(ACTIVITY_SHARED, now, "planned", by, doing.at)
    return now
