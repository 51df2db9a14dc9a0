"""Invented editions, areas, measures, offers to coordinate, and what is undertaken: each row by itself.

Commitments that went a way, by the steps that lead along it, are in `stories`.
"""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from catalogue.choices import Depth
from catalogue.models import Area, Edition, Measure
from commitments.choices import Fact
from commitments.models import (
    Commitment,
    CoordinationEnd,
    CoordinatorAssignment,
    ExpertNomination,
    Intention,
    StepTaken,
    View,
)
from law.choices import Modality, PaperKind, Relation
from law.cica.bodies import Body
from law.cica.states import State
from members.choices import Audience
from members.tests.factories import ParticipantFactory, UserFactory
from papers.models import Circulation, Comment, Paper, PaperVersion
from record.choices import Channel
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


class CoordinationEndFactory(DjangoModelFactory):
    """An offer that was taken back."""

    class Meta:
        model = CoordinationEnd

    assignment = factory.SubFactory(CoordinatorAssignmentFactory)
    until = dt.date(2024, 3, 1)
    acting_as = Relation.MEMBER
    channel = Channel.PORTAL
    by = factory.SubFactory(UserFactory)
    at = dt.datetime(2024, 3, 1, 9, tzinfo=dt.UTC)


class CommitmentFactory(DjangoModelFactory):
    """An intention that a state indicated, with nobody in it yet."""

    class Meta:
        model = Commitment

    edition = "2007"
    modality = Modality.A
    state = State.INDICATED
    measure = factory.SubFactory(MeasureFactory)
    area = factory.LazyAttribute(lambda new: new.measure.area if new.measure else None)
    reference = factory.Sequence(lambda n: f"CBM-2007-XXX-01-{n:02}")
    title = factory.LazyAttribute(lambda new: f"Undertaking {new.reference}")
    statement = "We intend it."


class IntentionFactory(DjangoModelFactory):
    class Meta:
        model = Intention

    commitment = factory.SubFactory(CommitmentFactory)
    participant = factory.SubFactory(ParticipantFactory)
    since = dt.date(2024, 3, 1)


class StepTakenFactory(DjangoModelFactory):
    class Meta:
        model = StepTaken

    commitment = factory.SubFactory(CommitmentFactory)
    serial = factory.LazyAttribute(lambda new: new.commitment.steps.count() + 1)
    step = "indicate"
    to_state = State.INDICATED
    on = dt.date(2024, 3, 1)
    by = factory.SubFactory(UserFactory)
    on_behalf_of = factory.SubFactory(ParticipantFactory)


class PaperFactory(DjangoModelFactory):
    class Meta:
        model = Paper

    class Params:
        commitment = factory.SubFactory(CommitmentFactory)

    folder = factory.LazyAttribute(lambda new: new.commitment.folder)
    kind = PaperKind.CONCEPT
    symbol = factory.LazyAttribute(lambda new: f"{new.folder.reference}/CP.{new.folder.papers.count() + 1}")
    title = factory.LazyAttribute(lambda new: f"Paper {new.symbol}")


class PaperVersionFactory(DjangoModelFactory):
    """A version that is a text."""

    class Meta:
        model = PaperVersion

    paper = factory.SubFactory(PaperFactory)
    number = factory.LazyAttribute(lambda new: new.paper.versions.count() + 1)
    text = "What the paper says."
    size = 20
    sha256 = "0" * 64
    on_behalf_of = factory.SubFactory(ParticipantFactory)
    by = factory.SubFactory(UserFactory)


class CirculationFactory(DjangoModelFactory):
    class Meta:
        model = Circulation

    version = factory.SubFactory(PaperVersionFactory)
    by = factory.SubFactory(UserFactory)


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = Comment

    version = factory.SubFactory(PaperVersionFactory)
    owner = factory.SubFactory(ParticipantFactory)
    audience = Audience.MEMBERS
    text = "What a state says of it."
    by = factory.SubFactory(UserFactory)


class ViewFactory(DjangoModelFactory):
    class Meta:
        model = View

    commitment = factory.SubFactory(CommitmentFactory)
    owner = factory.SubFactory(ParticipantFactory)
    audience = Audience.MEMBERS
    text = "What a state thinks."
    by = factory.SubFactory(UserFactory)


class ExpertNominationFactory(DjangoModelFactory):
    class Meta:
        model = ExpertNomination

    measure = factory.SubFactory(MeasureFactory)
    owner = factory.SubFactory(ParticipantFactory)
    audience = Audience.MEMBERS
    name = factory.Sequence(lambda n: f"Dr Expert {n}")
    by = factory.SubFactory(UserFactory)


FACTORIES = (
    EditionFactory,
    AreaFactory,
    MeasureFactory,
    CoordinatorAssignmentFactory,
    CommitmentFactory,
    IntentionFactory,
    StepTakenFactory,
    PaperFactory,
    PaperVersionFactory,
    CirculationFactory,
    CommentFactory,
    ViewFactory,
    ExpertNominationFactory,
)
