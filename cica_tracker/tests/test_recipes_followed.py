"""Each recipe of `docs/recipes.md` that has no test elsewhere, followed with something invented and found at every door."""

import csv
import datetime as dt
import io
from dataclasses import replace

import lxml.html
import pytest
from django.db.models import CheckConstraint, Q
from django.urls import reverse

from desk.reminders import Reminds
from journal.actions import record
from journal.names import Name
from journal.staff import is_officer
from journal.verbs import VERBS, add_verbs
from meetings.choices import Format, Status
from meetings.filters import MeetingFilter
from meetings.models import Meeting, WorkingGroup
from meetings.tests.factories import MeetingFactory, WorkingGroupFactory
from members.access import desks_of
from notices import sources
from notices.actions import send_due, sweep
from notices.kinds import KINDS, REMINDERS, KindOfReminder, text
from notices.kinds import add as add_kind
from notices.tests.worlds import AT, a_lead
from record.acts import TABLE
from record.acts.corrections import correctable
from record.awaiting import LINES, DeskLine, LinesOf, WhenAwaited
from record.corrections import KINDS as CORRECTABLE
from record.corrections import CorrectableKind
from record.filters import SomeOfFilter
from record.sentences import lay_on

pytestmark = pytest.mark.django_db


def test_a_filter_narrows_the_page_the_api_and_the_file_and_is_described(officer, sign_in, monkeypatch):
    way = SomeOfFilter(field_name="format", label="Way of meeting", choices=Format.choices, help_text="By which way.")
    monkeypatch.setitem(MeetingFilter.base_filters, "way", way)
    online = MeetingFactory(status=Status.HELD, format=Format.ONLINE)
    MeetingFactory(status=Status.HELD, format=Format.IN_PERSON)
    office, asked = sign_in(officer), {"way": "online"}
    page = office.get("/meetings/", asked)
    assert [meeting.reference for meeting in page.context["page"]] == [online.reference]
    assert "Way of meeting" in page.content.decode()
    rows = office.get("/api/v1/meetings/", asked).json()["results"]
    assert [row["reference"] for row in rows] == [online.reference]
    table = b"".join(office.get("/api/v1/meetings/", {**asked, "format": "csv"}).streaming_content).decode("utf-8-sig")
    assert [row["reference"] for row in csv.DictReader(io.StringIO(table))] == [online.reference]
    assert office.get("/meetings/", {"way": "by-letter"}).status_code == 400
    assert list(office.get("/api/v1/meetings/", {"way": "by-letter"}).json()["errors"]) == ["way"]
    described = office.get("/api/v1/schema/?format=json").json()["paths"]["/api/v1/meetings/"]["get"]["parameters"]
    assert "By which way." in next(row for row in described if row["name"] == "way")["description"]


def test_a_word_of_the_journal_is_read_on_its_page_and_in_the_admin(officer, sign_in):
    add_verbs({"served tea": "served tea, as an invented word has it"})
    try:
        meeting = MeetingFactory(status=Status.HELD)
        record(by=officer, verb="served tea", about=meeting, changes={"cups": [None, 3]})
        office = sign_in(officer)
        for address in (
            reverse("admin:journal_entry_changelist"),
            reverse("admin:meetings_meeting_history", args=[meeting.pk]),
        ):
            assert "served tea, as an invented word has it" in office.get(address).content.decode(), address
    finally:
        del VERBS["served tea"]


def test_a_constraint_is_told_in_its_sentence_wherever_a_row_is_entered(officer, sign_in, monkeypatch):
    fewer = CheckConstraint(condition=~Q(until=dt.date(2030, 5, 21)), name="no_group_ends_on_the_day_of_tea")
    monkeypatch.setattr(WorkingGroup._meta, "constraints", [*WorkingGroup._meta.constraints, fewer])
    lay_on([WorkingGroup], {"no_group_ends_on_the_day_of_tea": "On the day of tea no group ends."})
    group, office = WorkingGroupFactory(code="SWG-9"), sign_in(officer)
    address = reverse("admin:meetings_workinggroup_change", args=[group.pk])
    page = lxml.html.fromstring(office.get(address).content.decode())
    typed = dict(page.forms[-1].form_values())
    refused = office.post(address, {**typed, "until": "2030-05-21", "source": "Another source"})
    assert "On the day of tea no group ends." in refused.content.decode()
    group.refresh_from_db()
    assert group.until is None


@pytest.fixture
def mistakes_of_meetings():
    """As a room would say it of its noun: one row."""
    before, act = CORRECTABLE["meeting"], TABLE.rows["meeting"]["mistake"]
    correctable(
        CorrectableKind(
            model=Meeting,
            blocks=lambda meeting: ["Tea is still being served."] if meeting.note == "tea" else [],
            effect="The tea was never served.",
        )
    )
    yield
    CORRECTABLE["meeting"], TABLE.rows["meeting"]["mistake"] = before, act


def test_a_mistake_is_offered_with_what_it_does_and_what_blocks_it(mistakes_of_meetings, officer, stranger, sign_in):
    office = sign_in(officer)
    meeting, served = MeetingFactory(status=Status.HELD), MeetingFactory(status=Status.HELD, note="tea")
    for address in (
        f"/meetings/{meeting.reference}/mistake/",
        reverse("admin:meetings_meeting_mistake", args=[meeting.pk]),
    ):
        page = office.get(address)
        assert page.status_code == 200
        assert "The tea was never served." in page.content.decode(), address
    why = {"reason": "It is a test."}
    refused = office.post(f"/api/v1/meetings/{served.reference}/mistake/", why, content_type="application/json")
    assert (refused.status_code, "Tea is still being served." in refused.content.decode()) == (422, True)
    assert "mistake" in {
        row["name"] for row in office.get(f"/api/v1/meetings/{meeting.reference}/").json()["next_acts"]
    }
    assert sign_in(stranger).get(f"/meetings/{meeting.reference}/mistake/").status_code == 403
    assert "The tea was never served." not in sign_in(stranger).get(meeting.get_absolute_url()).content.decode()


@pytest.fixture
def tea_time(authority):
    """As an app of tomorrow would declare a reminder: a kind, and a row of what reminds."""
    kind = KindOfReminder(
        "tea-time",
        "Tea is served soon",
        is_official=False,
        placeholders=(text("what", "what is served"),),
        line="{what} is served soon.",
        body="{what} is served soon, and everybody is welcome.",
    )
    add_kind(kind)
    wanted = a_lead(authority, kind="tea-time", values={"what": "Green tea"}, fingerprint="")
    row = Reminds("tea-time", "everybody", "AA 35", lambda now: [wanted])
    before = dict(sources.SOURCES)
    sources.SOURCES.clear()
    sources.add(row.kind, row)
    yield
    sources.SOURCES.clear()
    sources.SOURCES.update(before)
    del KINDS["tea-time"], REMINDERS["tea-time"]


def test_a_reminder_goes_by_letter_and_portal_and_its_words_are_the_secretariats(
    tea_time, authority, officer, sign_in, mailoutbox
):
    sweep(at=AT)
    assert send_due(at=AT) == {"accepted": 1}
    [letter] = mailoutbox
    assert letter.to == [authority.email]
    assert "Green tea is served soon, and everybody is welcome." in letter.message().get_body(("plain",)).get_content()
    assert "Green tea is served soon." in sign_in(authority).get("/notices/").content.decode()
    office = sign_in(officer)
    assert "Tea is served soon" in office.get(reverse("reminders-wordings")).content.decode()
    assert "{what} is served soon." in office.get(reverse("reminders-wording", args=["tea-time"])).content.decode()
    assert office.get(reverse("reminders-wording", args=["tea-time"])).status_code == 200
    assert sign_in(authority).get(reverse("reminders-wordings")).status_code == 403


def meetings_with_tea(rows, user, at):
    return rows.filter(note="tea") if is_officer(user) else rows.none()


def test_an_act_that_says_when_it_awaits_somebody_stands_on_their_desk_and_in_the_api(
    officer, stranger, sign_in, monkeypatch
):
    """As an act of tomorrow would declare it: one field of its row, and nothing of the desk's."""
    pour = replace(
        TABLE.rows["meeting"]["held"],
        name="pour",
        label="Pour the tea",
        awaits=WhenAwaited(
            rows=meetings_with_tea, by=lambda meeting: meeting.starts_on, what="Pour the tea before it is cold"
        ),
    )
    monkeypatch.setitem(TABLE.rows["meeting"], "pour", pour)
    meeting = MeetingFactory(status=Status.PLANNED, note="tea", starts_on=dt.date(2030, 5, 21))
    office = sign_in(officer)
    page = office.get("/desk/")
    [shown] = [row for row in page.context["desk"].to_do if row.line.kind == "meeting.pour"]
    assert (shown.line.by, shown.line.press.address) == (meeting.starts_on, f"/meetings/{meeting.reference}/pour/")
    assert "Pour the tea before it is cold" in page.content.decode()
    [row] = office.get("/api/v1/desk/?kind=meeting.pour").json()["results"]
    assert (row["reference"], row["by_day"]) == (meeting.reference, "2030-05-21")
    body = {"line": row["line"], "word": "It is still too hot."}
    assert office.post("/api/v1/desk-entries/set-aside/", body, content_type="application/json").status_code == 201
    assert office.get("/api/v1/desk/?kind=meeting.pour").json()["results"] == []
    assert "Pour the tea" not in sign_in(stranger).get("/desk/").content.decode()
    meeting.note = "drunk"
    meeting.save()
    desk = office.get("/desk/").context["desk"]
    assert "meeting.pour" not in {row.line.kind for row in desk.every}


def test_a_source_of_lines_puts_them_on_the_desk_of_whom_it_names(authority, officer, sign_in, monkeypatch):
    def lines(user, at):
        if "XA" in desks_of(user, at.date()):
            yield DeskLine(kind="tea", about=Name("tea", "green"), desk="XA", what="Choose a tea", page="/")

    source = LinesOf(kind="tea", label="Teas to choose", article="AA 35", lines=lines)
    monkeypatch.setitem(LINES.rows, "tea", source)
    assert "Choose a tea" in sign_in(authority).get("/desk/?kind=tea").content.decode()
    assert "Choose a tea" not in sign_in(officer).get("/desk/?whose=everybodys").content.decode()


def test_a_source_that_fails_leaves_the_rest_of_the_desk_alone(officer, sign_in, monkeypatch):
    def lines(user, at):
        raise ValueError("no tea")

    monkeypatch.setitem(LINES.rows, "tea", LinesOf(kind="tea", label="Teas", article="AA 35", lines=lines))
    assert "Plan a meeting" in sign_in(officer).get("/desk/").content.decode()
