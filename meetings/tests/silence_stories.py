"""A silence procedure among three invented members, and the people who act in it."""

import datetime as dt
from typing import Any

from meetings.actions.silence import Text, fresh
from meetings.actions.silence_replies import note_reading
from meetings.choices import Body
from meetings.models import SilenceProcedure
from members.models import User

OPENED = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
# Fourteen days after the first of March, at six in the evening in Almaty.
ENDS = dt.datetime(2027, 3, 15, 13, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
DAY = dt.timedelta(days=1)
WORDS = "The Senior Officials Committee adopts the plan for 2028."


def of(user: User) -> Any:
    """The member that a person acts for."""
    return user.focal_points.get().participant


def opened_by(open_silence: Any, chair: User, at: dt.datetime = OPENED, **given: Any) -> SilenceProcedure:
    before = Text(given.pop("text", WORDS))
    said = {"title": "Plan for 2028", "body": Body.SENIOR_OFFICIALS, "zone": "Asia/Almaty", **given}
    return open_silence(before=before, by=chair, at=at, **said)


def read_by(procedure: SilenceProcedure, *people: User, at: dt.datetime = OPENED + DAY) -> SilenceProcedure:
    for person in people:
        note_reading(procedure=fresh(procedure), by=person, at=at)
    return fresh(procedure)
