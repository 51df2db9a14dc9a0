"""Two who see to one letter at once: whoever comes second finds it gone on, and neither sends it again nor holds it back.

While a letter is handed over, its lease runs out and another worker goes on. What that one did stands.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

import pytest
from django.core.exceptions import ValidationError

from journal.models import Entry
from members.actions import send_password_link
from members.models import User
from members.tests.factories import UserFactory
from notices.actions import change_rules, send_due, settle, sweep
from notices.actions.accounts import OVER, with_keys
from notices.actions.claiming import LEASE, hold, recover, take_up_again
from notices.actions.moving import take_out
from notices.choices import Stage, UnknownOutcome, Verdict
from notices.models import Letter, Notice, NoticeTransition
from notices.post import MailAnswer, MailOutcome
from notices.tests.worlds import AT, a_step, only_source

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MINUTE = dt.timedelta(minutes=1)
# When whoever had taken a letter up at AT is not heard of any more.
LATE = AT + LEASE + MINUTE


@dataclass
class SlowLine:
    """A line to a mail server; while the first letter is handed over, something happens."""

    outcome: MailOutcome = MailOutcome.ACCEPTED
    meanwhile: Callable[[], Any] = lambda: None
    taken: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: Any) -> None:
        return None

    def send(self, letter: Letter) -> MailAnswer:
        self.taken.append(letter.address)
        if len(self.taken) == 1:
            self.meanwhile()
        return MailAnswer(self.outcome, "250 taken")


def letters_for(*names: str) -> None:
    """Each of these people is to be told of a step, and the ledger says so."""
    wanted = [a_step(UserFactory(email=f"{name}@x.example")) for name in names]
    with only_source(wanted):
        sweep(at=AT)


def stages() -> set[str]:
    return {*Letter.objects.values_list("stage", flat=True), *Notice.objects.by_email().values_list("stage", flat=True)}


def test_a_letter_that_another_worker_took_up_meanwhile_is_not_begun_here():
    letters_for("anna", "zoe")
    other = SlowLine()
    slow = SlowLine(meanwhile=lambda: send_due(at=LATE, line=other))
    send_due(at=AT, line=slow)
    assert sorted([*slow.taken, *other.taken]) == ["anna@x.example", "zoe@x.example"]
    assert stages() == {Stage.SENT}


def test_a_letter_that_another_worker_sent_meanwhile_is_not_given_back_when_the_line_breaks():
    letters_for("anna", "zoe")
    other, last = SlowLine(), SlowLine()
    slow = SlowLine(MailOutcome.UNREACHABLE, meanwhile=lambda: send_due(at=LATE, line=other))
    send_due(at=AT, line=slow)
    [unreached], [sent] = slow.taken, other.taken
    assert dict(Letter.objects.values_list("address", "stage")) == {unreached: Stage.PENDING, sent: Stage.SENT}
    send_due(at=LATE + 10 * MINUTE, line=last)
    assert last.taken == [unreached]


def test_an_answer_that_comes_after_another_worker_sent_the_letter_changes_nothing(officer):
    letters_for("anna")
    other, last = SlowLine(), SlowLine()

    def go_on_without_it() -> None:
        send_due(at=LATE, line=other)
        settle(letter=Letter.objects.get(), verdict=Verdict.SEND_AGAIN, by=officer, at=LATE)
        send_due(at=LATE, line=other)

    send_due(at=AT, line=SlowLine(MailOutcome.LATER, meanwhile=go_on_without_it))
    assert (other.taken, stages()) == (["anna@x.example"], {Stage.SENT})
    send_due(at=LATE + 10 * MINUTE, line=last)
    assert last.taken == []


def test_a_letter_that_arrived_while_somebody_looked_for_lost_ones_is_not_held():
    letters_for("anna")
    as_it_was: list[Letter] = []
    send_due(at=AT, line=SlowLine(meanwhile=lambda: as_it_was.append(Letter.objects.get())))
    assert [letter.stage for letter in as_it_was] == [Stage.SENDING]
    before = NoticeTransition.objects.count()
    hold(as_it_was[0], at=LATE, detail="its sender was not heard of again")
    assert (stages(), NoticeTransition.objects.count()) == ({Stage.SENT}, before)


def test_a_letter_that_went_or_may_have_gone_meanwhile_is_not_written_anew(officer):
    letters_for("anna")
    send_due(at=AT, line=SlowLine(MailOutcome.LATER))
    rows = list(Notice.objects.by_email())
    assert stages() == {Stage.PENDING, Stage.CLAIMED}
    change_rules(by=officer, unknown_outcome=UnknownOutcome.RESEND)
    send_due(at=LATE, line=SlowLine(MailOutcome.UNKNOWN))
    assert take_out(rows, at=LATE) == 0
    assert stages() == {Stage.PENDING, Stage.CLAIMED}
    send_due(at=LATE + 10 * MINUTE, line=SlowLine())
    assert take_out(rows, at=LATE + 10 * MINUTE) == 0
    assert (stages(), Letter.objects.count()) == ({Stage.SENT}, 1)


@pytest.mark.parametrize("verdict", [Verdict.ARRIVED, Verdict.SEND_AGAIN])
def test_of_two_officers_who_settle_a_held_letter_the_first_one_s_word_stands(verdict: str, officer: User):
    letters_for("anna")
    send_due(at=AT, line=SlowLine(MailOutcome.UNKNOWN))
    first, second = (Letter.objects.get(stage=Stage.UNKNOWN) for _page in range(2))
    settle(letter=first, verdict=verdict, by=officer, at=AT)
    before, verbs = stages(), list(Entry.objects.values_list("verb", flat=True))
    with pytest.raises(ValidationError):
        settle(letter=second, verdict=Verdict.ARRIVED, by=officer, at=AT + MINUTE)
    assert (stages(), list(Entry.objects.values_list("verb", flat=True))) == (before, verbs)


def test_a_letter_whose_link_is_over_is_set_aside_by_whoever_holds_it_and_by_nobody_who_held_it_before(officer):
    send_password_link(to=UserFactory(), by=officer, at=AT)
    [before] = take_up_again(at=AT, most=5)
    much_later = AT + dt.timedelta(days=30)
    assert recover(at=much_later) == 1
    [now] = take_up_again(at=much_later, most=5)
    assert with_keys([before], much_later) == []
    assert Letter.objects.get().stage == Stage.CLAIMED, "another worker holds it"
    assert with_keys([now], much_later) == []
    letter = Letter.objects.get()
    assert (letter.stage, letter.answer) == (Stage.WITHDRAWN, OVER)
    moves = NoticeTransition.objects.filter(letter_id=letter.pk).order_by("pk").values_list("to_stage", flat=True)
    assert [*moves] == ["pending", "claimed", "pending", "claimed", "withdrawn"]
