"""The disk of the database or of the files is full, or takes nothing: people are told so, with all that they wrote."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from cica_tracker import settings as as_shipped
from commitments.models import StepTaken
from commitments.tests.stories import Story
from journal.models import Entry
from law.cica.states import State
from members.choices import Scope
from members.models import User
from members.tests.factories import PASSWORD
from members.tests.signing_in import a_token_of, let_in
from notices.actions import sweep
from papers.models import PaperVersion
from papers.tests.files.pdfs import a_pdf
from record.hindrances import DATABASE_FULL, DATABASE_READ_ONLY, FILES_FULL, FILES_READ_ONLY

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "A note that took its author an afternoon, and that nobody wants to write again."
# More than is left in any page of a table.
LONG_NOTE = " ".join([NOTE] * 60)


@contextlib.contextmanager
def read_only() -> Iterator[None]:
    """The database can be read."""
    on, off = {
        "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        "postgresql": ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(on)
        try:
            yield
        finally:
            cursor.execute(off)


@contextlib.contextmanager
def full() -> Iterator[None]:
    """No row finds room: on SQLite the file grows no more, on PostgreSQL the server says so of every new row of a history."""
    no_room = "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full';"
    if connection.vendor == "postgresql":
        with refusing_rows("journal_entry", no_room):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filling (x)")
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        cursor.fetchall()
        try:
            # What room is left in the last pages is taken.
            with contextlib.suppress(OperationalError):
                while True:
                    cursor.execute("INSERT INTO filling VALUES (zeroblob(500))")
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
            cursor.execute("DROP TABLE filling")


@contextlib.contextmanager
def refusing_rows(table: str, why: str) -> Iterator[None]:
    """Whatever is written to a table of PostgreSQL is refused by it."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE FUNCTION refusing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {why} END $$")
        cursor.execute(f"CREATE TRIGGER refusing BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION refusing()")
        try:
            yield
        finally:
            cursor.execute(f"DROP TRIGGER refusing ON {table}")
            cursor.execute("DROP FUNCTION refusing()")


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer)


@pytest.fixture
def uploads(settings, tmp_path) -> Path:
    """The storage of the settings, in a folder of this test."""
    folder = tmp_path / "papers"
    shipped = {**as_shipped.STORAGES["default"], "OPTIONS": {"location": str(folder)}}
    settings.STORAGES = {**settings.STORAGES, "default": shipped}
    return folder


@pytest.fixture
def window(authority) -> Client:
    """As a browser has it: a fault is an answer."""
    client = Client(headers={"Sec-Fetch-Site": "same-origin"}, raise_request_exception=False)
    let_in(client, authority)
    return client


def address(story: Story, step: str) -> str:
    return f"{story.commitment.get_absolute_url()}steps/{step}/"


def kept(folder: Path) -> tuple[int, int, int, list[Path]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return StepTaken.objects.count(), Entry.objects.count(), PaperVersion.objects.count(), files


def told(response, hindrance, sentence: str) -> None:
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert sentence in response.content.decode()
    assert str(hindrance.sentence)[:20]


FULL = ("There is no room left to keep anything", full, DATABASE_FULL)
READ = ("The record can be read just now, and nothing can be added", read_only, DATABASE_READ_ONLY)


@pytest.mark.parametrize(("sentence", "hindered", "why"), [FULL, READ], ids=["full", "read-only"])
def test_who_submits_reads_why_with_the_text_still_in_the_form_and_nothing_is_half_done(
    sentence, hindered, why, story, authority, window, uploads, officer, sign_in
):
    story.to(State.COORDINATED)
    sweep_now()
    office = sign_in(officer)
    before = kept(uploads)
    sent = {"seen": story.commitment.version, "once_key": "k", "title": "Our paper", "note": LONG_NOTE}
    with hindered():
        file = SimpleUploadedFile("paper.pdf", a_pdf())
        response = window.post(address(story, "submit-draft"), {**sent, "file": file})
        told(response, why, sentence)
        words = response.content.decode()
        assert f">\n{LONG_NOTE}</textarea>" in words or f">{LONG_NOTE}</textarea>" in words, (
            "it stands in its own field"
        )
        assert "Our paper" in words
        assert window.get(story.commitment.get_absolute_url()).status_code == 200, "reading goes on"
        assert why.name in office.get("/healthz").json()["alarms"]
        assert Client().get("/healthz").status_code == 200
    assert kept(uploads) == before
    cache.clear()
    file = SimpleUploadedFile("paper.pdf", a_pdf())
    assert window.post(address(story, "submit-draft"), {**sent, "file": file}).status_code == 302
    assert office.get("/healthz").json()["alarms"] == []


def sweep_now() -> None:
    from django.utils import timezone

    sweep(at=timezone.now())


def test_people_are_told_in_their_language(story, authority, window):
    User.objects.filter(pk=authority.pk).update(language="ar")
    with read_only():
        response = window.post(address(story, "offer-to-coordinate"), {"seen": story.commitment.version})
    assert response.status_code == 503
    assert 'dir="rtl"' in response.content.decode()


def test_a_program_is_told_in_json_when_to_try_again(story, authority):
    story.to(State.COORDINATED)
    _row, secret = a_token_of(authority, *Scope.values)
    program = Client(headers={"Authorization": f"Token {secret}"}, raise_request_exception=False)
    steps = f"/api/v1/commitments/{story.commitment.reference}/steps/submit-draft/"
    body = {"title": "Our paper", "text": LONG_NOTE}
    for hindered, why in ((full, DATABASE_FULL), (read_only, DATABASE_READ_ONLY)):
        with hindered():
            answer = program.post(steps, body, content_type="application/json", headers={"Idempotency-Key": "k"})
        assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (
            503,
            "60",
            "application/problem+json",
        )
        assert answer.json()["detail"] == str(why.sentence)
    answer = program.post(steps, body, content_type="application/json", headers={"Idempotency-Key": "k"})
    assert answer.status_code == 201


def test_every_other_form_is_answered_with_a_page_that_sends_it_again(officer, xa, uploads):
    office = Client(headers={"Sec-Fetch-Site": "same-origin"}, raise_request_exception=False)
    let_in(office, officer)
    form = f"/admin/members/participant/{xa.pk}/change/"
    names = {"name_0": "Name of XA", "website": NOTE}
    with read_only():
        response = office.post(form, names)
        signing_in = Client(raise_request_exception=False).post(
            "/accounts/login/", {"login": officer.email, "password": PASSWORD}
        )
    for answer in (response, signing_in):
        told(answer, DATABASE_READ_ONLY, "nothing can be added")
    words = response.content.decode()
    assert f'action="{form}"' in words
    assert 'name="name_0" value="Name of XA"' in words
    assert f">{NOTE}</textarea>" in words
    assert PASSWORD not in signing_in.content.decode()


def test_who_is_signed_in_reads_on_while_the_sign_in_can_not_be_written(window, settings):
    settings.SESSION_IDLE_AGE = settings.SESSION_WHOLE_AGE = 10**10
    session = window.session
    session["seen"] = 1
    session.save()
    with read_only():
        assert {window.get("/desk/").status_code for _page in range(2)} == {200}


# -- Files.


@pytest.mark.parametrize(
    ("number", "why", "sentence"),
    [
        (errno.ENOSPC, FILES_FULL, "There is no room left for files"),
        (errno.EROFS, FILES_READ_ONLY, "Files can&#x27;t be kept just now"),
    ],
    ids=["full", "read-only"],
)
def test_a_disk_of_files_that_takes_nothing_is_told_alike(
    number, why, sentence, story, authority, window, uploads, officer, sign_in, monkeypatch
):
    story.to(State.COORDINATED)
    before = kept(uploads)

    def takes_nothing(opened):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", takes_nothing)
    sent = {"seen": story.commitment.version, "once_key": "k", "title": "Our paper", "note": NOTE}
    response = window.post(address(story, "submit-draft"), {**sent, "file": SimpleUploadedFile("paper.pdf", a_pdf())})
    told(response, why, sentence)
    assert NOTE in response.content.decode()
    assert kept(uploads) == before
    assert why.name in sign_in(officer).get("/healthz").json()["alarms"]


def test_a_file_whose_row_could_not_be_kept_goes_again(story, authority, window, uploads):
    """The file is on the disk before its row: an act that fails in between leaves no orphan."""
    story.to(State.COORDINATED)
    sent = {"seen": story.commitment.version, "once_key": "k", "title": "Our paper"}
    table = StepTaken._meta.db_table
    with refuses_rows(table):
        response = window.post(
            address(story, "submit-draft"), {**sent, "file": SimpleUploadedFile("paper.pdf", a_pdf())}
        )
    assert response.status_code == 500, "a fault of ours is none of the disk's"
    assert [path for path in uploads.rglob("*") if path.is_file()] == []
    assert not PaperVersion.objects.exists()


@contextlib.contextmanager
def refuses_rows(table: str) -> Iterator[None]:
    """Whatever is written to a table fails, for no reason that a person could wait for."""
    if connection.vendor == "postgresql":
        with refusing_rows(table, "RAISE EXCEPTION 'broken';"):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'broken'); END")
        try:
            yield
        finally:
            cursor.execute("DROP TRIGGER broken")
