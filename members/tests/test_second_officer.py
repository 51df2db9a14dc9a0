"""What one officer can't do alone about a person: another confirms it, and whom it concerns is told at once."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from journal.models import Entry
from members.actions import ask_of_two, confirm_of_two, decline_of_two, end_office, switch_account
from members.choices import OfTwoOfficers, Role
from members.models import FocalPoint, SecondOfficerRequest, User
from members.second_factor import is_set_up
from members.tests.factories import PASSWORD, UserFactory, a_person_of
from members.tests.signing_in import a_token_of, give_password, has_app
from notices.actions import send_due
from notices.models import Notice
from record.refusals import Refused

pytestmark = pytest.mark.django_db
PEOPLE, POSTS, LIST = "/admin/members/user/", "/people/posts/", "/people/second-officer/"
WHY = {"reason": "As agreed on 3 November"}


@pytest.fixture
def colleague() -> User:
    group, _is_new = Group.objects.get_or_create(name="Secretariat")
    person = UserFactory(is_staff=True, name="Second Officer", email="second@secretariat.example")
    person.groups.add(group)
    return person


def asked(officer: User, person: User, what: str = OfTwoOfficers.MAKE_OFFICER, **more: Any) -> SecondOfficerRequest:
    return ask_of_two(what=what, person=person, by=officer, **WHY, **more)


def told(kind: str) -> set[str]:
    """Who was told, by portal and by an official letter that is due."""
    rows = Notice.objects.filter(kind=kind)
    by_portal, by_letter = (
        set(rows.filter(channel=channel).values_list("recipient__email", flat=True)) for channel in ("portal", "email")
    )
    assert by_portal == by_letter
    assert all(rows.filter(channel="email").values_list("official", flat=True))
    return by_portal


def test_an_officer_is_made_by_two(officer, colleague, sign_in):
    person = UserFactory(email="new@x.example")
    assert sign_in(officer).post(f"{PEOPLE}{person.pk}/make-officer/", WHY).status_code == 302
    person.refresh_from_db()
    assert not person.is_staff, "nothing changes before the second one"
    assert told("asked-of-two-officers") == {person.email, colleague.email}
    request = SecondOfficerRequest.objects.get()
    page = sign_in(colleague).get("/desk/").content.decode()
    assert "Confirm, as second officer" in page
    assert WHY["reason"] in sign_in(colleague).get(LIST).content.decode()
    assert sign_in(colleague).post(f"{LIST}{request.pk}/confirm/")["Location"] == LIST
    person.refresh_from_db()
    assert (person.is_staff, [*person.groups.values_list("name", flat=True)]) == (True, ["Secretariat"])
    assert told("settled-by-two-officers") == {person.email, officer.email}
    entries = Entry.objects.about(person).in_order().values_list("verb", "by_label")
    assert [*entries] == [("asked a second officer", officer.email), ("made an officer", colleague.email)]
    assert "Confirm, as second officer" not in sign_in(colleague).get("/desk/").content.decode()


def test_who_asked_cant_confirm_nor_can_whom_it_is_about(officer, colleague, sign_in):
    person = UserFactory()
    request = asked(officer, person)
    assert sign_in(officer).post(f"{LIST}{request.pk}/confirm/").status_code == 422
    with pytest.raises(Refused, match="another officer"):
        confirm_of_two(request=request, by=officer)
    of_oneself = asked(officer, colleague, OfTwoOfficers.RELEASE_OFFICER)
    with pytest.raises(Refused, match="asked for oneself"):
        confirm_of_two(request=of_oneself, by=colleague)
    assert "Confirm, as second officer" in sign_in(UserFactory(is_staff=True)).get("/desk/").content.decode()
    person.refresh_from_db()
    colleague.refresh_from_db()
    assert (person.is_staff, colleague.is_staff) == (False, True)


def test_nobody_asks_for_themselves_and_nobody_but_officers_asks(officer, authority):
    for what in (OfTwoOfficers.RELEASE_OFFICER, OfTwoOfficers.FORGET_FACTOR):
        with pytest.raises(Refused):
            asked(officer, officer, what)
    with pytest.raises(PermissionDenied):
        asked(authority, UserFactory())
    with pytest.raises(PermissionDenied):
        asked(officer, UserFactory(is_staff=True, is_superuser=True), OfTwoOfficers.RELEASE_OFFICER)
    assert not SecondOfficerRequest.objects.exists()


def test_what_makes_no_sense_isnt_asked_and_one_thing_is_asked_once(officer, authority):
    person = UserFactory()
    asked(officer, person)
    for what, about, sentence in (
        (OfTwoOfficers.MAKE_OFFICER, person, "asked for it already|waits for a second"),
        (OfTwoOfficers.MAKE_OFFICER, authority, "acts for a state"),
        (OfTwoOfficers.MAKE_OFFICER, UserFactory(is_active=False), "closed"),
        (OfTwoOfficers.RELEASE_OFFICER, person, "not of the Secretariat"),
        (OfTwoOfficers.FORGET_FACTOR, UserFactory(), "no second factor"),
    ):
        with pytest.raises(Refused, match=sentence):
            asked(officer, about, what)
    assert SecondOfficerRequest.objects.count() == 1


def test_what_makes_no_sense_any_more_isnt_confirmed(officer, colleague, xa, today):
    """Between the two officers the person came to act for a state: nobody of the Secretariat does."""
    person = UserFactory()
    request = asked(officer, person)
    FocalPoint.objects.create(participant=xa, user=person, role=Role.PREPARER, since=today)
    with pytest.raises(Refused):
        confirm_of_two(request=request, by=colleague)
    person.refresh_from_db()
    assert (person.is_staff, SecondOfficerRequest.objects.waiting().count()) == (False, 1)


def test_declined_nothing_changes_and_it_is_told(officer, colleague):
    person = UserFactory()
    request = decline_of_two(request=asked(officer, person), note="Not before May", by=colleague)
    assert told("settled-by-two-officers") == {person.email, officer.email}
    with pytest.raises(Refused, match="already"):
        confirm_of_two(request=request, by=colleague)
    person.refresh_from_db()
    assert not person.is_staff
    assert asked(officer, person).is_waiting, "it can be asked again"


def test_a_lost_second_factor_is_forgotten_by_two_and_the_state_hears_of_it_at_once(
    officer, colleague, authority, preparer, stranger, sign_in, mailoutbox
):
    """Whoever takes over the account of an authority needs two officers, and its colleagues read of it the same hour."""
    has_app(authority)
    assert sign_in(officer).post(f"{PEOPLE}{authority.pk}/forget-factor/", WHY).status_code == 302
    assert is_set_up(authority)
    assert told("asked-of-two-officers") == {authority.email, preparer.email, colleague.email}
    send_due(at=dt.datetime(2030, 1, 6, 2, 0, tzinfo=dt.UTC))  # a Sunday, by night
    assert {authority.email, preparer.email} <= {address for letter in mailoutbox for address in letter.to}
    confirm_of_two(request=SecondOfficerRequest.objects.get(), by=colleague)
    assert not is_set_up(authority)
    assert told("settled-by-two-officers") == {authority.email, preparer.email, officer.email}


def test_an_office_is_ended_for_cause_by_two(officer, colleague, authority, preparer, today, sign_in):
    office = preparer.focal_points.get()
    address = f"{POSTS}{office.place}/end-for-cause/"
    assert sign_in(authority).post(address, {**WHY, "until": today.isoformat()}).status_code == 403
    assert sign_in(officer).post(address, {**WHY, "until": today.isoformat()}).status_code == 302
    office.refresh_from_db()
    assert office.until is None
    confirm_of_two(request=SecondOfficerRequest.objects.get(), by=colleague)
    office.refresh_from_db()
    assert office.until == today
    assert told("settled-by-two-officers") == {authority.email, preparer.email, officer.email}


def test_an_officer_alone_ends_an_office_by_the_states_letter_which_its_people_read_of(
    officer, authority, preparer, today, sign_in
):
    office = preparer.focal_points.get()
    with pytest.raises(Refused, match="by which letter"):
        end_office(office=office, until=today, by=officer, at=timezone.now())
    sent = {"until": today.isoformat(), "letter": "No. 12 of 3 November"}
    assert sign_in(officer).post(f"{POSTS}{office.place}/end/", sent).status_code == 302
    office.refresh_from_db()
    assert office.until == today
    assert told("post-entered") == {authority.email, preparer.email}
    assert Notice.objects.filter(kind="post-entered").first().values["letter"] == sent["letter"]


def test_what_the_admin_enters_about_posts_is_told_and_it_ends_none(officer, authority, preparer, xa, today, sign_in):
    """Neither the form of a post nor a new principal authority puts whoever holds it out of office."""
    office, held = sign_in(officer), authority.focal_points.get()
    page = f"/admin/members/focalpoint/{held.pk}/change/"
    assert "until" not in office.get(page).context["adminform"].form.fields
    new = UserFactory(email="new@xa.example")
    form = {"participant": xa.pk, "user": new.pk, "role": "authority", "rank": "principal", "since": today.isoformat()}
    assert office.post("/admin/members/focalpoint/add/", {**form, "end_earlier": "on"}).status_code == 200
    held.refresh_from_db()
    assert (held.until, FocalPoint.objects.filter(user=new).exists()) == (None, False)
    assert office.post("/admin/members/focalpoint/add/", {**form, "rank": "alternate"}).status_code == 302
    assert told("post-entered") == {authority.email, preparer.email, new.email}


# -- Switching an account off.


def test_an_account_is_switched_off_at_once_and_everything_that_came_of_it_ends(officer, authority, preparer, sign_in):
    """A stolen account doesn't wait for a second officer; whom it concerns is told."""
    here = Client()
    give_password(here, preparer.email, PASSWORD)
    _token, secret = a_token_of(preparer)
    assert sign_in(officer).post(f"{PEOPLE}{preparer.pk}/close-account/", WHY).status_code == 302
    assert here.get("/desk/")["Location"].startswith("/accounts/login/")
    assert Client().get("/api/v1/participants/", HTTP_AUTHORIZATION=f"Token {secret}").status_code == 401
    assert told("account-switched") == {authority.email, preparer.email}
    assert sign_in(officer).post(f"{PEOPLE}{preparer.pk}/open-account/", WHY).status_code == 302
    preparer.refresh_from_db()
    assert preparer.is_active


def test_an_officer_switches_themself_neither_off_nor_out(officer, sign_in):
    here = sign_in(officer)
    for act in ("close-account", "release-officer", "forget-factor"):
        assert here.post(f"{PEOPLE}{officer.pk}/{act}/", WHY).status_code == 403, act
    with pytest.raises(PermissionDenied):
        switch_account(person=officer, on=False, by=officer, **WHY)
    fields = here.get(f"{PEOPLE}{officer.pk}/change/").context["adminform"].form.fields
    assert not {"is_active", "is_staff", "groups"} & set(fields)
    officer.refresh_from_db()
    assert (officer.is_active, officer.is_staff) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_as_many_queries_for_three_as_for_one(count, officer, xa, sign_in, django_assert_num_queries):
    for number in range(count):
        person = a_person_of(xa, Role.PREPARER, f"person{number}@xa.example")
        asked(officer, person, OfTwoOfficers.END_OFFICE, office=person.focal_points.get(), until=timezone.now().date())
    here = sign_in(officer)
    # Session; person; those that wait; how many are settled.
    with django_assert_num_queries(4):
        assert here.get(LIST).status_code == 200
