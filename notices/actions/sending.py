"""Sending letters that were taken up.

The transaction that ends one letter begins the next: a worker that dies leaves at most one of which nobody can say
whether it arrived. Whoever knows the answer keeps it until the database has it.
"""

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone

from members.actions import answer_asked_links
from notices.actions.accounts import with_keys
from notices.actions.claiming import LEASE, put_back, recover, take_up_again, write_letters
from notices.actions.moving import moved_line
from notices.actions.sweeping import sweep
from notices.actions.turning import turn_at_once
from notices.choices import Stage, SweepOutcome, UnknownOutcome
from notices.clock import BELIEVED, Witness
from notices.models import Letter, Notice, NoticeTransition, Rules
from notices.post import MailAnswer, MailLine, MailOutcome, open_line

log = structlog.get_logger(__name__)
Result = TypeVar("Result")

AT_ONCE = 50
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(minutes=1), dt.timedelta(hours=6)
# How an answer is told in counts, and where the letter goes with it.
STAGE_AFTER = {MailOutcome.ACCEPTED: Stage.SENT, MailOutcome.REFUSED: Stage.REFUSED}


@dataclass
class EndedLetter:
    """A letter and what the mail server said."""

    letter: Letter
    answer: MailAnswer


@dataclass
class SendingRound:
    """One worker's round of sending."""

    line: MailLine
    clock: Callable[[], dt.datetime]
    rules: Rules = field(default_factory=Rules.now)
    counts: Counter[str] = field(default_factory=Counter)


def tick(
    *,
    at: dt.datetime | None = None,
    seen: Witness | None = BELIEVED,
    within: float | None = None,
    whole: bool = False,
) -> Counter[str]:
    """One beat: plan, then send. Any number at once, by task, command and hand, is harmless.

    Only what moved is planned, unless it is to be `whole`.
    """
    if sweep(at=at, seen=seen, whole=whole).outcome == SweepOutcome.HELD:
        return Counter(held_by_the_clock=1)
    return send_due(at=at, within=within)


def send_due(
    *, at: dt.datetime | None = None, within: float | None = None, line: MailLine | None = None
) -> Counter[str]:
    """Send what is due by now; `within` so many seconds no new letters are taken up. Returns how many ended how."""
    began = time.monotonic()
    recover(at=at or timezone.now())
    while answer_asked_links(at=at or timezone.now()):
        pass
    with line or open_line() as open_now:
        sending = SendingRound(open_now, (lambda: at) if at else timezone.now)
        while not (within and time.monotonic() - began > within):
            sending.rules = Rules.now()
            if sending.rules.is_paused:
                break
            now = sending.clock()
            letters, changed = take_up_again(at=now, most=AT_ONCE), 0
            if not letters:
                letters, changed = write_letters(at=now, most=AT_ONCE)
            if not (letters or changed) or not _send_all(letters, sending):
                break
    if sending.counts:
        log.info("letters sent", seconds=round(time.monotonic() - began, 1), **sending.counts)
    return sending.counts


def _send_all(letters: Sequence[Letter], sending: SendingRound) -> bool:
    """Send them one after the other; False when the mail server can't be reached and the rest was put back."""
    letters = _until_it_stands(with_keys, letters, sending.clock())
    ended: EndedLetter | None = None
    for place, letter in enumerate(letters):
        has_begun = _until_it_stands(_turn_over, ended, letter, sending)
        if not has_begun:
            ended = None
            continue
        ended = EndedLetter(letter, sending.line.send(letter))
        sending.counts[ended.answer.outcome.value] += 1
        if ended.answer.outcome is MailOutcome.UNREACHABLE:
            log.warning("mail server not reached", why=ended.answer.words)
            _until_it_stands(_turn_over, ended, None, sending)
            _until_it_stands(_give_back, letters[place + 1 :], sending.clock() + FIRST_WAIT)
            return False
    _until_it_stands(_turn_over, ended, None, sending)
    return True


def _turn_over(ended: EndedLetter | None, following: Letter | None, sending: SendingRound) -> bool:
    """End one letter and begin the next; False when the next one is no longer ours to begin."""
    at = sending.clock()
    if connection.vendor == "postgresql" and (ended is None or ended.answer.outcome is MailOutcome.ACCEPTED):
        accepted, words = (ended.letter, ended.answer.words) if ended else (None, "")
        return turn_at_once(accepted, words, following, at=at, lease=LEASE)
    return _turn_by_steps(ended, following, sending.rules, at)


@transaction.atomic
def _turn_by_steps(ended: EndedLetter | None, following: Letter | None, rules: Rules, at: dt.datetime) -> bool:
    lines = _end(ended, rules, at) if ended else []
    has_begun = False
    if following:
        ours = Letter.objects.filter(pk=following.pk, generation=following.generation)
        # Being sent already, under our own generation: it was begun by a commit of whose fate we were not told.
        here = ours.filter(stage__in=[Stage.CLAIMED, Stage.SENDING])
        has_begun = bool(here.update(stage=Stage.SENDING, lease_until=at + LEASE, attempts=F("attempts") + 1))
        if has_begun:
            following.attempts += 1
            lines.append(moved_line(at, Stage.CLAIMED, Stage.SENDING, letter_id=following.pk))
    NoticeTransition.objects.bulk_create(lines)
    return has_begun


def _end(ended: EndedLetter, rules: Rules, at: dt.datetime) -> list[NoticeTransition]:
    """Write down what became of a letter, and of everything in it. Asked a second time, nothing is left to change."""
    letter, answer = ended.letter, ended.answer
    target, fields = _fate(letter, answer, rules, at)
    # Held meanwhile, since our lease was over: we know better. But only until somebody takes it up anew.
    sources = [Stage.SENDING, Stage.UNKNOWN]
    if target in (Stage.SENT, Stage.REFUSED):
        sources.append(Stage.PENDING)
    here = Letter.objects.filter(pk=letter.pk, generation=letter.generation, stage__in=sources)
    if not here.update(stage=target, lease_until=None, answer=answer.words[:300], **fields):
        return []
    if target != Stage.PENDING:
        also = {"told_at": at} if target == Stage.SENT else {}
        inside = Notice.objects.filter(letter=letter.pk, stage__in=[Stage.CLAIMED, Stage.UNKNOWN])
        inside.update(stage=target, **also)
    return [moved_line(at, Stage.SENDING, target, answer.words, letter_id=letter.pk)]


def _fate(letter: Letter, answer: MailAnswer, rules: Rules, at: dt.datetime) -> tuple[str, dict[str, object]]:
    """Where a letter goes with this answer, and what else is written down."""
    over: dict[str, object] = {"ended_at": at}
    if answer.outcome in STAGE_AFTER:
        return STAGE_AFTER[answer.outcome], over
    if answer.outcome is MailOutcome.UNREACHABLE:
        wait = FIRST_WAIT * (0.5 + _jitter(letter))
        return Stage.PENDING, {"next_try_at": at + wait, "attempts": F("attempts") - 1}
    is_last = letter.attempts >= rules.most_attempts
    again: dict[str, object] = {"next_try_at": at + wait_before(letter)}
    if answer.outcome is MailOutcome.LATER:
        return (Stage.REFUSED, over) if is_last else (Stage.PENDING, again)
    if rules.unknown_outcome == UnknownOutcome.RESEND and not is_last:
        return Stage.PENDING, {**again, "is_doubtful": True}
    return Stage.UNKNOWN, {**over, "is_doubtful": True}


def wait_before(letter: Letter) -> dt.timedelta:
    """Twice as long after every attempt, and not the same for all, so that they don't come back together."""
    return min(LONGEST_WAIT, FIRST_WAIT * 2 ** max(0, letter.attempts - 1)) * (0.5 + _jitter(letter))


def _jitter(letter: Letter) -> float:
    """From 0 to 1, as the letter's number and attempt have it."""
    return (letter.pk.int + letter.attempts * 7919) % 1000 / 1000


@transaction.atomic
def _give_back(letters: Sequence[Letter], at: dt.datetime) -> None:
    for letter in letters:
        put_back(letter, at=at, detail="mail server not reached")


def _until_it_stands(act: Callable[..., Result], *what: object) -> Result:
    """Do it, and again while the database is away, for as long as a lease lasts. Every act asked twice acts once."""
    began, wait = time.monotonic(), 0.1
    while True:
        try:
            return act(*what)
        except (OperationalError, InterfaceError) as fault:
            if connection.in_atomic_block or time.monotonic() - began > LEASE.total_seconds():
                raise
            log.warning("database away", fault=str(fault)[:200])
            connection.close()
            time.sleep(wait)
            wait = min(wait * 2, 5)
