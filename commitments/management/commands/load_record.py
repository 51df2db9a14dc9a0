from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import commitments.loading
import meetings.loading
import members.loading
from journal.models import Entry
from members.actions import grant_the_secretariat
from record.loading import RecordFault, Tally


class Command(BaseCommand):
    help = (
        "Load the record from the data files and grant the Secretariat its rights: all or nothing, and a second run"
        " changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        tally = Tally()
        try:
            people, bodies, catalogue = (
                floor.read_files() for floor in (members.loading, meetings.loading, commitments.loading)
            )
            with transaction.atomic():
                written_before = Entry.objects.count()
                participants = members.loading.load(people, tally)
                held = meetings.loading.load(bodies, participants, tally)
                commitments.loading.load(catalogue, participants, held, tally)
                grant_the_secretariat()
                is_as_it_was = Entry.objects.count() == written_before
        except RecordFault as fault:
            raise CommandError("The record was not loaded:\n" + "\n".join(fault.faults)) from fault
        except ValidationError as error:
            raise CommandError(f"The record was not loaded: {error}") from error
        self.stdout.write(f"The record: {tally}.")
        if is_as_it_was:
            self.stdout.write("Nothing changed.")
