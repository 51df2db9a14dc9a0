"""Whom a participant last confirmed, and when."""

import datetime as dt
from typing import Any

import pytest

from journal.models import Entry
from members.choices import Role
from members.models import EnteredForState, FocalPoint, Participant, User
from members.tests.factories import a_person_of, a_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(sign_in: Any) -> Any:
    """Somebody sends a form."""
    return lambda person, address, given: sign_in(person).post(address, given)


def test_an_authority_confirms_its_people_and_everybody_there_reads_when_and_by_whom(
    authority: User, preparer: User, stranger: User, xa: Participant, post: Any, sign_in: Any, today: dt.date
):
    assert "no entry yet" in sign_in(preparer).get("/people/").content.decode()
    assert post(authority, "/people/XA/confirm-people/", {})["Location"] == "/people/XA/"
    xa.refresh_from_db()
    assert (xa.people_confirmed_on, xa.people_confirmed_by) == (today, authority)
    assert f"by <bdi>{authority.get_full_name()}</bdi>" in sign_in(preparer).get("/people/").content.decode()
    for person in (preparer, stranger):
        assert post(person, "/people/XA/confirm-people/", {}).status_code == 403
    assert Entry.objects.in_order().last().verb == "confirmed people"


def test_the_secretariat_confirms_by_a_letter_that_it_names(officer: User, xa: Participant, post: Any, today: dt.date):
    assert post(officer, "/people/XA/confirm-people/", {}).status_code == 422
    assert post(officer, "/people/XA/confirm-people/", {"letter": "Note 12 of 3 May"}).status_code == 302
    entry = EnteredForState.objects.get()
    assert (entry.participant, entry.letter, entry.by) == (xa, "Note 12 of 3 May", officer)
    xa.refresh_from_db()
    assert (xa.people_confirmed_on, xa.people_confirmed_letter) == (today, "Note 12 of 3 May")


def test_the_secretariat_finds_whose_people_nobody_confirmed_lately(
    officer: User, authority: User, stranger: User, chair: User, sign_in: Any, today: dt.date
):
    Participant.objects.filter(code="XA").update(
        people_confirmed_on=today - dt.timedelta(days=300), people_confirmed_by=authority
    )
    Participant.objects.filter(code="XB").update(
        people_confirmed_on=today - dt.timedelta(days=400), people_confirmed_by=stranger
    )
    office = sign_in(officer)
    found = {}
    for asked in ("", "never", "not-lately"):
        text = office.get("/people/", {"confirmed": asked}).content.decode()
        found[asked] = [code for code in ("XA", "XB", "XC") if f"/people/{code}/" in text]
        listed = (
            office.get("/admin/members/participant/", {"confirmed": asked} if asked else {}).context["cl"].result_list
        )
        assert sorted(row.code for row in listed) == found[asked]
    assert found == {"": ["XA", "XB", "XC"], "never": ["XC"], "not-lately": ["XB", "XC"]}


def test_the_list_of_all_people_is_read_at_one_price(officer: User, sign_in: Any, django_assert_num_queries: Any):
    office = sign_in(officer)
    for more in (1, 2):
        for _each in range(more):
            person = a_person_of(
                a_state(f"XH{FocalPoint.objects.count()}"), Role.AUTHORITY, f"h{FocalPoint.objects.count()}@x.example"
            )
            Participant.objects.filter(focal_points__user=person).update(
                people_confirmed_by=person, people_confirmed_on="2026-01-01"
            )
        # session, person, participants with who confirmed, their posts with people
        with django_assert_num_queries(4):
            office.get("/people/")
