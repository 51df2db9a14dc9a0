"""An exercise as a whole: made in an empty database, told apart from a true house, and kept from being taken for one.

1. The journal begins with an entry that says so, which nothing can take back: that tells the two apart.
2. What the instruments lay down is loaded (the catalogue, lead times), and nothing that a real state said or did.
3. Invented states, the accounts of its cast, and the scenes of every room, played through the acts.

Why it is so: docs/decisions/0037-an-exercise-is-told-by-its-first-entry.md.
"""

import datetime as dt
import random

from django.db import transaction
from django.utils.module_loading import autodiscover_modules

import catalogue.loading
import meetings.loading
from cica_tracker.demo import EXERCISE_CAST, open_account
from meetings.exercise import put_groups
from members.actions import grant_the_secretariat
from members.choices import StaffRole
from members.exercise import IN_OFFICE_SINCE, put_states
from members.models import User
from record.exercise import Exercise, begin_exercise, play, scenes_on
from record.loading import Tally, load_sources

BY, SEED = "make_exercise", 1


@transaction.atomic
def make_exercise(*, now: dt.datetime, password: str, seed: int = SEED) -> Exercise:
    """Make an exercise in an empty database, dated from `now`: all of it, or nothing.

    The same seed on the same day makes the same house. Raises SceneFault where the database holds something, or where a
    scene can't be played.
    """
    exercise = Exercise(now, random.Random(seed))  # noqa: S311 - the same each time is what is wanted
    begin_exercise(by=BY, at=now)
    load_what_instruments_say()
    put_states(exercise)
    put_groups(exercise)
    open_accounts(password, exercise.day(IN_OFFICE_SINCE))
    exercise.people = {person.word: User.objects.get(email=person.address) for person in EXERCISE_CAST}
    autodiscover_modules("exercise")
    play(exercise, scenes_on(exercise.today))
    return exercise


def load_what_instruments_say() -> None:
    """The catalogue with its sources, lead times and the rights of the Secretariat: nothing that a state said or did."""
    tally = Tally()
    load_sources(tally)
    catalogue.loading.load(catalogue.loading.read_files(), tally)
    meetings.loading.load_times(tally)
    for role in StaffRole:
        grant_the_secretariat(role=role)


@transaction.atomic
def open_accounts(password: str, since: dt.date) -> None:
    """The accounts of the cast, as of a day; those that are open keep what people did in them."""
    for person in EXERCISE_CAST:
        open_account(person, password, by=BY, since=since)
