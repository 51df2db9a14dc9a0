from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cica_tracker.demo import CAST, open_account, password_of_the_demonstration
from journal.actions import record
from members.models import User

BY = "make_demo"


class Command(BaseCommand):
    help = "Open the demonstration accounts and print them, or, with --remove, end them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="Switch the demonstration accounts off.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self.remove()
            return
        if not settings.DEMO:
            raise CommandError("Demonstration accounts are made by `make run` only (DEMO=1).")
        if settings.EXERCISE:
            raise CommandError("An exercise has accounts of its own: `manage.py make_exercise` prints them.")
        password = password_of_the_demonstration()
        with transaction.atomic():
            for person in CAST:
                if open_account(person, password, by=BY) is None:
                    raise CommandError(f"{person.address} belongs to a real person; the demonstration leaves it alone.")
        self.stdout.write("Demonstration accounts, which sign in without a second factor:")
        for person in CAST:
            self.stdout.write(f"  {person.address:<28} {person.name}")
        self.stdout.write(f"  password for all of them:    {password}")

    def remove(self) -> None:
        with transaction.atomic():
            for user in User.objects.filter(is_demo=True, is_active=True):
                user.is_active = False
                user.save()
                record(by=BY, verb="ended", about=user, changes={"is_active": [True, False]})
        self.stdout.write("No demonstration account can sign in.")
