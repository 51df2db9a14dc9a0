"""The sweep makes the ledger say what is wanted, however often it runs."""

import datetime as dt

import pytest

from notices import sources
from notices.actions import sweep, tick
from notices.choices import NoticeChannel, Stage
from notices.kinds import DATES_CHANGED
from notices.models import Letter, Notice, NoticeTransition
from notices.tests.worlds import AT, DAY, HOUR, a_lead, a_step, on_another_day, only_source

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def wanted():
    with only_source([]) as wanted:
        yield wanted


def ledger(channel: str = NoticeChannel.EMAIL) -> dict[str, str]:
    return dict(Notice.objects.filter(channel=channel).values_list("occurrence", "stage"))


def test_what_is_wanted_is_written_down_once_however_often_it_is_swept(wanted, authority, stranger):
    wanted += [a_lead(authority, 30), a_lead(authority, 14), a_lead(authority, 7), a_lead(stranger, 30)]
    for minutes in range(3):
        sweep(at=AT - HOUR + dt.timedelta(minutes=minutes))
    # Seven days before lies further ahead than rows are written down.
    assert ledger() == {"30 days before": "pending"}
    assert Notice.objects.count() == 4
    sweep(at=AT)
    assert ledger(NoticeChannel.PORTAL) == {"30 days before": "sent"}
    assert Notice.objects.visible_to(authority).get().told_at == AT
    sweep(at=AT + 10 * DAY)
    assert ledger() == {"30 days before": "pending", "14 days before": "pending", "7 days before": "pending"}


def test_a_row_that_waits_follows_its_meeting(wanted, authority):
    wanted += [a_lead(authority, 30), a_lead(authority, 14)]
    sweep(at=AT - HOUR)
    wanted[:] = [on_another_day(one, AT + 40 * DAY) for one in wanted]
    sweep(at=AT)
    row = Notice.objects.get(channel=NoticeChannel.EMAIL)
    assert (row.due_at, row.values["day"], row.stage) == (AT + 10 * DAY, "2027-03-21", "pending")
    assert tick(at=AT) == {}


def test_what_is_done_is_withdrawn_and_wanted_again_comes_back(wanted, authority):
    wanted += [a_step(authority)]
    sweep(at=AT - 20 * HOUR)
    wanted.clear()
    sweep(at=AT - 19 * HOUR)
    assert ledger() == {"1": "withdrawn"}
    wanted += [a_step(authority)]
    sweep(at=AT - 18 * HOUR)
    assert ledger() == {"1": "pending"}
    assert list(NoticeTransition.objects.filter(notice__channel="email").values_list("to_stage", flat=True)) == [
        "withdrawn",
        "pending",
    ]


def test_only_the_newest_lead_goes_out_after_an_outage(wanted, authority, mailoutbox):
    wanted += [a_lead(authority, days, of=AT + 49 * DAY + 12 * HOUR) for days in (65, 30, 14, 7, 1)]
    at = AT - 18 * DAY
    tick(at=at)
    assert [len(mailoutbox), ledger()] == [0, {"65 days before": "pending"}]
    for outage in (7, 60):
        at += outage * DAY
        tick(at=at)
        tick(at=at)
    assert [letter.subject.rpartition("(")[2] for letter in mailoutbox] == ["in 60 days)", "today)"]
    assert ledger() == {
        "65 days before": "sent",
        "30 days before": "superseded",
        "14 days before": "superseded",
        "7 days before": "superseded",
        "1 days before": "sent",
    }


def test_a_meeting_that_is_moved_before_anything_was_told_is_told_by_the_lead_that_is_due_for_the_new_day(
    wanted, authority, mailoutbox
):
    wanted += [a_lead(authority, days, of=AT + 16 * DAY) for days in (60, 30, 14)]
    sweep(at=AT)
    assert ledger() == {"60 days before": "superseded", "30 days before": "pending", "14 days before": "pending"}
    wanted[:] = [on_another_day(lead, AT + 52 * DAY) for lead in wanted]
    for minutes in (1, 2):
        tick(at=AT + dt.timedelta(minutes=minutes))
    assert ledger()["60 days before"] == "sent"
    assert [letter.subject.rpartition("(")[2] for letter in mailoutbox] == ["in 52 days)"]


def test_nothing_is_told_of_a_meeting_that_is_over(wanted, authority, mailoutbox):
    wanted += [a_lead(authority, 1)]
    sweep(at=AT + 20 * DAY)
    tick(at=AT + 30 * DAY)
    assert [ledger(), mailoutbox] == [{"1 days before": "expired"}, []]
    assert ledger(NoticeChannel.PORTAL) == {"1 days before": "expired"}


def test_who_was_told_an_old_date_is_told_the_new_one_there_and_back(wanted, authority, mailoutbox):
    first, second = AT + 30 * DAY, AT + 33 * DAY
    lead = a_lead(authority, 30, of=first)
    wanted += [lead]
    tick(at=AT)
    for number, day in enumerate((second, first, second), start=1):
        wanted[:] = [on_another_day(lead, day)]
        for _again in range(2):
            tick(at=AT + number * DAY)
    assert [letter.subject for letter in mailoutbox] == [
        "Senior Officials Committee: 11 March 2027 (in 30 days)",
        "Senior Officials Committee: now on 14 March 2027",
        "Senior Officials Committee: now on 11 March 2027",
        "Senior Officials Committee: now on 14 March 2027",
    ]
    assert Notice.objects.filter(kind=DATES_CHANGED, channel=NoticeChannel.PORTAL, stage=Stage.SENT).count() == 3
    assert "You were told 14 March 2027 before" in mailoutbox[2].body


def test_who_was_told_no_date_yet_is_told_of_no_change(wanted, authority, mailoutbox):
    wanted += [a_lead(authority, 7)]
    sweep(at=AT + 10 * DAY)
    wanted[:] = [on_another_day(wanted[0], AT + 33 * DAY)]
    sweep(at=AT + 11 * DAY)
    assert not Notice.objects.filter(kind=DATES_CHANGED).exists()


def test_a_source_that_fails_leaves_its_rows_and_is_named(wanted, authority):
    def broken(start, end, at):
        yield a_step(authority)
        raise ZeroDivisionError

    wanted += [a_step(authority)]
    sweep(at=AT - 20 * HOUR)
    sources.add("test", broken)
    assert sweep(at=AT - 19 * HOUR).faults == ["test"]
    assert ledger() == {"1": "pending"}


def test_people_who_may_not_sign_in_are_not_written_to(wanted, authority, mailoutbox):
    wanted += [a_step(authority)]
    sweep(at=AT - HOUR)
    authority.is_active = False
    authority.save()
    tick(at=AT)
    assert [mailoutbox, ledger(), Letter.objects.count()] == [[], {"1": "withdrawn"}, 0]
