"""Documents by REST: the kinds there are, one as it reads, and the file that the page gives, with the rights of who asks."""

import hashlib

import pytest
import time_machine

from commitments.tests.stories import Story
from desk.reports.documents import KINDS
from journal.models import Entry
from law.cica.states import State

pytestmark = pytest.mark.django_db
AT = "2026-11-20T09:00:00Z"
PLACE = "/api/v1/documents/"


@pytest.fixture(autouse=True)
def in_november():
    with time_machine.travel(AT):
        yield


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer).to(State.APPROVED)


def test_the_kinds_are_those_of_the_page(authority, sign_in):
    told = sign_in(authority).get(PLACE).json()
    assert [row["kind"] for row in told["results"]] == list(KINDS)
    assert {row["kind"]: row["formats"] for row in told["results"]}["pack"] == ["pdf", "docx"]
    assert sign_in(authority).get("/api/v1/").json()["documents"].endswith(PLACE)


def test_a_document_is_told_in_blocks_and_taken_as_the_file_of_the_page(story, authority, sign_in):
    client, key = sign_in(authority), story.commitment.reference
    told = client.get(f"{PLACE}history/{key}/?language=ru&as_of=2026-11-20").json()
    outline = client.get(f"/documents/history/{key}/?language=ru&as_of=2026-11-20").context["outline"]
    assert (told["title"], told["language"], told["as_of"]) == (outline.title, "ru", "2026-11-20")
    assert [block["text"] for block in told["blocks"] if block["type"] == "heading"] == [
        block.text for block in outline.blocks if type(block).__name__ == "OutlineHeading"
    ]
    for extension in ("pdf", "docx", "xlsx"):
        file = client.get(f"{PLACE}history/{key}/?format={extension}&language=ru")
        of_page = client.post(f"/documents/history/{key}/take/", {"format": extension, "language": "ru"})
        assert (file.status_code, file.content) == (200, of_page.content)
        digest = hashlib.sha256(file.content).hexdigest()
        by_program, by_page = Entry.objects.in_order().reverse()[:2]
        assert {row.changes["sha256"][1] for row in (by_program, by_page)} == {digest}
        assert (file["ETag"], by_program.verb) == (f'"{digest}"', "took a document")


def test_who_asks_has_the_rights_of_the_page_and_what_cannot_be_told_so_is_said(
    story, officer, authority, stranger, observer, sign_in
):
    key, meeting = story.commitment.reference, next(iter(story.meetings.values())).reference
    statuses = [sign_in(person).get(f"{PLACE}history/{key}/").status_code for person in (authority, stranger, observer)]
    assert statuses == [200, 200, 404]
    assert [sign_in(person).get(f"{PLACE}pack/{meeting}/").status_code for person in (officer, authority)] == [200, 403]
    assert sign_in(stranger).get(f"{PLACE}state/{story.state.code}/?format=pdf").status_code == 403
    client = sign_in(officer)
    for asked, wrong in (
        (f"pack/{meeting}/?format=xlsx", "format"),
        (f"pack/{meeting}/?as_of=2026-01-01", "as_of"),
        (f"history/{key}/?language=tlh", "language"),
        (f"history/{key}/?as_of=soon", "as_of"),
        (f"history/{key}/?format=exe", "format"),
        (f"history/{key}/?page=2", "page"),
    ):
        answer = client.get(f"{PLACE}{asked}")
        assert (answer.status_code, [*answer.json()["errors"]]) == (400, [wrong]), asked
    assert not Entry.objects.filter(verb="took a document").exists()
