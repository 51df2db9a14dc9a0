"""Officers of the Secretariat, and its rights, granted to each test as `grant_the_secretariat` grants them: worked out once a worker."""

from django.contrib.auth.models import Group
from django.db import transaction

from journal.actions import record
from members.actions import grant_the_secretariat
from members.actions.accounts import GROUP_OF
from members.choices import StaffRole
from members.models import User
from members.tests.factories import UserFactory

# By role, the rights of its group: key and name of each. Which rights there are, `migrate` writes.
RIGHTS: dict[str, dict[int, str]] = {}


@transaction.atomic
def secretariat(role: str = StaffRole.OFFICER) -> Group:
    """The group of a role with its rights, and the journal's entry about them."""
    if role not in RIGHTS or Group.objects.filter(name=GROUP_OF[role]).exists():
        group = grant_the_secretariat(role=role)
        RIGHTS[role] = dict(group.permissions.order_by().values_list("pk", "codename"))
        return group
    group = Group.objects.create(name=GROUP_OF[role])
    through = Group.permissions.through
    through.objects.bulk_create(through(group_id=group.pk, permission_id=key) for key in RIGHTS[role])
    record(by="load_record", verb="granted", about=group, changes={"permissions": [[], sorted(RIGHTS[role].values())]})
    return group


def an_officer() -> User:
    """Somebody who keeps the record for the Secretariat."""
    person = UserFactory(email="officer@secretariat.example", name="Officer", is_staff=True)
    person.groups.add(secretariat())
    return person
