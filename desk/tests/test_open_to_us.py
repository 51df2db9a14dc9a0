"""What stands open on a desk: to coordinate what no state coordinates yet, and to comment on what was circulated."""

import datetime as dt

import pytest
import time_machine

from commitments.kinds import STATES_ASKED
from commitments.models import Commitment
from commitments.tests.stories import PAPER, Story
from law.cica.states import State
from members.choices import Standing
from members.models import User
from members.tests.factories import a_person_of, a_state
from notices.models import Notice

pytestmark = pytest.mark.django_db

DAYS = dt.timedelta(days=1)


@pytest.fixture
def story(authority: User, chair: User, officer: User) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


def lines(client, kind: str, stands: str) -> list[str]:
    desk = client.get("/desk/").context["desk"]
    every = {"to-do": desk.to_do, "open": desk.open}[stands]
    return [shown.line.reference for shown in every if shown.line.kind == kind]


def may_coordinate(client) -> list[str]:
    return lines(client, "coordination", "open")


def is_asked_to_coordinate(client) -> list[str]:
    return lines(client, "coordination", "to-do")


def comments_asked(client) -> list[str]:
    return lines(client, "comments", "to-do")


def test_to_coordinate_is_open_to_states_that_intend_it_as_soon_as_it_is_indicated(
    story, authority, stranger, chair, observer, sign_in
):
    reference = story.commitment.reference
    assert may_coordinate(sign_in(authority)) == [reference]
    for person in (stranger, observer):
        assert may_coordinate(sign_in(person)) == []
    words = sign_in(authority).get("/desk/").content.decode()
    assert "no state coordinates it yet; yours may offer to" in words
    story.take("join", stranger).take("offer-to-coordinate", authority)
    assert may_coordinate(sign_in(authority)) == [], "it has offered"
    assert may_coordinate(sign_in(stranger)) == [reference]
    story.take("designate-coordinator", chair, party=story.state)
    assert may_coordinate(sign_in(stranger)) == []


def test_the_chair_asks_the_states_and_it_stands_on_their_desks(story, authority, stranger, chair, sign_in):
    story.take("join", stranger)
    address = f"{story.commitment.get_absolute_url()}steps/ask-the-states/"
    given = {"note": "Which of you would coordinate?", "seen": story.commitment.version, "once_key": "key"}
    assert sign_in(authority).post(address, given).status_code == 403
    assert sign_in(chair).post(address, given).status_code == 302
    fresh = Commitment.objects.get(pk=story.commitment.pk)
    assert fresh.state == State.INDICATED
    told = Notice.objects.filter(kind=STATES_ASKED, channel="portal", values__step="ask-the-states")
    assert {authority.email, stranger.email} <= set(told.values_list("recipient__email", flat=True))
    for person in (authority, stranger):
        client = sign_in(person)
        assert is_asked_to_coordinate(client) == [fresh.reference]
        words = client.get("/desk/").content.decode()
        assert "the Chair asks which state would coordinate it" in words
        assert f'href="{story.commitment.get_absolute_url()}steps/offer-to-coordinate/"' in words


def test_under_b_it_stands_there_once_the_chair_asks(authority, chair, officer, sign_in):
    story = Story(author=authority, chair=chair, officer=officer, modality="b").to(State.COMPILED)
    assert may_coordinate(sign_in(authority)) == []
    story.take("ask-the-states", chair)
    assert is_asked_to_coordinate(sign_in(authority)) == [story.commitment.reference]
    story.take("designate-another-coordinator", chair, party=story.state, note="It agreed.")
    assert is_asked_to_coordinate(sign_in(authority)) == []


def test_a_paper_of_which_comments_are_welcome_is_open_to_every_member_until_its_day(
    story, authority, stranger, observer, sign_in, today
):
    story.to(State.DRAFTED).take("circulate", audience="members", comments_by=today + 5 * DAYS)
    member = a_person_of(a_state("XJ", Standing.MEMBER), "authority", "someone@xj.example")
    version = f"{story.commitment.reference}/CP/1"
    for person in (authority, stranger, member):
        assert comments_asked(sign_in(person)) == [version], person
    assert "Comment on the paper, if your state wishes to" in sign_in(member).get("/desk/").content.decode()
    assert comments_asked(sign_in(observer)) == []
    for days, expected in [(5, [version]), (6, [])]:
        with time_machine.travel(dt.datetime.combine(today + days * DAYS, dt.time(12), dt.UTC), tick=False):
            assert comments_asked(sign_in(User.objects.get(pk=stranger.pk))) == expected, days


def test_a_paper_without_a_day_for_comments_asks_until_the_next_step_is_taken(story, stranger, sign_in):
    story.to(State.DRAFTED).take("circulate", audience="members")
    assert comments_asked(sign_in(stranger)) == [f"{story.commitment.reference}/CP/1"]
    assert "no day" in sign_in(stranger).get("/desk/").content.decode()
    story.to(State.CONSIDERED)
    assert comments_asked(sign_in(stranger)) == []


def test_it_is_open_no_more_once_a_newer_version_went_out(story, authority, stranger, sign_in, today):
    story.to(State.DRAFTED).take("circulate", audience="members", comments_by=today + 5 * DAYS)
    story.take("revise", authority, document=PAPER)
    assert comments_asked(sign_in(stranger)) == [f"{story.commitment.reference}/CP/1"], "the newer one is still a draft"
    story.take("circulate", audience="members", comments_by=today + 9 * DAYS)
    assert comments_asked(sign_in(stranger)) == [f"{story.commitment.reference}/CP/2"]


def test_it_is_open_no_more_once_the_commitment_was_withdrawn(story, authority, stranger, sign_in, today):
    story.to(State.DRAFTED).take("circulate", audience="members", comments_by=today + 5 * DAYS)
    story.take("withdraw", authority)
    assert comments_asked(sign_in(stranger)) == []
