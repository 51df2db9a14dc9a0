"""My desk: what awaits whom, fed by relations, in a fixed number of queries."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from commitments.kinds import STEP_TAKEN
from commitments.tests.stories import PAPER, Story
from desk.views.desk import MOST_NEWS
from law.choices import DeadlineKind
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Presence, Status
from meetings.models import Attendance, Deadline
from meetings.tests.factories import MeetingFactory, WorkingGroupFactory
from members.actions import keep_draft
from members.choices import Keys
from members.models import Draft
from members.tests.factories import UserFactory
from notices.actions import tell
from notices.models import Notice

pytestmark = pytest.mark.django_db


def about(story):
    return {"about_kind": "commitment", "about_key": story.commitment.reference}


@pytest.fixture
def story(authority, chair, officer):
    return Story(author=authority, chair=chair, officer=officer)


def desk_of(client):
    response = client.get("/desk/")
    assert response.status_code == 200
    return response


def awaits(response):
    return [(one.commitment.reference, one.offer.step.name) for one in response.context["desk"].waiting]


def test_each_office_finds_on_the_same_page_what_awaits_it(
    story, authority, chair, officer, stranger, observer, sign_in
):
    group_chair = UserFactory()
    WorkingGroupFactory(chaired_by=group_chair)
    reference = story.commitment.reference
    on_whose_desk = {
        State.INDICATED: {"chair": "consult"},
        State.CONSULTING: {"chair": "designate-coordinator"},
        State.COORDINATED: {"authority": "submit-draft"},
        State.DRAFTED: {"officer": "circulate"},
        State.CIRCULATED: {"officer": "consider", "group_chair": "consider"},
        State.BEFORE_SOC: {"officer": "approve"},
        State.APPROVED: {"authority": "begin-implementation"},
        State.IMPLEMENTING: {},
    }
    people = {"authority": authority, "chair": chair, "officer": officer, "stranger": stranger, "observer": observer}
    people["group_chair"] = group_chair
    for state, expected in on_whose_desk.items():
        story.to(state)
        for name, person in people.items():
            step = expected.get(name)
            assert awaits(desk_of(sign_in(person))) == ([(reference, step)] if step else []), (state, name)


def test_the_desk_says_why_who_else_and_before_which_meeting(story, officer, sign_in, today):
    soon = MeetingFactory(body=Body.WORKING_GROUP, status=Status.PLANNED, starts_on=today + dt.timedelta(days=12))
    story.to(State.CIRCULATED)
    page = desk_of(sign_in(officer))
    [one] = page.context["desk"].waiting
    assert one.awaited.meeting == soon
    assert 'href="/instruments/almaty-act/32/"' in page.content.decode()
    words = re.sub(r"<[^>]+>", "", page.content.decode())
    for said in ("AA 32; CoA (a)", "the chair of the working group", "in 12 days"):
        assert said in words


def test_a_blocked_step_is_there_with_the_sentence_that_says_why(authority, chair, officer, sign_in):
    Story(author=authority, chair=chair, officer=officer, modality="b")
    for person in (officer, chair):
        assert "No view has been shared with the members yet." in desk_of(sign_in(person)).content.decode()


def test_a_preparer_sees_the_step_and_that_the_authority_submits(story, preparer, sign_in):
    story.to(State.COORDINATED)
    page = desk_of(sign_in(preparer))
    assert awaits(page) == [(story.commitment.reference, "submit-draft")]
    assert "its authority submits" in page.content.decode()


def test_drafts_of_my_state_are_there_and_ready_ones_first(story, preparer, authority, stranger, xa, sign_in):
    for form, is_ready in [("offer-to-coordinate", True), ("withdraw", False)]:
        keep_draft(
            by=preparer,
            form=form,
            answers={},
            owner=xa,
            about_kind="commitment",
            about_key=story.commitment.reference,
            is_ready=is_ready,
        )
    drafts = desk_of(sign_in(authority)).context["drafts"]
    assert [row.draft.form for row in drafts] == ["offer-to-coordinate", "withdraw"]
    assert desk_of(sign_in(stranger)).context["drafts"] == []


def test_what_changed_is_new_once_and_earlier_afterwards(story, authority, chair, sign_in):
    story.take("consult", chair, note="Consulting.")
    client = sign_in(authority)
    first = desk_of(client)
    assert [row.notice.values["step"] for row in first.context["news"]] == ["consult"]
    assert "opened consultations" in first.content.decode()
    second = desk_of(client)
    assert second.context["news"] == []
    assert len(second.context["earlier"]) == 1
    assert not Notice.objects.visible_to(authority).unseen().exists()


def test_what_had_no_room_is_still_new_the_next_time(story, authority, sign_in):
    for number in range(MOST_NEWS + 1):
        tell(kind=STEP_TAKEN, about=story.commitment, occurrence=f"x{number}", to=[authority], url="/")
    client, mine = sign_in(authority), Notice.objects.visible_to(authority).unseen()
    desk_of(client)
    assert mine.count() == 1
    desk_of(client)
    assert not mine.exists()


def test_what_is_coming_has_its_date(story, stranger, officer, sign_in, today):
    MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=today + dt.timedelta(days=30))
    story.to(State.DRAFTED)
    story.take("circulate", officer, audience="members", comments_by=today + dt.timedelta(days=5))
    meeting, paper = (30, "Meeting"), (5, "Comments are welcome until then")
    # To members it is open, and stands there.
    for person, expected in [(stranger, [meeting]), (officer, [paper, meeting])]:
        coming = [(one.days, str(one.what)) for one in desk_of(sign_in(person)).context["desk"].coming]
        assert coming == expected


def test_a_term_that_ends_soon_is_told_to_its_state_and_the_secretariat_only(
    story, chair, authority, stranger, officer, sign_in, today
):
    story.take("offer-to-coordinate", authority).take("consult", chair, note="Consulting.")
    story.take("designate-coordinator", chair, party=story.state, term_until=today + dt.timedelta(days=60))
    for person, count in [(authority, 1), (officer, 1), (stranger, 0)]:
        ends = [one for one in desk_of(sign_in(person)).context["desk"].coming if one.what == "A term ends"]
        assert len(ends) == count
        assert all(one.on == today + dt.timedelta(days=59) for one in ends)


def test_an_exchange_of_views_is_open_to_members_until_they_shared_theirs(
    authority, chair, officer, stranger, observer, sign_in
):
    story = Story(author=authority, chair=chair, officer=officer, modality="b")
    for person, expected in [(stranger, [story.commitment]), (observer, [])]:
        assert desk_of(sign_in(person)).context["desk"].views_welcome == expected


def test_what_is_known_from_the_record_alone_awaits_nobody(record_loaded, sign_in):
    from commitments.models import Commitment
    from members.models import Participant
    from members.tests.factories import a_person_of

    if not Commitment.objects.exists():
        pytest.skip("the record holds no commitments here")
    person = a_person_of(Participant.objects.get(code="AZ"), "authority", "someone@az.example")
    page = desk_of(sign_in(person))
    assert page.context["desk"].waiting == []
    assert page.context["desk"].open_to_us


def test_whoever_has_no_seat_is_shown_the_overview(db, sign_in, client):
    assert sign_in(UserFactory()).get("/desk/").url == "/"
    assert client.get("/desk/").url.startswith("/accounts/login/")


def test_one_key_or_two_changes_the_words_only(story, preparer, xa, sign_in):
    story.to(State.COORDINATED)
    xa.keys = Keys.ONE
    xa.save()
    assert "its authority submits" not in desk_of(sign_in(preparer)).content.decode()


def test_before_the_next_meetings_stand_deadlines_and_the_delegation_that_is_not_entered(
    story, authority, sign_in, today
):
    at = timezone.now() + dt.timedelta(days=20)
    soon = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=today + dt.timedelta(days=30))
    for kind in (DeadlineKind.DOCUMENTS, DeadlineKind.INVITATION):
        Deadline.objects.create(meeting=soon, kind=kind, due_on=at.date(), due_at=at, time_zone="Asia/Almaty")
    client = sign_in(authority)
    before = desk_of(client).context["before"]
    # An invitation is the Secretariat's to send.
    assert [(one.at, one.words) for one in before.due] == [(at, soon.label)]
    assert [(one.meeting, one.participant) for one in before.delegations] == [(soon, story.state)]
    Attendance.objects.create(meeting=soon, participant=story.state, presence=Presence.ANNOUNCED, by=authority)
    assert desk_of(client).context["before"].delegations == []


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_desk_costs_the_same_however_much_is_on_it(
    how_many, authority, chair, officer, sign_in, django_assert_num_queries
):
    for _one in range(how_many):
        story = Story(author=authority, chair=chair, officer=officer).to(State.COORDINATED)
        keep_draft(
            by=authority,
            form="commitment.submit-draft",
            answers={},
            owner=story.state,
            about_kind="commitment",
            about_key=story.commitment.reference,
        )
        Story(author=authority, chair=chair, officer=officer).to(State.CIRCULATED)
        Story(author=authority, chair=chair, officer=officer, modality="b").to(State.COMPILED)
    client = sign_in(authority)
    client.get("/desk/")
    # Session and person (2); seats (2), groups chaired (1); news and earlier, and the states that they name (3); the
    # Chair, planned meetings (2); what concerns us, with everything (9); what we may coordinate, comments, views, drafts
    # (4); two kinds of terms (2); our commitments, our papers (2); our states (2); before the next meetings: deadlines,
    # texts under silence (2), and delegations where one is planned.
    with django_assert_num_queries(31):
        client.get("/desk/")
    assert Draft.objects.count() == how_many


def test_a_page_of_notices_tells_each_in_a_sentence(story, authority, stranger, sign_in):
    story.take("join", stranger).to(State.CIRCULATED)
    story.take("revise", authority, document=PAPER)
    words = sign_in(stranger).get("/notices/").content.decode()
    assert "was circulated" in words
    assert "submitted a revised version of the paper" in words
