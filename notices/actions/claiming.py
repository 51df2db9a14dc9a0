"""Taking letters up: each by one worker at a time, for as long as its lease lasts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

import structlog
from django.db import DatabaseError, transaction
from django.db.models import F, OuterRef, Subquery

from members.models import User
from notices.access import habits_of
from notices.actions.moving import move_notices, moved_line, this_worker
from notices.choices import Stage, UnknownOutcome
from notices.composing import compose, unwritten
from notices.courtesy import Habits, end_of_local_day, first_good_moment, local_day, suits, when_to_send
from notices.kinds import reminder_called
from notices.models import Letter, Notice, NoticeTransition, Rules
from notices.words import Wordings
from record.dates import day_of_the_house

log = structlog.get_logger(__name__)

# Longer than a mail server is waited for in all of one letter's conversation.
LEASE = dt.timedelta(minutes=4)
A_DAY = dt.timedelta(days=1)


@transaction.atomic
def take_up_again(*, at: dt.datetime, most: int) -> list[Letter]:
    """Letters whose next attempt is due."""
    here = Letter.objects.waiting(at).order_by("next_try_at", "pk")[:most]
    letters = list(here.select_for_update(skip_locked=True))
    keys = [letter.pk for letter in letters]
    mine = {"stage": Stage.CLAIMED, "worker": this_worker(), "lease_until": at + LEASE}
    Letter.objects.filter(pk__in=keys, stage=Stage.PENDING).update(generation=F("generation") + 1, **mine)
    for letter in letters:
        letter.generation += 1
        letter.stage = Stage.CLAIMED
    NoticeTransition.objects.bulk_create(
        moved_line(at, Stage.PENDING, Stage.CLAIMED, letter_id=letter.pk) for letter in letters
    )
    return letters


@transaction.atomic
def recover(*, at: dt.datetime) -> int:
    """See to letters whose worker was not heard of again.

    One that was only taken up is free again. One that was being sent may have arrived: it is held for a person, or goes
    again as it is, as the rules have it.
    """
    here = Letter.objects.abandoned(at).defer("raw", "text").order_by("pk")
    lost = list(here.select_for_update(skip_locked=True))
    rules = Rules.now() if lost else None
    for letter in lost:
        if letter.stage == Stage.CLAIMED:
            put_back(letter, at=at, detail="not begun")
        elif may_go_again(letter, rules):
            put_back(letter, at=at, detail="outcome unknown", is_doubtful=True)
        else:
            hold(letter, at=at, detail="its sender was not heard of again")
    return len(lost)


def may_go_again(letter: Letter, rules: Rules | None) -> bool:
    return bool(rules) and rules.unknown_outcome == UnknownOutcome.RESEND and letter.attempts < rules.most_attempts


def put_back(letter: Letter, *, at: dt.datetime, detail: str, **fields: object) -> None:
    """Free a letter for another attempt."""
    here = Letter.objects.filter(pk=letter.pk, generation=letter.generation, stage=letter.stage)
    fields = {"next_try_at": at, **fields}
    if here.update(stage=Stage.PENDING, lease_until=None, **fields):
        NoticeTransition.objects.bulk_create([moved_line(at, letter.stage, Stage.PENDING, detail, letter_id=letter.pk)])


def hold(letter: Letter, *, at: dt.datetime, detail: str) -> None:
    """Nobody can say whether it arrived: a person decides."""
    here = Letter.objects.filter(pk=letter.pk, generation=letter.generation, stage=Stage.SENDING)
    if here.update(stage=Stage.UNKNOWN, lease_until=None, ended_at=at, is_doubtful=True, answer=detail[:300]):
        Notice.objects.filter(letter=letter.pk, stage=Stage.CLAIMED).update(stage=Stage.UNKNOWN)
        NoticeTransition.objects.bulk_create(
            [moved_line(at, Stage.SENDING, Stage.UNKNOWN, detail, letter_id=letter.pk)]
        )
        log.warning("letter held", letter=str(letter.pk), detail=detail)


# -- Writing new ones.


class LettersDue:
    """One round of writing letters: for whom something is due, and what is known of them."""

    def __init__(self, at: dt.datetime, most: int):
        self.at = at
        self.rules = Rules.now()
        waiting = Notice.objects.due(at).order_by("send_at", "pk").values_list("recipient", flat=True)
        people = list(dict.fromkeys(waiting[: most * 4]))[:most]
        rows = Notice.objects.by_email().waiting().filter(recipient__in=people, send_at__lte=at + A_DAY)
        self.rows: dict[int, list[Notice]] = defaultdict(list)
        for row in rows.order_by("due_at", "pk").select_for_update(skip_locked=True):
            self.rows[row.recipient_id].append(row)
        self.people = User.objects.in_bulk(sorted(self.rows))
        self.habits = habits_of(self.people.values(), day_of_the_house(at), self.rules)
        self.days = {key: local_day(at, habits.zone) for key, habits in self.habits.items()}
        self.numbers = self._numbers()

    def _numbers(self) -> dict[int, tuple[int, int]]:
        """Of each person's day: the last letter's number, and how many letters there are."""
        letters = Letter.objects.filter(recipient__in=list(self.people), day__in=set(self.days.values()), of_account="")
        numbers: dict[int, tuple[int, int]] = dict.fromkeys(self.people, (0, 0))
        for recipient, day, number, stage in letters.values_list("recipient", "day", "number", "stage"):
            if day == self.days[recipient]:
                last, count = numbers[recipient]
                numbers[recipient] = (max(last, number), count + (stage != Stage.WITHDRAWN))
        return numbers

    def of(self, person: int) -> list[Notice]:
        """What goes today: due by the end of the person's day, if something is due now, and in time."""
        today = end_of_local_day(self.at, self.habits[person].zone)
        rows = [row for row in self.rows[person] if row.expires_at is None or row.expires_at > self.at]
        rows = [row for row in rows if row.leaves < today]
        return rows if any(row.leaves <= self.at for row in rows) else []

    def better_moment(self, person: int, row: Notice) -> dt.datetime:
        """When to write instead; `at` itself, or before, where now is right."""
        if reminder_called(row.kind).is_at_once:
            return self.at
        habits, official = self.habits[person], row.official
        is_full = self.numbers[person][1] >= self.rules.most_a_day
        if is_full:
            tomorrow = first_good_moment(end_of_local_day(self.at, habits.zone), habits)
            # What is official and would come too late tomorrow goes beyond the most a day.
            return self.at if official and row.expires_at and tomorrow >= row.expires_at else tomorrow
        return self.at if suits(self.at, habits) else _at_another_hour(row, habits, self.at)


def _at_another_hour(row: Notice, habits: Habits, at: dt.datetime) -> dt.datetime:
    # A letter that was put before a holiday, or would be too late at a better hour, goes now.
    return when_to_send(at, habits, row.expires_at, at)


@transaction.atomic
def write_letters(*, at: dt.datetime, most: int) -> tuple[list[Letter], int]:
    """Write letters of what is due, for at most so many people, and take them up; with how many rows were moved.

    Rows are held while their letter is written; two workers that write to one person find the day's number taken, and
    the second one leaves the rows to the next round.
    """
    due, wordings = LettersDue(at, most), None
    letters: dict[Letter, list[Notice]] = {}
    later: list[Notice] = []
    superseded: list[Notice] = []
    for key, person in due.people.items():
        rows = due.of(key)
        if not rows:
            continue
        moments = [due.better_moment(key, row) for row in rows]
        if min(moments) > at:
            later += _put_off(rows, moments)
            continue
        rows, older = _newest_of_each(rows)
        superseded += older
        wordings = wordings or Wordings()
        letters[_written(person, rows, wordings, at, due.numbers[key][0] + 1)] = rows
    Notice.objects.bulk_update(later, ["send_at"], batch_size=200)
    move_notices(superseded, source=[Stage.PENDING], target=Stage.SUPERSEDED, at=at)
    kept = _keep(letters, at)
    changed = len(later) + len(superseded) + len(kept)
    return [letter for letter in kept if letter.stage == Stage.CLAIMED], changed


def _written(person: User, rows: list[Notice], wordings: Wordings, at: dt.datetime, number: int) -> Letter:
    """The letter, taken up. What can't be written for one person is set aside, and everybody else's letters go."""
    try:
        letter = compose(person, rows, wordings, at, number=number)
    except DatabaseError:
        raise
    except Exception as fault:
        log.exception("letter not written", person=person.pk, fault=repr(fault))
        return unwritten(person, rows, fault, at, number)
    letter.stage, letter.generation, letter.worker = Stage.CLAIMED, 1, this_worker()
    letter.lease_until = at + LEASE
    return letter


def _put_off(rows: Iterable[Notice], moments: Iterable[dt.datetime]) -> list[Notice]:
    changed = []
    for row, moment in zip(rows, moments, strict=True):
        if row.leaves < moment:
            row.send_at = moment
            changed.append(row)
    return changed


def _newest_of_each(rows: list[Notice]) -> tuple[list[Notice], list[Notice]]:
    """Of two leads of one thing in one letter the later one, since rows come in the order in which they fall due."""
    newest = {row.thread: row for row in rows}
    chosen = {row.pk for row in newest.values()}
    return [row for row in rows if row.pk in chosen], [row for row in rows if row.pk not in chosen]


def _keep(letters: dict[Letter, list[Notice]], at: dt.datetime) -> list[Letter]:
    """Write the letters down with what is in them; those whose number was taken meanwhile are let go."""
    in_order = sorted(letters, key=lambda letter: letter.recipient_id or 0)
    Letter.objects.bulk_create(in_order, ignore_conflicts=True)
    ours = set(Letter.objects.filter(pk__in=[letter.pk for letter in in_order]).values_list("pk", flat=True))
    kept = [letter for letter in in_order if letter.pk in ours]
    rows = [row for letter in kept for row in letters[letter]]
    # One round writes one letter a person.
    own = Letter.objects.filter(pk__in=ours, recipient=OuterRef("recipient"))
    inside = Notice.objects.filter(pk__in=[row.pk for row in rows])
    inside.update(stage=Subquery(own.values("stage")[:1]), letter=Subquery(own.values("pk")[:1]))
    lines = [
        moved_line(at, Stage.PENDING, letter.stage, notice_id=row.pk) for letter in kept for row in letters[letter]
    ]
    lines += [moved_line(at, "", letter.stage, letter.answer, letter_id=letter.pk) for letter in kept]
    NoticeTransition.objects.bulk_create(lines, batch_size=500)
    return kept
