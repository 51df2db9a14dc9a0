"""A commitment on the public site: once every state that takes part agreed, by the words that they agreed to, until one takes it back."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from commitments.models import Commitment, Intention
from commitments.tests.factories import CommitmentFactory, IntentionFactory
from commitments.tests.stories import a_measure
from journal.verification import verify
from members.choices import Role
from members.models import EnteredForState
from members.tests.factories import a_person_of, a_state
from notices.models import Notice
from papers.kinds import PUBLISHING_ANSWERED, PUBLISHING_ASKED
from papers.models import PublishingAnswer
from record.dates import day_of_the_house

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TITLE = "Canaries along the river"


@pytest.fixture(autouse=True)
def the_world(settings):
    settings.PUBLIC_SITE, settings.PUBLIC_SITE_AGE = True, 0


@pytest.fixture
def commitment(xa, xb) -> Commitment:
    """That XA and XB undertake."""
    made = CommitmentFactory(measure=a_measure(), title=TITLE, statement="They count canaries.")
    for state in (xa, xb):
        IntentionFactory(commitment=made, participant=state)
    return made


def act(client: Client, commitment: Commitment, name: str, **body: Any) -> int:
    address = f"/api/v1/commitments/{commitment.reference}/{name}/"
    return client.post(address, body, content_type="application/json").status_code


def told_to_the_world() -> list[dict[str, Any]]:
    """What the list tells, and the page, the feed and the menu the same; the reference is in none of them."""
    cache.clear()
    anybody = Client()
    rows = anybody.get("/public/api/v1/agreed-commitments/").json()["results"]
    pages = [anybody.get(f"/public/en/agreed-commitments{end}").content.decode() for end in ("/", ".atom")]
    assert {TITLE in page for page in pages} == {bool(rows)}
    assert ("Commitments that their states made public" in anybody.get("/public/en/").content.decode()) == bool(rows)
    assert not any(
        reference in page for page in pages for reference in Commitment.objects.values_list("reference", flat=True)
    )
    return rows


def test_it_is_shown_once_every_state_that_takes_part_agreed_and_no_more_once_one_takes_that_back(
    commitment, authority, stranger, observer, officer, sign_in
):
    own, other = sign_in(authority), sign_in(stranger)
    page = own.get(f"{commitment.get_absolute_url()}steps/ask-public/").content.decode()
    assert "anybody in the world" in page
    assert told_to_the_world() == []
    assert act(own, commitment, "ask-public", until=str(day_of_the_house())) in {200, 201}
    assert act(own, commitment, "ask-public") == 422
    assert told_to_the_world() == []
    asked = set(Notice.objects.filter(kind=PUBLISHING_ASKED).values_list("recipient__email", flat=True))
    assert (stranger.email in asked, authority.email in asked) == (True, False)
    assert act(sign_in(observer), commitment, "may-be-public", answer="agreed") == 404
    assert act(other, commitment, "may-be-public", answer="agreed") in {200, 201}
    rows = told_to_the_world()
    assert [(row["title"]["en"], row["text"]["en"]) for row in rows] == [(TITLE, "They count canaries.")]
    assert [state["code"] for state in rows[0]["states"]] == ["XA", "XB"]
    assert set(rows[0]) == {"key", "title", "text", "about", "states", "published_on"}
    assert act(other, commitment, "no-longer-public", words="Not this year.") in {200, 201}
    assert told_to_the_world() == []
    assert Notice.objects.filter(kind=PUBLISHING_ANSWERED, recipient=authority).count() == 2
    # What both said stays, for them and the Secretariat.
    assert "Not this year." in sign_in(officer).get(commitment.get_absolute_url()).content.decode()
    assert verify().fault == ""


def test_programs_read_what_states_said_as_the_page_tells_it_and_others_nothing_of_it(
    commitment, authority, stranger, observer, officer, chair, sign_in
):
    address = f"/api/v1/commitments/{commitment.reference}/"
    CommitmentFactory(measure=commitment.measure)
    assert sign_in(authority).get(address).json()["publishing"] == []
    act(sign_in(authority), commitment, "ask-public")
    act(sign_in(stranger), commitment, "may-be-public", answer="changes", words="Fewer canaries.")
    elsewhere = a_person_of(a_state("XD"), Role.AUTHORITY, "elsewhere@xd.example")
    for person, reads in ((authority, 1), (stranger, 1), (officer, 1), (chair, 1), (elsewhere, 0)):
        client = sign_in(person)
        asked = client.get(address).json()["publishing"]
        said = {row["participant"]: (row["answer"], row["words"]) for request in asked for row in request["answers"]}
        assert said == ({"XA": ("agreed", ""), "XB": ("changes", "Fewer canaries.")} if reads else {}), person.email
        assert [request["stage"] for request in asked] == ["open"] * reads
        assert "publishing" not in client.get("/api/v1/commitments/").json()["results"][0]
    assert sign_in(observer).get(address).status_code == 404
    assert sign_in(officer).get(address, {"as_of": str(day_of_the_house())}).json()["publishing"]


def test_other_words_wait_until_they_are_agreed_and_so_does_whoever_joins(
    commitment, authority, stranger, officer, sign_in
):
    own, other = sign_in(authority), sign_in(stranger)
    assert act(own, commitment, "ask-public") in {200, 201}
    letter = {"channel": "note-verbale", "letter_reference": "No. 7", "dated": "2026-01-05", "on_behalf_of": "XB"}
    assert act(sign_in(officer), commitment, "may-be-public", answer="agreed", **letter) in {200, 201}
    answer = PublishingAnswer.objects.get(participant__code="XB")
    assert (str(answer.said_on), EnteredForState.objects.about(commitment).count()) == ("2026-01-05", 1)
    assert act(own, commitment, "other-languages", title_in_ru="Канарейки у реки") in {200, 201}
    assert "ru" not in told_to_the_world()[0]["title"]
    assert act(own, commitment, "ask-public") in {200, 201}
    assert "ru" not in told_to_the_world()[0]["title"], "what was agreed is shown until the next is"
    assert act(other, commitment, "may-be-public", answer="agreed") in {200, 201}
    rows = told_to_the_world()
    assert rows[0]["title"]["ru"] == "Канарейки у реки"
    key = rows[0]["key"]
    joined = IntentionFactory(commitment=commitment, participant=a_state("XD"))
    assert told_to_the_world() == []
    Intention.objects.filter(pk=joined.pk).update(until=day_of_the_house())
    assert [row["key"] for row in told_to_the_world()] == [key]


def test_the_desk_says_whose_answer_is_asked(commitment, authority, stranger, sign_in):
    def lines(person: Any) -> list[str]:
        rows = sign_in(person).get("/api/v1/desk/", {"page_size": 100}).json()["results"]
        return [row["kind"] for row in rows if row["kind"].endswith("may-be-public")]

    assert act(sign_in(authority), commitment, "ask-public") in {200, 201}
    assert (lines(authority), lines(stranger)) == ([], ["commitment.may-be-public"])
