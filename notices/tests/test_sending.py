"""Letters on their way to a mail server that takes, puts off, refuses, hangs and breaks off."""

import datetime as dt
import threading
from collections import Counter
from email import message_from_bytes, policy

import pytest
from django.db import connections

from journal.models import Entry
from members.choices import Role
from members.tests.factories import UserFactory, a_person_of
from notices import post
from notices.actions import change_rules, send_due, settle, sweep, tick
from notices.actions.claiming import LEASE, write_letters
from notices.choices import Stage, UnknownOutcome, Verdict
from notices.models import Letter, Notice
from notices.tests.sink import Open
from notices.tests.worlds import AT, DAY, HOUR, a_lead, a_step, only_source

pytestmark = pytest.mark.both
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def wanted():
    with only_source([]) as wanted:
        yield wanted


@pytest.fixture
def sink(settings):
    opened = Open()
    with opened as sink:
        settings.EMAIL_BACKEND = post.SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", opened.port, 0.5
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = ""
        yield sink


def stages() -> dict[str, str]:
    return {letter.address.partition("@")[0]: letter.stage for letter in Letter.objects.all()}


def people(*names: str) -> list:
    return [UserFactory(email=f"{name}@x.example") for name in names]


@pytest.mark.django_db
def test_every_answer_of_a_mail_server_leads_where_it_should(sink, wanted):
    names = ("anna", "later", "never", "nobody", "hang", "drop", "zoe")
    wanted += [a_step(person) for person in people(*names)]
    assert tick(at=AT) == {"accepted": 2, "not now": 1, "never": 2, "no answer": 2}
    assert stages() == {
        "anna": "sent", "later": "pending", "never": "refused", "nobody": "refused", "hang": "unknown",
        "drop": "unknown", "zoe": "sent",
    }  # fmt: skip
    inside = dict(Notice.objects.by_email().values_list("recipient__email", "stage"))
    assert inside["later@x.example"] == Stage.CLAIMED
    assert {inside["hang@x.example"], inside["drop@x.example"]} == {Stage.UNKNOWN}
    # One line for all but those after which it broke off.
    assert sink.connections == 3
    for minutes in (0, 2, 3):
        tick(at=AT + minutes * MINUTE)
    assert Counter(address for address, _raw in sink.taken) == dict.fromkeys(
        ("anna@x.example", "hang@x.example", "drop@x.example", "zoe@x.example"), 1
    )


@pytest.mark.django_db
def test_who_puts_a_letter_off_for_ever_is_asked_so_many_times_and_no_more(sink, wanted, officer):
    wanted += [a_step(*people("later"))]
    change_rules(by=officer, most_attempts=3)
    moments = [AT + minutes * MINUTE for minutes in range(20)]
    answers = sum((tick(at=moment) for moment in moments), Counter())
    assert answers == {"not now": 3}
    assert stages() == {"later": "refused"}


@pytest.mark.django_db
def test_a_server_that_can_not_be_reached_costs_no_attempt(settings, sink, wanted):
    settings.EMAIL_PORT = 1
    wanted += [a_step(person) for person in people("anna", "zoe")]
    for minutes in range(30):
        tick(at=AT + minutes * MINUTE)
    assert set(Letter.objects.values_list("stage", "attempts")) == {("pending", 0)}


@pytest.mark.django_db
def test_under_resend_the_same_letter_goes_again_byte_by_byte(sink, wanted, officer):
    change_rules(by=officer, unknown_outcome=UnknownOutcome.RESEND, most_attempts=2)
    wanted += [a_step(*people("drop"))]
    for minutes in range(10):
        tick(at=AT + minutes * MINUTE)
    first, second = (raw for _address, raw in sink.taken)
    assert first == second
    assert list(sink.by_number().values()) == [2]
    # What is wanted by now doesn't change a letter that may have arrived.
    assert stages() == {"drop": "unknown"}


@pytest.mark.django_db
def test_a_person_says_what_became_of_a_held_letter(sink, wanted, officer):
    wanted += [a_step(person) for person in people("hang", "drop", "never")]
    tick(at=AT)
    hang, drop, never = (Letter.objects.get(address__startswith=name) for name in ("hang", "drop", "never"))
    settle(letter=hang, verdict=Verdict.ARRIVED, by=officer, at=AT)
    settle(letter=drop, verdict=Verdict.SEND_AGAIN, by=officer, at=AT)
    never.recipient.email = "right@x.example"
    never.recipient.save()
    settle(letter=never, verdict=Verdict.SEND_AGAIN, by=officer, at=AT)
    tick(at=AT + MINUTE)
    assert stages() == {"hang": "sent", "drop": "unknown", "never": "refused", "right": "sent"}
    assert sorted(sink.by_number().values()) == [1, 1, 2]
    assert list(Entry.objects.in_order().values_list("verb", flat=True))[-3:] == [
        "said that it arrived", "sent again", "sent again",
    ]  # fmt: skip


@pytest.mark.django_db
def test_everything_for_one_person_and_day_goes_in_one_letter_in_their_words(sink, wanted, xa):
    person = a_person_of(xa, Role.AUTHORITY, "elena@x.example")
    person.language, person.time_zone, person.title = "ru", "Asia/Almaty", "Г-жа"
    person.save()
    wanted += [a_lead(person, 30), a_step(person, AT + 2 * HOUR), a_step(person, AT + DAY, key="tomorrow")]
    tick(at=AT)
    tick(at=AT + 3 * HOUR)
    ((_address, raw),) = sink.taken
    mail = message_from_bytes(raw, policy=policy.SMTP)
    text = mail.get_body(["plain"]).get_content()
    assert "Г-жа elena" in str(mail["To"])
    assert mail["Content-Language"] == "ru"
    assert mail["List-Unsubscribe"] is None, "a meeting is official"
    assert "Комитет старших должностных лиц" in text
    assert "/meetings/SOC-2027-1/" in text
    assert "tomorrow" not in text
    assert "/reminders/quiet/" in text
    assert mail.get_body(["html"]).get_content().startswith('<!DOCTYPE html>\r\n<html lang="ru" dir="ltr">')


@pytest.mark.django_db
def test_a_letter_put_off_says_what_is_so_by_now(sink, wanted):
    person = people("later")[0]
    wanted += [a_step(person, key="one"), a_step(person, key="two")]
    tick(at=AT)
    wanted.pop()
    tick(at=AT + 5 * MINUTE)
    letters = list(Letter.objects.order_by("number").values_list("stage", "text"))
    assert [stage for stage, _text in letters] == ["withdrawn", "pending"]
    assert ["two" in text for _stage, text in letters] == [True, False]


@pytest.mark.django_db
def test_a_worker_that_was_not_heard_of_again_leaves_its_letters_to_others(sink, wanted, officer):
    wanted += [a_step(person) for person in people("anna", "zoe")]
    sweep(at=AT)
    letters, _changed = write_letters(at=AT, most=10)
    Letter.objects.filter(pk=letters[0].pk).update(stage=Stage.SENDING)
    assert send_due(at=AT + MINUTE) == {}
    assert send_due(at=AT + LEASE + MINUTE) == {"accepted": 1}
    assert Counter(stages().values()) == {"unknown": 1, "sent": 1}
    assert len(sink.taken) == 1


@pytest.mark.django_db
def test_nothing_goes_while_letters_are_paused(sink, wanted, officer):
    wanted += [a_step(*people("anna"))]
    change_rules(by=officer, is_paused=True)
    assert tick(at=AT) == {}
    change_rules(by=officer, is_paused=False)
    assert tick(at=AT) == {"accepted": 1}


@pytest.mark.django_db(transaction=True)
def test_beats_at_once_send_each_letter_once(sink, wanted):
    wanted += [a_step(person) for person in people(*(f"p{number}" for number in range(60)))]
    wanted += [a_lead(person, 30) for person in people(*(f"q{number}" for number in range(20)))]
    faults = []

    def beat() -> None:
        try:
            tick(at=AT)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=beat) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tick(at=AT)
    assert faults == []
    assert len(sink.taken) == 80
    assert set(sink.by_number().values()) == {1}
    assert set(Letter.objects.values_list("stage", flat=True)) == {"sent"}
    assert set(Notice.objects.values_list("stage", flat=True)) == {"sent"}
