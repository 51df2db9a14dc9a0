"""A silence procedure among three invented members, and the people who act in it."""

import datetime as dt
from typing import Any

from decisions.actions.silence import Text, fresh
from decisions.actions.silence_replies import note_reading
from decisions.choices import Way
from decisions.models import SilenceNotification, SilenceObjection, SilenceProcedure, SilenceRound
from law.cica.bodies import Body
from meetings.tests.factories import MeetingFactory
from members.models import User
from members.tests.factories import ParticipantFactory, UserFactory

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


# -- Rows, for pages that only show them.


def a_procedure() -> SilenceProcedure:
    number = SilenceProcedure.objects.count() + 1
    made = SilenceProcedure.objects.create(
        reference=f"SP-2027-{number}",
        title={"en": "Plan for 2028"},
        body=Body.SENIOR_OFFICIALS,
        opened_at_meeting=MeetingFactory(),
        time_zone="Asia/Almaty",
        ends_at=ENDS,
        by=UserFactory(),
        at=OPENED,
    )
    SilenceRound.objects.create(
        procedure=made, number=1, text=WORDS, sha256="0" * 64, opens_at=OPENED, ends_at=ENDS, by=made.by
    )
    return made


def a_notification() -> SilenceNotification:
    begun = a_procedure().latest
    return SilenceNotification.objects.create(round=begun, participant=ParticipantFactory(), sent_at=OPENED)


def an_objection(way: str = Way.PORTAL) -> SilenceObjection:
    begun = a_procedure().latest
    return SilenceObjection.objects.create(
        round=begun, participant=ParticipantFactory(), text="Not so.", made_at=OPENED + DAY, way=way, by=begun.by
    )
