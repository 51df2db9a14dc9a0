"""What the Secretariat enters for a state: by which letter, told "in your name", and disowned by one press."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments.models import Commitment
from commitments.tests.stories import Story, a_measure
from journal.models import Entry
from members.actions import answer_the_state, say_it_was_not_us
from members.models import EnteredForState
from notices.models import Notice
from record.refusals import Refused

pytestmark = pytest.mark.django_db
LIST = "/people/entered/"
AT, HOUR = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC), dt.timedelta(hours=1)


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


@pytest.fixture
def entered(story, stranger, officer, sign_in) -> EnteredForState:
    """XB is entered by an officer as one that joins, from a letter."""
    body = {"on_behalf_of": "XB", "channel": "email", "letter_reference": "No. 12 of 3 November", "note": "We join."}
    address = f"/api/v1/commitments/{story.commitment.reference}/steps/join/"
    sent = sign_in(officer).post(address, body, content_type="application/json")
    assert sent.status_code == 201, sent.content
    return EnteredForState.objects.get()


def told(kind: str, channel: str = "email") -> set[str]:
    rows = Notice.objects.filter(kind=kind, channel=channel)
    return set(rows.values_list("recipient__email", flat=True))


def test_the_states_people_are_told_in_your_name_with_the_letter(entered, stranger, authority, officer):
    assert (entered.participant.code, entered.letter, entered.by) == ("XB", "No. 12 of 3 November", officer)
    assert told("in-your-name") == told("in-your-name", "portal") == {stranger.email}
    notice = Notice.objects.get(kind="in-your-name", channel="portal")
    assert (notice.values["letter"], "joined" in notice.values["what"]["en"]) == ("No. 12 of 3 November", True)


def test_an_officer_begins_no_commitment_for_a_state_without_its_letter(xa, authority, officer, sign_in):
    measure = a_measure()
    begun = {"modality": "a", "measure": measure.reference, "title": "Corridors", "statement": "We intend it."}
    body = {**begun, "on_behalf_of": "XA", "channel": "email"}
    client = sign_in(officer)
    refused = client.post("/api/v1/commitments/", body, content_type="application/json")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["letter_reference"])
    assert not Commitment.objects.exists()
    taken = client.post("/api/v1/commitments/", {**body, "letter_reference": "No. 1"}, content_type="application/json")
    assert taken.status_code == 201, taken.content
    assert told("in-your-name") == {authority.email}


def test_what_a_state_does_itself_is_told_to_it_as_before(story, stranger):
    story.take("join", stranger)
    assert not EnteredForState.objects.exists()


def test_the_state_says_by_one_press_that_it_was_not_its_own(entered, story, stranger, authority, officer, sign_in):
    """The page shows the mark to whoever reads it, until an officer answers with a note."""
    page = reverse("commitment-detail", args=[story.commitment.reference])
    theirs = sign_in(stranger)
    assert "This was not us" in theirs.get(LIST).content.decode()
    assert "was not its own" not in sign_in(authority).get(page).content.decode()
    assert theirs.post(f"{LIST}{entered.pk}/not-us/")["Location"] == LIST
    assert "State XB says that this entry was not its own" in sign_in(authority).get(page).content.decode()
    assert told("not-the-states-own") == {officer.email}
    office = sign_in(officer)
    assert office.post(f"{LIST}{entered.pk}/answer/", {"answer": "corrected", "note": ""}).status_code == 422
    sent = {"answer": "corrected", "note": "The letter came from elsewhere; the step is taken back."}
    assert office.post(f"{LIST}{entered.pk}/answer/", sent)["Location"] == LIST
    assert "was not its own" not in sign_in(authority).get(page).content.decode()
    assert told("state-was-answered") == {stranger.email}
    verbs = Entry.objects.about(entered).in_order().values_list("verb", "by_label")
    assert [*verbs] == [("said it was not the state", stranger.email), ("answered the state", officer.email)]
    assert sent["note"] in theirs.get(LIST).content.decode()


def test_only_the_states_authority_says_so_and_once(entered, preparer, authority, officer, stranger, sign_in):
    address = f"{LIST}{entered.pk}/not-us/"
    for person, status in ((authority, 404), (preparer, 404), (officer, 403)):
        assert sign_in(person).post(address).status_code == status, person
    assert sign_in(stranger).post(f"{LIST}{entered.pk}/answer/").status_code == 403
    say_it_was_not_us(entry=entered, by=stranger)
    answer_the_state(entry=entered, answer="confirmed", note="Here is the scan.", by=officer)
    assert sign_in(stranger).post(address).status_code == 422
    assert EnteredForState.objects.get().answer == "confirmed"


def test_of_two_who_press_at_once_the_first_says_it_and_the_second_changes_nothing(entered, stranger, officer):
    first, second = (EnteredForState.objects.get() for _page in range(2))
    say_it_was_not_us(entry=first, by=stranger, at=AT)
    with pytest.raises(Refused) as refused:
        say_it_was_not_us(entry=second, by=stranger, at=AT + HOUR)
    assert (refused.value.is_stale, EnteredForState.objects.get().contested_at) == (True, AT)

    one, other = (EnteredForState.objects.get() for _page in range(2))
    answer_the_state(entry=one, answer="corrected", note="The step is taken back.", by=officer, at=AT + HOUR)
    with pytest.raises(Refused) as refused:
        answer_the_state(entry=other, answer="confirmed", note="Here is the scan.", by=officer, at=AT + 2 * HOUR)
    now = EnteredForState.objects.get()
    assert (refused.value.is_stale, now.answer, now.answer_note) == (True, "corrected", "The step is taken back.")
    verbs = Entry.objects.about(entered).in_order().values_list("verb", flat=True)
    assert [*verbs] == ["said it was not the state", "answered the state"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_as_many_queries_for_three_as_for_one(
    count, entered, stranger, officer, sign_in, django_assert_num_queries
):
    for number in range(count - 1):
        entered.pk = None
        entered.letter = f"No. {number}"
        entered.save(force_insert=True)
    here = sign_in(stranger)
    # Session; person; those that are contested; how many others, and they; the Chair and one's offices.
    with django_assert_num_queries(7):
        assert here.get(LIST).status_code == 200
