"""Institutions: nominated by a state or by its letter, seen as it chose, and named by what they gave (AA 34)."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commitments.tests.stories import a_measure
from desk.reports.lines import desk_list
from journal.verification import verify
from members.choices import Audience, Role
from members.models import EnteredForState, User
from members.tests.factories import a_person_of, a_state
from papers.models import Institution, Publication
from papers.tests.factories import InstitutionFactory
from record.dates import day_of_the_house
from record.models import index

pytestmark = [pytest.mark.django_db, pytest.mark.both]
API = "/api/v1/institutions/"
NAME = "Canary Institute"
# Session, person and seats; the areas, measures and states of the rows; what the menus and filters offer; corrections.
ROSTER = 12


@pytest.fixture
def elsewhere(db: None) -> User:
    """Of a member state that neither nominated it nor is concerned."""
    return a_person_of(a_state("XD"), Role.AUTHORITY, "elsewhere@xd.example")


def sent(client: Client, address: str, **body: Any) -> Any:
    return client.post(address, body, content_type="application/json")


def nominated(client: Client, **more: Any) -> Institution:
    said = {"name_en": NAME, "states": ["XA"], "measures": [a_measure().reference], "audience": "members"}
    answer = sent(client, API, **{**said, **more})
    assert answer.status_code == 201, answer.content
    return Institution.objects.get(uid=answer.json()["uid"])


def names(client: Client, **asked: str) -> list[str]:
    """As programs are told them, and the page the same."""
    rows = [row["name"]["en"] for row in client.get(API, asked).json()["results"]]
    shown = [row.name["en"] for row in client.get("/institutions/", asked).context["rows"]]
    assert shown == rows
    return rows


def test_a_state_nominates_one_and_those_whom_it_lets_see_it_find_it_at_every_door(
    authority, stranger, chair, observer, officer, xb, sign_in
):
    client = sign_in(authority)
    institution = nominated(client, states=["XA", "XB"], name_ru="Институт")
    index(Institution.objects.all())
    for person, sees in ((authority, True), (stranger, True), (chair, True), (officer, True), (observer, False)):
        reader = sign_in(person)
        doors = {
            reader.get(institution.get_absolute_url()).status_code == 200,
            reader.get(f"{API}{institution.uid}/").status_code == 200,
            NAME in reader.get("/institutions/").content.decode(),
            str(institution.uid) in reader.get(API, {"format": "csv"}).getvalue().decode(),
            reader.get("/api/v1/search/", {"q": "canary", "kind": "institutions"}).json()["count"] == 1,
            NAME in reader.get(f"/measures/{a_measure().reference}/").content.decode(),
        }
        assert doors == {sees}, person.email
    told = client.get(f"{API}{institution.uid}/").json()
    assert (told["owner"], told["states"], told["measures"]) == ("XA", ["XA", "XB"], [a_measure().reference])
    assert told["name"]["ru"] == "Институт"
    assert verify().fault == ""


def test_an_officer_enters_what_a_state_wrote_and_the_term_begins_with_the_letter(authority, officer, sign_in):
    letter = {"channel": "note-verbale", "letter_reference": "No. 7", "dated": "2026-01-05", "on_behalf_of": "XA"}
    institution = nominated(sign_in(officer), **letter)
    assert (institution.owner.code, str(institution.since)) == ("XA", "2026-01-05")
    assert EnteredForState.objects.about(institution).get().participant.code == "XA"
    page = sign_in(authority).get(institution.get_absolute_url()).content.decode()
    assert "5 January 2026" in page


def test_only_its_state_says_anew_what_it_is_widens_it_and_ends_it(authority, stranger, observer, officer, sign_in):
    institution = nominated(sign_in(authority), audience="secretariat")
    page = f"{API}{institution.uid}/"
    assert sign_in(stranger).get(page).status_code == 404
    assert sent(sign_in(authority), f"{page}widen/", audience="observers").status_code == 200
    assert sign_in(observer).get(page).status_code == 200
    for act, body in (
        ("amend", {"name_en": "Other", "states": ["XB"]}),
        ("widen", {"audience": "public"}),
        ("end", {}),
    ):
        assert sent(sign_in(stranger), f"{page}{act}/", **body).status_code == 403, act
    answer = sent(sign_in(authority), f"{page}amend/", name_en="Institute of Rivers", states=["XB"])
    assert answer.status_code == 200, answer.content
    assert sent(sign_in(authority), f"{page}end/").status_code == 200
    institution.refresh_from_db()
    assert (institution.name["en"], institution.states.get().code) == ("Institute of Rivers", "XB")
    assert institution.until == day_of_the_house() + dt.timedelta(days=1)
    assert sent(sign_in(observer), API, name_en="T", states=["XA"], audience="members").status_code == 403


def test_the_roster_is_asked_by_measure_area_state_and_term(xa, xb, authority, sign_in):
    rivers = a_measure()
    over = {"since": dt.date(2020, 1, 1), "until": dt.date(2021, 1, 1)}
    first = InstitutionFactory(owner=xa, name={"en": "Amir"})
    first.measures.add(rivers)
    first.states.add(xb)
    second = InstitutionFactory(owner=xb, name={"en": "Bela"}, **over)
    second.areas.add(rivers.area)
    InstitutionFactory(owner=xb, name={"en": "Cyra"}, audience=Audience.SECRETARIAT)
    client = sign_in(authority)
    assert names(client) == ["Amir"], "whose term includes today, and which they see"
    assert names(client, as_of="2020-06-01") == ["Bela"]
    assert names(client, standing="any", area=rivers.area.reference) == ["Bela", "Amir"]
    assert names(client, standing="any", measure=rivers.reference) == ["Amir"]
    assert names(client, standing="any", participant="XB") == ["Bela"]
    assert names(client, standing="any", state="XB") == ["Amir"]


def test_what_an_institution_gave_points_at_it_for_whoever_sees_both(authority, stranger, elsewhere, officer, sign_in):
    institution, office = nominated(sign_in(authority), audience="secretariat"), sign_in(officer)
    said = {"title_en": "Floods", "kind": "input", "states": ["XA"], "audience": "members"}
    line = {"contributors-0-institution": str(institution.uid)}
    answer = sent(office, "/api/v1/publications/", **said, **line)
    assert answer.status_code == 201, answer.content
    publication = Publication.objects.get()
    assert publication.contributors == [
        {"kind": "institution", "name": NAME, "state": "", "institution": str(institution.uid)}
    ]
    for person, sees in ((authority, True), (officer, True), (elsewhere, False)):
        reader = sign_in(person)
        page = reader.get(publication.get_absolute_url()).content.decode()
        assert (NAME in page, institution.get_absolute_url() in page) == (True, sees), person.email
        keys = reader.get(f"/api/v1/publications/{publication.uid}/").json()["institutions"]
        assert keys == ([str(institution.uid)] if sees else [])
        asked = reader.get("/api/v1/publications/", {"institution": str(institution.uid)})
        assert (asked.status_code, asked.json().get("count")) == ((200, 1) if sees else (400, None))
    assert "Floods" in sign_in(authority).get(institution.get_absolute_url()).content.decode()
    told = sign_in(authority).get(f"{API}{institution.uid}/").json()
    assert told["publications"] == [str(publication.uid)]


def test_one_that_was_kept_by_its_name_alone_is_led_to_the_roster_by_saying_anew_what_the_publication_is(
    authority, officer, sign_in
):
    office = sign_in(officer)
    said = {"title_en": "Floods", "kind": "input", "states": ["XA"], "audience": "members"}
    by_name = {"contributors-0-kind": "institution", "contributors-0-name": "Its old name"}
    sent(office, "/api/v1/publications/", **said, **by_name)
    publication = Publication.objects.get()
    institution = nominated(sign_in(authority))
    page = f"{publication.get_absolute_url()}amend/"
    assert NAME in office.get(page).content.decode()
    api = f"/api/v1/publications/{publication.uid}/amend/"
    assert sent(office, api, **said, **{"contributors-0-institution": str(institution.uid)}).status_code == 200
    assert publication.institutions.get() == institution
    shown = office.get(publication.get_absolute_url()).content.decode()
    assert ("Its old name" in shown, institution.get_absolute_url() in shown) == (True, True)


def test_taken_back_it_is_named_and_led_to_no_more(authority, officer, sign_in):
    institution, office = nominated(sign_in(authority)), sign_in(officer)
    said = {"title_en": "Floods", "kind": "input", "states": ["XA"], "audience": "members"}
    sent(office, "/api/v1/publications/", **said, **{"contributors-0-institution": str(institution.uid)})
    answer = sent(sign_in(authority), f"{API}{institution.uid}/mistake/", reason="Another one was meant.")
    assert answer.status_code == 201, answer.content
    page = office.get(Publication.objects.get().get_absolute_url()).content.decode()
    assert NAME in page
    assert institution.get_absolute_url() not in page


def test_the_roster_asks_as_often_with_three_as_with_one(officer, sign_in, django_assert_num_queries):
    client = sign_in(officer)
    for number in (1, 2):
        InstitutionFactory.create_batch(number)
        with django_assert_num_queries(ROSTER):
            assert client.get("/institutions/").status_code == 200


def on_desk(person: User) -> list[tuple[str, str]]:
    """Whose desk the lines of institutions stand on for a person, and what they say."""
    desk = desk_list(User.objects.get(pk=person.pk), timezone.now())
    return [(shown.line.desk, str(shown.line.what)) for shown in desk.every if shown.line.kind == "institutions"]


ENDS = "An institution’s term ends: nominate it anew, or let it end"
HAS_ENDED = "An institution’s term has ended: nominate it anew, or leave it so"


def test_a_term_that_ends_or_has_ended_stands_on_the_desks_of_its_state_and_of_the_officers(
    xa, authority, stranger, chair, officer, sign_in
):
    on = day_of_the_house()
    days = dt.timedelta(days=1)
    ending = InstitutionFactory(owner=xa, name={"en": NAME}, since=on - 300 * days, until=on + 30 * days)
    InstitutionFactory(owner=xa, since=on, until=on + 300 * days)
    InstitutionFactory(owner=xa, since=on - 900 * days, until=on - 300 * days)
    InstitutionFactory(owner=xa)
    assert (on_desk(authority), on_desk(officer)) == ([("XA", ENDS)], [("secretariat", ENDS)])
    assert (on_desk(stranger), on_desk(chair)) == ([], [])
    assert NAME in sign_in(authority).get("/desk/").content.decode()
    ending.until = on
    ending.save()
    assert (on_desk(authority), on_desk(officer)) == ([("XA", HAS_ENDED)], [("secretariat", HAS_ENDED)])


def test_a_line_goes_once_its_state_nominated_it_anew_or_had_ended_the_term_itself(xa, authority, officer, sign_in):
    client, on = sign_in(authority), day_of_the_house()
    InstitutionFactory(
        owner=xa,
        name={"en": NAME},
        since=on - dt.timedelta(days=300),
        until=on,
        at=timezone.now() - dt.timedelta(days=300),
    )
    assert on_desk(authority) == [("XA", HAS_ENDED)]
    again = nominated(client)
    assert (on_desk(authority), on_desk(officer)) == ([], [])
    assert sent(client, f"{API}{again.uid}/end/").status_code == 200
    assert (on_desk(authority), on_desk(officer)) == ([], [])
