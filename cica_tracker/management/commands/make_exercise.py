import datetime as dt
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cica_tracker.demo import EXERCISE_CAST, password_of_the_demonstration
from cica_tracker.exercise import SEED, make_exercise, open_accounts
from cica_tracker.told_apart import why_not_start
from record.dates import day_of_the_house
from record.exercise import SceneFault
from record.marked import is_of_an_exercise


class Command(BaseCommand):
    help = "Make an exercise in an empty database, or go on with the one that is there; print its accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=SEED, help="Another number: other measures, other words.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EXERCISE:
            raise CommandError("An exercise is made by `make exercise` only (EXERCISE=1).")
        if why := why_not_start():
            raise CommandError(why)
        password, now = password_of_the_demonstration(), timezone.now()
        if is_of_an_exercise():
            open_accounts(password, day_of_the_house(now))
            self.stdout.write("The exercise goes on as people left it. `make exercise ARGS=--anew` begins another one.")
        else:
            self.make(now, password, options["seed"])
        self.stdout.write("Accounts of the exercise, which sign in without a second factor, and what each finds:")
        for person in EXERCISE_CAST:
            self.stdout.write(f"  {person.address:<30} {person.name}: {person.finds}")
        self.stdout.write(f"  password for all of them:      {password}")

    def make(self, now: dt.datetime, password: str, seed: int) -> None:
        self.stdout.write("Making an exercise of invented states; it takes a minute.")
        try:
            make_exercise(now=now, password=password, seed=seed)
        except SceneFault as fault:
            raise CommandError(str(fault)) from fault
