"""The page of the journal, and the letter that takes each night's seal out of the house."""

import datetime as dt

import pytest

from desk.kinds import JOURNAL_SEALED
from journal.actions import record, seal_the_day
from journal.models import Entry
from notices.actions import sweep
from notices.models import Notice

pytestmark = pytest.mark.django_db
AT = dt.datetime(2027, 3, 15, 9, tzinfo=dt.UTC)


@pytest.fixture
def night(officer):
    record(by=officer, verb="did", about=officer)
    return seal_the_day(AT.date())


def test_each_night_the_chair_and_the_secretariat_are_told_the_seal_and_nobody_else(night, officer, chair, authority):
    for hours in (0, 24):
        sweep(at=AT + dt.timedelta(hours=hours))
    notices = Notice.objects.by_email().filter(kind=JOURNAL_SEALED)
    assert {notice.recipient_id for notice in notices} == {officer.pk, chair.pk}
    assert notices.count() == 2
    head = Entry.objects.in_order().last()
    assert {(notice.values["number"], notice.values["seal"]) for notice in notices} == {(str(head.number), head.seal)}
    assert all(notice.official for notice in notices)


def test_the_page_says_the_last_seal_and_where_to_find_what_checks_it(night, authority, sign_in, client):
    page = sign_in(authority).get("/journal/").content.decode()
    for words in (night.seal, 'href="/journal/seals.txt"', 'href="/journal/own.jsonl"', "journal/check_entries.py"):
        assert words in page
    assert client.get("/journal/").status_code == 302
    assert client.get("/journal/own.jsonl").status_code == 302


def test_the_page_of_a_house_that_sealed_no_night_yet(authority, sign_in):
    assert "No night has been sealed yet." in sign_in(authority).get("/journal/").content.decode()
