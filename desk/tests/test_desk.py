"""My desk: what awaits whom, fed by relations, in a fixed number of queries."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from commitments.kinds import STEP_TAKEN
from commitments.tests.stories import PAPER, Story
from law.choices import DeadlineKind
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Presence, Status
from meetings.models import Attendance, Deadline
from meetings.tests.factories import MeetingFactory, WorkingGroupFactory
from members.actions import keep_draft
from members.choices import Keys
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


def to_do(response, kind="step"):
    return [shown for shown in response.context["desk"].to_do if shown.line.kind == kind]


def awaits(response):
    return [(shown.line.reference, shown.line.part.split()[0]) for shown in to_do(response)]


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
    clients = {name: sign_in(person) for name, person in people.items()}
    for state, expected in on_whose_desk.items():
        story.to(state)
        for name, client in clients.items():
            step = expected.get(name)
            assert awaits(desk_of(client)) == ([(reference, step)] if step else []), (state, name)


def test_the_desk_says_why_who_else_and_before_which_meeting(story, officer, sign_in, today):
    soon = MeetingFactory(body=Body.WORKING_GROUP, status=Status.PLANNED, starts_on=today + dt.timedelta(days=12))
    story.to(State.CIRCULATED)
    page = desk_of(sign_in(officer))
    [shown] = to_do(page)
    assert shown.line.by == soon.starts_on
    assert 'href="/instruments/almaty-act/32/"' in page.content.decode()
    words = re.sub(r"<[^>]+>", "", page.content.decode())
    for said in ("AA 32; CoA (a)", soon.label, "in 12 days"):
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


def test_what_happened_is_grouped_by_its_thing_and_unread_until_it_is_opened(story, authority, chair, sign_in):
    story.take("consult", chair, note="Consulting.").take("ask-the-states", chair)
    client = sign_in(authority)
    for _visit in (1, 2):
        page = desk_of(client)
        [thing] = page.context["happenings"]
        assert [row.notice.values["step"] for row in thing.entries] == ["ask-the-states", "consult"]
        assert thing.unread == 2, "to look at the desk reads nothing"
        assert thing.entries[1].sentence == "The Chair opened consultations.", "the thing is named above it, once"
        assert "The Chair opened consultations." in page.content.decode()
    client.get("/notices/")
    assert client.head(f"/notices/{thing.newest.uid}/open/").url == thing.newest.url, (
        "to ask where it leads reads nothing"
    )
    assert Notice.objects.visible_to(authority).unseen().count() == 2
    opened = client.get(f"/notices/{thing.newest.uid}/open/")
    assert opened.url == thing.newest.url
    assert not Notice.objects.visible_to(authority).unseen().exists()


def test_what_one_person_was_told_nobody_else_opens(story, authority, chair, stranger, sign_in):
    story.take("consult", chair, note="Consulting.")
    notice = Notice.objects.visible_to(authority).get()
    assert sign_in(stranger).get(f"/notices/{notice.uid}/open/").status_code == 404
    notice.refresh_from_db()
    assert notice.seen_at is None


def test_all_that_happened_is_marked_as_read_by_a_press(story, authority, chair, sign_in):
    story.take("consult", chair, note="Consulting.")
    tell(kind=STEP_TAKEN, about=story.commitment, occurrence="to the chair", to=[chair], url="/")
    client = sign_in(authority)
    assert client.get("/notices/read/").status_code == 405
    assert client.post("/notices/read/").url == "/desk/"
    assert not Notice.objects.visible_to(authority).unseen().exists()
    assert Notice.objects.visible_to(chair).unseen().exists(), "what others were told is still new to them"


def test_a_meeting_that_is_coming_has_its_date(stranger, sign_in, today):
    MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=today + dt.timedelta(days=30))
    [one] = desk_of(sign_in(stranger)).context["coming"]
    assert one.days == 30


def test_a_term_that_ends_soon_stands_on_the_desk_of_its_state_and_of_the_secretariat(
    story, chair, authority, stranger, officer, sign_in, today
):
    story.take("offer-to-coordinate", authority).take("consult", chair, note="Consulting.")
    story.take("designate-coordinator", chair, party=story.state, term_until=today + dt.timedelta(days=60))
    for person, desks in [(authority, ["XA"]), (officer, ["secretariat"]), (stranger, [])]:
        lines = to_do(desk_of(sign_in(person)), "terms")
        assert [shown.line.desk for shown in lines] == desks
        assert all(shown.line.by == today + dt.timedelta(days=59) for shown in lines)


def test_an_exchange_of_views_is_open_to_members_until_they_shared_theirs(
    authority, chair, officer, stranger, observer, sign_in
):
    story = Story(author=authority, chair=chair, officer=officer, modality="b")
    for person, expected in [(stranger, [story.commitment.reference]), (observer, [])]:
        desk = desk_of(sign_in(person)).context["desk"]
        assert [shown.line.reference for shown in desk.open if shown.line.kind == "views"] == expected


def test_what_is_known_from_the_record_alone_awaits_nobody(record_loaded, sign_in):
    from commitments.models import Commitment
    from members.models import Participant
    from members.tests.factories import a_person_of

    if not Commitment.objects.exists():
        pytest.skip("the record holds no commitments here")
    person = a_person_of(Participant.objects.get(code="AZ"), "authority", "someone@az.example")
    page = desk_of(sign_in(person))
    assert awaits(page) == []
    assert [shown for shown in page.context["desk"].open if shown.line.kind == "step"]


def test_whoever_has_no_seat_is_shown_the_overview(db, sign_in, client):
    assert sign_in(UserFactory()).get("/desk/").url == "/"
    assert client.get("/desk/").url.startswith("/accounts/login/")


def test_one_key_or_two_changes_the_words_only(story, preparer, xa, sign_in):
    story.to(State.COORDINATED)
    xa.keys = Keys.ONE
    xa.save()
    assert "its authority submits" not in desk_of(sign_in(preparer)).content.decode()


def test_before_a_meeting_stand_deadlines_and_the_delegation_that_is_not_entered(
    story, authority, officer, sign_in, today
):
    at = timezone.now() + dt.timedelta(days=20)
    soon = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=today + dt.timedelta(days=30))
    for kind in (DeadlineKind.DOCUMENTS, DeadlineKind.INVITATION):
        Deadline.objects.create(meeting=soon, kind=kind, due_on=at.date(), due_at=at, time_zone="Asia/Almaty")
    client = sign_in(authority)
    # An invitation is the Secretariat's to send.
    for who, kind in [(client, DeadlineKind.DOCUMENTS), (sign_in(officer), DeadlineKind.INVITATION)]:
        [shown] = to_do(desk_of(who), "deadlines")
        assert (shown.line.part, shown.line.by_instant) == (f"{kind} {at.date()}", at)
    [delegation] = to_do(desk_of(client), "delegations")
    assert delegation.line.press.address == f"/meetings/{soon.reference}/delegation/{story.state.code}/"
    Attendance.objects.create(meeting=soon, participant=story.state, presence=Presence.ANNOUNCED, by=authority)
    assert to_do(desk_of(client), "delegations") == []
    # Until a meeting is over its delegation may be announced: once the day of the list is gone, that is by when.
    now = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=today)
    gone = at - dt.timedelta(days=27)
    list_by = {"kind": DeadlineKind.DELEGATION_LIST, "due_on": gone.date(), "due_at": gone, "time_zone": "Asia/Almaty"}
    Deadline.objects.create(meeting=now, **list_by)
    [delegation] = to_do(desk_of(client), "delegations")
    assert (delegation.line.by, delegation.days) == (today, 0)


def test_a_page_of_notices_tells_each_in_a_sentence(story, authority, stranger, sign_in):
    story.take("join", stranger).to(State.CIRCULATED)
    story.take("revise", authority, document=PAPER)
    words = sign_in(stranger).get("/notices/").content.decode()
    assert "was circulated" in words
    assert "submitted a revised version of the paper" in words


def test_a_draft_that_is_ready_is_told_by_words_and_not_by_its_key(preparer, authority, xa, sign_in):
    keep_draft(by=preparer, form="commitment.begin", answers={}, owner=xa, is_ready=True)
    [thing] = desk_of(sign_in(authority)).context["happenings"]
    assert thing.label == "A draft is ready to be submitted"


def test_an_empty_desk_leads_to_the_first_hour_and_an_observers_says_what_is_theirs(stranger, observer, sign_in):
    words = desk_of(sign_in(stranger)).content.decode()
    assert 'href="/help/"' in words.partition("<main")[2].partition("</main>")[0]
    assert "Our commitments" in words
    words = desk_of(sign_in(observer)).content.decode()
    assert "As an observer you read what is shared with observers" in words
    assert "Our commitments" not in words
