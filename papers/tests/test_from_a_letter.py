"""What a state says by letter is entered from that letter: its day, its channel, its number, and each leads to the other."""

import datetime as dt
import html
import re

import pytest
import time_machine

from commitments.models import Commitment, CoordinatorAssignment, Intention, StepTaken
from commitments.tests.factories import CommentFactory, ViewFactory
from commitments.tests.stories import Story, a_measure
from law.cica.states import State
from papers.models import Comment, LetterDeed, RegisteredLetter
from papers.tests.letters import entered_as_sent, registered

pytestmark = pytest.mark.django_db
WRITTEN = dt.date(2026, 11, 10)


@pytest.fixture
def story(authority, chair, officer, xb):
    """Begun on 3 November; today is the 29th."""
    with time_machine.travel(dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC)):
        story = Story(author=authority, chair=chair, officer=officer)
    with time_machine.travel(dt.datetime(2026, 11, 29, 9, tzinfo=dt.UTC)):
        yield story


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


@pytest.fixture
def letter(story, stranger, office) -> RegisteredLetter:
    """XB's note of 10 November."""
    return registered(office)


def links(page: str) -> dict[str, str]:
    """The links of a page by their words."""
    found = re.findall(r'<a href="([^"]+)">(?:<bdi[^>]*>)?([^<]+)(?:</bdi>)?</a>', page)
    return {html.unescape(words).strip(): html.unescape(address) for address, words in found}


def the_form(client, address: str) -> dict[str, str]:
    """What a form begins with, as a browser would send it."""
    form = client.get(address).context["form"]
    return {field.name: field.value() for field in form if field.value() not in (None, "")}


def test_from_its_page_every_act_of_its_state_is_begun_with_the_letter_filled_in(
    letter, story, stranger, authority, office, sign_in
):
    about = links(office.get(f"{letter.get_absolute_url()}enter/").content.decode())["Corridors"]
    join = links(office.get(f"{letter.get_absolute_url()}enter/{about}").content.decode())["Join"]
    form = the_form(office, join)
    assert (form["on_behalf_of"], form["channel"], str(form["dated"])) == ("XB", "note-verbale", "2026-11-10")
    assert form["letter_reference"] == "12-3/45, 2026-11-10"
    sent = office.post(join.partition("?")[0], form)
    assert sent.status_code == 302, sent.content
    assert Intention.objects.get(participant__code="XB").since == WRITTEN
    deed = LetterDeed.objects.get()
    assert (deed.letter, deed.act, deed.page) == (letter, "join", story.commitment.get_absolute_url())
    assert story.commitment.get_absolute_url() in office.get(letter.get_absolute_url()).content.decode()
    # Its own state and the Secretariat read on the commitment's page by which letter; another member doesn't.
    for person, reads in ((stranger, True), (story.officer, True), (authority, False)):
        shown = sign_in(person).get(story.commitment.get_absolute_url()).content.decode()
        assert (letter.get_absolute_url() in shown) is reads, person


def test_a_program_names_the_letter_and_nothing_of_it_again(letter, story, office):
    address = f"/api/v1/commitments/{story.commitment.reference}/steps/join/"
    body = {"on_behalf_of": "XB", "from_letter": str(letter.uid), "note": "By letter."}
    answer = office.post(address, body, content_type="application/json")
    assert answer.status_code == 201, answer.content
    assert answer.json()["on"] == "2026-11-10"
    assert StepTaken.objects.get(step="join").channel == "note-verbale"
    [deed] = office.get(f"/api/v1/correspondence/{letter.uid}/").json()["did"]
    assert (deed["act"], deed["about_kind"], deed["path"]) == (
        "join",
        "commitment",
        story.commitment.get_absolute_url(),
    )


def test_what_the_form_says_itself_holds_against_the_letter(letter, story, office):
    address = f"/api/v1/commitments/{story.commitment.reference}/steps/join/"
    body = {"on_behalf_of": "XB", "from_letter": str(letter.uid), "dated": "2026-11-12", "channel": "email"}
    assert office.post(address, body, content_type="application/json").status_code == 201
    taken = StepTaken.objects.get(step="join")
    assert (taken.on, taken.channel) == (dt.date(2026, 11, 12), "email")


def test_what_is_begun_from_a_letter_stands_on_its_page(letter, story, office):
    page = office.get(f"{letter.get_absolute_url()}enter/").content.decode()
    assert {"Offer to coordinate", "New commitment"} <= {words.strip() for words in links(page)}
    measure = a_measure()
    body = {
        "on_behalf_of": "XB", "from_letter": str(letter.uid), "modality": "a", "measure": measure.reference,
        "title": "Border posts", "statement": "We intend it.",
    }  # fmt: skip
    answer = office.post("/api/v1/commitments/", body, content_type="application/json")
    assert answer.status_code == 201, answer.content
    begun = Commitment.objects.get(title="Border posts")
    assert begun.get_absolute_url() in office.get(letter.get_absolute_url()).content.decode()
    offer = {
        "on_behalf_of": "XB",
        "from_letter": str(letter.uid),
        "depth": "measure",
        "measure": measure.reference,
        "role": "coordinator",
    }
    answer = office.post("/api/v1/coordinators/", offer, content_type="application/json")
    assert answer.status_code == 201, answer.content
    row = CoordinatorAssignment.objects.get()
    assert (row.source, row.on, row.channel) == ("12-3/45, 2026-11-10", WRITTEN, "note-verbale")
    assert LetterDeed.objects.filter(letter=letter).count() == 2


def test_a_comment_is_entered_from_a_letter_and_the_paper_leads_back_to_it(letter, story, office, sign_in, stranger):
    version = story.to(State.CIRCULATED).commitment.folder.papers.get().versions.get()
    about = f"{letter.get_absolute_url()}enter/?about=paper-version&of={version.designation}"
    link = links(office.get(about).content.decode())["Comment"]
    form = office.get(link).context["form"]
    assert (form["channel"].value(), form["letter_reference"].value()) == ("note-verbale", "12-3/45, 2026-11-10")
    body = {"on_behalf_of": "XB", "from_letter": str(letter.uid), "text": "Well said.", "audience": "members"}
    place = f"/api/v1/papers/{version.paper.symbol.replace('/', '_')}/versions/1/comments/"
    answer = office.post(place, body, content_type="application/json")
    assert answer.status_code == 201, answer.content
    assert Comment.objects.get().dated == WRITTEN
    assert letter.get_absolute_url() in sign_in(stranger).get(version.get_absolute_url()).content.decode()
    assert version.get_absolute_url() in office.get(letter.get_absolute_url()).content.decode()


@pytest.mark.parametrize("whose", ["another state's", "taken back", "nobody's"])
def test_a_letter_that_can_t_have_said_it_is_refused_and_nothing_is_done(whose, letter, story, officer, office):
    other = registered(office, participant="XA", subject="Another")
    key = {"another state's": other.uid, "taken back": letter.uid, "nobody's": story.commitment.pk}[whose]
    if whose == "taken back":
        office.post(
            f"/api/v1/correspondence/{letter.uid}/mistake/", {"reason": "Twice."}, content_type="application/json"
        )
    address = f"/api/v1/commitments/{story.commitment.reference}/steps/join/"
    body = {"on_behalf_of": "XB", "from_letter": str(key), "channel": "email", "letter_reference": "No. 1"}
    answer = office.post(address, body, content_type="application/json")
    assert answer.status_code == 422, answer.content
    assert not StepTaken.objects.filter(step="join").exists()
    assert not LetterDeed.objects.exists()


def test_who_speaks_for_a_state_itself_names_no_letter(letter, story, stranger, sign_in):
    address = f"/api/v1/commitments/{story.commitment.reference}/steps/join/"
    answer = sign_in(stranger).post(address, {"from_letter": str(letter.uid)}, content_type="application/json")
    assert answer.status_code == 422, answer.content
    assert not LetterDeed.objects.exists()


def test_a_letter_from_somebody_else_enters_nothing(story, office):
    other = registered(office, participant="", other_party="A university")
    assert office.get(f"{other.get_absolute_url()}enter/").status_code == 404
    assert "Enter what it says" not in office.get(other.get_absolute_url()).content.decode()


def test_what_it_may_be_about_is_listed_at_one_price_and_what_can_be_entered_about_one_thing_with_it(
    letter, story, authority, chair, officer, office, django_assert_num_queries
):
    price, address = 28, f"{letter.get_absolute_url()}enter/?about=commitment"
    office.get(address)
    with django_assert_num_queries(price):
        page = office.get(address).content.decode()
    assert "Corridors" in page
    assert "Join" not in page
    assert "Corridors" not in office.get(f"{address}&search=lynxes").content.decode()
    assert "Corridors" in office.get(f"{address}&search=corridors").content.decode()
    for _more in (1, 2):
        Story(author=authority, chair=chair, officer=officer)
    with django_assert_num_queries(price):
        office.get(address)
    assert office.get(f"{address}&of=CBM-1900-ECO-01-01").status_code == 404


# -- What is offered, and where one is led.


def test_papers_are_found_by_words_of_their_titles_and_shown_with_what_they_are_called(letter, story, office):
    version = story.to(State.CIRCULATED).commitment.folder.papers.get().versions.get()
    version.paper.title = "Rescue across borders"
    version.paper.save()
    place = f"{letter.get_absolute_url()}enter/?about=paper-version"
    page = office.get(f"{place}&search=rescue").content.decode()
    assert (version.designation in page, "Rescue across borders" in page) == (True, True)
    assert version.designation not in office.get(f"{place}&search=lynxes").content.decode()


def test_things_of_others_are_not_offered_and_what_says_nothing_now_has_no_link(letter, story, xa, xb, office):
    theirs = ViewFactory(commitment=story.commitment, owner=xa, audience="members")
    own = ViewFactory(commitment=story.commitment, owner=xb, audience="members")
    place = f"{letter.get_absolute_url()}enter/?about="
    keys = [thing.key for thing in office.get(f"{place}view").context["things"]]
    assert (str(own.uid) in keys, str(theirs.uid) in keys) == (True, False)
    version = story.to(State.CIRCULATED).commitment.folder.papers.get().versions.get()
    others = CommentFactory(version=version, owner=xa, audience="members")
    page = office.get(f"{place}comment")
    assert [(thing.key, thing.is_open) for thing in page.context["things"]] == [(str(others.uid), False)]
    assert f"of={others.uid}" not in page.content.decode()


def test_the_form_of_a_comment_stands_open_and_one_is_led_back_to_the_letter(letter, story, office):
    version = story.to(State.CIRCULATED).commitment.folder.papers.get().versions.get()
    about = f"{letter.get_absolute_url()}enter/?about=paper-version&of={version.designation}"
    link = links(office.get(about).content.decode())["Comment"]
    assert link.endswith("#enter")
    page = office.get(link)
    assert '<details id="enter" class="no-print" open>' in page.content.decode()
    form = {field.name: field.value() for field in page.context["form"] if field.value() not in (None, "")}
    sent = office.post(page.context["action"], {**form, "text": "Well said.", "audience": "members"}, follow=True)
    assert sent.redirect_chain[0][0] == f"{letter.get_absolute_url()}#did"
    said = sent.content.decode()
    assert ("in the name of" in said, "Your comment" in said) == (True, False)


def test_a_letter_that_went_out_is_offered_as_answered_by_its_number_and_day(letter, story, office):
    out = entered_as_sent(office)
    form = office.get("/correspondence/register/").context["form"]
    labels = [label for _key, label in form.fields["answers"].choices]
    assert f"{out.reference} · 21 November 2026 · {out.subject}" in labels
