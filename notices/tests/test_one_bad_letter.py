"""A letter that can't be written, or can't be sent, sets itself aside with its reason, and everybody else's goes."""

import pytest

from members.models import User
from members.tests.factories import UserFactory
from notices.actions import settle, tick
from notices.choices import Stage, Verdict
from notices.composing import compose
from notices.models import Letter, Notice
from notices.reports.health import health
from notices.tests.test_sending import people, sink, stages, wanted  # noqa: F401 - fixtures
from notices.tests.worlds import AT, HOUR, a_step
from notices.words import Wordings

pytestmark = pytest.mark.django_db


def test_a_host_in_letters_of_its_own_is_written_to_in_its_other_form(sink, wanted):  # noqa: F811
    """A Russian and an Arabic chancery; header and envelope name the host alike."""
    wanted += [a_step(UserFactory(email=address)) for address in ("chancery@мид-пример.рф", "office@مثال.إختبار")]
    assert tick(at=AT) == {"accepted": 2}
    (address, raw), (_other, _bytes) = sink.taken
    assert address == "chancery@xn----gtbejcuewjd.xn--p1ai"
    assert b"<chancery@xn----gtbejcuewjd.xn--p1ai>" in raw


def test_a_mark_of_direction_that_came_along_with_an_address_is_taken_off(sink, wanted):  # noqa: F811
    person = User(email="AZ@mfa.example\u200f", name="Aygün")
    person.set_unusable_password()
    person.full_clean()
    person.save()
    assert person.email == "az@mfa.example"
    wanted += [a_step(person)]
    assert tick(at=AT) == {"accepted": 1}


def test_a_letter_that_can_not_be_written_stops_nobody_elses(sink, wanted, officer, sign_in):  # noqa: F811
    """An address of before: no server takes its first half, and its host is none."""
    bad = UserFactory(email="good@x.example")
    User.objects.filter(pk=bad.pk).update(email="посол@x\u200f.example")
    wanted += [a_step(bad), *(a_step(person) for person in people("anna", "zoe"))]
    client = sign_in(officer)
    assert client.get("/reminders/ahead/").status_code == 200
    for minutes in range(3):
        tick(at=AT + minutes * HOUR / 60)
    assert stages() == {"anna": "sent", "zoe": "sent", "посол": "refused"}
    letter = Letter.objects.get(recipient=bad)
    assert letter.answer.startswith("not written: CannotBeWritten")
    assert Notice.objects.by_email().get(recipient=bad).stage == Stage.REFUSED
    assert "refused" in health(AT + HOUR / 20).alarms
    page = client.get(letter.get_absolute_url())
    assert page.status_code == 200
    assert "not written: CannotBeWritten" in page.content.decode()
    # Put right, it goes, written anew.
    User.objects.filter(pk=bad.pk).update(email="ambassador@x.example")
    settle(letter=letter, verdict=Verdict.SEND_AGAIN, by=officer, at=AT + HOUR)
    assert tick(at=AT + HOUR) == {"accepted": 1}
    assert sink.taken[-1][0] == "ambassador@x.example"


def test_what_no_server_takes_is_refused_and_the_line_goes_on(sink, wanted):  # noqa: F811
    """Written while its address was another one."""
    wanted += [a_step(person) for person in people("bad", "zoe")]
    person = User.objects.get(email="bad@x.example")
    row = Notice(kind="step-awaited", values=wanted[0].values, url="/", about_label="It", official=False)
    letter = compose(person, [row], Wordings(), AT)
    letter.address, letter.stage, letter.next_try_at = "посол@x.example", Stage.PENDING, AT
    letter.save()
    tick(at=AT)
    tick(at=AT)
    assert stages() == {"bad": "sent", "посол": "refused", "zoe": "sent"}
