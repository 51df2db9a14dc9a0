"""Invented meetings and working groups."""

import datetime as dt
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from decisions.choices import PositionKind
from decisions.models import Decision, FollowUp, Position
from law.choices import DeadlineKind
from law.cica.bodies import Body
from meetings.choices import Presence, Status
from meetings.counting import end_of_day_in
from meetings.models import Attendance, Deadline, GroupSeat, LeadTime, Meeting, WorkingGroup
from members.tests.factories import ParticipantFactory, UserFactory
from record.models import Confidence


class WorkingGroupFactory(DjangoModelFactory):
    class Meta:
        model = WorkingGroup

    code = factory.Sequence(lambda n: f"SWG-{n}")
    name = factory.LazyAttribute(lambda new: {"en": f"Working group {new.code}"})
    mandate = factory.LazyAttribute(lambda new: {"en": "To study what it is asked to."})
    source = "A test"
    confidence = Confidence.SEEN


class GroupSeatFactory(DjangoModelFactory):
    """A state's seat in a working group."""

    class Meta:
        model = GroupSeat

    group = factory.SubFactory(WorkingGroupFactory)
    owner = factory.SubFactory(ParticipantFactory)
    since = dt.date(2026, 1, 1)
    by = factory.SubFactory(UserFactory)


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


class AttendanceFactory(DjangoModelFactory):
    """A state present at a meeting."""

    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    participant = factory.SubFactory(ParticipantFactory)
    presence = Presence.IN_PERSON
    by = factory.SubFactory(UserFactory)


class DecisionFactory(DjangoModelFactory):
    """Adopted at a meeting, for the members, with a state that dissociated itself from a paragraph."""

    class Meta:
        model = Decision
        skip_postgeneration_save = True

    meeting = factory.SubFactory(MeetingFactory)
    symbol = factory.LazyAttributeSequence(lambda new, number: f"{new.meeting.reference}-D{number}")
    body = Body.SENIOR_OFFICIALS
    title = factory.LazyAttribute(lambda new: {"en": f"Decision {new.symbol}"})
    text = factory.LazyAttribute(lambda new: {"en": "It is agreed."})
    on = factory.LazyAttribute(lambda new: new.meeting.starts_on)
    said = factory.RelatedFactory("meetings.tests.factories.PositionFactory", "decision")


class PositionFactory(DjangoModelFactory):
    class Meta:
        model = Position

    decision = factory.SubFactory(DecisionFactory, said=None)
    participant = factory.SubFactory(ParticipantFactory)
    kind = PositionKind.DISSOCIATION
    paragraphs = "17"
    on = factory.LazyAttribute(lambda new: new.decision.on)


class FollowUpFactory(DjangoModelFactory):
    class Meta:
        model = FollowUp

    decision = factory.SubFactory(DecisionFactory)
    what = factory.Sequence(lambda n: f"To do {n}")
    by = factory.SubFactory(UserFactory)


FACTORIES = (
    WorkingGroupFactory,
    MeetingFactory,
    LeadTimeFactory,
    DeadlineFactory,
    AttendanceFactory,
    DecisionFactory,
    PositionFactory,
    FollowUpFactory,
)
