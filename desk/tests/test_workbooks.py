"""A state's entries go home as a workbook and come back: nothing is guessed, nothing half entered, nothing of another's in it."""

import datetime as dt
import io
import subprocess
import zipfile
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from activities.models import Activity, Information, ProgressNote
from activities.tests.factories import ActivityFactory, InformationFactory, ProgressNoteFactory
from activities.tests.test_action_plans import PERIOD, PLANS, THREE, sent
from commitments.tests.stories import Story
from desk.models import BroughtFile
from desk.tests.entries import a_workbook
from desk.tests.workbooks import bring, brought, enter, filled, look, opened, rows_in, saved, sheet_of, taken
from journal.models import Entry
from journal.verification import verify
from law.cica.bodies import Body
from meetings.choices import Status
from meetings.models import Attendance
from meetings.tests.factories import MeetingFactory
from members.models import EnteredForState
from members.tests.factories import UserFactory
from papers.inspection.reasons import FileRefused, Reason
from papers.inspection.xlsx import check_pieces
from papers.tests.files.libreoffice import PROGRAM
from papers.uploads import inspect
from record.sheets.cells import UnreadableCell, as_day, as_flag, as_hour, as_number

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
LANGUAGES = [code for code, _name in settings.LANGUAGES]
KINDS = ("activities", "action-plans", "progress", "information", "delegations")


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def story(authority, preparer, stranger, chair, officer) -> Story:
    """XA coordinates a commitment, with an entry of every kind of its own, and XB has its own of each."""
    story = Story(author=authority, chair=chair, officer=officer)
    for person in (authority, stranger):
        state, code = person.focal_points.get().participant, person.email
        ActivityFactory(
            owner=state, title={"en": f"=Workshop of {code}", "ru": "Семинар\u00a0первый"}, expected={"en": "One\r\ntwo"},
            opens_at=dt.time(9, 30), format="online", by=person,
        )  # fmt: skip
        ProgressNoteFactory(owner=state, within=story.commitment.folder, text=f"Note of {code}", by=person)
        InformationFactory(owner=state, title={"en": f"Information of {code}"}, by=person)
    meeting = MeetingFactory(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on=dt.date(2027, 6, 1))
    Attendance.objects.create(meeting=meeting, participant=story.state, by=authority).delegates.create(
        name="Amb. A", rank="ambassador", is_head=True
    )
    return story


@pytest.fixture
def client_of_xa(story, authority, sign_in) -> Any:
    client = sign_in(authority)
    body = {"commitment": story.commitment.reference, "audience": "members", **PERIOD, **THREE}
    assert sent(client, PLANS, **body).status_code == 201
    return client


def test_what_was_taken_and_not_touched_changes_nothing_in_any_language_or_order(client_of_xa):
    for language in LANGUAGES:
        data = taken(client_of_xa, language=language)
        book = opened(data)
        assert [len(rows_in(book, kind)) for kind in KINDS] == [1, 3, 1, 1, 1]
        assert bool(book.worksheets[1].sheet_view.rightToLeft) is (language == "ar")
        for sheet in book.worksheets[1:-2]:
            sheet.title = f"x {sheet.title}"[:31]
            sheet.move_range(f"A1:{sheet.dimensions.split(':')[1]}", cols=2)
            sheet.cell(200, 1).value = "  "
        for changed in (data, saved(book)):
            file = bring(client_of_xa, changed)
            assert look(client_of_xa, file) == [], language
            assert "Nothing changes" in client_of_xa.get(file.get_absolute_url()).content.decode()
            assert enter(client_of_xa, file).status_code == 422
    assert BroughtFile.objects.count() == 2 * len(LANGUAGES)
    bring(client_of_xa, data)
    assert BroughtFile.objects.count() == 2 * len(LANGUAGES), "the same again"


def test_a_workbook_holds_not_a_byte_of_another_s_whoever_takes_it(client_of_xa, story, officer, sign_in, stranger):
    hidden = ActivityFactory(
        owner=stranger.focal_points.get().participant, title={"en": "CANARY"}, audience="secretariat"
    )
    assert hidden.within is None
    for client in (client_of_xa, sign_in(officer)):
        book = opened(taken(client))
        texts = [
            str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell
        ]
        assert any("Workshop of authority@xa" in text for text in texts)
        assert not [text for text in texts if "stranger@" in text or "CANARY" in text]
        assert {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row} <= {
            "s",
            "n",
            "d",
        }
    assert sign_in(stranger).post("/entries/take/", {"state": "XA", "language": "en"}).status_code == 422
    entry = Entry.objects.filter(verb="took a document").in_order().last()
    assert entry.changes["document"] == [None, "entries:XA"]
    assert len(entry.changes["sha256"][1]) == 64


def test_a_row_that_is_changed_and_one_that_is_new_go_by_the_acts_that_pages_go_by(client_of_xa, story, authority):
    data = taken(client_of_xa, language="ru")
    data = filled(data, "activities", {
        3: {"title": "Semi\u00a0nar", "starts_on": 46500, "host": "XB"},
        4: {"title": "New one", "kind": "workshop", "measure": rows_in(opened(data), "activities")[0]["measure"],
            "starts_on": "١٤٫٠٣".replace("٫", ".") + ".٢٠٢٧", "opens_at": dt.time(9, 30)},
    })  # fmt: skip
    data = filled(data, "progress", {4: {
        "commitment": story.commitment.reference, "since": dt.datetime(2027, 1, 1), "until": "2027年3月１日", "nothing_new": "да",
    }})  # fmt: skip
    data = filled(
        data, "information", {4: {"area": story.commitment.area.reference, "title": "Rules", "text": "Text of it"}}
    )
    data = filled(
        data,
        "delegations",
        {4: {"of": rows_in(opened(data), "delegations")[0]["of"], "name": "Mr B", "rank": "official"}},
    )
    data = filled(data, "action-plans", {3: {"place": "Elsewhere"}})
    file = bring(client_of_xa, data)
    told = look(client_of_xa, file)
    assert [(row["kind"], row["is_new"], row["problems"]) for row in told if row["problems"]] == []
    assert [(cell["address"], cell["problems"]) for row in told for cell in row["cells"] if cell["problems"]] == []
    answer = enter(client_of_xa, file)
    assert answer.status_code == 302, answer.context["form"].errors
    changed = Activity.objects.get(owner=story.state, title__en="Semi nar")
    assert (changed.starts_on, changed.host.code, changed.opens_at) == (dt.date(2027, 4, 23), "XB", dt.time(9, 30))
    assert changed.title["ru"] == "Семинар\u00a0первый", "what wasn't touched stays as it was written"
    new = Activity.objects.get(title__en="New one")
    assert (new.starts_on, new.owner, new.turns.count()) == (dt.date(2027, 3, 14), story.state, 1)
    assert ProgressNote.objects.get(nothing_new=True).until == dt.date(2027, 3, 1)
    assert Information.objects.get(title__en="Rules").owner == story.state
    assert {row.name for row in Attendance.objects.get().delegates.serving()} == {"Amb. A", "Mr B"}
    plan = story.commitment.folder.action_plans.get()
    assert (plan.content[0]["place"], len(plan.content), plan.versions.count()) == ({"en": "Elsewhere"}, 3, 2)
    file.refresh_from_db()
    assert (file.begun, file.changed, file.stage) == (4, 2, "done")
    entry = Entry.objects.get(verb="entered a workbook")
    assert entry.changes["sha256"] == [None, file.sha256]
    assert verify().fault == ""
    assert enter(client_of_xa, file).status_code in {403, 409, 422}, "once"


def test_nothing_is_half_entered_and_rows_are_set_aside_by_name(client_of_xa, story):
    data = filled(taken(client_of_xa), "activities", {
        3: {"title": "Changed"},
        4: {"title": "No kind, and a day that is two", "starts_on": "03/04/2027"},
    })  # fmt: skip
    file = bring(client_of_xa, data)
    [changed, wrong] = look(client_of_xa, file)
    assert changed["cells"][0]["after"] == "Changed"
    problems = {cell["column"]: cell["problems"] for cell in wrong["cells"] if cell["problems"]}
    assert "read one way alone" in problems["starts_on"][0]
    assert wrong["cells"][0]["address"][-1] == "4"
    refused = enter(client_of_xa, file)
    assert refused.status_code == 422
    assert not Activity.objects.filter(title__en="Changed").exists()
    assert file.stage == BroughtFile.objects.get().stage == "waiting"
    page = client_of_xa.get(file.get_absolute_url()).content.decode()
    assert "read one way alone" in page
    assert "Activities!4" in page
    assert enter(client_of_xa, file, set_aside="Activities!9").status_code == 422
    assert enter(client_of_xa, file, set_aside="Activities!4").status_code == 302
    assert Activity.objects.filter(title__en="Changed").count() == 1
    assert BroughtFile.objects.get().aside == ["Activities!4"]


def test_what_changed_meanwhile_is_shown_with_both_values_and_stops_the_row(client_of_xa, story, authority):
    data = taken(client_of_xa)
    Activity.objects.filter(owner=story.state).update(
        title={"en": "House"}, place={"en": "City"}, sequence=5, changed_at=NOW
    )
    file = bring(client_of_xa, filled(data, "activities", {3: {"title": "File", "expected": "Three"}}))
    [row] = look(client_of_xa, file)
    cells = {cell["column"]: cell for cell in row["cells"]}
    assert (cells["title"]["before"], cells["title"]["after"]) == ("House", "File")
    assert "The record says now: House. Your file says: File." in cells["title"]["problems"][0]
    assert (cells["place"]["meanwhile"], cells["place"]["problems"]) == ("City", [])
    assert enter(client_of_xa, file).status_code == 422
    other = bring(client_of_xa, filled(data, "activities", {3: {"expected": "Three"}}))
    assert enter(client_of_xa, other).status_code == 302
    activity = Activity.objects.get(owner=story.state)
    assert (activity.expected["en"], activity.title["en"], activity.place["en"]) == ("Three", "House", "City")


def test_a_preparer_s_workbook_waits_for_the_authority_and_a_letter_s_for_the_secretariat(
    client_of_xa, story, preparer, officer, observer, stranger, sign_in
):
    client, office = sign_in(preparer), sign_in(officer)
    file = bring(client, filled(taken(client), "activities", {3: {"title": "Prepared"}}))
    assert enter(client, file).status_code in {403, 422}
    assert "would change, and enter it" in client_of_xa.get("/desk/").content.decode()
    for other in (office, sign_in(stranger), sign_in(observer)):
        assert other.get(file.get_absolute_url()).status_code == 404
    assert enter(client_of_xa, file).status_code == 302
    data = filled(taken(office), "activities", {3: {"title": "By letter"}})
    letter = {"on_behalf_of": "XA", "channel": "note-verbale", "dated": "2027-02-20", "letter_reference": "Note 7"}
    assert brought(office, data, **{**letter, "on_behalf_of": "XB"}).status_code == 422, "another state's"
    by_letter = bring(office, data, **letter)
    assert "would change, and enter it" in office.get("/desk/").content.decode()
    assert enter(office, by_letter).status_code == 302
    assert Activity.objects.get(owner=story.state).title["en"] == "By letter"
    assert EnteredForState.objects.filter(participant=story.state, letter="Note 7").exists()


def test_what_is_no_workbook_of_ours_is_refused_with_a_sentence(client_of_xa, sign_in):
    data = taken(client_of_xa)
    foreign = opened(data)
    del foreign["cica"]
    for wrong, words in (
        (b"PK\x03\x04" + b"0" * 99, "damaged"),
        (b"x", "workbook"),
        (saved(foreign), "not taken from here"),
    ):
        answer = brought(client_of_xa, wrong)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    assert BroughtFile.objects.count() == 0
    assert sign_in(UserFactory()).get("/entries/").status_code == 200
    book = opened(data)
    sheet, columns = sheet_of(book, "activities")
    sheet.cell(3, columns["key"]).value = "0" * 8
    [row] = look(client_of_xa, bring(client_of_xa, saved(book)))
    assert "no such entry" in row["problems"][0]


def test_it_goes_and_comes_by_rest(client_of_xa, story):
    file = client_of_xa.get("/api/v1/entries/XA/?language=ar")
    assert (file.status_code, file["Content-Type"].split(";")[0][-5:]) == (200, "sheet")
    assert client_of_xa.get("/api/v1/entries/XB/").status_code == 404
    data = filled(bytes(file.content), "activities", {3: {"title": "By REST"}})
    answer = client_of_xa.post("/api/v1/workbooks/", {"file": SimpleUploadedFile("a.xlsx", data)})
    assert answer.status_code == 201, answer.content
    uid = answer.json()["uid"]
    assert answer.json()["rows"][0]["cells"][0]["after"] == "By REST"
    done = sent(client_of_xa, f"/api/v1/workbooks/{uid}/enter/")
    assert (done.status_code, done.json()["stage"]) == (200, "done"), done.content
    assert client_of_xa.get(f"/api/v1/workbooks/{uid}/file/").content == data


def test_a_workbook_that_does_more_than_hold_cells_is_refused_and_one_of_another_program_is_not():
    data = a_workbook("XA")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    for wrong, more in (
        (Reason.MACROS, {"xl/vbaProject.bin": b"0"}),
        (Reason.FROM_ELSEWHERE, {"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        (Reason.FROM_ELSEWHERE, {"xl/connections.xml": b"<a/>"}),
        (Reason.EMBEDDED, {"xl/embeddings/a.xlsx": b"PK"}),
        (Reason.ACTIVE_PARTS, {"xl/activeX/activeX1.xml": b"<a/>"}),
        (Reason.DOCUMENT_TYPE, {sheet: b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts[sheet]}),
        (Reason.EXPANDS, {sheet: parts[sheet] + b" " * 5_000_000}),
        (Reason.NOT_A_WORKBOOK, {"[Content_Types].xml": b'<Types xmlns="t"/>'}),
        (
            None,
            {"xl/printerSettings/printerSettings1.bin": b"0", "docProps/custom.xml": b"<a/>", "xl/media/a.png": b"0"},
        ),
    ):
        assert inspect(zipped({**parts, **more}), "xlsx") == wrong, more
    edge = [b"<a>" + b" " * 60 + b"<!DOC", b"TYPE a>"]
    with pytest.raises(FileRefused):
        check_pieces(iter(edge), is_text=True)
    assert inspect(data, "xlsx") is None


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def test_a_cell_says_the_same_whichever_program_and_language_saved_it():
    excel, of_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
    for cell, epoch in (
        (dt.datetime(2027, 3, 14), excel), (46460, excel), (44998.0, of_1904), ("2027-03-14", excel), ("14.03.2027", excel),
        ("2027年3月14日", excel), ("٢٠٢٧-٠٣-١٤", excel), ("۲۰۲۷/۳/۱۴", excel), ("\u00a02027-03-14 00:00:00", excel),
        ("２０２７-０３-１４", excel),
    ):  # fmt: skip
        assert as_day(cell, epoch) == dt.date(2027, 3, 14), cell
    for cell in ("03/04/2027", "soon", -1, True, 10.5e9):
        with pytest.raises(UnreadableCell):
            as_day(cell, excel)
    assert {as_flag(cell) for cell in (True, "ИСТИНА", "是", "نعم", "１", "Yes", 1, "x")} == {True}
    assert {as_flag(cell) for cell in (False, "ложь", "否", "لا", 0, "No")} == {False}
    assert {as_hour(cell) for cell in (dt.time(9, 30), 0.3958333, "9:30", "٠٩:٣٠", dt.datetime(1900, 1, 1, 9, 30))} == {
        dt.time(9, 30)
    }
    assert {as_number(cell) for cell in (12, 12.0, "12", "１２", "١٢", "12,0")} == {12}


@pytest.mark.night
@pytest.mark.skipif(PROGRAM is None, reason="there is no LibreOffice on this machine")
def test_what_libreoffice_saved_changes_nothing(client_of_xa, tmp_path):
    for language in LANGUAGES:
        taken_home = tmp_path / f"{language}.xlsx"
        taken_home.write_bytes(taken(client_of_xa, language=language))
        saved_again = tmp_path / "out"
        home = f"-env:UserInstallation=file://{tmp_path}/home"
        words = [
            str(PROGRAM),
            home,
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(saved_again),
            str(taken_home),
        ]
        subprocess.run(words, check=True, capture_output=True, timeout=120)
        file = bring(client_of_xa, (saved_again / taken_home.name).read_bytes())
        assert look(client_of_xa, file) == [], language
