"""The form of receipts offers what one asks for, of any addressee, page by page; and what need not be served is set aside."""

import html
import re

import pytest
import time_machine
from django.utils import translation

from journal.models import Entry
from meetings.actions.telling import tell_of
from meetings.kinds import MEETING_PLANNED
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from notices.acts import addressed
from notices.lines import to_serve_on_paper
from notices.models import Addressee, PaperReceipt
from notices.tests.test_served_on_paper import ENTERED, a_member_with_nobody
from notices.tests.worlds import AT, DAY

# What was set aside is found by a key cast to text.
pytestmark = [pytest.mark.django_db, pytest.mark.both]
FORM, ASIDE, LIST = "/served/enter/", "/served/set-aside/", "/served/"
BOX = re.compile(r'name="addressees" value="([0-9a-f-]+)"[^>]*?( checked)?>')


def a_meeting(days: int) -> Meeting:
    return MeetingFactory(starts_on=AT.date() + days * DAY, status="planned")


@pytest.fixture
def told(authority, stranger, chair) -> tuple[Meeting, Meeting]:
    """Two meetings, the second told later; XY and XZ have nobody in the portal, XA and XB have."""
    for code in ("XY", "XZ"):
        a_member_with_nobody(code)
    earlier, later = a_meeting(40), a_meeting(50)
    tell_of(MEETING_PLANNED, [earlier], AT)
    tell_of(MEETING_PLANNED, [later], AT + DAY)
    return earlier, later


@pytest.fixture(autouse=True)
def two_days_later():
    with time_machine.travel(AT + 2 * DAY, tick=False):
        yield


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


def offered(client, address: str) -> list[tuple[str, str, bool]]:
    """State and meeting of each box, in order, with whether it is ticked."""
    boxes = BOX.findall(client.get(address).content.decode())
    rows = {str(row.uid): row for row in Addressee.objects.select_related("participant")}
    return [(rows[uid].participant.code, rows[uid].about_key, bool(ticked)) for uid, ticked in boxes]


def pressed(client, address: str, body: dict):
    """Looked at first, and sent by the button that stands beside what is done."""
    first = client.post(address, body)
    assert first.status_code == 200
    assert "Nothing is saved yet" in first.content.decode(), first.context["form"].errors
    return client.post(address, {**body, "previewed": first.context["form"].fingerprint()})


def test_the_form_offers_what_waits_the_newest_first_and_of_a_question_what_it_asks(told, office):
    earlier, later = (meeting.reference for meeting in told)
    everything = [(state, meeting, False) for meeting in (later, earlier) for state in ("XY", "XZ")]
    assert offered(office, FORM) == everything
    assert offered(office, f"{FORM}?state=XZ") == [row for row in everything if row[0] == "XZ"]
    assert offered(office, f"{FORM}?search={earlier}") == [row for row in everything if row[1] == earlier]
    assert offered(office, f"{FORM}?kind=decision-taken&stands=to-serve") == []
    page = office.get(f"{LIST}?state=XZ&stands=to-serve").content.decode()
    assert (
        f'href="{FORM}?state=XZ&amp;stands=to-serve"' in page or f'href="{FORM}?stands=to-serve&amp;state=XZ"' in page
    )


def test_all_of_a_thing_are_ticked_by_one_press_and_those_ticked_on_the_list_come_along(told, office):
    _earlier, later = (meeting.reference for meeting in told)
    page = office.get(FORM).content.decode()
    [these] = {link.replace("&amp;", "&") for link in re.findall(r'href="(\?[^"]*about=[^"]*)"', page) if later in link}
    ticked = offered(office, FORM + these)
    assert {row for row in ticked if row[1] != later or not row[2]} == set()
    assert {"XA", "XB", "XY", "XZ"} <= {row[0] for row in ticked}
    row = Addressee.objects.get(participant__code="XY", about_key=later)
    assert offered(office, f"{FORM}?row={row.uid}&row=nonsense") == [("XY", later, True)]


def test_a_long_form_has_a_way_to_the_rest_and_what_was_ticked_comes_along(told, office, monkeypatch):
    monkeypatch.setattr(addressed, "ON_A_PAGE", 3)
    earlier, later = (meeting.reference for meeting in told)
    first, second = offered(office, FORM), offered(office, f"{FORM}?page=2")
    assert [row[:2] for row in first + second] == [(s, m) for m in (later, earlier) for s in ("XY", "XZ")]
    assert 'href="?page=2"' in office.get(FORM).content.decode()
    # What was ticked where another page, or no question, is asked, stays ticked.
    last = Addressee.objects.get(participant__code="XZ", about_key=earlier)
    again = office.post(FORM, {"addressees": [str(last.uid)]})
    assert (str(last.uid), " checked") in BOX.findall(again.content.decode())


def test_a_receipt_is_entered_for_whom_the_portal_reached_where_the_note_went_to_all(told, office, xa):
    reached = Addressee.objects.get(participant=xa, about_key=told[1].reference)
    assert not reached.on_paper
    body = {**ENTERED, "addressees": [str(reached.uid)], "day": (AT + DAY).date().isoformat(), "once_key": "k"}
    assert pressed(office, f"{FORM}?about=meeting:{told[1].reference}", body).status_code == 302
    assert PaperReceipt.objects.get().addressee == reached
    assert [row[0] for row in offered(office, f"{FORM}?about=meeting:{told[1].reference}&state=XA")] == []


def test_what_need_not_be_served_is_set_aside_with_a_word_that_stays_and_a_receipt_may_follow(
    told, office, officer, authority, sign_in
):
    earlier, later = told
    rows = list(Addressee.objects.to_be_served().filter(about_key=earlier.reference).order_by("pk"))
    body = {"addressees": [str(row.uid) for row in rows], "word": "The day is past."}
    assert sign_in(authority).get(ASIDE).status_code in (403, 404)
    assert pressed(office, ASIDE, body).status_code == 302
    assert {row[1] for row in offered(office, FORM)} == {later.reference}
    [line] = to_serve_on_paper(officer, AT)
    assert str(line.what).startswith("Serve 2 things")
    page = office.get(f"{LIST}?stands=set-aside").content.decode()
    assert page.count("The day is past.") == 2
    listed = office.get("/api/v1/addressees/", {"stands": "set-aside"}).json()["results"]
    assert [row["stands"] for row in listed] == ["set-aside"] * 2
    assert Entry.objects.filter(verb="set aside what was to be served on paper", about_kind="addressee").count() == 2
    # Whoever was first is told so to the second; and what is served all the same has its receipt.
    late = office.post(ASIDE, {**body, "previewed": office.post(ASIDE, body).context["form"].data.get("previewed", "")})
    assert late.status_code != 302
    receipt = {**ENTERED, "addressees": [str(rows[0].uid)], "day": AT.date().isoformat(), "once_key": "k"}
    assert pressed(office, FORM, receipt).status_code == 302
    assert [
        row["stands"]
        for row in office.get(
            "/api/v1/addressees/", {"search": earlier.reference, "state": rows[0].participant.code}
        ).json()["results"]
    ] == ["served"]


def test_the_filter_names_the_thing_asked_about_and_drops_it_and_of_what_one_does_not_see_it_says_what_was_typed(
    told, office, officer
):
    officer.language = "ru"
    officer.save()
    earlier, later = told
    with translation.override("ru"):
        called = str(later)
    for address in (FORM, LIST):
        page = office.get(f"{address}?about=meeting:{later.reference}", headers={"accept-language": "ru"})
        [chosen] = re.findall(r'<option value="meeting:[^"]*" selected>([^<]*)</option>', page.content.decode())
        assert html.unescape(chosen) == called
        assert '<option value="">' in page.content.decode()
        assert earlier.reference not in page.content.decode()
    nowhere = office.get(f"{LIST}?about=meeting:NOWHERE-1").content.decode()
    assert '<option value="meeting:NOWHERE-1" selected>meeting:NOWHERE-1</option>' in nowhere


def test_the_form_and_the_list_say_what_a_meeting_is_called_in_the_readers_language(told, office, officer):
    officer.language = "ru"
    officer.save()
    with translation.override("ru"):
        called = str(told[0])
    with translation.override("en"):
        told_as = str(told[0])
    assert told_as == Addressee.objects.filter(about_key=told[0].reference).first().about_label
    for address in (FORM, LIST):
        page = office.get(address, headers={"accept-language": "ru"}).content.decode()
        assert called in page, address
        assert told_as not in page, address


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_costs_the_same_however_many_it_offers(count, authority, office, django_assert_num_queries):
    for number in range(count):
        a_member_with_nobody(f"Y{number}")
        tell_of(MEETING_PLANNED, [a_meeting(40 + number)], AT)
    office.get(FORM)
    # Session and person in one, offices of the reader; the states to choose from; how many there are, the rows, what
    # meetings are called.
    with django_assert_num_queries(6):
        assert office.get(FORM).status_code == 200
