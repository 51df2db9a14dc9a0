"""Our people: a participant's authority invites its own, ends offices, and chooses one key or two."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from journal.models import Entry
from members.actions import accept_invitation, invite
from members.choices import Rank, Role
from members.models import Invitation, Participant, User
from members.tests.factories import PASSWORD, FocalPointFactory, UserFactory, a_person_of, a_state
from members.tests.seeing import who_sees
from members.tests.signing_in import give_password, show_second_factor
from notices.choices import Stage
from notices.models import Letter
from record.refusals import Refused

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "eleven loud storks"
GIVEN = {
    "name": "Anna Anders",
    "title": "Ms",
    "email": "anna@xa.example",
    "language": "en",
    "role": Role.PREPARER,
    "rank": Rank.ALTERNATE,
}


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def post(sign_in: Any, delivered: Any) -> Any:
    """Somebody sends a form; letters leave."""

    def sent(person: User | Client, address: str, given: dict[str, Any] | None = None) -> Any:
        client = person if isinstance(person, Client) else sign_in(person)
        answer = client.post(address, given or {})
        delivered()
        return answer

    return sent


def link_in(letter: Any) -> str:
    return re.search(r"http://\S+?(/invitations/\S+)", letter.body)[1]


def _words_of(page: Any) -> str:
    """What a page says, without the frame, which carries the address and one-time keys."""
    return re.search(r"<main.*</main>", page.content.decode(), re.DOTALL)[0]


def offices_of(participant: Participant) -> list[tuple[str | None, str, str]]:
    rows = participant.focal_points.filter(until__isnull=True).order_by("pk")
    return [(row.user and row.user.email, row.role, row.rank) for row in rows]


# -- The page.


def test_a_participant_sees_its_own_posts_and_nobody_elses(
    authority: User, preparer: User, stranger: User, xa: Participant, xb: Participant, sign_in: Any
):
    a_person_of(xb, Role.PREPARER, "canary-colleague@xb.example")
    Invitation.objects.create(participant=xb, email="canary-invited@xb.example", name="Canary", invited_by=stranger)
    for person in (authority, preparer):
        page = sign_in(person).get("/people/").content.decode()
        assert "authority@xa.example" in page
        assert "preparer@xa.example" in page
        assert page.count("vacant") == 4  # two alternates, each a word and its shape
        assert "canary" not in page
        assert "xb.example" not in page


def test_a_preparer_reads_and_an_authority_keeps(authority: User, preparer: User, sign_in: Any):
    assert "/people/XA/invite/" in sign_in(authority).get("/people/").content.decode()
    assert "/people/XA/" not in sign_in(preparer).get("/people/").content.decode()


def test_whoever_acts_for_nobody_finds_nothing(sign_in: Any, client: Client):
    assert sign_in(UserFactory()).get("/people/").status_code == 404
    assert client.get("/people/")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("what", ["invite/", "keys/"])
def test_what_is_done_for_a_participant_is_closed_to_whoever_does_not_keep_its_people(
    what: str, authority: User, stranger: User, preparer: User, observer: User, sign_in: Any
):
    for person, code, status in (
        (authority, "XA", 200),
        (preparer, "XA", 403),
        (stranger, "XA", 403),
        (observer, "XA", 403),
        (stranger, "XZ", 404),
    ):
        assert sign_in(person).get(f"/people/{code}/{what}").status_code == status


def test_posts_of_another_participant_are_the_same_as_none(
    authority: User, stranger: User, preparer: User, observer: User, officer: User, sign_in: Any
):
    for person, status in ((authority, 200), (officer, 200), (preparer, 403), (stranger, 404), (observer, 404)):
        assert sign_in(person).get("/people/posts/XA-1/end/").status_code == status
    client = sign_in(stranger)
    there, nowhere = (client.get(f"/people/{place}").content for place in ("posts/XA-1/end/", "posts/XZ-1/end/"))
    assert there == nowhere
    for place in ("XA-9", "XA-", "XA", "-1", "XA-1-1", "XA-\u0661", "XA-" + "9" * 40):
        assert sign_in(authority).get(f"/people/posts/{place}/end/").status_code == 404, place


def test_the_page_of_one_participant_is_for_its_people_and_for_the_secretariat(
    authority: User, preparer: User, stranger: User, officer: User, xb: Participant, sign_in: Any
):
    for person, code, status in (
        (authority, "XA", 200),
        (preparer, "XA", 200),
        (stranger, "XA", 404),
        (officer, "XA", 200),
        (officer, "XB", 200),
        (authority, "XB", 404),
        (officer, "XZ", 404),
    ):
        assert sign_in(person).get(f"/people/{code}/").status_code == status, (person, code)
    page = sign_in(officer).get("/people/XA/").content.decode()
    assert authority.email in page
    assert "/people/XA/invite/" in page
    assert "/people/XA/keys/" not in page, "that is the state's own choice"


def test_links_of_before_lead_to_where_these_acts_stand_now(
    authority: User, preparer: User, xa: Participant, sign_in: Any, client: Client
):
    kept = sign_in(authority)
    assert kept.get("/people/XA/posts/1/end/")["Location"] == "/people/posts/XA-1/end/"
    invitation = Invitation.objects.create(participant=xa, email="a@xa.example", name="A", invited_by=authority)
    for act in ("again", "withdraw"):
        answer = kept.post(f"/people/XA/invitations/{invitation.pk}/{act}/")
        assert (answer.status_code, answer["Location"]) == (307, f"/people/invitations/{invitation.pk}/{act}/")
    assert client.get("/people/XA/posts/1/end/")["Location"].startswith("/accounts/login/")


@pytest.mark.both
def test_the_page_asks_the_same_few_questions_for_one_colleague_and_for_three(
    authority: User, xa: Participant, sign_in: Any, django_assert_num_queries: Any
):
    client = sign_in(authority)
    for more in (1, 2):
        for _each in range(more):
            colleague = FocalPointFactory(participant=xa, role=Role.PREPARER).user
            Invitation.objects.create(
                participant=xa, email=f"further-{colleague.email}", name="Further", invited_by=authority
            )
        # session, person, seats, Chair, participants, posts with people, invitations; for two acts whether paper was asked for
        with django_assert_num_queries(9):
            client.get("/people/")


# -- Inviting.


def test_the_letter_says_who_invites_for_which_state_and_office_what_for_and_until_when(
    authority: User, officer: User, post: Any, mailoutbox: list[Any]
):
    officer.name = "Olga Officer"
    officer.save()
    with time_machine.travel("2026-11-01T12:00:00Z", tick=False):
        post(authority, "/people/XA/invite/", GIVEN)
        answer = post(
            officer,
            "/people/XA/invite/",
            {**GIVEN, "email": "b@xa.example", "purpose": "The annual report.", "letter": "No. 12"},
        )
    assert answer["Location"] == "/people/XA/"
    ours, theirs = (letter.body for letter in mailoutbox if "/invitations/" in letter.body)
    assert f"Invited by: {authority.get_full_name()}, authority of State XA." in ours
    assert "Invited by: Olga Officer, Secretariat." in theirs
    assert "What for: to prepare" in ours
    assert "What for: The annual report." in theirs
    for body in (ours, theirs):
        assert "State XA" in body
        assert "Preparer, Alternate" in body
        assert "until 15 November 2026" in body


def test_inviting_to_the_one_principal_post_asks_whether_the_earlier_term_ends(
    authority: User, xa: Participant, post: Any, mailoutbox: list[Any], today: dt.date
):
    given = {**GIVEN, "role": Role.AUTHORITY, "rank": Rank.PRINCIPAL}
    refused = post(authority, "/people/XA/invite/", given)
    assert refused.status_code == 422
    assert f"{authority.get_full_name()} holds it since 4 June 2002. End that term on" in refused.content.decode()
    assert "Anna Anders" in refused.content.decode(), "the text is kept"
    assert not Invitation.objects.exists()
    assert post(authority, "/people/XA/invite/", {**given, "ends_earlier": "on"}).status_code == 302
    assert authority.focal_points.get().until is None, "not before it is accepted"
    post(Client(), link_in(mailoutbox[0]), {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert authority.focal_points.get().until == today
    assert offices_of(xa) == [("anna@xa.example", Role.AUTHORITY, Rank.PRINCIPAL)]


@pytest.mark.both
def test_an_invited_person_chooses_a_password_and_holds_the_office(
    authority: User, xa: Participant, post: Any, mailoutbox: list[Any], client: Client
):
    assert post(authority, "/people/XA/invite/", GIVEN)["Location"] == "/people/XA/"
    letter = mailoutbox[0]
    assert letter.to == ["anna@xa.example"]
    assert not User.objects.filter(email="anna@xa.example").exists()
    assert client.get(link_in(letter)).status_code == 200  # a mail filter looks first, and nothing happens
    assert offices_of(xa) == [(authority.email, Role.AUTHORITY, Rank.PRINCIPAL)]
    answer = post(client, link_in(letter), {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert answer["Location"] == "/accounts/login/"
    assert offices_of(xa)[1:] == [("anna@xa.example", Role.PREPARER, Rank.ALTERNATE)]
    give_password(client, "anna@xa.example", NEW_PASSWORD)
    show_second_factor(client, User.objects.get(email="anna@xa.example"))
    assert client.get("/people/").status_code == 200
    person = User.objects.get(email="anna@xa.example")
    assert (person.name, person.title, person.is_staff) == ("Anna Anders", "Ms", False)
    assert [*Entry.objects.in_order().values_list("by_label", "verb")] == [
        (authority.email, "invited"),
        ("anna@xa.example", "opened account"),
        ("anna@xa.example", "appointed"),
    ]


def test_the_link_works_once_and_for_fourteen_days(authority: User, post: Any, mailoutbox: list[Any], client: Client):
    with time_machine.travel("2026-11-01T12:00:00Z", tick=False) as clock:
        post(authority, "/people/XA/invite/", GIVEN)
        link = link_in(mailoutbox[0])
        clock.move_to("2026-11-15T11:59:00Z")
        assert client.get(link).status_code == 200
        clock.move_to("2026-11-15T12:00:00Z")
        assert client.get(link).status_code == 410
        clock.move_to("2026-11-10T12:00:00Z")
        post(client, link, {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
        again = post(Client(), link, {"password": "somebody elses words", "again": "somebody elses words"})
        assert again.status_code == 410
    assert User.objects.get(email="anna@xa.example").check_password(NEW_PASSWORD)


def test_a_made_up_link_and_a_used_one_read_the_same(authority: User, post: Any, mailoutbox: list[Any]):
    post(authority, "/people/XA/invite/", GIVEN)
    link = link_in(mailoutbox[0])
    post(Client(), link, {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
    used, made_up = Client().get(link), Client().get("/invitations/made-up/")
    assert (used.status_code, made_up.status_code) == (410, 410)
    assert _words_of(used) == _words_of(made_up)


def test_sending_again_ends_the_link_of_the_first_letter(authority: User, post: Any, mailoutbox: list[Any]):
    post(authority, "/people/XA/invite/", GIVEN)
    key = Invitation.objects.get().pk
    post(authority, f"/people/invitations/{key}/again/")
    first, second = map(link_in, mailoutbox)
    assert [Client().get(link).status_code for link in (first, second)] == [410, 200]
    post(authority, f"/people/invitations/{key}/withdraw/")
    assert Client().get(second).status_code == 410


def test_the_letter_is_in_the_language_of_who_is_invited(authority: User, post: Any, mailoutbox: list[Any]):
    post(authority, "/people/XA/invite/", {**GIVEN, "language": "ru"})
    assert mailoutbox[0].subject.find("Государство XA") >= 0


def test_a_weak_password_opens_nothing(authority: User, post: Any, mailoutbox: list[Any]):
    post(authority, "/people/XA/invite/", GIVEN)
    link = link_in(mailoutbox[0])
    for given in (("short", "short"), ("anna@xa.example", "anna@xa.example"), (NEW_PASSWORD, "other")):
        answer = post(Client(), link, dict(zip(("password", "again"), given, strict=True)))
        assert answer.status_code == 400
    assert not User.objects.filter(email="anna@xa.example").exists()


def test_a_colleague_gets_the_further_office_at_once(
    authority: User, preparer: User, xa: Participant, post: Any, mailoutbox: list[Any]
):
    post(authority, "/people/XA/invite/", {**GIVEN, "email": "PREPARER@xa.example", "role": Role.AUTHORITY})
    assert offices_of(xa)[-1] == (preparer.email, Role.AUTHORITY, Rank.ALTERNATE)
    assert mailoutbox == []
    refused = post(authority, "/people/XA/invite/", {**GIVEN, "email": preparer.email})
    assert (refused.status_code, "holds that role already" in refused.content.decode()) == (422, True)


def test_an_address_of_another_state_answers_like_one_that_nobody_has(
    authority: User, stranger: User, xa: Participant, post: Any, sign_in: Any, mailoutbox: list[Any]
):
    answers = []
    for address in ("stranger@xb.example", "nobody99@xb.example"):
        answer = post(authority, "/people/XA/invite/", {**GIVEN, "email": address})
        page = sign_in(authority).get("/people/")
        answers.append((answer.status_code, answer["Location"], page.content.count(address.encode())))
        Invitation.objects.filter(email=address).update(withdrawn_at=timezone.now())
    assert answers[0] == answers[1]
    known, unknown = mailoutbox
    assert known.body.replace(link_in(known), "") == unknown.body.replace(link_in(unknown), "")
    assert "stranger@xb.example" not in [who for who, _role, _rank in offices_of(xa)]


def test_who_has_an_account_accepts_signed_in_as_that_person_only(
    authority: User, preparer: User, stranger: User, xa: Participant, post: Any, sign_in: Any, mailoutbox: list[Any]
):
    post(authority, "/people/XA/invite/", {**GIVEN, "email": stranger.email})
    link = link_in(mailoutbox[0])
    assert "Sign in to accept" in Client().get(link).content.decode()
    for client in (Client(), sign_in(preparer)):
        post(client, link, {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
        assert len(offices_of(xa)) == 2
    assert User.objects.get(pk=stranger.pk).check_password(PASSWORD)
    assert post(stranger, link)["Location"] == "/people/"
    assert offices_of(xa)[-1] == (stranger.email, Role.PREPARER, Rank.ALTERNATE)


def test_officers_act_for_no_state(authority: User, officer: User, xa: Participant, post: Any, mailoutbox: list[Any]):
    post(authority, "/people/XA/invite/", {**GIVEN, "email": officer.email})
    refused = post(officer, link_in(mailoutbox[0]))
    assert (refused.status_code, "act for no state" in refused.content.decode()) == (400, True)
    assert Invitation.objects.waiting().count() == 1


def test_a_vacant_post_is_filled_by_who_accepts(authority: User, xa: Participant, post: Any, mailoutbox: list[Any]):
    FocalPointFactory(participant=xa, user=None, role=Role.PREPARER, rank=Rank.ALTERNATE)
    post(authority, "/people/XA/invite/", GIVEN)
    post(Client(), link_in(mailoutbox[0]), {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert offices_of(xa)[1:] == [("anna@xa.example", Role.PREPARER, Rank.ALTERNATE)]


@pytest.mark.both
def test_one_letter_waits_for_an_address_and_few_for_a_participant(authority: User, post: Any):
    post(authority, "/people/XA/invite/", GIVEN)
    assert "on its way already" in post(authority, "/people/XA/invite/", GIVEN).content.decode()
    for number in range(19):
        post(authority, "/people/XA/invite/", {**GIVEN, "email": f"further{number}@xa.example"})
    refused = post(authority, "/people/XA/invite/", {**GIVEN, "email": "one-more@xa.example"})
    assert "Many invitations are waiting" in refused.content.decode()


def test_a_preparer_or_a_stranger_invites_nobody(preparer: User, stranger: User, authority: User, xa: Any, post: Any):
    assert post(preparer, "/people/XA/invite/", GIVEN).status_code == 403
    assert post(stranger, "/people/XA/invite/", GIVEN).status_code == 403
    for person in (preparer, stranger, UserFactory(is_staff=True, is_active=False)):
        with pytest.raises(PermissionDenied):
            invite(participant=xa, by=person, at=timezone.now(), **GIVEN)
    assert not Invitation.objects.exists()


def test_a_stranger_neither_sends_again_nor_withdraws(authority: User, stranger: User, preparer: User, post: Any):
    post(authority, "/people/XA/invite/", GIVEN)
    key = Invitation.objects.get().pk
    for what in ("again", "withdraw"):
        assert post(stranger, f"/people/invitations/{key}/{what}/").status_code == 404
        assert post(preparer, f"/people/invitations/{key}/{what}/").status_code == 403
    assert Invitation.objects.waiting().count() == 1


def test_a_letter_that_can_not_leave_keeps_the_invitation(authority: User, post: Any, settings: Any):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens
    assert post(authority, "/people/XA/invite/", GIVEN)["Location"] == "/people/XA/"
    assert Invitation.objects.waiting().count() == 1
    letter = Letter.objects.get(of_account="invitation")
    assert (letter.stage, letter.address, letter.recipient) == (Stage.PENDING, GIVEN["email"], None), "it waits"


@pytest.mark.both
def test_two_who_open_the_same_link_get_one_account(authority: User, xa: Participant):
    invitation = Invitation.objects.create(participant=xa, invited_by=authority, **GIVEN)
    accept_invitation(invitation=invitation, person=None, password=NEW_PASSWORD, at=timezone.now())
    with pytest.raises(Refused):
        accept_invitation(invitation=invitation, person=None, password=NEW_PASSWORD, at=timezone.now())
    assert User.objects.filter(email="anna@xa.example").count() == 1


def test_people_posts_and_invitations_of_a_state_are_there_for_it_and_the_secretariat(
    authority: User, preparer: User, stranger: User, officer: User, xa: Participant
):
    invited = Invitation.objects.create(participant=xa, email="new@xa.example", name="New", invited_by=authority)
    for row in (invited, preparer.focal_points.get(), preparer):
        assert who_sees(row, authority, stranger, officer) == {authority.name, officer.name}


def test_an_officer_finds_the_states_that_have_nobody_or_no_authority(
    authority: User, stranger: User, officer: User, sign_in: Any
):
    a_state("XK")
    stranger.focal_points.update(role=Role.PREPARER)

    def listed(asked: str) -> list[str]:
        page = sign_in(officer).get(f"/people/?lacks={asked}").content.decode()
        return [code for code in ("XA", "XB", "XK") if f"/people/{code}/" in page]

    assert (listed(""), listed("authority"), listed("everybody")) == (["XA", "XB", "XK"], ["XB", "XK"], ["XK"])
    assert "/people/entered/" in sign_in(authority).get("/people/").content.decode()
