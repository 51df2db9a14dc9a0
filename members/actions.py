"""Verbs about people and what they may do."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from journal.actions import difference, record, snapshot
from members.choices import SECRETARIAT_GROUP, SECRETARIAT_RIGHTS
from members.models import User


@transaction.atomic
def grant_the_secretariat(*, by: Any = "load_record") -> Group:
    """Make the group of the Secretariat hold exactly the rights of `SECRETARIAT_RIGHTS`, and return it.

    May run any number of times; the journal is written only when something changed.
    """
    group, _is_new = Group.objects.get_or_create(name=SECRETARIAT_GROUP)
    wanted = set(Permission.objects.filter(_rights()))
    held = set(group.permissions.all())
    if wanted != held:
        group.permissions.set(wanted)
        changes = {"permissions": [_codes(held), _codes(wanted)]}
        record(by=by, verb="granted", about=group, changes=changes)
    return group


def _rights() -> Q:
    rights = Q(pk__in=())
    for app, verbs in SECRETARIAT_RIGHTS.items():
        rights |= Q(content_type__app_label=app, codename__regex=rf"^({'|'.join(verbs)})_")
    return rights


def _codes(permissions: set[Permission]) -> list[str]:
    return sorted(permission.codename for permission in permissions)


@transaction.atomic
def change_preferences(*, person: User, language: str, time_zone: str, by: Any) -> User:
    """Keep in which language and in whose hours a person reads; a second time changes nothing."""
    row = User.objects.select_for_update().get(pk=person.pk)
    before = snapshot(row)
    row.language, row.time_zone = language, time_zone
    row.full_clean(validate_unique=False, validate_constraints=False)
    if changes := difference(before, snapshot(row)):
        row.save(update_fields=["language", "time_zone"])
        record(by=by, verb="changed preferences", about=row, changes=changes)
    return row
