"""The world of a run: invented states, their people, and meetings of which each person is reminded once.

`python -m chaos.world --people 1000 --policy hold --seed 1` makes it in the database that DATABASE_URL names, and then
does what it is told a line at a time: "open 1" plans the first meeting, "close 1" has it held, "count" says how many
reminders of each meeting are still under way.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import sys
import time

import django

django.setup()

from django.db import DatabaseError, InterfaceError, connection, transaction  # noqa: E402
from django.db.models import Count, Q  # noqa: E402
from django.utils import timezone  # noqa: E402

from law.choices import RemindOf  # noqa: E402
from law.cica.bodies import Body  # noqa: E402
from meetings.choices import Status  # noqa: E402
from meetings.models import Meeting, ReminderLead  # noqa: E402
from members.choices import Role, StaffRole, Standing  # noqa: E402
from members.models import FocalPoint, Participant, Participation, User  # noqa: E402
from notices.actions import change_rules  # noqa: E402
from notices.choices import Stage  # noqa: E402
from notices.models import Notice  # noqa: E402
from record.models import Confidence  # noqa: E402

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXY"
LONG_AGO = dt.date(2002, 6, 4)
INVENTED = {"source": "Invented", "confidence": Confidence.SEEN}
# How many of a thousand people have a mail server that does so; what each word means stands in `mailserver`.
PECULIAR = {"later": 20, "later2": 5, "never": 10, "cutbefore": 4, "cutafter": 4, "goodbye": 20, "hang": 1}
OVER = (Stage.SENT, Stage.REFUSED, Stage.UNKNOWN)


@transaction.atomic
def make(people: int, policy: str, seed: int) -> None:
    """Rules and leads are rows, as the Secretariat would set them."""
    officer = User.objects.create(email="officer@secretariat.example", name="Officer")
    officer.take_role(StaffRole.OFFICER)
    change_rules(by=officer, hour=0, until_hour=24, most_a_day=50, unknown_outcome=policy)
    officer.is_active = False
    officer.save()
    states = [Participant.objects.create(code=f"X{letter}", name={"en": f"State X{letter}"}) for letter in LETTERS]
    Participation.objects.bulk_create(
        Participation(participant=state, standing=Standing.MEMBER, since=LONG_AGO, **INVENTED) for state in states
    )
    zone, _day = where_it_is_morning(timezone.now())
    names = addresses(people, random.Random(seed))
    users = User.objects.bulk_create(
        User(email=f"{name}@x.example", name=name, time_zone=zone, password="!") for name in names
    )
    FocalPoint.objects.bulk_create(
        FocalPoint(participant=states[number % len(states)], user=person, role=Role.AUTHORITY, since=LONG_AGO)
        for number, person in enumerate(users)
    )
    ReminderLead.objects.create(body=Body.SENIOR_OFFICIALS, of=RemindOf.MEETING, days="1", **INVENTED)


def where_it_is_morning(at: dt.datetime) -> tuple[str, dt.date]:
    """A zone where it is about seven, and the day there: a meeting of that day concerns people for hours yet.

    On a Sunday too: what would be too late on the next working day goes at once.
    """
    hours = (7 - at.hour + 12) % 24 - 12
    return f"Etc/GMT{-hours:+d}", (at + dt.timedelta(hours=hours)).date()


def addresses(many: int, chance: random.Random) -> list[str]:
    """Whom the run writes to: the word before the number tells the mail server how to behave."""
    words = [word for word, share in PECULIAR.items() for _one in range(max(1, round(many * share / 1000)))]
    words += ["plain"] * (many - len(words))
    chance.shuffle(words)
    return [f"{word}-{number}" for number, word in enumerate(words)]


def open_meeting(number: int) -> None:
    zone, day = where_it_is_morning(timezone.now())
    Meeting.objects.update_or_create(
        reference=reference(number),
        defaults={
            "body": Body.SENIOR_OFFICIALS,
            "starts_on": day,
            "time_zone": zone,
            "status": Status.PLANNED,
            "place": {"en": "Xanadu"},
            **INVENTED,
        },
    )


def close_meeting(number: int) -> None:
    Meeting.objects.filter(reference=reference(number)).update(status=Status.HELD)


def under_way() -> dict[str, list[int]]:
    """Of each meeting: how many reminders by e-mail there are, and how many of them are not over."""
    rows = Notice.objects.by_email().values("about_key").order_by("about_key")
    counted = rows.annotate(all=Count("pk"), left=Count("pk", filter=~Q(stage__in=OVER)))
    return {row["about_key"]: [row["all"], row["left"]] for row in counted}


def reference(number: int) -> str:
    return f"SOC-2099-{number}"


def obey(order: str) -> dict[str, list[int]]:
    """Do as told, and again while the database is away."""
    word, _space, number = order.strip().partition(" ")
    while True:
        try:
            if word == "open":
                open_meeting(int(number))
            elif word == "close":
                close_meeting(int(number))
            return under_way()
        except (DatabaseError, InterfaceError):
            connection.close()
            time.sleep(0.2)


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--people", type=int, required=True)
    words.add_argument("--policy", required=True)
    words.add_argument("--seed", type=int, required=True)
    options = words.parse_args()
    make(options.people, options.policy, options.seed)
    print(json.dumps({}), flush=True)
    for order in sys.stdin:
        print(json.dumps(obey(order)), flush=True)


if __name__ == "__main__":
    main()
