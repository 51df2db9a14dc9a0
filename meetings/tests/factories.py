"""Invented meetings and working groups."""

import datetime as dt
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from meetings.choices import Body, DeadlineKind, Status
from meetings.counting import end_of_day_in
from meetings.models import Deadline, LeadTime, Meeting, WorkingGroup
from record.models import Confidence


class WorkingGroupFactory(DjangoModelFactory):
    class Meta:
        model = WorkingGroup

    code = factory.Sequence(lambda n: f"SWG-{n}")
    name = factory.LazyAttribute(lambda new: {"en": f"Working group {new.code}"})
    mandate = factory.LazyAttribute(lambda new: {"en": "To study what it is asked to."})
    source = "A test"
    confidence = Confidence.SEEN


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    body = Body.SENIOR_OFFICIALS
    starts_on = factory.Sequence(lambda n: dt.date(2010, 6, 1) + dt.timedelta(days=n))
    status = Status.HELD
    place = factory.LazyAttribute(lambda new: {"en": "Xanadu"})
    source = "A test"
    confidence = Confidence.SEEN


class LeadTimeFactory(DjangoModelFactory):
    class Meta:
        model = LeadTime

    body = Body.SENIOR_OFFICIALS
    kind = factory.Iterator(DeadlineKind.values)
    days = 14
    basis = "A test"


class DeadlineFactory(DjangoModelFactory):
    """Counted fourteen days back."""

    class Meta:
        model = Deadline

    meeting = factory.SubFactory(MeetingFactory)
    kind = DeadlineKind.DOCUMENTS
    days = 14
    due_on = factory.LazyAttribute(lambda new: new.meeting.starts_on - dt.timedelta(days=new.days))
    due_at = factory.LazyAttribute(lambda new: end_of_day_in(new.due_on, ZoneInfo(new.time_zone)))
    time_zone = "Asia/Almaty"


FACTORIES = (WorkingGroupFactory, MeetingFactory, LeadTimeFactory, DeadlineFactory)
