"""What a state says by letter beside the steps: an officer enters its views, comments and nominations, each of its own day."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments.actions import nominate, share_view
from commitments.models import CoordinatorAssignment, ExpertNomination, View
from commitments.tests.stories import Story, a_measure
from law.cica.states import State
from members.choices import Audience
from members.models import EnteredForState, FocalPoint
from members.tests.factories import a_state
from notices.models import Notice
from papers.actions import comment
from papers.models import Comment, PaperVersion
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.models import Correction
from record.refusals import StepRefused

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)
LETTER = {"channel": "note-verbale", "dated": DAY.isoformat(), "letter_reference": "No. 12 of the Embassy"}
SENT = {**LETTER, "on_behalf_of": "XB", "audience": "members", "text": "We would welcome it.", "language": "en"}
NOTE = ReceivedLetter("note-verbale", "No. 12 of the Embassy", DAY)


@pytest.fixture
def exchange(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer, modality="b")


@pytest.fixture
def version(authority, chair, officer) -> PaperVersion:
    """Sent to the members, and not to observers."""
    Story(author=authority, chair=chair, officer=officer).to(State.CIRCULATED)
    return PaperVersion.objects.get()


@pytest.fixture
def nobody_of_xb(xb):
    """A member that has nobody in the portal."""
    FocalPoint.objects.filter(participant=xb).delete()
    return xb


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind, channel="portal").values_list("recipient__email", flat=True))


def test_a_view_that_came_by_letter_is_of_the_letter_s_day_and_the_day_of_entry_stands_beside(
    exchange, nobody_of_xb, officer, authority, sign_in
):
    office, commitment = sign_in(officer), exchange.commitment
    page = reverse("view-share", args=[commitment.reference])
    assert page in office.get(commitment.get_absolute_url()).content.decode()
    form = office.get(page).content.decode()
    assert "Enter a view that came by letter" in form
    # What every letter has may not stay empty; the day that it bears may.
    assert ["Reached us by (optional)" in form, "Date of the letter (optional)" in form] == [False, True]
    answer = office.post(page, SENT)
    view = View.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, view.get_absolute_url())
    assert (view.owner, view.said_on, view.channel, view.by) == (nobody_of_xb, DAY, "note-verbale", officer)
    shown = sign_in(authority).get(commitment.get_absolute_url()).content.decode()
    assert "We would welcome it." in shown
    assert "note verbale, entered on" in shown
    listed = sign_in(authority).get("/api/v1/views/").json()["results"][0]
    assert (listed["channel"], listed["dated"]) == ("note-verbale", DAY.isoformat())


def test_a_comment_that_came_by_letter_is_told_to_its_state_in_its_name_and_can_be_taken_back(
    version, stranger, officer, authority, sign_in
):
    office, page = sign_in(officer), version.get_absolute_url()
    assert "Enter a comment that came by letter" in office.get(page).content.decode()
    assert office.post(f"{page}comments/", SENT).status_code == 302
    made = Comment.objects.get()
    assert (made.owner.code, made.said_on, made.by) == ("XB", DAY, officer)
    assert told("in-your-name") == {stranger.email}
    entry = EnteredForState.objects.get()
    assert (entry.letter, entry.url) == ("No. 12 of the Embassy", made.get_absolute_url())
    assert authority.email in told("comment-made")
    office.post(reverse("comment-act", args=[made.uid, "mistake"]), {"reason": "Another paper was meant."})
    assert not Comment.objects.exists()
    assert Correction.objects.in_effect().count() == 1


def test_an_expert_is_nominated_and_their_term_ended_from_letters_on_the_days_that_these_bear(
    exchange, nobody_of_xb, officer, sign_in
):
    body = {**LETTER, "on_behalf_of": "XB", "name": "Dr Expert", "commitment": exchange.commitment.reference}
    client = sign_in(officer)
    made = client.post("/api/v1/experts/", {**body, "audience": "members"}, content_type="application/json")
    assert made.status_code == 201, made.content
    expert = ExpertNomination.objects.get()
    assert (expert.since, expert.owner, expert.is_by_letter) == (DAY, nobody_of_xb, True)
    later = {**LETTER, "dated": (DAY + dt.timedelta(days=3)).isoformat(), "on_behalf_of": "XB"}
    page = reverse("expert-act", args=[expert.uid, "end"])
    assert page in client.get(reverse("expert-list")).content.decode()
    assert client.post(page, later).status_code == 302
    expert.refresh_from_db()
    assert expert.until == DAY + dt.timedelta(days=3)
    assert EnteredForState.objects.count() == 2


def test_a_state_lets_more_people_see_its_view_by_another_letter(exchange, xb, officer, sign_in):
    view = share_view(
        commitment=exchange.commitment, owner=xb, text="So.", audience="secretariat", by=officer, letter=NOTE
    )
    page = reverse("view-act", args=[view.uid, "widen"])
    client = sign_in(officer)
    assert page in client.get(exchange.commitment.get_absolute_url()).content.decode()
    # It can be one state alone that wrote: the form names it.
    assert '<option value="XB" selected' in client.get(page).content.decode()
    assert client.post(page, {**LETTER, "on_behalf_of": "XB", "audience": "members"}).status_code == 302
    view.refresh_from_db()
    assert view.audience == Audience.MEMBERS


@pytest.mark.parametrize(
    ("without", "field"), [("letter_reference", "letter_reference"), ("channel", "channel"), ("on_behalf_of", "")]
)
def test_without_its_letter_nothing_is_entered_for_a_state_and_the_text_stays(
    without, field, version, xb, officer, sign_in
):
    sent = {name: value for name, value in SENT.items() if name != without}
    answer = sign_in(officer).post(f"{version.get_absolute_url()}comments/", sent)
    assert answer.status_code == 422
    assert "We would welcome it." in answer.content.decode()
    assert (field or "on_behalf_of") in answer.context["form"].errors
    assert not Comment.objects.exists()


def test_a_letter_of_a_day_to_come_and_one_kept_to_its_own_state_are_refused_at_their_fields(
    version, xb, officer, sign_in
):
    client, place = sign_in(officer), f"{version.get_absolute_url()}comments/"
    tomorrow = (day_of_the_house() + dt.timedelta(days=1)).isoformat()
    for field, value in (("dated", tomorrow), ("audience", "own")):
        answer = client.post(place, {**SENT, field: value})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Comment.objects.exists()


def test_a_letter_is_entered_of_those_alone_who_read_what_it_is_about(version, xb, observer, officer, sign_in):
    """The paper went to the members: an observer can't have said anything of it."""
    codes = [
        code
        for code, label in sign_in(officer)
        .get(version.get_absolute_url())
        .context["form"]["on_behalf_of"]
        .field.choices
    ]
    assert "XB" in codes
    seat = FocalPoint.objects.get(user=observer).participant
    assert seat.code not in codes
    with pytest.raises(StepRefused):
        comment(version=version, owner=seat, text="We read it.", audience="members", by=officer, letter=NOTE)
    assert not Comment.objects.exists()


def test_nobody_but_an_officer_enters_letters(exchange, version, xb, authority, chair, sign_in):
    for person in (authority, chair):
        for verb, what in (
            (comment, {"version": version, "text": "So."}),
            (share_view, {"commitment": exchange.commitment, "text": "So."}),
            (nominate, {"commitment": exchange.commitment, "name": "Dr Expert"}),
        ):
            with pytest.raises(StepRefused):
                verb(**what, owner=xb, audience="members", by=person, letter=NOTE)
    assert sign_in(authority).post(f"{version.get_absolute_url()}comments/", SENT).status_code == 302
    # What came with it was of no letter: the state's own person wrote.
    assert [(row.owner.code, row.channel) for row in Comment.objects.all()] == [("XA", "portal")]


def test_an_offer_to_coordinate_that_an_officer_enters_is_told_in_the_name_of_its_state(xb, stranger, officer, sign_in):
    measure = a_measure()
    body = {"on_behalf_of": "XB", "channel": "email", "source": "Note 4 of XB", "depth": "measure"}
    sent = sign_in(officer).post(
        "/api/v1/coordinators/", {**body, "measure": measure.reference}, content_type="application/json"
    )
    assert sent.status_code == 201, sent.content
    assert CoordinatorAssignment.objects.get().participant == xb
    assert told("in-your-name") == {stranger.email}
    assert EnteredForState.objects.get().letter == "Note 4 of XB"


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_version_costs_an_officer_as_much_for_three_members_as_for_one(
    count, version, officer, sign_in, django_assert_num_queries
):
    for number in range(count - 1):
        a_state(f"X{'KL'[number]}")
    client = sign_in(officer)
    client.get(version.get_absolute_url())
    with django_assert_num_queries(25):
        client.get(version.get_absolute_url())
