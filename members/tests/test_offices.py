"""An authority ends offices of its own people, and chooses one key or two."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from journal.models import Entry
from members.actions import choose_keys, end_office
from members.choices import Keys, Role
from members.models import FocalPoint, Participant, User
from members.tests.factories import FocalPointFactory, UserFactory, a_person_of
from record.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def post(sign_in: Any) -> Any:
    """Somebody sends a form."""
    return lambda person, address, given: sign_in(person).post(address, given)


# -- Ending an office.


def test_an_authority_ends_an_office_from_a_day(authority: User, preparer: User, xa: Participant, post: Any):
    today = timezone.localdate()
    answer = post(authority, f"/people/posts/{preparer.focal_points.get().place}/end/", {"until": today.isoformat()})
    assert answer["Location"] == "/people/XA/"
    assert not preparer.focal_points.in_office(today).exists()
    entry = Entry.objects.in_order().last()
    assert (entry.by_label, entry.verb, entry.changes) == (
        authority.email,
        "ended office",
        {"until": [None, today.isoformat()]},
    )


def test_the_last_authority_stays_and_is_told_why(authority: User, post: Any):
    answer = post(authority, "/people/posts/XA-1/end/", {"until": timezone.localdate().isoformat()})
    assert (answer.status_code, "Nobody else approves for your state" in answer.content.decode()) == (422, True)
    assert authority.focal_points.in_office().exists()


def test_an_authority_may_go_while_another_one_stays(authority: User, xa: Participant):
    second = a_person_of(xa, Role.AUTHORITY, "second@xa.example")
    today = timezone.localdate()
    end_office(office=authority.focal_points.get(), until=today, by=authority, at=timezone.now())
    with pytest.raises(Refused, match="Nobody else approves"):
        end_office(office=second.focal_points.get(), until=today, by=second, at=timezone.now())


def test_a_colleague_who_is_leaving_does_not_count_as_one_who_stays(authority: User, xa: Participant):
    today = timezone.localdate()
    soon = today + dt.timedelta(days=3)
    FocalPointFactory(participant=xa, role=Role.AUTHORITY, until=soon)
    FocalPointFactory(participant=xa, role=Role.AUTHORITY, user=UserFactory(is_active=False))
    with pytest.raises(Refused, match="Nobody else approves"):
        end_office(office=authority.focal_points.get(), until=today, by=authority, at=timezone.now())


@pytest.mark.parametrize("days", [-1, 400])
def test_an_office_ends_from_today_on_and_within_a_year(days: int, authority: User, preparer: User):
    today = timezone.localdate()
    with pytest.raises(Refused, match="within a year"):
        end_office(
            office=preparer.focal_points.get(), until=today + dt.timedelta(days=days), by=authority, at=timezone.now()
        )


def test_nobody_ends_an_office_elsewhere(authority: User, preparer: User, stranger: User, post: Any):
    today = timezone.localdate()
    assert post(stranger, "/people/posts/XA-1/end/", {"until": today.isoformat()}).status_code == 404
    for person in (preparer, stranger):
        with pytest.raises(PermissionDenied):
            end_office(office=authority.focal_points.get(), until=today, by=person, at=timezone.now())
    assert FocalPoint.objects.filter(until__isnull=False).count() == 0


# -- One key or two.


def test_a_participant_begins_with_two_keys_and_its_authority_chooses(
    authority: User, preparer: User, xa: Participant, post: Any
):
    assert xa.keys == Keys.TWO
    for _twice in range(2):
        assert post(authority, "/people/XA/keys/", {"keys": "one"})["Location"] == "/people/XA/"
    assert Participant.objects.get(pk=xa.pk).keys == Keys.ONE
    assert [*Entry.objects.values_list("verb", "changes")] == [("chose keys", {"keys": ["two", "one"]})]
    assert post(authority, "/people/XA/keys/", {"keys": "three"}).status_code == 422
    assert post(preparer, "/people/XA/keys/", {"keys": "two"}).status_code == 403
    with pytest.raises(PermissionDenied):
        choose_keys(participant=xa, keys="two", by=preparer, at=timezone.now())
