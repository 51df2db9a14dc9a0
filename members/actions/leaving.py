"""What the house forgets of people who left it long ago: how they are reached, and by what they signed in."""

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q

from journal.actions import record
from members.kinds import ELSEWHERE
from members.models import FocalPoint, User
from members.models.users import UserQuerySet, of_staff
from record.dates import day_of_the_house

CLOCK = "retention"
# No letter ever goes to it (RFC 2606), and no two people have the same.
NOWHERE = "removed.invalid"


def who_left(before: dt.datetime) -> UserQuerySet:
    """Closed accounts of whoever held no office since, did not sign in since, and was not let go already."""
    day = day_of_the_house(before)
    held_since = FocalPoint.objects.filter(user=OuterRef("pk")).filter(Q(until__isnull=True) | Q(until__gt=day))
    closed = User.everything.filter(~of_staff(), is_active=False, date_joined__lt=before)
    quiet = closed.filter(Q(last_login__isnull=True) | Q(last_login__lt=before))
    return quiet.filter(~Exists(held_since)).exclude(email__endswith=f"@{NOWHERE}").order_by("pk")


def remove_details(key: object, *, at: dt.datetime) -> bool:
    """Whether address, second factor and password of the person were removed. The name stays, since it stands in the record."""
    person = User.everything.select_for_update().get(pk=key)
    if person.is_active or any(holds(person.pk, day_of_the_house(at)) for holds in ELSEWHERE.values()):
        return False
    person.email = f"left-{person.pk}@{NOWHERE}"
    person.set_unusable_password()
    person.save(update_fields=["email", "password"])
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    record(by=CLOCK, verb="removed details", about=person, at=at)
    return True
