"""What stays unanswered goes on to the next person: by a rule of the house, once a person, and never as a reproach."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commitments.tests.factories import CirculationFactory
from desk.reports.lines import desk_list
from journal.models import Entry
from members.choices import Audience, Rank, Role
from members.models import Draft, User
from members.tests.factories import FocalPointFactory, UserFactory
from notices.actions import let_go_on, set_rule
from notices.choices import NoticeChannel, Rung
from notices.kinds import ASKS, WENT_ON
from notices.models import GoingOnRule, Notice, WentOn
from papers.models import Comment
from record.tests.makers import MAKERS

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2027, 2, 1, 6, tzinfo=dt.UTC)
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


@pytest.fixture
def asked(authority, preparer, stranger, chair, officer):
    """On a Monday a paper was sent to all members, with two months for comments, which go on as the Secretariat chose."""
    set_rule(kind="comment", days=10, is_on=True, by=officer, at=MONDAY - DAY)
    return CirculationFactory(at=MONDAY, comments_by=(MONDAY + 60 * DAY).date(), audience=Audience.MEMBERS)


@pytest.fixture
def alternate(xa) -> User:
    return FocalPointFactory(participant=xa, role=Role.PREPARER, rank=Rank.ALTERNATE, user=UserFactory()).user


def of_xa() -> list[tuple[str, dt.date]]:
    return list(WentOn.objects.filter(desk="XA").order_by("on").values_list("rung", "on"))


def told(person: User) -> list[str]:
    rows = Notice.objects.filter(recipient=person, kind=WENT_ON)
    return list(rows.order_by("channel").values_list("channel", flat=True))


def test_it_goes_to_the_alternate_and_then_to_the_officers_once_each(asked, alternate, officer, authority):
    assert let_go_on(at=MONDAY + 2 * WEEK - DAY) == []
    let_go_on(at=MONDAY + 2 * WEEK)
    assert of_xa() == [(Rung.ALTERNATE, dt.date(2027, 2, 15))]
    assert told(alternate) == [NoticeChannel.EMAIL, NoticeChannel.PORTAL]
    for day in (0, 1, 5):
        assert [row.desk for row in let_go_on(at=MONDAY + 2 * WEEK + day * DAY) if row.desk == "XA"] == []
    # The authority was asked with the paper itself: nobody is told twice.
    let_go_on(at=MONDAY + 4 * WEEK)
    assert [rung for rung, _on in of_xa()] == [Rung.ALTERNATE, Rung.OFFICER]
    assert (told(authority), len(told(alternate))) == ([], 2)
    let_go_on(at=MONDAY + 8 * WEEK)
    assert len(of_xa()) == 2
    assert Entry.objects.filter(verb="let an ask go on").count() == WentOn.objects.count()


def test_an_answer_ends_it_and_what_a_state_keeps_to_itself_is_none(asked, alternate, authority, xa):
    said = {"version": asked.version, "owner": xa, "text": "Fine.", "by": authority, "at": MONDAY}
    kept = Comment.objects.create(**said, audience=Audience.OWN)
    let_go_on(at=MONDAY + 2 * WEEK)
    assert [rung for rung, _on in of_xa()] == [Rung.ALTERNATE]
    Comment.objects.filter(pk=kept.pk).update(audience=Audience.MEMBERS)
    let_go_on(at=MONDAY + 6 * WEEK)
    assert len(of_xa()) == 1


def test_a_rule_that_staff_set_holds_from_then_on_and_off_is_off(asked, alternate, officer, preparer):
    with pytest.raises(PermissionDenied):
        set_rule(kind="comment", days=1, is_on=True, by=preparer, at=MONDAY)
    set_rule(kind="comment", days=2, is_on=True, by=officer, at=MONDAY)
    # Friday was the fourth working day; over the weekend nothing comes due.
    let_go_on(at=MONDAY + 2 * DAY)
    assert of_xa() == [(Rung.ALTERNATE, dt.date(2027, 2, 3))]
    set_rule(kind="comment", days=2, is_on=False, by=officer, at=MONDAY + 3 * DAY)
    assert let_go_on(at=MONDAY + 5 * WEEK) == []
    assert GoingOnRule.objects.count() == 3


def test_the_line_of_the_desk_says_to_whom_it_went_on_and_the_other_state_reads_nothing(
    asked, alternate, authority, stranger, officer, sign_in
):
    let_go_on(at=MONDAY + 2 * WEEK)
    [shown] = [shown for shown in desk_list(authority, MONDAY + 2 * WEEK).every if shown.line.kind == "comments"]
    assert [(row.rung, row.on) for row in shown.went_on] == [(Rung.ALTERNATE, dt.date(2027, 2, 15))]
    assert {row.desk for row in WentOn.objects.visible_to(authority)} == {"XA"}
    assert {row.desk for row in WentOn.objects.visible_to(stranger)} == {"XB"}
    assert {"XA", "XB"} <= {row.desk for row in WentOn.objects.visible_to(officer)}
    page = sign_in(authority).get(reverse("going-on")).content.decode()
    assert "the alternate" in page
    assert "to be confirmed by the Secretariat" in page
    assert reverse("going-on-rule-set") not in page


def test_a_draft_waits_for_its_second_key_within_its_state_alone(authority, preparer, xa, officer):
    alternate = FocalPointFactory(participant=xa, role=Role.AUTHORITY, rank=Rank.ALTERNATE, user=UserFactory()).user
    draft = Draft.objects.create(owner=xa, form="begin", is_ready=True, by=preparer, answers={})
    Draft.objects.filter(pk=draft.pk).update(updated_at=MONDAY)
    for weeks in range(1, 9):
        let_go_on(at=MONDAY + weeks * WEEK)
    assert {row.rung for row in WentOn.objects.filter(kind="second-key")} == {Rung.ALTERNATE}
    assert told(alternate)
    assert (told(officer), told(preparer)) == ([], [])
    assert not WentOn.objects.visible_to(officer).filter(kind="second-key").exists()


def test_a_letter_beyond_its_day_goes_on_to_the_other_officers(officer):
    other = UserFactory(is_staff=True)
    letter = MAKERS["papers.registeredletter"]()
    type(letter).objects.filter(pk=letter.pk).update(officer=officer, until=MONDAY.date())
    let_go_on(at=MONDAY + 2 * DAY)
    assert told(other) == []
    let_go_on(at=MONDAY + 3 * DAY)
    assert told(other) == [NoticeChannel.EMAIL, NoticeChannel.PORTAL]
    assert told(officer) == []


def test_an_exchange_of_views_is_awaited_of_nobody_until_the_secretariat_says_so(officer):
    assert {name for name, kind in ASKS.items() if not kind.is_on} == {"comment", "view"}


def test_an_officer_sets_a_rule_by_its_page_which_begins_with_what_holds(officer, sign_in):
    client, address = sign_in(officer), reverse("going-on-rule-set")
    page = client.get(address, {"like": "letter"}).content.decode()
    assert 'value="letter" selected' in page
    assert client.post(address, {"kind": "letter", "days": "4", "is_on": "on", "once_key": "k" * 32}).status_code == 302
    assert GoingOnRule.objects.get().days == 4
    shown = client.get(reverse("going-on")).content.decode()
    assert "4 working days" in shown


def test_what_went_on_is_read_in_ones_language_with_the_states_name(asked, alternate, officer, sign_in):
    let_go_on(at=MONDAY + 2 * WEEK)
    row = WentOn.objects.get(desk="XA")
    notice = Notice.objects.filter(kind=WENT_ON, channel=NoticeChannel.PORTAL, url=row.url).first()
    notice.values["thing"] = {**notice.values["thing"], "ru": "Бумага по-русски"}
    Notice.objects.filter(pk=notice.pk).update(values=notice.values)
    User.objects.filter(pk=officer.pk).update(language="ru")
    page = sign_in(officer).get(reverse("going-on"), headers={"accept-language": "ru"}).content.decode()
    assert ("Государство XA" in page, "<bdi>XA</bdi>" in page, "Бумага по-русски" in page) == (True, False, True)
