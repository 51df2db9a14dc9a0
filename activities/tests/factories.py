"""Invented activities, each by itself, as planned."""

import datetime as dt
import uuid

import factory
from factory.django import DjangoModelFactory

from activities.choices import ActivityCourse, ActivityKind, DayKnown, Deed
from activities.models import (
    ActionPlan,
    ActionPlanVersion,
    Activity,
    ActivityParty,
    ActivityTurn,
    Information,
    InformationGiver,
    InformationReply,
    NoteRequest,
    Photograph,
    PlanVersion,
    ProgressNote,
    YearPlan,
)
from commitments.tests.factories import CommitmentFactory, MeasureFactory
from members.choices import Audience
from members.tests.factories import ParticipantFactory, UserFactory


class ActivityFactory(DjangoModelFactory):
    """An activity under a measure that a state has planned, with nobody in it yet."""

    class Meta:
        model = Activity

    owner = factory.SubFactory(ParticipantFactory)
    measure = factory.SubFactory(MeasureFactory)
    area = factory.LazyAttribute(lambda new: new.measure.area if new.measure else None)
    kind = ActivityKind.WORKSHOP
    title = factory.Sequence(lambda n: {"en": f"Workshop {n}"})
    starts_on = dt.date(2027, 5, 4)
    audience = Audience.MEMBERS
    by = factory.SubFactory(UserFactory)


class ActivityTurnFactory(DjangoModelFactory):
    """That an activity was planned."""

    class Meta:
        model = ActivityTurn

    activity = factory.SubFactory(ActivityFactory)
    serial = factory.LazyAttribute(lambda new: ActivityTurn.next_serial(new.activity))
    deed = Deed.PLAN
    course = ActivityCourse.PLANNED
    known = DayKnown.EXACT
    starts_on = factory.LazyAttribute(lambda new: new.activity.starts_on)
    by = factory.LazyAttribute(lambda new: new.activity.by)


class ActivityPartyFactory(DjangoModelFactory):
    """That a participant said who comes."""

    class Meta:
        model = ActivityParty

    activity = factory.SubFactory(ActivityFactory)
    participant = factory.SubFactory(ParticipantFactory)
    coming = 2
    by = factory.LazyAttribute(lambda new: new.activity.by)


class YearPlanFactory(DjangoModelFactory):
    """A plan that is being drawn up, with nothing in it yet."""

    class Meta:
        model = YearPlan

    year = factory.Sequence(lambda n: 2030 + n)
    by = factory.SubFactory(UserFactory)
    first = factory.RelatedFactory("activities.tests.factories.PlanVersionFactory", factory_related_name="plan")


class PlanVersionFactory(DjangoModelFactory):
    """A version of a plan without rows."""

    class Meta:
        model = PlanVersion

    plan = factory.SubFactory(YearPlanFactory, first=None)
    number = factory.LazyAttribute(lambda new: PlanVersion.next_number(new.plan))
    sha256 = "0" * 64
    by = factory.SubFactory(UserFactory)


class ActionPlanFactory(DjangoModelFactory):
    """What a state proposes to do under a commitment in a year, with nothing in it yet."""

    class Meta:
        model = ActionPlan

    owner = factory.SubFactory(ParticipantFactory)
    within = factory.LazyFunction(lambda: CommitmentFactory().folder)
    area = factory.LazyAttribute(lambda new: new.within.holder.area)
    since = dt.date(2027, 1, 1)
    until = dt.date(2027, 12, 31)
    note = factory.Sequence(lambda n: f"Lists of contact points are kept, {n}.")
    language = "en"
    audience = Audience.MEMBERS
    by = factory.SubFactory(UserFactory)
    first = factory.RelatedFactory("activities.tests.factories.ActionPlanVersionFactory", factory_related_name="plan")


class ActionPlanVersionFactory(DjangoModelFactory):
    """A version of an action plan without rows."""

    class Meta:
        model = ActionPlanVersion

    plan = factory.SubFactory(ActionPlanFactory, first=None)
    number = factory.LazyAttribute(lambda new: ActionPlanVersion.next_number(new.plan))
    sha256 = "0" * 64
    by = factory.SubFactory(UserFactory)


class NoteRequestFactory(DjangoModelFactory):
    """That the Secretariat asked how things went in an area in a year."""

    class Meta:
        model = NoteRequest

    area = factory.LazyFunction(lambda: MeasureFactory().area)
    since = dt.date(2026, 1, 1)
    until = dt.date(2026, 12, 31)
    # Notes are welcome for as long as anybody runs this.
    welcome_until = dt.date(2099, 12, 31)
    by = factory.SubFactory(UserFactory)


class ProgressNoteFactory(DjangoModelFactory):
    """What a state said of a commitment."""

    class Meta:
        model = ProgressNote

    owner = factory.SubFactory(ParticipantFactory)
    within = factory.LazyFunction(lambda: CommitmentFactory().folder)
    area = factory.LazyAttribute(lambda new: new.within.holder.area)
    since = dt.date(2026, 1, 1)
    until = dt.date(2026, 6, 30)
    text = factory.Sequence(lambda n: f"The lists of contact points were exchanged, {n}.")
    language = "en"
    audience = Audience.MEMBERS
    by = factory.SubFactory(UserFactory)


class InformationFactory(DjangoModelFactory):
    """What a state gave to the members; its text is a paper."""

    class Meta:
        model = Information

    owner = factory.SubFactory(ParticipantFactory)
    measure = factory.SubFactory(MeasureFactory)
    area = factory.LazyAttribute(lambda new: new.measure.area)
    title = factory.Sequence(lambda n: {"en": f"Contact points {n}"})
    audience = Audience.MEMBERS
    folder = factory.LazyFunction(lambda: Information.open_folder(uuid.uuid4()))
    by = factory.SubFactory(UserFactory)


class InformationGiverFactory(DjangoModelFactory):
    """That a state was asked to give information as well."""

    class Meta:
        model = InformationGiver

    information = factory.SubFactory(InformationFactory)
    participant = factory.SubFactory(ParticipantFactory)
    by = factory.SubFactory(UserFactory)


class InformationReplyFactory(DjangoModelFactory):
    """What a state said to it."""

    class Meta:
        model = InformationReply

    information = factory.SubFactory(InformationFactory)
    owner = factory.SubFactory(ParticipantFactory)
    text = factory.Sequence(lambda n: f"Thank you, {n}.")
    language = "en"
    by = factory.SubFactory(UserFactory)


class PhotographFactory(DjangoModelFactory):
    """A photograph that waits for consent, without a file on the disk."""

    class Meta:
        model = Photograph

    activity = factory.SubFactory(ActivityFactory, course=ActivityCourse.HELD)
    owner = factory.LazyAttribute(lambda new: new.activity.owner)
    alt = factory.Sequence(lambda n: f"Two people at a table, {n}.")
    language = "en"
    file_type, size = "image/png", 70
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    by = factory.LazyAttribute(lambda new: new.activity.by)


FACTORIES = (
    PhotographFactory,
    InformationFactory,
    InformationGiverFactory,
    InformationReplyFactory,
    ActivityFactory,
    ActivityTurnFactory,
    ActivityPartyFactory,
    YearPlanFactory,
    PlanVersionFactory,
    ActionPlanFactory,
    ActionPlanVersionFactory,
    NoteRequestFactory,
    ProgressNoteFactory,
)
