import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cica_tracker.demo import CAST, DemoPerson
from journal.actions import record
from meetings.models import WorkingGroup
from members.actions import grant_the_secretariat
from members.models import FocalPoint, Participant, User

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
        password = self.password()
        with transaction.atomic():
            for person in CAST:
                self.open(person, password)
        self.stdout.write("Demonstration accounts, which sign in without a second factor:")
        for person in CAST:
            self.stdout.write(f"  {person.address:<28} {person.name}")
        self.stdout.write(f"  password for all of them:    {password}")

    def password(self) -> str:
        """The one from DEMO_PASSWORD, else one made at random at the first run and kept beside the data."""
        if password := settings.DEMO_PASSWORD:
            return password
        password_file = settings.DATA_DIR / "demo-password"
        if not password_file.exists():
            password_file.touch(mode=0o600)
            password_file.write_text(secrets.token_urlsafe(9))
        return password_file.read_text()

    def open(self, person: DemoPerson, password: str) -> None:
        user, is_new = User.objects.get_or_create(
            email=person.address,
            defaults={"name": person.name, "is_demo": True, "language": person.language},
        )
        if not user.is_demo:
            raise CommandError(f"{person.address} belongs to a real person; the demonstration leaves it alone.")
        if not user.check_password(password) or not user.is_active:
            user.set_password(password)
            user.is_active = True
            user.save()
        if not is_new:
            return
        if person.staff_role is not None:
            user.take_role(person.staff_role)
            user.groups.add(grant_the_secretariat(role=person.staff_role, by=BY))
        if person.participant:
            state = Participant.objects.get(code=person.participant)
            FocalPoint.objects.create(user=user, participant=state, role=person.role)
        if person.chairs_the_group:
            WorkingGroup.objects.filter(code="SWG", chaired_by=None).update(chaired_by=user)
        record(by=BY, verb="opened", about=user, changes={"email": [None, person.address]})

    def remove(self) -> None:
        with transaction.atomic():
            for user in User.objects.filter(is_demo=True, is_active=True):
                user.is_active = False
                user.save()
                record(by=BY, verb="ended", about=user, changes={"is_active": [True, False]})
        self.stdout.write("No demonstration account can sign in.")
