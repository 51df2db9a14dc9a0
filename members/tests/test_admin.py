"""People, posts and participants in the admin."""

import datetime as dt
import re

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from journal.models import Entry
from members.choices import Role, Standing, WhyEnded
from members.models import ApiToken, FocalPoint, User
from members.tests.factories import (
    PASSWORD,
    FocalPointFactory,
    ParticipantFactory,
    ParticipationFactory,
    UserFactory,
)
from members.tests.signing_in import a_token_of
from notices.actions import send_due
from notices.models import Notice

pytestmark = pytest.mark.django_db
PEOPLE = "/admin/members/user/"
NEW = {"email": "New@X.example", "name": "New Person", "language": "ru", "time_zone": "Asia/Almaty"}
POSTS = {"focal_points-TOTAL_FORMS": "0", "focal_points-INITIAL_FORMS": "0"}


@pytest.fixture
def office(officer, sign_in):
    return sign_in(officer)


def verbs(thing) -> list[str]:
    return list(Entry.objects.about(thing).in_order().values_list("verb", flat=True))


def listed(office, path: str, query: dict | None = None) -> set:
    return {row.pk for row in office.get(f"/admin/members/{path}/", query or {}).context["cl"].result_list}


def version(office, path: str) -> int:
    return office.get(path).context["version"]


# -- Accounts.


def test_an_officer_opens_an_account_and_sets_no_password(office):
    form = {**NEW, "usable_password": "true", "password": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    assert office.post(f"{PEOPLE}add/", form).status_code == 302
    person = User.objects.get(email="new@x.example")
    assert not person.has_usable_password()
    assert (person.is_staff, person.language, person.time_zone) == (False, "ru", "Asia/Almaty")
    assert verbs(person) == ["added"]
    assert PASSWORD not in str(Entry.objects.about(person).get().changes)
    assert mail.outbox == []


def test_an_officer_opens_an_account_without_one_and_a_link_goes(office, delivered):
    form = {**NEW, "send_link": "on"}
    assert office.post(f"{PEOPLE}add/", form).status_code == 302
    assert mail.outbox == [], "not inside the request"
    person = User.objects.get(email="new@x.example")
    assert not person.has_usable_password()
    assert verbs(person) == ["added", "link sent"]
    [letter] = delivered()
    assert letter.to == ["new@x.example"]
    address = re.search(r"https?://[^/\s]+(/\S+)", letter.body)[1]
    assert office.get(address, follow=True).status_code == 200


def test_the_welcome_letter_says_who_invites_and_is_no_letter_of_a_forgotten_password(office, officer, delivered):
    form = {**NEW, "language": "en", "send_link": "on"}
    office.post(f"{PEOPLE}add/", form)
    [letter] = delivered()
    assert f"{officer.get_full_name()} of the Secretariat has opened an account for you" in letter.body
    assert re.search(r"until \d{1,2} \w+ 20\d\d", letter.body)
    assert "asked for a new password" not in letter.body
    person = User.objects.get(email="new@x.example")
    FocalPointFactory(user=person, participant__name={"en": "Xanadu"}, role=Role.PREPARER)
    office.post(f"{PEOPLE}{person.pk}/send-link/")
    assert "You act in it for Xanadu. Role: Preparer, Principal." in delivered()[1].body


def test_people_are_listed_with_state_and_office_and_found_by_the_state_in_any_language(office):
    state = ParticipantFactory(name={"en": "Xanadu", "ru": "Занаду", "zh-hans": "仙那度", "ar": "زانادو"})
    person = FocalPointFactory(participant=state, role=Role.AUTHORITY).user
    FocalPointFactory(participant=state, user=person, role=Role.PREPARER, until=dt.date(2010, 1, 1))
    other = FocalPointFactory().user
    for words in ("xanadu", "занаду", "仙那度", "زانادو", state.code):
        assert listed(office, "user", {"q": words}) == {person.pk}, words
    text = office.get(PEOPLE).content.decode()
    assert "Xanadu: Authority, Principal" in text
    assert "Xanadu: Preparer" not in text, "that office is over"
    assert other.pk in listed(office, "user")


def test_an_account_needs_an_address_that_nobody_has(office):
    UserFactory(email="new@x.example")
    answer = office.post(f"{PEOPLE}add/", NEW)
    assert "email" in answer.context["adminform"].form.errors


def test_a_link_goes_to_who_may_sign_in_and_the_person_is_told_of_it_without_the_link(office, officer, delivered):
    may, may_not = UserFactory(last_login=timezone.now()), UserFactory(is_active=False)
    assert office.post(f"{PEOPLE}{may.pk}/send-link/").status_code == 302
    assert office.post(f"{PEOPLE}{may_not.pk}/send-link/").status_code == 422
    assert [letter.to for letter in delivered() if "/password/" in letter.body] == [[may.email]]
    assert (verbs(may), verbs(may_not)) == (["link sent"], [])
    by_letter, in_portal = Notice.objects.filter(kind="password-link-sent").order_by("channel")
    assert (by_letter.recipient, by_letter.official, by_letter.channel) == (may, True, "email")
    assert in_portal.values == {"who": officer.get_full_name()}
    assert "/password/" not in f"{by_letter.values}{by_letter.url}"


def test_no_page_sets_the_password_of_somebody_else(office, officer):
    person = UserFactory()
    before = person.password
    form = {"usable_password": "true", "password1": "other quiet herons", "password2": "other quiet herons"}
    for at in (f"{PEOPLE}{person.pk}/password/", f"{PEOPLE}{officer.pk}/password/"):
        assert office.post(at, {**form, "set-password": "1"}).status_code in {302, 404}
    path = f"{PEOPLE}{person.pk}/change/"
    assert "password" not in office.get(path).context["adminform"].form.fields
    sent = {**POSTS, "_version": version(office, path), "email": person.email, "name": "Other", "language": "en"}
    assert office.post(path, {**sent, "time_zone": "UTC", "password": "other quiet herons"}).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.password) == ("Other", before)
    assert office.get("/admin/password_change/")["Location"] == "/accounts/password/change/"


def test_nobody_sends_a_link_to_one_who_may_do_everything_but_their_like(office, officer):
    above = UserFactory(is_superuser=True, is_staff=True)
    assert office.post(f"{PEOPLE}{above.pk}/send-link/").status_code == 403
    assert office.post(f"{PEOPLE}{officer.pk}/send-link/").status_code == 403, "one's own is on the account's page"
    assert mail.outbox == []


def test_groups_are_granted_by_who_may_do_everything_and_told(office, officer):
    person, group = UserFactory(), Group.objects.get()
    path = f"{PEOPLE}{person.pk}/change/"
    for is_superuser, groups in ((False, []), (True, [group.pk])):
        User.objects.filter(pk=officer.pk).update(is_superuser=is_superuser)
        form = {
            **POSTS,
            "_version": version(office, path),
            "email": person.email,
            "name": person.name,
            "language": "en",
        }
        assert (
            office.post(path, {**form, "time_zone": "UTC", "is_staff": "on", "groups": [group.pk]}).status_code == 302
        )
        person.refresh_from_db()
        assert ([*person.groups.values_list("pk", flat=True)], person.is_staff) == (groups, False)
    assert Entry.objects.about(person).get().changes == {"groups": [[], [str(group.pk)]]}
    assert "Secretariat" in office.get(f"{PEOPLE}{person.pk}/history/").content.decode()


def test_an_officer_makes_nobody_a_superuser(office, officer):
    for person in (UserFactory(), officer):
        path = f"{PEOPLE}{person.pk}/change/"
        form = {**POSTS, "_version": version(office, path), "email": person.email, "name": "Other", "language": "en"}
        form |= {
            "time_zone": "UTC",
            "is_active": "on",
            "is_staff": "on",
            "is_superuser": "on",
            "user_permissions": ["1"],
        }
        office.post(path, form)
        person.refresh_from_db()
        assert person.name == "Other"
        assert not person.is_superuser
        assert not person.user_permissions.exists()


def test_who_may_do_everything_is_changed_only_by_their_like(office, officer):
    above = UserFactory(is_superuser=True, is_staff=True)
    assert office.post(f"{PEOPLE}{above.pk}/change/", {"name": "Below"}).status_code == 403
    officer.is_superuser = True
    officer.save()
    assert "is_superuser" in office.get(f"{PEOPLE}{above.pk}/change/").context["adminform"].form.fields


def test_that_an_account_is_for_demonstration_is_read_only(office):
    page = office.get(f"{PEOPLE}{UserFactory(is_demo=True).pk}/change/")
    assert "is_demo" not in page.context["adminform"].form.fields
    assert "Demo account" in page.content.decode()


def test_imported_people_come_without_rights_and_without_a_password(office, officer):
    above = UserFactory(is_superuser=True, email="above@x.example", name="Above")
    rows = "email,name,is_staff,is_active\nNew@X.example,New,true,true\nabove@x.example,Below,true,true\n"
    path = f"{PEOPLE}import/"
    for text in (rows.rsplit("\n", 2)[0] + "\n", rows):
        with_file = {"resource": "0", "format": "0", "import_file": SimpleUploadedFile("people.csv", text.encode())}
        answer = office.post(path, with_file)
        if "confirm_form" in answer.context:
            office.post(f"{PEOPLE}process_import/", answer.context["confirm_form"].initial)
    person = User.objects.get(email="new@x.example")
    assert (person.is_staff, person.is_superuser, person.has_usable_password()) == (False, False, False)
    assert verbs(person) == ["imported"]
    above.refresh_from_db()
    assert above.name == "Above"


# -- Posts and participants.


def test_posts_are_shown_in_office_first_and_the_rest_when_asked(office):
    now = FocalPointFactory()
    vacant = FocalPointFactory(user=None)
    over = FocalPointFactory(until=dt.date(2010, 1, 1))
    to_come = FocalPointFactory(since=dt.date(2100, 1, 1))
    assert listed(office, "focalpoint") == {now.pk, vacant.pk}
    assert listed(office, "focalpoint", {"office": "vacant"}) == {vacant.pk}
    assert listed(office, "focalpoint", {"office": "past"}) == {over.pk}
    assert listed(office, "focalpoint", {"office": "all"}) == {now.pk, vacant.pk, over.pk, to_come.pk}
    assert listed(office, "focalpoint", {"office": "all", "role": Role.PREPARER}) == set()
    assert "vacant" in office.get("/admin/members/focalpoint/").content.decode()


def test_a_post_can_be_left_vacant(office):
    state = ParticipantFactory()
    form = {"participant": state.pk, "user": "", "role": "authority", "rank": "principal", "since": "2020-01-01"}
    assert office.post("/admin/members/focalpoint/add/", form).status_code == 302
    assert FocalPoint.objects.get().user is None


def test_participants_are_found_by_standing_today_and_by_any_of_their_names(office):
    member, observer, none = ParticipantFactory(), ParticipantFactory(), ParticipantFactory(name={"ar": "زانادو"})
    ParticipationFactory(participant=member)
    ParticipationFactory(participant=observer, standing=Standing.MEMBER, until=dt.date(2010, 1, 1))
    ParticipationFactory(participant=observer, standing=Standing.OBSERVER, since=dt.date(2010, 1, 1))
    assert listed(office, "participant", {"standing": "member"}) == {member.pk}
    assert listed(office, "participant", {"standing": "observer"}) == {observer.pk}
    assert listed(office, "participant", {"standing": "none"}) == {none.pk}
    assert listed(office, "participant", {"q": "زانادو"}) == {none.pk}
    assert listed(office, "participation", {"when": "today"}) == set(
        member.participations.values_list("pk", flat=True)
    ) | set(observer.participations.filter(until=None).values_list("pk", flat=True))


# -- Tokens and lock-outs.


def test_no_page_of_the_admin_makes_a_token(office, officer):
    for person in (UserFactory(), officer):
        assert office.post("/admin/members/apitoken/add/", {"user": person.pk, "name": "mine"}).status_code == 403
    assert not ApiToken.objects.exists()


def test_an_officer_revokes_a_token_and_says_why(office, officer, mailoutbox):
    """Its person is told at once, at whatever hour, by an official letter; the row stays, with the reason."""
    (token, secret), (other, _secret) = a_token_of(UserFactory(title="")), a_token_of(UserFactory())
    address = f"/admin/members/apitoken/{token.pk}/revoke/"
    assert office.post(address, {"reason": ""}).status_code == 422
    assert office.post(address, {"reason": "Lost on a journey"}).status_code == 302
    assert Client().get("/api/v1/participants/", HTTP_AUTHORIZATION=f"Token {secret}").status_code == 401
    token.refresh_from_db()
    other.refresh_from_db()
    assert (token.why_ended, other.why_ended) == (WhyEnded.REVOKED, "")
    entry = Entry.objects.about(token.user).in_order().last()
    assert (entry.verb, entry.by_label) == ("token revoked", officer.email)
    assert entry.changes["reason"] == [None, "Lost on a journey"]
    a_sunday_night = dt.datetime(2026, 12, 6, 23, 0, tzinfo=dt.UTC)
    Notice.objects.update(send_at=a_sunday_night, due_at=a_sunday_night)
    send_due(at=a_sunday_night)
    [letter] = [letter for letter in mailoutbox if "opens nothing" in letter.body]
    assert letter.to == [token.user.email] or token.user.email in letter.to[0]
    assert "Lost on a journey" in letter.body
    assert officer.get_full_name() in letter.body
    assert "List-Unsubscribe" not in str(letter.message())


def test_an_officer_lets_a_locked_out_person_try_again(office):
    person = UserFactory()
    attempt = AccessAttempt.objects.create(username=person.email, ip_address="192.0.2.1", failures_since_start=5)
    assert office.post("/admin/axes/accessattempt/", {"action": "release", "_selected_action": [attempt.pk]})
    assert not AccessAttempt.objects.exists()
    assert verbs(person) == ["released"]
