"""A sweep plans what changed, and nothing else: and that is what a sweep of everything would have planned."""

import datetime as dt

import pytest

from commitments.kinds import STEP_AWAITED
from commitments.models import Commitment
from commitments.tests.stories import Story
from desk.tests.test_reminders import FIRST, MONDAY, deadline, soc, the_table_alone, told  # noqa: F401 - fixtures
from desk.tests.test_reminders_of_the_rest import a_far_meeting
from law.choices import DeadlineKind
from law.cica.bodies import Body
from law.cica.states import State
from meetings.actions.moving import cancel_meeting, move_meeting
from meetings.actions.planning import Whereabouts
from meetings.choices import Status
from meetings.kinds import MEETING_APPROACHES
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.actions import change_preferences
from members.models import User
from members.tests.factories import FocalPointFactory, UserFactory
from notices.actions import change_rules, decline, sweep
from notices.choices import NoticeChannel, Stage
from notices.models import Notice, PlannedSource, Sweep
from papers.actions import comment

pytestmark = [pytest.mark.django_db, pytest.mark.both]

A_MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


@pytest.fixture
def planned(soc, story, authority, stranger, officer) -> Meeting:  # noqa: F811
    """A meeting a month ahead, of which everybody was told, and a commitment under way."""
    deadline(soc, DeadlineKind.DELEGATION_LIST, FIRST - dt.timedelta(days=7))
    story.to(State.DRAFTED)
    sweep(at=MONDAY, whole=False)
    return soc


def again(minutes: int = 1) -> Sweep:
    return sweep(at=MONDAY + minutes * A_MINUTE, whole=False)


def test_where_nothing_happened_no_source_is_asked(planned, django_assert_num_queries):
    """What is too late, and what is due in the portal, each between two savepoints; the journal's last entry, how far each
    source came, two things besides the journal; the heartbeat before, and the heartbeat."""
    MeetingFactory(status=Status.PLANNED, starts_on=FIRST)
    UserFactory()
    before = Notice.objects.count()
    with django_assert_num_queries(12):
        assert again().counts == {}
    assert Notice.objects.count() == before
    sweep(at=MONDAY + 2 * A_MINUTE)
    assert Notice.objects.count() > before, "a meeting that no act has put down is seen by who looks at everything"


def moved(soc: Meeting, story: Story, officer: User) -> None:  # noqa: F811
    later = Whereabouts(starts_on=FIRST + dt.timedelta(days=2), time_zone="Asia/Almaty")
    move_meeting(meeting=soc, where=later, reason="The hall.", by=officer, at=MONDAY)


def cancelled(soc: Meeting, story: Story, officer: User) -> None:  # noqa: F811
    cancel_meeting(meeting=soc, reason="The hall.", by=officer, at=MONDAY)


def declined(soc: Meeting, story: Story, officer: User) -> None:  # noqa: F811
    decline(person=story.author, kinds=["step-awaited"], by=story.author)


def other_hours(soc: Meeting, story: Story, officer: User) -> None:  # noqa: F811
    change_rules(by=officer, hour=14, until_hour=15)


def elsewhere(soc: Meeting, story: Story, officer: User) -> None:  # noqa: F811
    change_preferences(person=story.author, language="ru", time_zone="Asia/Tokyo", by=story.author)


def a_step(soc: Meeting, story: Story, officer: User) -> None:  # noqa: F811
    story.take("circulate", audience="members", comments_by=MONDAY.date() + dt.timedelta(days=5))


@pytest.mark.parametrize("act", [moved, cancelled, other_hours, elsewhere, a_step])
def test_after_an_act_a_sweep_of_what_changed_leaves_nothing_to_a_sweep_of_everything(act, planned, story, officer):
    act(planned, story, officer)
    assert again().counts, "it changed something"
    assert sweep(at=MONDAY + A_MINUTE).counts == {}
    assert again(2).counts == {}


def test_a_comment_ends_what_asked_for_it_and_wakes_nothing_else(planned, story, stranger, xb, officer):
    a_step(planned, story, officer)
    again()
    waiting = Notice.objects.filter(kind="comment-date", recipient=stranger, stage=Stage.PENDING)
    assert waiting.exists()
    asked = dict(PlannedSource.objects.values_list("source", "at"))
    version = story.commitment.folder.papers.get().versions.get()
    comment(version=version, owner=xb, text="Add safety.", audience="members", by=stranger, at=MONDAY)
    again(2)
    assert not waiting.exists()
    woken = {row.source for row in PlannedSource.objects.all() if row.at != asked[row.source]}
    assert woken == {"comment-date"}


def test_of_a_step_its_own_commitment_alone_is_read(planned, story, authority, chair, officer):
    other = Story(author=authority, chair=chair, officer=officer).to(State.CONSIDERED)
    story.to(State.CONSIDERED)
    again()
    story.take("put-before-soc", meeting=story.meetings[Body.SENIOR_OFFICIALS])
    waiting = Notice.objects.filter(kind=STEP_AWAITED, stage=Stage.PENDING)
    reminded = waiting.filter(about_key=other.commitment.reference)
    assert reminded.exists()
    # Whoever reads it would find it ended.
    Commitment.objects.filter(pk=other.commitment.pk).update(state=State.NOTED)
    assert again(2).counts["withdrawn"]
    assert reminded.exists()
    sweep(at=MONDAY + 3 * A_MINUTE)
    assert not reminded.exists()


def test_an_instant_that_comes_is_noticed_without_any_act(planned, authority):
    """The lead of thirty days falls due in the night of Almaty, which is the evening before in Greenwich."""
    soc = planned  # noqa: F811
    due = Notice.objects.filter(kind=MEETING_APPROACHES, about_key=soc.reference, stage=Stage.PENDING)
    first = due.filter(channel=NoticeChannel.PORTAL).order_by("due_at").first()
    row = PlannedSource.objects.get(source=MEETING_APPROACHES)
    assert row.again_at is not None
    assert first is not None
    assert row.again_at <= first.due_at
    sweep(at=first.due_at, whole=False)
    assert sweep(at=first.due_at).counts == {}
    assert first.occurrence in told(authority, MEETING_APPROACHES)


def test_a_new_day_is_planned_whole(planned):
    MeetingFactory(status=Status.PLANNED, starts_on=FIRST)
    assert again().counts == {}
    assert sweep(at=MONDAY + dt.timedelta(days=1), whole=False).counts["planned"]


def test_what_could_not_be_planned_is_named_at_every_sweep_until_it_can(planned, officer):
    far = a_far_meeting(officer)
    named = [f"meeting-approaches: {far.reference}"]
    assert sweep(at=MONDAY + A_MINUTE).faults == named
    assert again(2).faults == named
    Meeting.objects.filter(pk=far.pk).update(starts_on=FIRST)
    elsewhere_ = FocalPointFactory().user
    change_preferences(person=elsewhere_, language="ru", time_zone="Asia/Tokyo", by=elsewhere_)
    assert again(3).faults == []


def test_whoever_planned_later_is_not_overwritten_by_whoever_began_earlier(planned, officer):
    PlannedSource.objects.filter(source=MEETING_APPROACHES).update(entry=10**9)
    MeetingFactory(status=Status.PLANNED, starts_on=FIRST)
    before = Notice.objects.filter(kind=MEETING_APPROACHES).count()
    again()
    assert Notice.objects.filter(kind=MEETING_APPROACHES).count() == before
