from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import activities.loading
import catalogue.loading
import commitments.loading
import decisions.loading
import meetings.loading
import members.loading
from journal.models import Entry
from members.actions import grant_the_secretariat
from members.choices import StaffRole
from record.loading import RecordFault, Tally, load_sources
from record.marked import is_of_an_exercise


class Command(BaseCommand):
    help = (
        "Load the record from the data files and grant the Secretariat its rights: all or nothing, and a second run"
        " changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if is_of_an_exercise():
            raise CommandError("This database is that of an exercise: no real state takes part in it.")
        tally = Tally()
        try:
            people = members.loading.read_files()
            bodies = meetings.loading.read_files()
            editions = catalogue.loading.read_files()
            undertakings = commitments.loading.read_files()
            decided = decisions.loading.read_files()
            followed = activities.loading.read_files()
            with transaction.atomic():
                written_before = Entry.objects.count()
                load_sources(tally)
                participants = members.loading.load(people, tally)
                held = meetings.loading.load(bodies, participants, tally)
                places = catalogue.loading.load(editions, tally)
                commitments.loading.load(undertakings, places, participants, held, tally)
                activities.loading.load(followed, tally)
                decisions.loading.load(decided, participants, tally)
                for role in StaffRole:
                    grant_the_secretariat(role=role)
                is_as_it_was = Entry.objects.count() == written_before
        except RecordFault as fault:
            raise CommandError("The record was not loaded:\n" + "\n".join(fault.faults)) from fault
        except ValidationError as error:
            raise CommandError(f"The record was not loaded: {error}") from error
        self.stdout.write(f"The record: {tally}.")
        if is_as_it_was:
            self.stdout.write("Nothing changed.")
