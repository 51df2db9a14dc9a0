"""One box over the record."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalogue.choices import Depth
from commitments.actions import nominate
from commitments.models import Commitment
from commitments.tests.factories import AreaFactory, CoordinatorAssignmentFactory, EditionFactory, MeasureFactory
from commitments.tests.stories import Story
from meetings.tests.factories import DecisionFactory, MeetingFactory, WorkingGroupFactory
from members.models import User
from members.tests.factories import ParticipantFactory
from members.tests.signing_in import let_in
from papers.models import Paper

# What is looked for, and in which order it is found, each database compares in its own way.
pytestmark = pytest.mark.both


@pytest.fixture
def reader(client: Client, db: None) -> Client:
    let_in(client, User.objects.create_user("reader@x.example", name="Reader"))
    return client


def groups(page: str) -> dict[str, int]:
    return {name: int(count) for name, count in re.findall(r'id="found-([a-z-]+)">[^(]+\((\d+)\)', page)}


@pytest.mark.parametrize("words", ["tourism", "ТУРИЗМ", "旅游", "السياحة"])
def test_a_topic_is_found_in_four_languages(record_loaded: None, reader: Client, words: str) -> None:
    page = reader.get("/search/", {"q": words}).content.decode()
    assert "CBM-2007-ECO-04" in page
    assert "CBM-2021-ECO-TOUR" in page


def test_offers_in_their_own_words_are_found(record_loaded: None, reader: Client) -> None:
    page = reader.get("/search/?q=DRUG+control").content.decode()
    assert groups(page)["coordinators"] == 1


def test_a_place_finds_its_meetings_and_a_code_its_state(record_loaded: None, reader: Client) -> None:
    assert groups(reader.get("/search/?q=dushanbe").content.decode())["meetings"] >= 1
    assert "/states/TJ/" in reader.get("/search/?q=tj").content.decode()


def test_nothing_asked_is_a_page_that_asks(reader: Client) -> None:
    for address in ("/search/", "/search/?q=", "/search/?q=+++"):
        answer = reader.get(address)
        assert answer.status_code == 200
        assert "Type a name, a code, a place or a topic." in answer.content.decode()


def test_nothing_found_says_where_it_was_looked_for(reader: Client) -> None:
    page = reader.get("/search/?q=zzzz").content.decode()
    assert (
        "Nothing was found in: States and organisations, Measures, Areas, Articles of the instruments, "
        "Offers in their own words, Working groups, Meetings, Commitments, Papers, Decisions, Silence procedures, Experts."
    ) in page
    assert "Nothing was found in: Papers." in reader.get("/search/?q=zzzz&within=papers").content.decode()
    assert "Nothing in the record" not in page


def test_a_commitment_is_found_by_its_title_and_by_its_exact_reference(
    authority: User, chair: User, officer: User, sign_in: Callable[[User], Client]
) -> None:
    commitment = Story(author=authority, chair=chair, officer=officer).to("circulated").commitment
    here = sign_in(authority)
    for words in (commitment.title, commitment.reference):
        page = here.get("/search/", {"q": words}).content.decode()
        assert groups(page)["commitments"] == 1, words
        assert commitment.get_absolute_url() in page


def test_too_long_a_question_is_kept_in_the_box(reader: Client) -> None:
    answer = reader.get("/search/", {"q": "x" * 201})
    assert answer.status_code == 400
    assert f'value="{"x" * 201}"' in answer.content.decode()


def test_percent_and_underscore_are_letters_like_others(record_loaded: None, reader: Client) -> None:
    assert groups(reader.get("/search/", {"q": "%"}).content.decode()) == {}
    assert groups(reader.get("/search/", {"q": "_"}).content.decode()) == {}


def test_a_group_shows_its_first_few_and_leads_to_all(reader: Client) -> None:
    for _number in range(12):
        MeetingFactory(place={"en": "Xanadu"})
    page = reader.get("/search/?q=xanadu").content.decode()
    assert page.count("/meetings/SOC-") == 8
    assert "All 12 results" in page
    everything = reader.get("/search/?q=xanadu&within=meetings").content.decode()
    assert everything.count("/meetings/SOC-") == 12


def test_what_is_undertaken_and_decided_is_found_by_those_who_see_it(
    authority: User, chair: User, officer: User, observer: User, sign_in: Callable[[User], Client]
) -> None:
    story = Story(author=authority, chair=chair, officer=officer).to("circulated")
    Commitment.objects.filter(pk=story.commitment.pk).update(search_text="kites over the pamir")
    Paper.objects.filter(folder__commitment=story.commitment).update(title="Kites, a concept")
    DecisionFactory(title={"en": "On kites"}, audience="members")
    nominate(
        owner=authority.focal_points.get().participant, measure=story.commitment.measure, commitment=None, name="Dr Kites",
        audience="members", by=authority,
    )  # fmt: skip
    asked = {"q": "kites"}
    for person in (authority, officer):
        found = groups(sign_in(person).get("/search/", asked).content.decode())
        assert found == {"commitments": 1, "papers": 1, "decisions": 1, "experts": 1}, person
    assert groups(sign_in(observer).get("/search/", asked).content.decode()) == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_takes_as_many_queries_for_one_row_as_for_three(
    reader: Client, rows: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    edition = EditionFactory(code="2007")
    for number in range(rows):
        state = ParticipantFactory(name={"en": f"Kite {number}"})
        area = AreaFactory(edition=edition, name={"en": f"Kites {number}"})
        MeasureFactory(area=area, title={"en": "Kite"})
        CoordinatorAssignmentFactory(
            participant=state, depth=Depth.TOPIC, measure=None, area=area, wording={"en": "Kites"}
        )
        WorkingGroupFactory(name={"en": "Kite group"})
        MeetingFactory(place={"en": "Kite town"})
    # session, person, who is in the Chair, own offices; how many and which: participants, measures, areas, working
    # groups, meetings, commitments, papers, decisions, experts, offers; groups one chairs. The instruments' own words are in
    # no table.
    with django_assert_num_queries(21):
        page = reader.get("/search/?q=kite").content.decode()
    assert set(groups(page).values()) == {rows}
