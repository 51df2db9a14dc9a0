"""Publications: prepared before those concerned, agreed by each of them by whichever way, and then read by everybody, by every door."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from commitments.tests.stories import a_measure
from journal.verification import verify
from meetings.tests.factories import DecisionFactory
from members.choices import Audience, Role
from members.models import EnteredForState, User
from members.tests.factories import a_person_of, a_state
from notices.models import Notice
from papers.choices import PublicationStage, PublishingStage
from papers.kinds import (
    PUBLICATION_PUBLISHED,
    PUBLICATION_TEXT,
    PUBLICATION_WITHDRAWN,
    PUBLISHING_ANSWERED,
    PUBLISHING_ASKED,
)
from papers.models import PaperVersion, Publication, PublishingAnswer, PublishingRequest
from papers.tests.factories import PublicationFactory
from record.dates import day_of_the_house
from record.models import index

pytestmark = [pytest.mark.django_db, pytest.mark.both]
API = "/api/v1/publications/"
# Session, person and seats; the areas and states that narrow it; how many, the rows with their areas, states and texts; corrections.
REGISTER = 9
TITLE, TEXT = "Confidence in practice", "What was learnt of canary floods."
LETTER = {"channel": "note-verbale", "letter_reference": "No. 7"}
# By a note of this day, a state said it by letter.
NOTE_DAY = "2026-01-05"


@pytest.fixture
def measure():
    return a_measure()


@pytest.fixture
def elsewhere(db: None) -> User:
    """Of a member state that a publication doesn't concern."""
    return a_person_of(a_state("XD"), Role.AUTHORITY, "elsewhere@xd.example")


def sent(client: Client, address: str, **body: Any) -> Any:
    return client.post(address, body, content_type="application/json")


def begun(client: Client, measure: Any, **more: Any) -> Publication:
    said = {"title_en": TITLE, "kind": "book", "measure": measure.reference, "audience": "secretariat"}
    answer = sent(client, API, **{**said, "states": ["XA", "XB", "XO"], **more})
    assert answer.status_code == 201, answer.content
    return Publication.objects.get(uid=answer.json()["uid"])


def do(client: Client, publication: Publication, act: str, **body: Any) -> Publication:
    answer = sent(client, f"{API}{publication.uid}/{act}/", **body)
    assert answer.status_code in {200, 201}, answer.content
    publication.refresh_from_db()
    return publication


def prepared(client: Client, measure: Any, **more: Any) -> Publication:
    """With an English text, of which the states concerned are asked."""
    publication = begun(client, measure, **more)
    do(client, publication, "hand-in", title=TITLE, text=TEXT, language="en")
    return do(client, publication, "ask", until=str(day_of_the_house()))


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient__email", flat=True))


def who_finds(publication: Publication, people: dict[str, Any], sign_in: Callable[..., Client]) -> set[str]:
    """By all doors: its page, lists, files, both searches and their counts, and the paper that holds its text."""
    version, found = PaperVersion.objects.get(paper__folder=publication.folder), set()
    for name, person in people.items():
        client, words = sign_in(person), {"q": "confidence"}
        doors = {
            "page": client.get(publication.get_absolute_url()).status_code == 200,
            "register": TITLE in client.get("/publications/").content.decode(),
            "thing": client.get(f"{API}{publication.uid}/").status_code == 200,
            "list": client.get(API, {"search": "confidence"}).json()["count"] == 1,
            "file": str(publication.uid) in client.get(API, {"format": "csv"}).getvalue().decode(),
            "search": client.get("/api/v1/search/", {**words, "kind": "publications"}).json()["count"] == 1,
            "words": client.get("/api/v1/search/", {"q": "canary", "kind": "versions"}).json()["count"] == 1,
            "paper": client.get(version.get_absolute_url()).status_code == 200,
        }
        assert len(set(doors.values())) == 1, (name, doors)
        found |= {name} if doors["page"] else set()
    return found


def test_it_is_read_by_those_concerned_until_all_agreed_one_by_letter_and_then_by_everybody(
    measure, authority, stranger, chair, observer, officer, elsewhere, sign_in
):
    people = {"XA": authority, "XB": stranger, "XC": chair, "XO": observer, "XD": elsewhere, "office": officer}
    office = sign_in(officer)
    publication = prepared(office, measure)
    index(Publication.objects.all())
    index(PaperVersion.objects.all())
    concerned = {"XA", "XB", "XC", "XO", "office"}
    # The Chair reads what the Secretariat reads.
    assert who_finds(publication, people, sign_in) == concerned
    assert told(PUBLISHING_ASKED) >= {authority.email, stranger.email, observer.email}
    do(sign_in(authority), publication, "may-be-public", answer="agreed")
    do(sign_in(stranger), publication, "may-be-public", answer="changes", words="Shorter, please.")
    assert sent(office, f"{API}{publication.uid}/publish/").status_code == 422
    do(office, publication, "may-be-public", answer="agreed", on_behalf_of="XO", dated=NOTE_DAY, **LETTER)
    do(sign_in(stranger), publication, "may-be-public", answer="agreed")
    assert (publication.stage, who_finds(publication, people, sign_in)) == (PublicationStage.AGREED, concerned)
    do(office, publication, "publish")
    assert (publication.stage, publication.published_on) == (PublicationStage.PUBLISHED, day_of_the_house())
    assert who_finds(publication, people, sign_in) == set(people)
    assert told(PUBLICATION_PUBLISHED) >= {chair.email, elsewhere.email}
    by_letter = PublishingAnswer.objects.get(participant__code="XO")
    assert (by_letter.answer, by_letter.is_by_letter, str(by_letter.said_on)) == ("agreed", True, NOTE_DAY)
    assert EnteredForState.objects.filter(participant__code="XO").count() == 1
    assert verify().fault == ""


def test_what_states_said_of_it_stays_with_them_once_it_is_public(
    measure, authority, stranger, observer, officer, elsewhere, sign_in
):
    office = sign_in(officer)
    publication = prepared(office, measure)
    do(sign_in(stranger), publication, "may-be-public", answer="changes", words="A canary of XB.")
    for person in (authority, stranger, observer):
        do(sign_in(person), publication, "may-be-public", answer="agreed", words="A canary of all.")
    do(office, publication, "publish")
    for person, reads in ((authority, True), (officer, True), (elsewhere, False)):
        client = sign_in(person)
        shown = client.get(publication.get_absolute_url()).content.decode()
        answers = client.get(f"{API}{publication.uid}/").json()["publishing"]
        assert ("canary of all" in shown, bool(answers)) == (reads, reads), person.email
    assert told(PUBLISHING_ANSWERED) >= {authority.email, stranger.email}


def test_a_new_text_or_other_states_are_asked_about_anew_and_silence_is_no_answer(
    measure, authority, stranger, observer, officer, sign_in
):
    office = sign_in(officer)
    publication = prepared(office, measure)
    for person in (authority, stranger):
        do(sign_in(person), publication, "may-be-public", answer="agreed")
    assert publication.stage == PublicationStage.ASKED
    do(office, publication, "hand-in", title=TITLE, text="Another text.", language="en")
    assert (publication.stage, PublishingRequest.objects.get().stage) == (
        PublicationStage.DRAFT,
        PublishingStage.SET_ASIDE,
    )
    assert sent(sign_in(observer), f"{API}{publication.uid}/may-be-public/", answer="agreed").status_code == 403
    do(office, publication, "ask")
    assert set(PublishingAnswer.objects.filter(request__stage="open").values_list("answer", flat=True)) == {"asked"}
    said = {"title_en": TITLE, "kind": "book", "measure": measure.reference, "audience": "members"}
    do(office, publication, "amend", **said, states=["XA"])
    assert publication.stage == PublicationStage.DRAFT
    do(office, publication, "ask")
    do(sign_in(authority), publication, "may-be-public", answer="agreed")
    assert publication.stage == PublicationStage.AGREED


def test_another_language_is_published_by_itself_and_only_the_agreed_version_is_read(
    measure, authority, officer, elsewhere, sign_in
):
    office, reader = sign_in(officer), sign_in(elsewhere)
    publication = begun(office, measure, states=["XA"])
    for text in ("First words.", "Second words."):
        do(office, publication, "hand-in", title=TITLE, text=text, language="en")
    do(office, publication, "ask")
    do(sign_in(authority), publication, "may-be-public", answer="agreed")
    do(office, publication, "publish")
    do(office, publication, "hand-in", title=TITLE, text="Слова.", language="ru")
    first, second, russian = PaperVersion.objects.order_by("number")
    opened = {row.number: reader.get(row.get_absolute_url()).status_code for row in (first, second, russian)}
    assert opened == {1: 404, 2: 200, 3: 404}
    refused = sent(office, f"{API}{publication.uid}/hand-in/", title=TITLE, text="Third.", language="en")
    assert refused.status_code == 422
    do(office, publication, "ask")
    do(sign_in(authority), publication, "may-be-public", answer="agreed")
    do(office, publication, "publish")
    assert reader.get(russian.get_absolute_url()).status_code == 200
    assert reader.get(f"{API}{publication.uid}/").json()["languages"] == ["en", "ru"]


def test_the_officers_are_told_of_a_text_that_a_state_hands_in_and_of_none_of_their_own(
    measure, authority, stranger, officer, sign_in
):
    publication = begun(sign_in(officer), measure, states=["XA", "XB"])
    do(sign_in(officer), publication, "hand-in", title=TITLE, text=TEXT, language="en")
    assert told(PUBLICATION_TEXT) == set()
    for text in ("Первые слова.", "Другие слова."):
        do(sign_in(authority), publication, "hand-in", title=TITLE, text=text, language="ru", on_behalf_of="XA")
    assert told(PUBLICATION_TEXT) == {officer.email}
    assert Notice.objects.filter(kind=PUBLICATION_TEXT).count() == 2
    seen = sign_in(officer).get("/desk/").content.decode()
    assert f"handed in a text of a publication: {TITLE}." in seen


def test_what_is_withdrawn_is_read_by_those_concerned_alone_and_a_next_text_opens_nothing_of_before(
    measure, authority, officer, elsewhere, sign_in
):
    office, reader = sign_in(officer), sign_in(elsewhere)
    publication = begun(office, measure, states=["XA"])
    do(office, publication, "hand-in", title=TITLE, text=TEXT, language="en")
    do(office, publication, "ask")
    do(sign_in(authority), publication, "may-be-public", answer="agreed")
    do(office, publication, "publish")
    version = PaperVersion.objects.get()
    assert reader.get(version.get_absolute_url()).status_code == 200
    do(office, publication, "withdraw", reason="A map is to be redrawn.")
    assert told(PUBLICATION_WITHDRAWN) >= {elsewhere.email}
    do(office, publication, "hand-in", title=TITLE, text="Redrawn.", language="en")
    for address in (publication.get_absolute_url(), version.get_absolute_url()):
        assert reader.get(address).status_code == 404
        assert sign_in(authority).get(address).status_code == 200


def test_the_desk_says_whose_answer_is_asked_and_what_is_ready(measure, authority, stranger, officer, sign_in):
    def lines(person: Any) -> list[str]:
        rows = sign_in(person).get("/api/v1/desk/", {"page_size": 100}).json()["results"]
        return [row["kind"] for row in rows if row["kind"].startswith("publication")]

    publication = prepared(sign_in(officer), measure, states=["XA"])
    assert (lines(authority), lines(stranger), lines(officer)) == (["publication.may-be-public"], [], [])
    do(sign_in(authority), publication, "may-be-public", answer="agreed")
    assert (lines(authority), lines(officer)) == ([], ["publication.publish"])


def test_it_is_made_of_papers_and_says_who_had_a_part_in_it(measure, xa, xb, xo, officer, sign_in):
    office = sign_in(officer)
    source = PublicationFactory().folder
    do(office, source.publication, "hand-in", title="A report", text="Words.", language="en")
    paper = source.papers.get()
    part = {
        "contributors-0-kind": "institution",
        "contributors-0-name": "Institute of XB",
        "contributors-0-state": "XB",
    }
    publication = begun(office, measure, made_from=paper.symbol, decision="SOC-2026-1/4", **part)
    told_of_it = office.get(f"{API}{publication.uid}/").json()
    assert (told_of_it["made_from"], told_of_it["decision"]) == ([paper.symbol], "SOC-2026-1/4")
    assert told_of_it["contributors"] == [{"kind": "institution", "name": "Institute of XB", "state": "XB"}]
    refused = sent(office, API, title_en="T", kind="book", audience="members", states=["XA"], made_from="X/1")
    assert list(refused.json()["errors"]) == ["made_from"]
    page = office.get(publication.get_absolute_url()).content.decode()
    assert "Institute of XB" in page
    assert office.get(f"{publication.get_absolute_url()}amend/").status_code == 200


def test_what_an_institution_gave_stands_beside_its_measure_and_serves_a_publication(
    measure, authority, elsewhere, officer, sign_in
):
    office = sign_in(officer)
    named = {
        "contributors-0-kind": "institution",
        "contributors-0-name": "Canary Institute",
        "contributors-0-state": "XA",
    }
    given = begun(office, measure, kind="input", states=["XA"], **named)
    do(office, given, "hand-in", title=TITLE, text=TEXT, language="en")
    index(Publication.objects.all())
    symbol = given.folder.papers.get().symbol
    begun(office, measure, states=["XA"], title_en="A collection", made_from=symbol)
    for page in (f"/measures/{measure.reference}/", f"/publications/?measure={measure.reference}&kind=input"):
        assert TITLE in sign_in(authority).get(page).content.decode()
        assert TITLE not in sign_in(elsewhere).get(page).content.decode()
    found = sign_in(authority).get(API, {"search": "canary institute"}).json()
    assert [row["uid"] for row in found["results"]] == [str(given.uid)]


def test_the_register_asks_as_often_with_three_as_with_one(officer, sign_in, django_assert_num_queries):
    client = sign_in(officer)
    for number in (1, 2):
        PublicationFactory.create_batch(number)
        with django_assert_num_queries(REGISTER):
            assert client.get("/publications/").status_code == 200


def test_anybody_reads_it_on_the_public_site_while_all_whom_it_concerns_agree_and_never_what_was_prepared(
    measure, authority, stranger, observer, officer, sign_in, settings
):
    settings.PUBLIC_SITE, settings.PUBLIC_SITE_AGE = True, 0
    office, anybody = sign_in(officer), Client()

    def on_the_shelf() -> tuple[int, list[int], bytes]:
        cache.clear()
        listed = anybody.get("/public/api/v1/publications/").json()["count"]
        paths = ("/public/en/publications/", "/public/en/publications.atom")
        carried = {TITLE in anybody.get(path).content.decode() for path in paths}
        assert carried == {bool(listed)}
        files = [anybody.get(reverse("published-file", "public_site.urls", args=[code, key])) for code in ("en", "ru")]
        return listed, [file.status_code for file in files], files[0].content if listed else b""

    publication = prepared(office, measure)
    key = str(publication.uid)
    for person in (authority, stranger, observer):
        assert on_the_shelf() == (0, [404, 404], b"")
        do(sign_in(person), publication, "may-be-public", answer="agreed")
    assert on_the_shelf() == (0, [404, 404], b"")
    do(office, publication, "publish")
    do(office, publication, "hand-in", title=TITLE, text="Канарейка.", language="ru")
    assert on_the_shelf() == (1, [200, 404], TEXT.encode())
    file = anybody.get(reverse("published-file", "public_site.urls", args=["en", key]))
    assert (file.headers["Cache-Control"], file.cookies) == ("public, max-age=0", {})
    # A state that it concerns now as well was asked of nothing yet.
    publication.states.add(a_state("XD"))
    assert on_the_shelf() == (0, [404, 404], b"")
    publication.states.remove(publication.states.get(code="XD"))
    assert on_the_shelf()[0] == 1
    do(office, publication, "withdraw", reason="A mistake in it.")
    assert on_the_shelf() == (0, [404, 404], b"")
    # Another text of it is published since: the one that was withdrawn stays away.
    do(office, publication, "ask", until=str(day_of_the_house()))
    for person in (authority, stranger, observer):
        do(sign_in(person), publication, "may-be-public", answer="agreed")
    do(office, publication, "publish")
    assert on_the_shelf()[:2] == (1, [404, 200])


def agreed_and_published(client: Client, person: Client, publication: Publication) -> None:
    do(client, publication, "ask")
    do(person, publication, "may-be-public", answer="agreed")
    do(client, publication, "publish")


def test_another_title_is_asked_about_anew_and_the_agreed_one_is_read_until_then(
    measure, authority, officer, elsewhere, sign_in, settings
):
    settings.PUBLIC_SITE, settings.PUBLIC_SITE_AGE = True, 0
    office, own, reader = sign_in(officer), sign_in(authority), sign_in(elsewhere)

    def titles() -> set[str]:
        cache.clear()
        world = Client().get("/public/api/v1/publications/").json()["results"]
        return {world[0]["title"]["en"], reader.get(f"{API}{publication.uid}/").json()["title"]["en"]}

    publication = begun(office, measure, states=["XA"])
    do(office, publication, "hand-in", title=TITLE, text=TEXT, language="en")
    do(office, publication, "ask")
    do(own, publication, "may-be-public", answer="agreed")
    said = {"kind": "book", "measure": measure.reference, "audience": "members", "states": ["XA"]}
    do(office, publication, "amend", title_en="Canaries", **said)
    # Until it is published, all are asked anew.
    assert publication.stage == PublicationStage.DRAFT
    assert sent(office, f"{API}{publication.uid}/publish/").status_code == 422
    agreed_and_published(office, own, publication)
    assert titles() == {"Canaries"}
    do(office, publication, "amend", title_en="Doves", **said)
    assert (titles(), "Doves" in reader.get(publication.get_absolute_url()).content.decode()) == ({"Canaries"}, False)
    assert "Doves" in own.get(publication.get_absolute_url()).content.decode()
    assert sent(office, f"{API}{publication.uid}/publish/").status_code == 422
    assert (
        sent(office, f"{API}{publication.uid}/amend/", title_en="Doves", **{**said, "kind": "page"}).status_code == 422
    )
    agreed_and_published(office, own, publication)
    assert (titles(), publication.next_title) == ({"Doves"}, {})
    assert verify().fault == ""


def test_a_state_that_takes_its_agreement_back_takes_it_off_the_public_site(
    measure, authority, stranger, officer, sign_in, settings
):
    settings.PUBLIC_SITE, settings.PUBLIC_SITE_AGE = True, 0
    office, own, other = sign_in(officer), sign_in(authority), sign_in(stranger)

    def shown() -> int:
        cache.clear()
        return Client().get("/public/api/v1/publications/").json()["count"]

    publication = begun(office, measure, states=["XA", "XB"])
    do(office, publication, "hand-in", title=TITLE, text=TEXT, language="en")
    do(office, publication, "ask")
    question = own.get(f"{publication.get_absolute_url()}may-be-public/").content.decode()
    assert "anybody in the world" in question
    for client in (own, other):
        do(client, publication, "may-be-public", answer="agreed")
    do(office, publication, "publish")
    assert shown() == 1
    do(other, publication, "no-longer-public", words="A map is wrong.")
    assert (shown(), publication.stage) == (0, PublicationStage.PUBLISHED)
    assert told(PUBLISHING_ANSWERED) >= {authority.email}
    assert sent(other, f"{API}{publication.uid}/no-longer-public/").status_code == 403
    # Another text, to which both agree, is shown; the earlier agreement stays taken back for good.
    do(office, publication, "hand-in", title=TITLE, text="Другое.", language="ru")
    do(office, publication, "ask")
    for client in (own, other):
        do(client, publication, "may-be-public", answer="agreed")
    do(office, publication, "publish")
    assert shown() == 1


def test_a_state_concerned_hands_a_text_in_by_itself_or_by_its_letter_and_no_other_does(
    measure, authority, stranger, observer, elsewhere, officer, sign_in
):
    publication = begun(sign_in(officer), measure, audience="members")
    do(sign_in(authority), publication, "hand-in", title=TITLE, text=TEXT, language="en")
    english = PaperVersion.objects.get()
    assert (english.on_behalf_of.code, publication.stage) == ("XA", PublicationStage.DRAFT)
    words = {"title": TITLE, "text": "Слова.", "language": "ru"}
    do(sign_in(officer), publication, "hand-in", on_behalf_of="XO", dated=NOTE_DAY, **LETTER, **words)
    assert PaperVersion.objects.get(language="ru").on_behalf_of.code == "XO"
    assert EnteredForState.objects.about(publication).get().participant.code == "XO"
    assert sent(sign_in(elsewhere), f"{API}{publication.uid}/hand-in/", title="T", text="T").status_code == 403
    assert sign_in(observer).get(english.get_absolute_url()).status_code == 200
    do(sign_in(observer), publication, "hand-in", title=TITLE, text="Другие слова.", language="ru")
    assert PaperVersion.objects.filter(language="ru").count() == 2


def test_its_decision_leads_to_the_page_of_the_decision_for_whoever_sees_it(
    measure, authority, observer, officer, sign_in
):
    decision = DecisionFactory(audience=Audience.MEMBERS)
    publication = begun(sign_in(officer), measure, states=["XA", "XO"], decision=decision.symbol)
    for person, sees in ((authority, True), (observer, False)):
        page = sign_in(person).get(publication.get_absolute_url()).content.decode()
        assert (decision.symbol in page, decision.get_absolute_url() in page) == (True, sees), person.email
