"""One box over the record."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogue.choices import Depth
from commitments.actions import nominate
from commitments.tests.factories import AreaFactory, CoordinatorAssignmentFactory, EditionFactory, MeasureFactory
from commitments.tests.stories import Story
from meetings.choices import Status
from meetings.tests.factories import DecisionFactory, MeetingFactory, WorkingGroupFactory
from members.models import User
from members.tests.factories import ParticipantFactory
from members.tests.signing_in import let_in
from papers.models import Paper, PaperVersion

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
        assert "Type a name, a code, a place, a topic or a reference." in answer.content.decode()


def test_nothing_found_speaks_of_what_one_may_see_and_says_what_to_try(reader: Client) -> None:
    page = reader.get("/search/?q=zzzz").content.decode()
    assert "Nothing that you may see matches these words." in page
    assert "another spelling or another of the four languages may find more" in page
    narrowed = reader.get("/search/?q=zzzz&within=papers").content.decode()
    assert "Nothing that you may see matches these words under “Papers”." in narrowed
    assert "Search in all kinds" in narrowed
    for said in (page, narrowed):
        assert "in the record" not in said.partition('id="main"')[2].replace("of the record", "")


def test_a_title_finds_its_commitment_and_a_reference_leads_straight_to_it(
    authority: User, chair: User, officer: User, sign_in: Callable[[User], Client]
) -> None:
    commitment = Story(author=authority, chair=chair, officer=officer).to("circulated").commitment
    here = sign_in(authority)
    page = here.get("/search/", {"q": commitment.title}).content.decode()
    assert groups(page)["commitments"] == 1
    assert commitment.get_absolute_url() in page
    for words in (commitment.reference, commitment.reference.lower(), commitment.reference.replace("-", " ")):
        answer = here.get("/search/", {"q": words})
        assert (answer.status_code, answer.url) == (302, commitment.get_absolute_url()), words
    # Narrowed to a kind one wanted the list.
    assert here.get("/search/", {"q": commitment.reference, "within": "papers"}).status_code == 200


def test_articles_measures_meetings_papers_and_decisions_are_reached_by_what_they_are_called(
    authority: User, chair: User, officer: User, sign_in: Callable[[User], Client]
) -> None:
    commitment = Story(author=authority, chair=chair, officer=officer).to("circulated").commitment
    version = PaperVersion.objects.get(paper__folder__commitment=commitment)
    meeting, decision = MeetingFactory(), DecisionFactory(audience="members")
    here = sign_in(authority)
    for words, address in (
        ("AA 24", "/instruments/almaty-act/24/"),
        ("aa24", "/instruments/almaty-act/24/"),
        (commitment.measure.reference, f"/measures/{commitment.measure.reference}/"),
        (meeting.reference, meeting.get_absolute_url()),
        (decision.symbol, decision.get_absolute_url()),
        (str(version), version.get_absolute_url()),
        (version.paper.symbol, version.get_absolute_url()),
    ):
        assert here.get("/search/", {"q": words}).headers.get("Location") == address, words


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
    assert page.count("/meetings/SOC-") == 5
    assert "All 12 results" in page
    everything = reader.get("/search/?q=xanadu&within=meetings").content.decode()
    assert everything.count("/meetings/SOC-") == 12


def test_what_is_undertaken_and_decided_is_found_by_those_who_see_it(
    authority: User, chair: User, officer: User, observer: User, sign_in: Callable[[User], Client]
) -> None:
    story = Story(author=authority, chair=chair, officer=officer).to("circulated")
    commitment = story.commitment
    commitment.title = "Kites over the Pamir"
    commitment.save()
    paper = Paper.objects.get(folder__commitment=commitment)
    paper.title = "Kites, a concept"
    paper.save()
    DecisionFactory(title={"en": "On kites"}, audience="members")
    nominate(
        owner=authority.focal_points.get().participant, measure=commitment.measure, commitment=None, name="Dr Kites",
        audience="members", by=authority,
    )  # fmt: skip
    asked = {"q": "kites"}
    for person in (authority, officer):
        found = groups(sign_in(person).get("/search/", asked).content.decode())
        assert found == {"commitments": 1, "papers": 1, "decisions": 1, "experts": 1}, person
    assert groups(sign_in(observer).get("/search/", asked).content.decode()) == {}


def test_under_the_box_stands_what_the_page_finds(reader: Client) -> None:
    MeetingFactory(place={"en": "Xanadu"})
    under = reader.get("/search/?q=xanadu", headers={"HX-Request": "true"})
    assert "HX-Request" in under.headers["Vary"]
    listed = under.content.decode()
    assert "<html" not in listed
    assert re.findall(r'href="(/meetings/[^"]+)"', listed) == re.findall(
        r'href="(/meetings/SOC[^"]+)"', reader.get("/search/?q=xanadu").content.decode()
    )
    nothing = reader.get("/search/?q=zzzz", headers={"HX-Request": "true"}).content.decode()
    assert "Nothing that you may see matches these words." in nothing
    assert reader.get("/search/?q=", headers={"HX-Request": "true"}).content.strip() == b""


def test_what_one_may_begin_is_found_by_those_to_whom_it_is_offered(
    officer: User, observer: User, sign_in: Callable[[User], Client]
) -> None:
    page = sign_in(officer).get("/search/?q=plan+meeting").content.decode()
    assert "/meetings/plan/" in page
    assert "/meetings/plan/" not in sign_in(observer).get("/search/?q=plan+meeting").content.decode()


def test_what_may_be_done_about_a_thing_is_found_beside_its_reference_by_whom_it_is_offered_to(
    officer: User, observer: User, sign_in: Callable[[User], Client]
) -> None:
    meeting = MeetingFactory(status=Status.PLANNED, starts_on=dt.date(2060, 5, 3), ends_on=None)
    for asked in (f"move {meeting.reference}", f"{meeting.reference.lower()} move", meeting.reference):
        under_the_box = {"q": asked}, {"HX-Request": "true"}
        found = [
            sign_in(person).get("/search/", under_the_box[0], headers=under_the_box[1]).content.decode()
            for person in (officer, observer)
        ]
        assert [f"/meetings/{meeting.reference}/move/" in page for page in found] == [True, False], asked
        assert [f'"/meetings/{meeting.reference}/"' in page for page in found] == [asked == meeting.reference] * 2


def test_nothing_is_offered_about_what_somebody_does_not_see(
    authority: User, chair: User, officer: User, observer: User, sign_in: Callable[[User], Client]
) -> None:
    commitment = Story(author=authority, chair=chair, officer=officer).commitment
    asked = {"q": f"consultations {commitment.reference}"}
    assert "/steps/" in sign_in(chair).get("/search/", asked).content.decode()
    unseen, unknown = (
        sign_in(observer).get("/search/", {"q": f"consultations {reference}"}).content.decode()
        for reference in (commitment.reference, "CBM-1999-ZZZ-01-01")
    )
    assert "Nothing that you may see matches these words." in unseen
    said, said_of_nothing = (page.partition("<main")[2].partition("</main>")[0] for page in (unseen, unknown))
    assert said.replace(commitment.reference, "") == said_of_nothing.replace("CBM-1999-ZZZ-01-01", "")


def test_what_is_done_on_a_page_leads_to_the_list_on_which_its_thing_is_chosen(
    officer: User, observer: User, sign_in: Callable[[User], Client]
) -> None:
    words = "Meetings: Move this meeting"
    assert words not in sign_in(officer).get("/search/?q=move").content.decode()
    MeetingFactory()
    assert words in sign_in(officer).get("/search/?q=move").content.decode()
    assert words not in sign_in(observer).get("/search/?q=move").content.decode()


def test_whether_there_is_anything_to_do_it_to_is_asked_once_a_noun_however_many_acts_answer(
    officer: User, sign_in: Callable[[User], Client]
) -> None:
    MeetingFactory()
    client = sign_in(officer)
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/search/?q=this+meeting").content.decode()
    assert all(f"Meetings: {act} this meeting" in page for act in ("Move", "Plan", "Cancel"))
    are_any = [query["sql"] for query in asked if query["sql"].startswith("SELECT 1 ")]
    assert len([words for words in are_any if 'FROM "meetings_meeting"' in words]) == 1


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
    # session, person, who is in the Chair, own offices, groups one chairs; what the reference leads to isn't asked, since no
    # reference is without a digit; what of every kind answers, in one question; the pieces that are shown.
    with django_assert_num_queries(7):
        page = reader.get("/search/?q=kite").content.decode()
    assert set(groups(page).values()) == {rows}


def test_what_a_page_of_the_menu_is_called_leads_to_it(
    client: Client, officer: User, authority: User, sign_in: Callable[[User], Client]
) -> None:
    found = {who.email: sign_in(who).get("/search/?q=served+on+paper").content.decode() for who in (officer, authority)}
    assert [groups(page).get("pages", 0) for page in found.values()] == [1, 0]
    for words in ("note verbale", "covering letter", "template of a letter", "deputy", "receipt", "rule"):
        assert groups(sign_in(officer).get("/search/", {"q": words}).content.decode()).get("pages"), words
    kept = [sign_in(who).get("/search/?q=chairmanships").content.decode() for who in (officer, authority)]
    assert ["/admin/members/chairmanship/" in page for page in kept] == [True, False]
    for language, words in (("en", "cadence"), ("ru", "календарь")):
        page = sign_in(authority).get("/search/", {"q": words}, headers={"accept-language": language}).content.decode()
        assert groups(page)["pages"] >= 1 if language == "en" else "/calendar/" in page
