"""WHOM INFORMATION REACHES: each audience, given by one state and by three together, in the portal and by letter, at every
door, words of its file and numbers of the search included, while it is widened and narrowed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from activities.choices import GiverAnswer, InformationStage
from activities.kinds import INFORMATION_WIDER_ASKED
from activities.models import Information
from cica_tracker.tests.night import IS_NIGHT
from commitments.tests.stories import a_measure
from journal.verification import verify
from members.choices import Role, Standing
from members.models import User
from members.tests.factories import a_person_of, a_state
from notices.models import Notice
from papers.actions import read_files
from papers.models import PaperVersion
from papers.models.publishing import open_request
from papers.tests.test_words_of_files import a_docx_saying
from record.dates import day_of_the_house

pytestmark = [pytest.mark.django_db, pytest.mark.both]
API = "/api/v1/information/"
# Words that stand nowhere else: of the title, and of the file alone.
IN_THE_TITLE, IN_THE_FILE = "Zephyrcanary", "Kestrelcanary"
Enters = Callable[[str], tuple[Client, dict[str, str]]]


@pytest.fixture
def readers(authority, stranger, chair, observer, officer, sign_in) -> dict[str, Client]:
    """XA, XB and XC give it, XC holds the Chair; XD is another member, XO and XQ observe; the office; and nobody."""
    another = a_person_of(a_state("XD"), Role.AUTHORITY, "authority@xd.example")
    beside = a_person_of(a_state("XQ", Standing.OBSERVER), Role.AUTHORITY, "authority@xq.example")
    people: dict[str, User] = {
        "XA": authority, "XB": stranger, "XC": chair, "XD": another, "XO": observer, "XQ": beside, "office": officer,
    }  # fmt: skip
    return {name: sign_in(person) for name, person in people.items()}


@pytest.fixture
def enters(request, readers) -> Enters:
    """As whom, and with what besides, a state says something: by itself, or an officer from its letter."""

    def by_itself(state: str) -> tuple[Client, dict[str, str]]:
        return readers[state], {}

    def from_its_letter(state: str) -> tuple[Client, dict[str, str]]:
        letter = {"channel": "note-verbale", "dated": str(day_of_the_house()), "letter_reference": f"No. 7 of {state}"}
        return readers["office"], {"on_behalf_of": state, **letter}

    return by_itself if getattr(request, "param", "portal") == "portal" else from_its_letter


def given(enters: Enters, together_with: list[str]) -> Information:
    """Given to the Secretariat alone at first, as a file; together once each of the others agreed."""
    client, letter = enters("XA")
    file = SimpleUploadedFile("notice.docx", a_docx_saying(f"Of the {IN_THE_FILE}"))
    said = {"title": IN_THE_TITLE, "measure": a_measure().reference, "audience": "secretariat", "file": file}
    answer = client.post(API, {**said, **letter, "together_with": together_with})
    assert answer.status_code == 201, answer.content
    information = Information.objects.get(uid=answer.json()["uid"])
    for state in together_with:
        assert information.stage == InformationStage.ASKED
        client, letter = enters(state)
        body = {"answer": GiverAnswer.AGREED, **letter}
        assert client.post(f"{API}{information.uid}/answer/", body).status_code in {200, 201}
        information.refresh_from_db()
    assert information.stage == InformationStage.GIVEN
    read_files(at=timezone.now(), within=60)
    return information


def doors(client: Client, information: Information, version: PaperVersion) -> Iterator[tuple[str, bool]]:
    """What each door lets a reader find."""

    def body(address: str, **asked: str) -> str:
        return client.get(address, asked).getvalue().decode()

    def count(word: str) -> int:
        return client.get("/api/v1/search/", {"q": word}).json().get("count", 0)

    yield "its page", client.get(information.get_absolute_url()).status_code == 200
    yield "the register", IN_THE_TITLE in body("/information/")
    yield "programs", str(information.uid) in body(API)
    yield "one, for programs", client.get(f"{API}{information.uid}/").status_code == 200
    yield "a file of the register", IN_THE_TITLE in body(API, format="csv")
    yield "its paper", client.get(version.get_absolute_url()).status_code == 200
    yield "the file itself", client.get(f"{version.get_absolute_url()}file/").status_code == 200
    yield "the page of search", information.get_absolute_url() in body("/search/", q=IN_THE_TITLE)
    yield "the number of search, by the title", count(IN_THE_TITLE) > 0
    yield "the number of search, by a word of the file", count(IN_THE_FILE) > 0


def who_finds(information: Information, readers: dict[str, Client]) -> set[str]:
    """Those for whom every door opens; for everybody else none may."""
    version = PaperVersion.objects.get(paper__folder=information.folder)
    found = set()
    for name, client in readers.items():
        opened = dict(doors(client, information, version))
        assert len(set(opened.values())) == 1, (name, opened)
        found |= {name} if all(opened.values()) else set()
    return found


def let_see(enters: Enters, information: Information, audience: str, *recipients: str) -> None:
    """The state that began it says so."""
    client, letter = enters("XA")
    body: dict[str, Any] = {"audience": audience, "recipients": list(recipients), **letter}
    answer = client.post(f"{API}{information.uid}/let-see/", body, content_type="application/json")
    assert answer.status_code in {200, 201}, answer.content


def says_to_more(enters: Enters, information: Information, state: str, answer: str) -> None:
    """By the act of what may be public, where that is what is asked."""
    client, letter = enters(state)
    act = "may-be-public" if open_request(information) else "answer"
    answer = client.post(f"{API}{information.uid}/{act}/", {"answer": answer, **letter})
    assert answer.status_code in {200, 201}, answer.content


MEMBERS = {"XA", "XB", "XC", "XD", "office"}
EVERYBODY = MEMBERS | {"XO", "XQ"}


ONE, THREE = ("one state", []), ("three together", ["XB", "XC"])
# By day each way and each number of givers once; by night each with each.
BY_DAY = [("portal", ONE), ("letter", THREE)]
BY_NIGHT = [("portal", THREE), ("letter", ONE)]


@pytest.mark.parametrize(("enters", "givers"), [*BY_DAY, *(BY_NIGHT if IS_NIGHT else [])], indirect=["enters"], ids=str)
def test_it_is_found_by_exactly_those_whom_they_chose_while_it_is_widened_and_narrowed(givers, enters, readers):
    _name, together_with = givers
    information = given(enters, together_with)
    # The Chair reads what the Secretariat reads; who gives it, reads it.
    by_the_givers = {"XA", "XC", "office", *together_with}
    assert who_finds(information, readers) == by_the_givers
    before = by_the_givers
    for audience, recipients, found in (
        ("secretariat", ("XO",), by_the_givers | {"XO"}),
        ("members", (), MEMBERS),
        ("observers", (), EVERYBODY),
        ("members", ("XQ",), MEMBERS | {"XQ"}),
        ("public", (), EVERYBODY),
        ("secretariat", (), by_the_givers),
    ):
        let_see(enters, information, audience, *recipients)
        information.refresh_from_db()
        waits = information.waits_for_agreement or open_request(information) is not None
        assert waits == bool(together_with and found - before)
        for state in together_with if waits else ():
            for other in found - before:
                page = readers[other].get(information.get_absolute_url())
                assert page.status_code == 404, "until every one of them agrees"
            says_to_more(enters, information, state, "agreed")
        assert who_finds(information, readers) == found, (audience, recipients)
        before = found
    assert verify().fault == ""


def test_where_one_of_them_does_not_agree_it_is_seen_as_before_and_the_wish_is_told_to_them_alone(enters, readers):
    information = given(enters, ["XB", "XC"])
    let_see(enters, information, "members")
    page = information.get_absolute_url()
    assert "To be seen by, once all who give it agree" in readers["XB"].get(page).content.decode()
    kinds = {line["kind"] for line in readers["XB"].get("/api/v1/desk/", {"page_size": 100}).json()["results"]}
    assert "information.answer" in kinds
    told = Notice.objects.filter(kind=INFORMATION_WIDER_ASKED)
    assert set(told.values_list("recipient__focal_points__participant__code", flat=True)) - {None} == {"XB", "XC"}
    says_to_more(enters, information, "XB", "agreed")
    says_to_more(enters, information, "XC", "not-now")
    information.refresh_from_db()
    assert (information.audience, information.waits_for_agreement) == ("secretariat", False)
    assert readers["XD"].get(page).status_code == 404
    # Fewer see it without anybody's agreement: each of them may keep it closer.
    let_see(enters, information, "members")
    for state in ("XB", "XC"):
        says_to_more(enters, information, state, "agreed")
    assert "To be seen by" not in readers["XD"].get(page).content.decode()
    let_see(enters, information, "secretariat")
    assert readers["XD"].get(page).status_code == 404
