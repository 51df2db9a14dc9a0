"""The page of one person: for officers with what they may do there, for the person's own state with what it may know."""

import re
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group
from django.test import Client

from journal.models import Entry
from members.choices import OfTwoOfficers, Role
from members.models import Participant, SecondOfficerRequest, User
from members.tests.factories import FocalPointFactory, UserFactory
from members.tests.signing_in import has_app

pytestmark = pytest.mark.django_db
WHY = {"reason": "They left the ministry on 3 November"}


@pytest.fixture
def colleague() -> User:
    group, _is_new = Group.objects.get_or_create(name="Secretariat")
    person = UserFactory(is_staff=True, name="Second Officer", email="second@secretariat.example")
    person.groups.add(group)
    return person


def page_of(reader: Client, person: User) -> str:
    answer = reader.get(person.get_absolute_url())
    assert answer.status_code == 200
    return re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]


def test_an_officer_closes_an_account_where_the_person_is_shown(officer: User, authority: User, sign_in: Any):
    reader = sign_in(officer)
    page = page_of(reader, authority)
    for name in ("close-account", "send-link", "make-officer"):
        assert f'href="{authority.get_absolute_url()}{name}/"' in page
    answer = reader.post(f"{authority.get_absolute_url()}close-account/", WHY)
    assert answer["Location"] == authority.get_absolute_url()
    authority.refresh_from_db()
    assert not authority.is_active
    page = page_of(reader, authority)
    assert "account closed" in page
    assert f'href="{authority.get_absolute_url()}open-account/"' in page


def test_an_officer_lets_a_person_try_again_who_is_locked_out_and_offers_it_of_nobody_else(
    officer: User, authority: User, preparer: User, sign_in: Any
):
    AccessAttempt.objects.create(username=authority.email, ip_address="192.0.2.1", failures_since_start=5)
    reader, act = sign_in(officer), f"{authority.get_absolute_url()}let-try-again/"
    assert f'href="{act}"' in page_of(reader, authority)
    assert "let-try-again" not in page_of(reader, preparer)
    assert reader.post(act).status_code == 302
    assert not AccessAttempt.objects.exists()
    assert "let-try-again" not in page_of(reader, authority)
    assert [entry.verb for entry in Entry.objects.about(authority)] == ["released"]


def test_a_second_factor_is_asked_about_confirmed_and_forgotten_without_the_admin(
    officer: User, colleague: User, preparer: User, sign_in: Any
):
    has_app(preparer)
    first, second = sign_in(officer), sign_in(colleague)
    assert first.post(f"{preparer.get_absolute_url()}forget-factor/", WHY).status_code == 302
    request = SecondOfficerRequest.objects.get(what=OfTwoOfficers.FORGET_FACTOR)
    line = second.get("/desk/").content.decode()
    assert f"{preparer.get_absolute_url()}#request-{request.pk}" in line
    confirm = f"/people/second-officer/{request.pk}/confirm/"
    assert confirm in page_of(second, preparer)
    second.post(confirm)
    request.refresh_from_db()
    assert request.stage == "in-effect"
    page = page_of(first, preparer)
    assert confirm not in page
    assert WHY["reason"] in page, "what was settled stays on the page"


def test_its_own_state_reads_a_person_and_is_offered_what_it_may_do_with_the_post(
    authority: User, preparer: User, sign_in: Any
):
    page = page_of(sign_in(authority), preparer)
    assert preparer.email in page
    assert "/people/posts/XA-2/hand-over/" in page
    assert "close-account" not in page
    assert "Last signed in" not in page, "for the staff alone"
    assert "hand-over" not in page_of(sign_in(preparer), authority)
    assert sign_in(authority).get(f"{preparer.get_absolute_url()}close-account/").status_code == 403


def test_who_acts_for_two_states_is_shown_to_each_with_its_own_offices_alone(
    officer: User, authority: User, preparer: User, stranger: User, xb: Participant, sign_in: Any
):
    FocalPointFactory(participant=xb, user=preparer, role=Role.READER)
    pages = {who: page_of(sign_in(who), preparer) for who in (officer, authority, stranger)}
    names = ("/people/XA/", "/people/XB/")
    assert [[f'href="{name}"' in page for name in names] for page in pages.values()] == [
        [True, True],
        [True, False],
        [False, True],
    ]


def test_nobody_else_finds_a_person(authority: User, stranger: User, observer: User, officer: User, sign_in: Any):
    for who in (stranger, observer):
        assert sign_in(who).get(authority.get_absolute_url()).status_code == 404
    assert sign_in(authority).get(officer.get_absolute_url()).status_code == 404
    assert str(authority.pk) not in authority.get_absolute_url().split("/")


def test_lists_of_people_lead_to_each_of_them(officer: User, authority: User, sign_in: Any):
    link = f'href="{authority.get_absolute_url()}"'
    for address in ("/people/", "/people/XA/", "/states/XA/"):
        assert link in sign_in(officer).get(address).content.decode(), address
    assert link in sign_in(authority).get("/people/").content.decode()


def test_an_account_opened_by_mistake_is_shown_struck_out_where_it_was_read(officer: User, sign_in: Any):
    person = UserFactory(email="typed@wrong.example")
    form = {**WHY, "language": "en"}
    answer = sign_in(officer).post(f"{person.get_absolute_url()}mistake/", form, follow=True)
    assert answer.status_code == 200
    assert WHY["reason"] in answer.content.decode()
    assert not User.objects.filter(pk=person.pk).exists()


def test_the_page_costs_the_same_with_three_offices_as_with_one(
    officer: User, preparer: User, xb: Participant, xc: Participant, sign_in: Any, django_assert_max_num_queries: Any
):
    reader = sign_in(officer)
    page_of(reader, preparer)
    with django_assert_max_num_queries(40) as counted:
        page_of(reader, preparer)
    for state in (xb, xc):
        FocalPointFactory(participant=state, user=preparer, role=Role.READER)
    with django_assert_max_num_queries(len(counted)):
        page_of(reader, preparer)


def test_a_person_is_found_by_name_address_and_state_by_those_who_may_read_of_them(
    officer: User, colleague: User, authority: User, stranger: User, sign_in: Any
):
    link = f'href="{authority.get_absolute_url()}"'
    for words in (authority.email, authority.name):
        for who, finds in ((officer, True), (authority, True), (stranger, False)):
            page = sign_in(who).get("/search/", {"q": words}).content.decode()
            assert (link in re.search(r"<main.*</main>", page, re.DOTALL)[0]) is finds, (words, who)
    assert colleague.get_absolute_url() in sign_in(officer).get("/search/", {"q": "second officer"}).content.decode()
    assert colleague.get_absolute_url() not in sign_in(authority).get("/search/", {"q": "Second"}).content.decode()
