import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from knox.models import get_token_model

from journal.actions import record
from members.models import User


class Command(BaseCommand):
    help = "Make a token with which a person's programs read the API, and print it, once: only its digest is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the person's e-mail address")
        parser.add_argument("--expires-days", type=int, metavar="N", help="it ends after N days (default: never)")

    def handle(self, *args: Any, **options: Any) -> None:
        email, days = User.objects.normalize_email(options["email"]), options["expires_days"]
        person = User.objects.filter(email=email).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {email}.")
        if not person.is_active:
            raise CommandError(f"{email} may not sign in, and so gets no token.")
        if days is not None and not 1 <= days <= 3650:
            raise CommandError("Give --expires-days from 1 to 3650.")
        with transaction.atomic():
            row, token = get_token_model().objects.create(person, expiry=dt.timedelta(days=days) if days else None)
            record(by="create_token", verb="token made", about=person, changes={"expires": [None, row.expiry]})
        self.stdout.write(token)
