"""The register of correspondence: a letter comes in, waits for somebody, is answered and closed; who reads what of it."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.urls import reverse

from conftest import of_the_staff
from journal.models import Entry
from members.choices import StaffRole
from members.models import EnteredForState
from notices.models import Notice
from papers.inspection.reasons import FileRefused, Reason
from papers.inspection.tiff import inspect_tiff
from papers.models import RegisteredLetter, ScanOfALetter
from papers.tests.files.pdfs import a_pdf
from papers.tests.letters import API, LIST, NOTE, a_scan, a_tiff, entered_as_sent, registered
from record.tests.corrected import correct

pytestmark = pytest.mark.django_db
CONTESTED = "says that this entry was not its own"


@pytest.fixture(autouse=True)
def today_is_the_25th():
    with time_machine.travel(dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


@pytest.fixture
def letter(stranger, office) -> RegisteredLetter:
    """XB's note, registered."""
    return registered(office)


# -- In, with a number.


def test_a_letter_that_came_in_has_the_next_number_of_its_series_and_year(xb, office):
    first, second, other = registered(office), registered(office, subject="Another"), registered(office, series="L")
    of_before = registered(office, dated="2025-12-30", day="2025-12-31")
    assert [row.reference for row in (first, second, other, of_before)] == [
        "IN-NV-2026-1", "IN-NV-2026-2", "IN-L-2026-1", "IN-NV-2025-1",
    ]  # fmt: skip
    page = office.get(first.get_absolute_url()).content.decode()
    assert [words in page for words in ("IN-NV-2026-1", "12-3/45", "10 November 2026", "20 November 2026")] == [
        True
    ] * 4
    assert Entry.objects.filter(verb="registered a letter").count() == 4


def test_one_that_was_a_mistake_keeps_its_number_and_stands_struck_out(letter, officer, office):
    correct(letter, officer)
    assert registered(office, subject="Another").reference == "IN-NV-2026-2"
    assert RegisteredLetter.objects.count() == 1
    assert letter.subject not in office.get(LIST).content.decode()
    assert letter.subject in office.get(f"{LIST}?with_corrected=true").content.decode()
    struck = office.get(letter.get_absolute_url())
    assert (struck.status_code, "Entered by mistake" in struck.content.decode()) == (200, True)


def test_the_same_press_twice_is_one_letter(xb, office):
    form = {**NOTE, "once_key": "k"}
    first, again = (office.post(f"{LIST}register/", form) for _press in (1, 2))
    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"] == RegisteredLetter.objects.get().get_absolute_url()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": "2026-11-26"}, "day"),
        ({"dated": "2026-11-21"}, "dated"),
        ({"participant": ""}, "participant"),
        ({"other_party": "A university"}, "participant"),
        ({"until": "2026-12-01"}, "officer"),
        ({"officer": "officer", "until": "2026-11-24"}, "until"),
        ({"officer": "officer"}, "until"),
    ],
    ids=["to come", "written later", "from nobody", "from two", "for nobody", "gone by", "without end"],
)
def test_what_can_t_be_is_refused_at_its_field_and_takes_no_number(changed, field, xb, officer, office):
    if changed.get("officer"):
        changed = {**changed, "officer": officer.email}
    answer = office.post(API, {**NOTE, **changed}, content_type="application/json")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field]), answer.content
    assert not RegisteredLetter.everything.exists()
    assert registered(office).number == 1


def test_only_officers_register_letters_and_do_anything_with_them(letter, stranger, assistant, sign_in):
    for person, status in ((stranger, 403), (assistant, 403)):
        client = sign_in(person)
        assert client.get(f"{LIST}register/").status_code == status
        assert client.post(API, NOTE, content_type="application/json").status_code == status
        for act in ("lay", "answers", "add-scan", "close", "mistake"):
            assert client.get(f"{letter.get_absolute_url()}{act}/").status_code == status, act
    assert sign_in(stranger).get(f"{letter.get_absolute_url()}enter/").status_code == 403


# -- Who reads it.


def test_a_state_reads_its_own_letter_without_the_number_and_is_told_at_once(letter, stranger, sign_in):
    client = sign_in(stranger)
    page, row = client.get(letter.get_absolute_url()).content.decode(), client.get(f"{API}{letter.uid}/").json()
    assert ("Eco-tourism routes" in page, letter.reference in page) == (True, False)
    assert (row["subject"], row["reference"], row["next_acts"]) == ("Eco-tourism routes", "", [])
    assert set(Notice.objects.filter(kind="in-your-name").values_list("recipient__email", flat=True)) == {
        stranger.email
    }


def test_another_state_and_an_observer_find_nothing_of_it(letter, authority, observer, sign_in):
    for person in (authority, observer):
        client = sign_in(person)
        assert client.get(letter.get_absolute_url()).status_code == client.get(f"{API}{letter.uid}/").status_code == 404
        assert client.get(API).json()["count"] == 0
        assert client.get(f"{API}?search=eco-tourism&participant=XB").json()["count"] == 0
        assert "Eco-tourism" not in client.get(LIST).content.decode()
        assert letter.subject not in client.get("/search/?q=eco-tourism").content.decode()


def test_the_state_can_say_that_a_letter_was_not_its_own_and_the_page_shows_it(letter, stranger, office, sign_in):
    entry = EnteredForState.objects.get(participant__code="XB")
    page = office.get(letter.get_absolute_url()).content.decode()
    its_own = sign_in(stranger).get(letter.get_absolute_url()).content.decode()
    press = f"/people/entered/{entry.pk}/not-us/"
    assert (press in its_own, press in page) == (True, False)
    sign_in(stranger).post(press)
    marked = office.get(letter.get_absolute_url()).content.decode()
    assert (CONTESTED in page, CONTESTED in marked) == (False, True)


def test_the_secretariat_finds_it_by_its_number_and_its_state_doesn_t(letter, stranger, office, sign_in):
    assert office.get("/search/?q=IN-NV-2026-1")["Location"] == letter.get_absolute_url()
    assert office.get(f"{API}?search=IN-NV-2026-1").json()["count"] == 1
    client = sign_in(stranger)
    assert client.get(f"{API}?search=IN-NV-2026-1").json()["count"] == 0
    assert letter.subject not in client.get("/search/?q=IN-NV-2026-1").content.decode()
    assert letter.subject in client.get("/search/?q=eco-tourism").content.decode()


# -- Scans.


def test_a_scan_is_kept_with_its_digest_and_had_by_whoever_reads_the_letter(
    letter, stranger, authority, office, sign_in
):
    sent = office.post(f"{letter.get_absolute_url()}add-scan/", {"scan": a_scan(a_tiff())})
    assert sent.status_code == 302, sent.content
    kept = ScanOfALetter.objects.get()
    assert (kept.file_type, kept.size) == ("image/tiff", len(a_tiff()))
    for address in (
        reverse("correspondence-scan", args=[letter.uid, 1]), f"{API}{letter.uid}/scans/1/",
    ):  # fmt: skip
        answer = sign_in(stranger).get(address)
        assert b"".join(answer.streaming_content) == a_tiff()
        assert answer["Content-Disposition"] == 'attachment; filename="letter-2026-11-10-1.tif"'
        assert sign_in(authority).get(address).status_code == 404
    again = office.post(f"{letter.get_absolute_url()}add-scan/", {"scan": a_scan(a_tiff())})
    assert (again.status_code, "that very file already" in again.content.decode()) == (422, True)


def test_a_scan_that_was_a_mistake_is_had_by_nobody_and_a_letter_takes_a_pdf_with_it(xb, officer, office):
    form = {**NOTE, "once_key": "k", "scan": a_scan(a_pdf(), "note.pdf")}
    assert office.post(f"{LIST}register/", form).status_code == 302
    kept = ScanOfALetter.objects.get()
    correct(kept, officer)
    assert office.get(reverse("correspondence-scan", args=[kept.letter.uid, 1])).status_code == 404
    assert f"<s><bdi>{kept.name}</bdi></s>" in office.get(kept.letter.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (a_tiff(), None),
        (a_tiff(pages=3), None),
        (a_tiff(behind=b"\0" * 40), None),
        (a_tiff(behind=b"MZ" * 40), Reason.MIXED),
        (a_tiff(width=40_000), Reason.EXPANDS),
        (a_tiff(tags=((330, 4, 1, 8),)), Reason.EMBEDDED),
        (a_tiff(tags=((40_000, 7, 4 * 1024 * 1024, 8),)), Reason.EMBEDDED),
        (a_tiff()[:-20], Reason.DAMAGED),
        (b"II*\0" + b"\x0a\0\0\0" + a_tiff(pages=2)[8:-4] + b"\x0a\0\0\0", Reason.TOO_COMPLEX),
        (b"GIF89a" + bytes(20), Reason.NOT_AS_NAMED),
    ],
    ids=["a page", "pages", "zeros behind", "a program behind", "too wide", "a directory within", "a long remark", "cut",
         "in a circle", "another kind"],
)  # fmt: skip
def test_a_tiff_is_pages_of_pictures_and_nothing_else(data, reason):
    if reason is None:
        inspect_tiff(data)
        return
    with pytest.raises(FileRefused) as refused:
        inspect_tiff(data)
    assert refused.value.reason == reason


# -- What becomes of it.


def test_one_laid_to_an_officer_stands_on_their_desk_until_it_is_closed(letter, officer, office, sign_in):
    laid = office.post(f"{letter.get_absolute_url()}lay/", {"officer": officer.email, "until": "2026-11-30"})
    assert laid.status_code == 302, laid.content
    [line] = [line for line in office.get("/api/v1/desk/").json()["results"] if line["kind"] == "correspondence.close"]
    assert (line["about"], line["by_day"]) == ("Eco-tourism routes", "2026-11-30"), line
    assert line["officer"] == officer.email
    page = office.get("/desk/").content.decode()
    assert ("See to a letter" in page, officer.get_full_name() in page) == (True, True)
    # A colleague reads it among everybody's, and not among their own.
    colleague = sign_in(of_the_staff(StaffRole.ASSISTANT))
    assert "See to a letter" in colleague.get("/desk/?whose=everybodys").content.decode()
    mine = colleague.get("/desk/").context["desk"].mine
    assert "correspondence.close" not in {shown.line.kind for shown in mine}
    assert office.get(f"{API}?waits=open").json()["count"] == 1
    closed = office.post(f"{letter.get_absolute_url()}close/", {"closing": "Answered by phone."})
    assert closed.status_code == 302, closed.content
    assert "See to a letter" not in office.get("/desk/").content.decode()
    assert (office.get(f"{API}?waits=open").json()["count"], office.get(f"{API}?waits=on-file").json()["count"]) == (
        0,
        1,
    )
    assert office.get(f"{API}{letter.uid}/").json()["closing"] == "Answered by phone."
    assert office.post(f"{letter.get_absolute_url()}close/", {}).status_code == 422


def test_whether_a_letter_waits_is_nobodys_business_but_the_secretariats(letter, officer, stranger, office, sign_in):
    office.post(f"{letter.get_absolute_url()}lay/", {"officer": officer.email, "until": "2026-11-30"})
    client = sign_in(stranger)
    row = client.get(f"{API}{letter.uid}/").json()
    assert (row["officer"], row["until"], row["note"]) == ("", None, "")
    assert client.get(f"{API}?waits=on-file").json()["count"] == 1
    assert officer.get_full_name() not in client.get(letter.get_absolute_url()).content.decode()


def test_two_letters_of_which_one_answers_the_other_lead_to_each_other(letter, authority, office, sign_in):
    answer = entered_as_sent(office, addressees=["XB"], answers=str(letter.uid))
    assert answer.reference == "OUT-NV-2026-1"
    assert answer.get_absolute_url() in office.get(letter.get_absolute_url()).content.decode()
    assert letter.get_absolute_url() in office.get(answer.get_absolute_url()).content.decode()
    later = registered(office, subject="Thanks", dated="2026-11-22", day="2026-11-23", participant="XA")
    said = office.post(f"{later.get_absolute_url()}answers/", {"answers": str(answer.uid)})
    assert said.status_code == 302, said.content
    # XA reads its own letter, and nothing of one that went to XB alone.
    row = sign_in(authority).get(f"{API}{later.uid}/").json()
    assert row["answers"] is None
    assert answer.subject not in sign_in(authority).get(later.get_absolute_url()).content.decode()
    refused = office.post(f"{letter.get_absolute_url()}answers/", {"answers": str(later.uid)})
    assert (refused.status_code, "That one is dated later." in refused.content.decode()) == (422, True)


# -- Out.


def test_one_that_went_out_is_read_by_those_to_whom_it_went_who_read_of_no_other(
    xb, authority, observer, office, sign_in
):
    sent = entered_as_sent(office, addressees=["XA", "XB"])
    client = sign_in(authority)
    assert client.get(f"{API}{sent.uid}/").json()["addressees"] == ["XA"]
    assert sign_in(observer).get(sent.get_absolute_url()).status_code == 404
    assert office.get(f"{API}{sent.uid}/").json()["addressees"] == ["XA", "XB"]
    page = client.get(sent.get_absolute_url()).content.decode()
    assert (str(xb) in page, sent.reference in page) == (False, False)


# -- The register.


def test_in_and_out_stand_in_one_list_that_is_narrowed_and_taken_home(letter, xa, office):
    sent = entered_as_sent(office, subject="An invitation")
    for query, subjects in (
        ("", ["An invitation", "Eco-tourism routes"]),
        ("?direction=in", ["Eco-tourism routes"]),
        ("?direction=out", ["An invitation"]),
        ("?participant=XA", ["An invitation"]),
        ("?participant=XB", ["Eco-tourism routes"]),
        ("?channel=courier", ["An invitation"]),
        ("?year=2025", []),
        ("?series=NV&year=2026", ["An invitation", "Eco-tourism routes"]),
        ("?search=invitation", ["An invitation"]),
        ("?as_of=2026-11-20", ["Eco-tourism routes"]),
    ):
        rows = office.get(f"{API}{query}").json()["results"]
        assert [row["subject"] for row in rows] == subjects, query
        page = office.get(f"{LIST}{query}").content.decode()
        assert [row.subject in page for row in (sent, letter)] == [row.subject in subjects for row in (sent, letter)]
    text = b"".join(office.get(f"{API}?format=csv")).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["reference"] for line in lines] == ["OUT-NV-2026-1", "IN-NV-2026-1"]


@pytest.mark.parametrize("address", [LIST, API], ids=["the page", "programs"])
def test_the_list_is_read_at_one_price_for_one_letter_and_for_three(
    address, xb, authority, office, django_assert_num_queries
):
    # The years of letters that one reads are asked of the page alone.
    price = 7 if address == LIST else 6
    for rows in (1, 2):
        for number in range(rows):
            registered(office, subject=f"Letter {rows} {number}")
            entered_as_sent(office, subject=f"Answer {rows} {number}")
        office.get(address)
        with django_assert_num_queries(price):
            assert office.get(address).status_code == 200


def test_the_list_offers_the_years_of_letters_that_one_reads(letter, office, authority, sign_in):
    registered(office, participant="XB", dated="2024-11-10", day="2024-11-12")
    for client, years in ((office, ["", "2026", "2024"]), (sign_in(authority), [""])):
        form = client.get(LIST).context["form"]
        assert [value for value, _label in form.fields["year"].widget.choices] == years
