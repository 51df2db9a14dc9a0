"""Invented editions, areas, measures, and offers to coordinate."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from commitments.choices import Depth, Fact
from commitments.models import Area, CoordinatorAssignment, Edition, Measure
from meetings.choices import Body
from members.tests.factories import ParticipantFactory
from record.models import Confidence


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = Edition

    code = factory.Sequence(lambda n: f"X{n}")
    title = factory.LazyAttribute(lambda new: {"en": f"Approach {new.code}"})
    adopted_by = Body.SENIOR_OFFICIALS
    adopted_on = dt.date(2007, 3, 14)
    source = "A test"
    confidence = Confidence.SEEN


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area

    edition = factory.SubFactory(EditionFactory)
    code = factory.Sequence(lambda n: f"area-{n}")
    letters = factory.Sequence(lambda n: f"A{n}")
    order = factory.Sequence(lambda n: n % 99 + 1)
    name = factory.LazyAttribute(lambda new: {"en": f"Area {new.letters}"})
    source = "A test"
    confidence = Confidence.SEEN


class MeasureFactory(DjangoModelFactory):
    class Meta:
        model = Measure

    area = factory.SubFactory(AreaFactory)
    number = factory.Sequence(lambda n: n % 99 + 1)
    title = factory.LazyAttribute(lambda new: {"en": f"Measure {new.number}"})
    text = factory.LazyAttribute(lambda new: {"en": f"To do what measure {new.number} says."})
    text_status = factory.LazyAttribute(lambda new: {"en": "official"})
    source = "A test"
    confidence = Confidence.SEEN


class CoordinatorAssignmentFactory(DjangoModelFactory):
    """A state's offer about a measure."""

    class Meta:
        model = CoordinatorAssignment

    fact = Fact.OFFER
    participant = factory.SubFactory(ParticipantFactory)
    depth = Depth.MEASURE
    measure = factory.SubFactory(MeasureFactory)
    area = factory.LazyAttribute(lambda new: new.measure.area if new.measure else None)
    edition = factory.LazyAttribute(lambda new: new.area.edition)
    on = dt.date(2007, 3, 14)
    source = "A test"
    confidence = Confidence.SEEN


FACTORIES = (EditionFactory, AreaFactory, MeasureFactory, CoordinatorAssignmentFactory)
