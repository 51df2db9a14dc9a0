"""Whom a step is told, and what telling costs."""

import pytest

from commitments.actions import Answers, take_step
from commitments.models import StepTaken
from commitments.tests.stories import Story
from members.choices import Role
from members.models import User
from members.tests.factories import a_person_of, a_state
from notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(authority: User, chair: User, officer: User) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


def told_of(story, step):
    taken = StepTaken.objects.get(commitment=story.commitment, step=step)
    notices = Notice.objects.about(story.commitment).filter(kind="step-taken", occurrence=str(taken.serial))
    return {notice.recipient for notice in notices.select_related("recipient")}


def test_of_a_step_those_are_told_who_take_part_after_it(story, authority, preparer, stranger, chair, officer):
    """Whoever joined by it; and no more whoever left by it."""
    beside = a_person_of(stranger.focal_points.get().participant, Role.PREPARER, "beside@xb.example")
    story.take("join", stranger)
    assert told_of(story, "join") == {authority, preparer, beside, chair, officer}
    story.take("withdraw", stranger)
    assert told_of(story, "withdraw") == {authority, preparer, chair, officer}


@pytest.mark.parametrize("count", [1, 3])
def test_a_step_costs_the_same_however_many_states_take_part(story, chair, count, django_assert_num_queries):
    for number in range(count):
        story.take("join", a_person_of(a_state(f"J{number}"), Role.AUTHORITY, f"j{number}@j.example"))
    chair = User.objects.get(pk=chair.pk)
    commitment = story.commitment
    # Savepoint (2); the commitment with its parties, papers, views, experts and steps (8); who is in the Chair, own
    # offices, groups chaired; the move; the number of the line, since what was a mistake keeps its own, the state that is
    # spoken for, the line of the history; the notices to whom it is told, in one statement; what the journal seals of
    # the line and of the commitment (2), for whom its author stands in, and the journal (2).
    with django_assert_num_queries(23):
        take_step(commitment=commitment, step="consult", by=chair, answers=Answers(note="Consulting."))
