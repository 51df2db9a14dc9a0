"""When a period of silence ends, on whose clock, and how that instant is told."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from law.editions import edition_on, editions
from law.grammar.deciding import SilenceRules
from record.dates import day_of_the_house

# What acts where no person does: the end of a period.
SILENCE = "silence procedure"


def rules_of_today() -> SilenceRules:
    """Those under which a silence procedure would begin today."""
    return edition_on(day_of_the_house()).silence


def newest_rules() -> SilenceRules:
    """Those of the newest edition there is: what an act is called, and on which article it rests, before anybody acts."""
    return editions()[-1].silence


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
