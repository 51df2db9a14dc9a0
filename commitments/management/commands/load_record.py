from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import commitments.loading
import meetings.loading
import members.loading
from record.loading import RecordFault, Tally


class Command(BaseCommand):
    help = "Load the record from the data files: all or nothing, and a second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        tally = Tally()
        try:
            people, bodies, catalogue = (
                floor.read_files() for floor in (members.loading, meetings.loading, commitments.loading)
            )
            with transaction.atomic():
                participants = members.loading.load(people, tally)
                held = meetings.loading.load(bodies, participants, tally)
                commitments.loading.load(catalogue, participants, held, tally)
        except RecordFault as fault:
            raise CommandError("The record was not loaded:\n" + "\n".join(fault.faults)) from fault
        except ValidationError as error:
            raise CommandError(f"The record was not loaded: {error}") from error
        self.stdout.write(f"The record: {tally}.")
        if not (tally.added or tally.changed):
            self.stdout.write("Nothing changed.")
