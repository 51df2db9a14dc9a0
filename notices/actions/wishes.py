"""What a person asks for about their own letters. What is official can be neither declined nor put off."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from journal.actions import difference, record, snapshot
from journal.names import NOBODY, Name
from members.models import User
from notices.kinds import REMINDERS
from notices.models import Declined

A_WEEK = dt.timedelta(days=7)


def decline(*, person: User, kinds: Iterable[str], by: User, about: Name = NOBODY) -> None:
    """No more letters of these kinds (about that thing); the portal goes on telling."""
    _wish(person, kinds, about, None, by)


def snooze(
    *,
    person: User,
    kinds: Iterable[str],
    by: User,
    about: Name = NOBODY,
    at: dt.datetime | None = None,
    until: dt.datetime | None = None,
) -> None:
    """None for a week, or until then. Whoever declined for good has none anyhow."""
    _wish(person, kinds, about, until or (at or timezone.now()) + A_WEEK, by)


@transaction.atomic
def have_letters_again(*, person: User, kinds: Iterable[str], by: User) -> None:
    for row in Declined.objects.select_for_update().filter(recipient=person, kind__in=list(kinds)):
        record(by=by, verb="has letters again", about=row, changes={"until": [row.until, None]})
        row.delete()


@transaction.atomic
def _wish(person: User, kinds: Iterable[str], about: Name, until: dt.datetime | None, by: User) -> None:
    for kind in sorted(set(kinds)):
        if kind not in REMINDERS or REMINDERS[kind].is_official:
            raise ValidationError(_("Letters of this kind are official: they can't be declined or put off."))
        row, is_new = Declined.objects.get_or_create(
            recipient=person, kind=kind, about_kind=about.kind, about_key=about.key, defaults={"until": until}
        )
        before = {} if is_new else snapshot(row)
        if row.until is not None:
            row.until = until if until is None else max(row.until, until)
        if changes := difference(before, snapshot(row)):
            row.save()
            verb = "declined letters" if row.until is None else "put letters off"
            record(by=by, verb=verb, about=row, changes=changes)
