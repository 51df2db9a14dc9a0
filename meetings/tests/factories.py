"""Invented meetings and working groups."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from meetings.choices import Body, Status
from meetings.models import Meeting, WorkingGroup
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


FACTORIES = (WorkingGroupFactory, MeetingFactory)
