"""What `reminders.py` runs beside its servers: rows are filled in, the contestants take turns, the table is printed."""

import argparse
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import django

django.setup()

import contestants  # noqa: E402
import structlog  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.mail import get_connection  # noqa: E402
from django.db import connection  # noqa: E402

from commitments.kinds import STEP_AWAITED  # noqa: E402
from members.models import User  # noqa: E402
from notices.choices import NoticeChannel, Stage  # noqa: E402
from notices.models import Letter, Notice, Rules  # noqa: E402

A_HUNDRED_THOUSAND = 100_000
HALF_A_SECOND, TWICE = 0.5, 2.0
CONTESTANTS: dict[str, Callable[[Sequence[User], int], None]] = {
    "ledger": contestants.with_the_ledger,
    "naive loop": contestants.naively,
    "no ledger": contestants.pipelined,
}


def fill(people: Sequence[User]) -> None:
    """A hundred thousand rows of former years and of the weeks to come."""
    day = contestants.dt.timedelta(days=1)
    rows = []
    for number in range(A_HUNDRED_THOUSAND):
        person = people[number % len(people)]
        is_over = number % 5 > 0
        when = contestants.AT - (number % 700 + 1) * day if is_over else contestants.AT + (number % 13 + 1) * day
        rows.append(
            Notice(
                kind=STEP_AWAITED, about_kind="commitment", about_key=f"CBM-2007-NCT-{number % 90:02}",
                about_label="A commitment of former years", occurrence=str(number), recipient=person,
                channel=NoticeChannel.EMAIL, url="/", stage=Stage.SENT if is_over else Stage.PENDING, source="former years",
                due_at=when, send_at=when, told_at=when if is_over else None,
            )
        )  # fmt: skip
    Notice.objects.bulk_create(rows, batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def timed(act: Callable[..., object], *what: object) -> float:
    began = time.perf_counter()
    act(*what)
    return time.perf_counter() - began


def due_query() -> tuple[float, str]:
    """Seconds of the query that every round of sending asks, at worst of ten; and how the database goes about it."""
    query = Notice.objects.due(contestants.AT).order_by("send_at", "pk").values_list("recipient", flat=True)[:200]
    worst = max(timed(lambda: list(query.all())) for _time in range(10))
    return worst, query.explain()


def race(people: list[User], rounds: int) -> tuple[dict[str, list[float]], list[float]]:
    """Letters a second by contestant and round, each taking every place in turn; and seconds of planning."""
    rates: dict[str, list[float]] = defaultdict(list)
    planning = []
    share = len(people) // rounds
    names = list(CONTESTANTS)
    for number in range(rounds):
        people_of_the_round = people[number * share : (number + 1) * share]
        planning.append(timed(contestants.plan, people_of_the_round, number))
        for name in names[number % 3 :] + names[: number % 3]:
            rates[name].append(share / timed(CONTESTANTS[name], people_of_the_round, number))
    return rates, planning


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--reminders", type=int, default=5000)
    words.add_argument("--rounds", type=int, default=5)
    options = words.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    assert get_connection().host == settings.EMAIL_HOST == "127.0.0.1"
    Rules.objects.create(hour=0, until_hour=24)
    people = User.objects.bulk_create(
        User(email=f"plain-{number}@x.example", name=f"Person {number}", password="!")
        for number in range(options.reminders)
    )
    fill(people)
    return say(options, *race(people, options.rounds), *due_query())


def say(
    options: argparse.Namespace, rates: dict[str, list[float]], planning: list[float], worst: float, way: str
) -> int:
    middle = {name: statistics.median(letters_a_second) for name, letters_a_second in rates.items()}
    print(
        f"\n{options.reminders} reminders each, in {options.rounds} rounds by turns; {Notice.objects.count()} rows in the ledger"
    )
    print(f"A letter has {len(bytes(Letter.objects.first().raw))} bytes; {os.cpu_count()} processors\n")
    print(f"{'':<34}{'letters/s':>10}{'least':>8}{'most':>8}")
    for name, letters_a_second in rates.items():
        print(f"{name:<34}{middle[name]:>10.0f}{min(letters_a_second):>8.0f}{max(letters_a_second):>8.0f}")
    pairs = list(zip(rates["ledger"], rates["naive loop"], rates["no ledger"], strict=True))
    gain = statistics.median(ledger / naive for ledger, naive, _none in pairs)
    cost = statistics.median(none / ledger for ledger, _naive, none in pairs)
    spent = 1000 / middle["ledger"] - 1000 / middle["no ledger"]
    plans = options.reminders / sum(planning)
    print(f"\nledger : naive loop        {gain:5.2f} times as many, median of rounds (at least {TWICE})")
    print(f"no ledger : ledger         {cost:5.2f} times as many: safety costs {spent:.1f} ms a letter")
    print(f"planning beforehand        {plans:5.0f} reminders a second")
    print(
        f"the due query              {worst * 1000:5.1f} ms at worst (at most {HALF_A_SECOND * 1000:.0f}):\n\n{way}\n"
    )
    print(f"letters the server took    {Path(os.environ['MAIL_LOG']).read_text().count('taken')}")
    is_well = gain >= TWICE and worst < HALF_A_SECOND and "notices_waiting" in way
    print("\nAs it should be." if is_well else "\nBelow what it should be.")
    return 0 if is_well else 1


if __name__ == "__main__":
    raise SystemExit(main())
