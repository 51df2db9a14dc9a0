"""Documents that take their time: asked for, made elsewhere, looked at, cancelled, taken when one comes back; by nobody else."""

import datetime as dt
import hashlib

import pytest
import time_machine
from django.core.management import call_command

from catalogue.models import Area
from desk import making
from desk.actions.requested import NoLongerWanted, cancel, take_up, tell_progress
from desk.choices import MakingOf, WhyNotMade
from desk.making import make, make_waiting
from desk.models import LEASE, RequestedDocument
from desk.reports.documents import KINDS, ToldDocument
from desk.tasks import make_document
from desk.tests.entries import a_document_asked_for
from journal.models import Entry
from meetings.tests.factories import MeetingFactory
from members.models import Chairmanship, User
from members.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def in_november():
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def place(record_loaded) -> str:
    area = Area.objects.filter(edition__code="2007").in_order().first()
    return f"/documents/area/{area.reference}/"


def asked_for(client, place: str, **more: str):
    return client.post(f"{place}take/", {"format": "pdf", "language": "en", **more})


def test_a_long_one_is_asked_for_once_made_by_a_worker_and_taken_with_its_digest_in_the_journal(
    place, officer, sign_in, django_capture_on_commit_callbacks
):
    client = sign_in(officer)
    with django_capture_on_commit_callbacks() as told:
        page = asked_for(client, place)["Location"]
    assert len(told) == 1, "a worker is told"
    assert asked_for(client, place)["Location"] == page, "a second press finds the first"
    waiting = client.get(page).content.decode()
    assert "waits to be made" in waiting
    assert "Make it now, while I wait" in waiting
    assert client.get("/documents/").content.decode().count(page) == 1
    [requested] = RequestedDocument.objects.all()
    make_document(requested.pk)
    assert "ready" in client.get(page).content.decode()
    answer = client.post(f"{page}take/")
    thing = KINDS["area"].find(officer, requested.key)
    assert (
        answer.content == ToldDocument(KINDS["area"], thing, requested.key, officer, AT.date(), "en").file("pdf").data
    )
    entry = Entry.objects.in_order().last()
    assert (entry.verb, entry.changes["sha256"][1]) == ("took a document", hashlib.sha256(answer.content).hexdigest())


def test_without_a_worker_it_is_made_at_a_press_or_from_cron(place, officer, sign_in):
    client = sign_in(officer)
    page = asked_for(client, place)["Location"]
    client.post(f"{page}make/")
    assert RequestedDocument.objects.get().is_ready
    asked_for(client, place, language="ar")
    call_command("make_documents")
    assert [row.state for row in RequestedDocument.objects.all()] == [MakingOf.READY] * 2


def test_what_is_cancelled_is_not_made_and_ends_where_it_has_come_to(place, officer, sign_in):
    client = sign_in(officer)
    page = asked_for(client, place)["Location"]
    client.post(f"{page}cancel/")
    requested = RequestedDocument.objects.get()
    assert (requested.state, make(requested), make_waiting(within=5)) == (MakingOf.CANCELLED, False, 0)
    assert client.post(f"{page}take/")["Location"] == page, "there is nothing to take"
    under_way = a_document_asked_for(officer, AT)
    take_up(under_way, parts=3, at=AT)
    assert cancel(under_way)
    with pytest.raises(NoLongerWanted):
        tell_progress(under_way, done=1, at=AT)


def test_two_makers_never_have_one_and_a_dead_one_is_followed_by_another(officer, in_november):
    requested = a_document_asked_for(officer, AT)
    take_up(requested, parts=3, at=AT)
    tell_progress(requested, done=2, at=AT)
    with pytest.raises(NoLongerWanted):
        take_up(RequestedDocument.objects.get(), parts=3, at=AT)
    later = AT + LEASE + dt.timedelta(seconds=1)
    take_up(RequestedDocument.objects.get(), parts=3, at=later)
    with pytest.raises(NoLongerWanted):
        tell_progress(requested, done=3, at=later), "the first one comes back to life"


def test_it_says_how_far_it_has_come(place, officer, sign_in):
    requested = a_document_asked_for(officer, AT)
    take_up(requested, parts=3, at=AT)
    tell_progress(requested, done=2, at=AT)
    client = sign_in(officer)
    page = client.get(requested.get_absolute_url()).content.decode()
    assert "2 of 3 parts done" in page
    part = client.get(requested.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "2 of 3 parts done" in part
    assert "<main" not in part


def test_it_is_made_with_the_rights_that_its_asker_has_then(place, officer, authority, stranger, monkeypatch):
    own = a_document_asked_for(authority, AT, kind="state", key=authority.focal_points.get().participant.code)
    foreign = a_document_asked_for(authority, AT, kind="state", key=stranger.focal_points.get().participant.code)
    of_one_who_left = a_document_asked_for(UserFactory(is_active=False), AT)
    broken = a_document_asked_for(officer, AT)
    monkeypatch.setattr(making, "_make", _that_breaks(broken.pk, making._make))
    assert make_waiting(within=60) == 1
    rows = {row.pk: (row.state, row.why) for row in RequestedDocument.objects.all()}
    assert rows == {
        own.pk: (MakingOf.READY, ""),
        foreign.pk: (MakingOf.FAILED, WhyNotMade.CLOSED),
        of_one_who_left.pk: (MakingOf.FAILED, WhyNotMade.CLOSED),
        broken.pk: (MakingOf.FAILED, WhyNotMade.FAULT),
    }


def _that_breaks(key: int, otherwise):
    def work(requested: RequestedDocument) -> None:
        if requested.pk == key:
            raise RuntimeError("a fault of the house")
        otherwise(requested)

    return work


def test_nobody_else_finds_it_and_what_was_closed_meanwhile_is_taken_by_nobody(officer, chair, stranger, sign_in):
    meeting = MeetingFactory()
    requested = a_document_asked_for(chair, AT, kind="pack", key=meeting.reference)
    assert make_waiting(within=60) == 1
    page = requested.get_absolute_url()
    for person in (officer, stranger):
        client = sign_in(person)
        assert client.get(page).status_code == 404
        assert [client.post(f"{page}{deed}/").status_code for deed in ("cancel", "make", "take")] == [404] * 3
    assert sign_in(chair).post(f"{page}take/").status_code == 200
    Chairmanship.objects.update(until=AT.date())
    assert sign_in(User.objects.get(pk=chair.pk)).post(f"{page}take/").status_code == 403


def test_a_program_asks_looks_takes_and_cancels_as_a_person_does(place, officer, stranger, sign_in):
    client, api, json = sign_in(officer), "/api/v1/requested-documents/", "application/json"
    asked = {"kind": "area", "key": place.split("/")[3], "format": "docx", "language": "ar"}
    made = client.post(api, asked, content_type=json)
    assert (made.status_code, made.json()["progress"], made.json()["file_url"]) == (201, "asked", None)
    address = made["Location"].removeprefix("http://testserver")
    assert client.post(api, asked, content_type=json).json()["uid"] == made.json()["uid"], "asked again, it is the same"
    assert client.get(f"{address}file/").status_code == 404, "not ready"
    make_waiting(within=60)
    told = client.get(address).json()
    assert (told["progress"], told["parts"]) == ("ready", 3)
    assert told["next_acts"] == []
    answer = client.get(told["file_url"])
    assert hashlib.sha256(answer.content).hexdigest() == told["sha256"]
    assert Entry.objects.filter(verb="took a document").count() == 1
    assert client.post(f"{address}cancel/", {}, content_type=json).status_code == 422, "it is made already"
    later = client.post(api, asked, content_type=json).json()["uid"]
    assert client.post(f"{api}{later}/cancel/", {}, content_type=json).json()["progress"] == "cancelled"
    assert client.get(f"{api}?progress=cancelled").json()["count"] == 1
    for other in (address, f"{address}file/"):
        assert sign_in(stranger).get(other).status_code == 404
    for wrong, field in (({"format": "xls"}, "format"), ({"key": "none"}, "key"), ({"as_of": "2020-01-01"}, "as_of")):
        refused = client.post(api, asked | wrong, content_type=json)
        assert (refused.status_code, list(refused.json()["errors"])) == (422, [field]), wrong
