"""For some days a colleague stands in: sees what waits and is told, and does no more than they could do before."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from desk.actions import add_word, assign
from desk.reports.lines import desk_list
from journal.models import Entry
from members.access import why_not_submit
from members.actions import end_deputyship, name_deputy
from members.choices import Keys, Role
from members.models import Deputyship, EnteredForState, User
from members.tests.factories import UserFactory, a_person_of
from notices.access import told_for
from record.awaiting import SECRETARIAT
from record.dates import day_of_the_house
from record.refusals import Refused

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def away(person: User, deputy: User, since: int = 0, until: int = 10) -> Deputyship:
    today = day_of_the_house()
    return name_deputy(deputy=deputy, since=today + since * DAY, until=today + until * DAY, by=person)


def again(person: User) -> User:
    return User.objects.get(pk=person.pk)


@pytest.fixture
def third(xa) -> User:
    return a_person_of(xa, Role.PREPARER, "third@x.example")


def test_a_deputy_is_told_while_it_runs_and_only_what_they_may_do_themselves(authority, preparer, xa):
    today = day_of_the_house()
    away(authority, preparer, since=1, until=4)
    told = {ahead: told_for([xa.pk], today + ahead * DAY)[xa.pk] for ahead in (0, 1, 3, 4)}
    assert all(preparer in people for people in told.values()), "a principal is told anyhow"
    # What the authority alone may do is told to no preparer.
    assert told_for([xa.pk], today + DAY, [Role.AUTHORITY])[xa.pk] == [authority]
    away(preparer, authority, since=5, until=9)
    assert told_for([xa.pk], today + 6 * DAY, [Role.PREPARER])[xa.pk] == [preparer]


def test_an_alternate_who_stands_in_gets_what_the_principal_gets(authority, xa):
    other = a_person_of(xa, Role.AUTHORITY, "alternate@x.example")
    other.focal_points.update(rank="alternate")
    today = day_of_the_house()
    assert told_for([xa.pk], today)[xa.pk] == [authority]
    row = away(authority, other)
    assert told_for([xa.pk], today)[xa.pk] == [authority, other]
    assert told_for([xa.pk], today + 10 * DAY)[xa.pk] == [authority]
    end_deputyship(deputyship=row, by=other)
    assert told_for([xa.pk], today)[xa.pk] == [authority]


def test_it_gives_no_second_key(authority, preparer, xa):
    xa.keys = Keys.TWO
    xa.save(update_fields=["keys"])
    away(authority, preparer)
    assert why_not_submit(again(preparer), xa.pk) is not None


def test_nobody_stands_in_for_themselves_nor_a_stranger_nor_in_a_chain_nor_twice(
    authority, preparer, third, stranger, officer
):
    for who in (authority, stranger, officer):
        with pytest.raises(Refused):
            away(authority, who)
    away(authority, preparer)
    for person, deputy in ((authority, third), (preparer, third), (third, authority)):
        with pytest.raises(Refused):
            away(person, deputy, since=9, until=12)
    away(authority, third, since=10, until=12)
    assert Deputyship.objects.count() == 2
    for since, until in ((-1, 3), (20, 20), (20, 200)):
        with pytest.raises(Refused):
            away(authority, preparer, since, until)


def test_either_of_the_two_ends_it_and_nobody_else(authority, preparer, third, officer):
    row = away(authority, preparer)
    for other in (third, officer):
        with pytest.raises(PermissionDenied):
            end_deputyship(deputyship=row, by=other)
    end_deputyship(deputyship=row, by=preparer)
    assert not Deputyship.objects.running(day_of_the_house()).exists()
    with pytest.raises(Refused, match="ended already"):
        end_deputyship(deputyship=row, by=authority)


def test_what_is_given_to_an_officer_stands_among_the_deputy_s_own_and_the_journal_says_for_whom(officer):
    deputy = UserFactory(is_staff=True, name="Ms Deputy")
    line = next(shown.line for shown in desk_list(officer, timezone.now()).every if shown.line.desk == SECRETARIAT)
    assign(line=line, officer=officer, by=officer)
    assert line.key not in {shown.line.key for shown in desk_list(again(deputy), timezone.now()).mine}
    away(officer, deputy)
    assert line.key in {shown.line.key for shown in desk_list(again(deputy), timezone.now()).mine}
    add_word(line=line, word="I see to it.", by=again(deputy))
    entry = Entry.objects.in_order().last()
    assert entry.changes["stands_in_for"] == [None, [officer.get_full_name()]]
    assert "stands_in_for" not in Entry.objects.get(verb="gave a line to an officer").changes


def test_a_person_names_a_deputy_by_the_page_and_both_desks_say_so_and_colleagues_read_it(
    authority, preparer, third, stranger, sign_in
):
    today = day_of_the_house()
    sent = {
        "deputy": preparer.email,
        "since": today,
        "until": today + 5 * DAY,
        "reason": "On mission.",
        "once_key": "k",
    }
    for _press in range(2):
        assert sign_in(authority).post(reverse("deputyship-name"), sent).status_code == 302
    row = Deputyship.objects.get()
    for person in (authority, preparer):
        assert row.deputy.get_full_name() in sign_in(person).get(reverse("desk")).content.decode()
    assert "On mission." in sign_in(third).get(reverse("people-deputies")).content.decode()
    assert "On mission." not in sign_in(stranger).get(reverse("people-deputies")).content.decode()
    assert preparer.get_full_name() in sign_in(authority).get(authority.get_absolute_url()).content.decode()
    assert sign_in(third).post(reverse("deputyship-act", args=[row.uid, "end"])).status_code == 403
    assert sign_in(preparer).post(reverse("deputyship-act", args=[row.uid, "end"])).status_code == 302
    row.refresh_from_db()
    assert row.ended_by == preparer


def test_an_officer_enters_from_a_letter_who_stands_in_and_both_are_told_and_can_contest_it(
    authority, preparer, stranger, officer, sign_in, xa
):
    today = day_of_the_house()
    address = f"/people/posts/{authority.focal_points.get().place}/name-deputy/"
    assert sign_in(authority).get(address).status_code == 403
    sent = {"deputy": preparer.email, "since": today, "until": today + 3 * DAY, "reason": "", "letter": ""}
    for wrong in (sent, {**sent, "deputy": stranger.email, "letter": "Note 12"}):
        assert sign_in(officer).post(address, wrong).status_code == 422
    assert not Deputyship.objects.exists()
    assert sign_in(officer).post(address, {**sent, "letter": "Note 12 of 3 May"}).status_code == 302
    row = Deputyship.objects.get()
    assert (row.person, row.deputy, row.participant) == (authority, preparer, xa)
    entered = EnteredForState.objects.get(participant=xa)
    assert (entered.letter, entered.by) == ("Note 12 of 3 May", officer)
    assert Entry.objects.get(verb="named a deputy").changes["letter"] == [None, "Note 12 of 3 May"]
    for person in (authority, preparer):
        assert "stands in for" in sign_in(person).get(entered.get_absolute_url()).content.decode()
    assert "stands in for" not in sign_in(stranger).get(entered.get_absolute_url()).content.decode()
    end_deputyship(deputyship=row, by=preparer)
