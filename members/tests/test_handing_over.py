"""A post is handed over: the record keeps who held it when, and who leaves signs in no more."""

import datetime as dt
import re
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from journal.models import Entry
from meetings.tests.factories import WorkingGroupFactory
from members.actions import close_accounts, hand_over, keep_draft
from members.choices import Rank, Role, WhyEnded
from members.models import Draft, FocalPoint, Invitation, Participant, User
from members.tests.factories import FocalPointFactory, ParticipantFactory, UserFactory, a_person_of
from members.tests.signing_in import a_token_of
from record.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LETTER = "No. 12 of 3 November"
DAY = dt.timedelta(days=1)
NEW_PASSWORD = "eleven loud storks"
ANNA = {"name": "Anna Anders", "title": "Ms", "email": "anna@xa.example", "language": "en"}


@pytest.fixture
def post(sign_in: Any, delivered: Any) -> Any:
    """Somebody sends a form; letters leave."""

    def sent(person: User | Client, address: str, given: dict[str, Any]) -> Any:
        client = person if isinstance(person, Client) else sign_in(person)
        answer = client.post(address, given)
        delivered()
        return answer

    return sent


def terms(participant: Participant, role: str) -> list[tuple[str | None, dt.date, dt.date | None]]:
    rows = participant.focal_points.filter(role=role).order_by("pk")
    return [(row.user and row.user.email, row.since, row.until) for row in rows]


def place_of(person: User) -> str:
    return person.focal_points.get().place


def test_an_existing_person_takes_over_and_who_leaves_signs_in_no_more(
    authority: User, preparer: User, xa: Participant, post: Any, sign_in: Any, mailoutbox: list[Any], today: dt.date
):
    began = preparer.focal_points.get().since
    keep_draft(by=preparer, form="commitment.begin", answers={"title": "Corridors"}, owner=xa)
    second = a_person_of(xa, Role.AUTHORITY, "second@xa.example")
    theirs, (row, token) = sign_in(preparer), a_token_of(preparer)
    assert theirs.get("/desk/").status_code == 200
    address = f"/people/posts/{place_of(preparer)}/hand-over/"
    answer = post(authority, address, {"since": today.isoformat(), "person": second.email, "language": "en"})
    assert answer["Location"] == "/people/XA/", answer.content.decode()
    assert terms(xa, Role.PREPARER) == [(preparer.email, began, today), (second.email, today, None)]
    preparer.refresh_from_db()
    row.refresh_from_db()
    assert not preparer.is_active
    assert theirs.get("/desk/")["Location"].startswith("/accounts/login/")
    assert not UserSession.objects.filter(user=preparer).exists()
    assert Client().get("/api/v1/participants/", HTTP_AUTHORIZATION=f"Token {token}").status_code == 401
    assert row.why_ended == WhyEnded.SWITCHED_OFF
    assert [draft.owner for draft in Draft.objects.visible_to(second)] == [xa], "drafts are the post's"
    assert {letter.to[0] for letter in mailoutbox} == {preparer.email, second.email}
    [left] = [letter for letter in mailoutbox if "Thank you for your work" in letter.body]
    assert left.to == [preparer.email]
    assert "State XA" in left.body
    assert [*Entry.objects.in_order().values_list("verb", flat=True)][-5:] == [
        "ended office", "appointed", "handed over", "token revoked", "ended",
    ]  # fmt: skip


def test_somebody_who_is_invited_holds_the_post_once_they_accept(
    officer: User, authority: User, xa: Participant, post: Any, mailoutbox: list[Any], today: dt.date
):
    began, since = authority.focal_points.get().since, today + 3 * DAY
    address = f"/people/posts/{place_of(authority)}/hand-over/"
    answer = post(officer, address, {"since": since.isoformat(), "person": "", **ANNA, "letter": LETTER})
    assert answer["Location"] == "/people/XA/", answer.content.decode()
    authority.refresh_from_db()
    assert authority.is_active, "not before the day"
    assert terms(xa, Role.AUTHORITY) == [(authority.email, began, since)]
    [letter] = [letter for letter in mailoutbox if letter.to == [ANNA["email"]]]
    link = re.search(r"http://\S+?(/invitations/\S+)", letter.body)[1]
    taken = post(Client(), link, {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert taken["Location"] == "/accounts/login/"
    assert terms(xa, Role.AUTHORITY)[1:] == [(ANNA["email"], since, None)]
    assert close_accounts(at=timezone.now() + 2 * DAY) == 0
    assert close_accounts(at=timezone.now() + 3 * DAY) == 1
    assert close_accounts(at=timezone.now() + 3 * DAY) == 0
    authority.refresh_from_db()
    assert not authority.is_active


@pytest.mark.parametrize("elsewhere", ["another post", "a post to come", "a working group", "opened again"])
def test_whoever_holds_another_post_keeps_the_account(
    elsewhere: str, authority: User, preparer: User, xa: Participant, today: dt.date
):
    comes = a_person_of(xa, Role.AUTHORITY, "second@xa.example")
    if elsewhere == "another post":
        FocalPointFactory(user=preparer, role=Role.PREPARER)
    elif elsewhere == "a post to come":
        FocalPointFactory(user=preparer, since=today + 9 * DAY)
    elif elsewhere == "a working group":
        WorkingGroupFactory(chaired_by=preparer)
    hand_over(
        office=preparer.focal_points.get(participant=xa), since=today, person=comes, by=authority, at=timezone.now()
    )
    if elsewhere == "opened again":
        User.objects.filter(pk=preparer.pk).update(is_active=True)
        close_accounts(at=timezone.now() + DAY)
    preparer.refresh_from_db()
    assert preparer.is_active


def test_an_authority_hands_its_own_post_over_and_is_answered(
    authority: User, preparer: User, xa: Participant, post: Any, sign_in: Any, today: dt.date
):
    own = sign_in(authority)
    answer = post(
        own,
        f"/people/posts/{place_of(authority)}/hand-over/",
        {"since": today.isoformat(), "person": preparer.email, "language": "en"},
    )
    assert answer["Location"] == "/people/XA/"
    assert own.get("/people/XA/")["Location"].startswith("/accounts/login/")
    assert terms(xa, Role.AUTHORITY)[1:] == [(preparer.email, today, None)]
    close_accounts(at=timezone.now())
    assert not UserSession.objects.filter(user=authority).exists()


def test_what_can_not_be_is_refused_beside_the_field_with_the_text_kept(
    authority: User, preparer: User, xa: Participant, post: Any, today: dt.date
):
    a_person_of(xa, Role.AUTHORITY, "second@xa.example")
    address = f"/people/posts/{place_of(preparer)}/hand-over/"
    day = today.isoformat()
    for given, sentence in (
        ({"since": day, "person": "", "name": "Anna", "email": ""}, "Choose a person, or give the name"),
        ({"since": (today - DAY).isoformat(), "person": "second@xa.example"}, "from today on, within a year"),
        ({"since": day, "person": "", "name": "P", "email": preparer.email}, "holds the post already"),
        ({"since": day, "person": "stranger@xb.example"}, "Select a valid choice"),
    ):
        answer = post(authority, address, {"language": "en", **given})
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True), given
    assert xa.focal_points.filter(until__isnull=False).count() == 0
    assert not Invitation.objects.exists()


def test_nobody_hands_over_what_is_not_theirs(
    authority: User, preparer: User, stranger: User, observer: User, sign_in: Any, today: dt.date
):
    address = f"/people/posts/{place_of(authority)}/hand-over/"
    for person, status in ((preparer, 403), (stranger, 404), (observer, 404)):
        assert sign_in(person).get(address).status_code == status
    office = authority.focal_points.get()
    for person in (preparer, stranger):
        with pytest.raises(PermissionDenied):
            hand_over(office=office, since=today, person=preparer, by=person, at=timezone.now())


def test_an_officer_may_give_a_day_that_has_passed_and_a_vacant_post_is_handed_to_who_comes(
    officer: User, authority: User, preparer: User, xa: Participant, today: dt.date
):
    a_person_of(xa, Role.AUTHORITY, "second@xa.example")
    office = preparer.focal_points.get()
    hand_over(office=office, since=today - 30 * DAY, person=authority, by=officer, letter=LETTER, at=timezone.now())
    assert terms(xa, Role.PREPARER)[0][2] == today - 30 * DAY
    vacant = FocalPointFactory(participant=xa, user=None, role=Role.PREPARER, rank=Rank.ALTERNATE)
    comes = User.objects.get(email="second@xa.example")
    hand_over(office=vacant, since=today, person=comes, by=officer, letter=LETTER, at=timezone.now())
    vacant.refresh_from_db()
    assert (vacant.user, vacant.until) == (None, today)
    office = authority.focal_points.get(role=Role.AUTHORITY)
    with pytest.raises(Refused, match="was held already"):
        hand_over(office=office, since=dt.date(1999, 1, 1), person=comes, by=officer, letter=LETTER, at=timezone.now())


@pytest.mark.parametrize("comes", ["a colleague", "somebody invited"])
def test_a_second_holder_of_the_post_is_asked_about_and_leaves_with_the_tick(
    comes: str, officer: User, authority: User, preparer: User, xa: Participant, post: Any, sign_in: Any, today: dt.date
):
    second = a_person_of(xa, Role.AUTHORITY, "second@xa.example")
    second.focal_points.update(since=today - 9 * DAY)
    address = f"/people/posts/{place_of(authority)}/hand-over/"
    who = {"person": preparer.email} if comes == "a colleague" else {"person": "", **ANNA}
    given = {"since": today.isoformat(), "language": "en", "letter": LETTER, **who}
    asked = post(officer, address, given)
    assert asked.status_code == 422
    [question] = asked.context["form"].errors["ends_earlier"]
    assert question.startswith(f"{second.get_full_name()} holds it since ")
    assert 'type="checkbox" name="ends_earlier"' in asked.content.decode()
    assert not xa.focal_points.filter(until__isnull=False).exists()
    assert post(officer, address, {**given, "ends_earlier": "on"}).status_code == 302
    assert authority.focal_points.get().until == today
    if comes == "a colleague":
        assert second.focal_points.get().until == today
    else:
        assert Invitation.objects.get().ends_earlier, "it ends when the invitation is accepted"
    alone = f"/people/posts/{preparer.focal_points.get(role=Role.PREPARER).place}/hand-over/"
    assert "ends_earlier" not in sign_in(officer).get(alone).content.decode(), "of preparers there may be several"


def test_a_post_that_a_colleague_handed_over_meanwhile_is_not_handed_over_again(
    authority: User, preparer: User, xa: Participant, today: dt.date
):
    """Both had the page open; the second is told that somebody was first."""
    first, second = (a_person_of(xa, Role.AUTHORITY, f"{name}@xa.example") for name in ("first", "second"))
    post = preparer.focal_points.get()
    whom = {"name": "", "title": "", "email": "", "language": "en", "since": today, "by": authority}
    hand_over(office=post, person=first, at=timezone.now(), **whom)
    with pytest.raises(Refused) as refused:
        hand_over(office=post, person=second, at=timezone.now(), **whom)
    assert refused.value.is_stale
    assert [holder for holder, _since, _until in terms(xa, Role.PREPARER)] == [preparer.email, first.email]


# -- Who holds a post is not changed where it stands.


def test_no_door_changes_who_holds_a_post(
    officer: User, authority: User, preparer: User, xa: Participant, sign_in: Any
):
    office, row = sign_in(officer), authority.focal_points.get()
    address = f"/admin/members/focalpoint/{row.pk}/change/"
    page = office.get(address)
    assert not {"user", "participant"} & set(page.context["adminform"].form.fields)
    assert f"/admin/members/focalpoint/{row.pk}/hand-over/" in page.content.decode()
    form = {"_version": page.context["version"], "user": preparer.pk, "role": "authority", "rank": "principal"}
    form |= {"since": row.since.isoformat(), "until": "", "participant": xa.pk}
    assert office.post(address, form).status_code == 302
    row.refresh_from_db()
    assert row.user == authority
    other = ParticipantFactory()
    for column, value in (("user", preparer.pk), ("user", None), ("participant", other.pk)):
        with pytest.raises(DatabaseError, match="hand it over"), transaction.atomic():
            FocalPoint.objects.filter(pk=row.pk).update(**{column: value})
    row.user = preparer
    with pytest.raises(ValidationError, match="hand the post over instead"):
        row.full_clean()


def test_a_new_row_of_a_post_names_its_person(officer: User, xa: Participant, sign_in: Any):
    person = UserFactory()
    form = {"participant": xa.pk, "user": person.pk, "role": "preparer", "rank": "principal", "since": "2026-01-01"}
    assert sign_in(officer).post("/admin/members/focalpoint/add/", form).status_code == 302
    assert person.focal_points.get().participant == xa
