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
from notices.actions.moving import move_notices
from notices.choices import Stage
from notices.kinds import kind_called
from notices.models import Declined, Notice

A_WEEK = dt.timedelta(days=7)


def decline(*, person: User, kinds: Iterable[str], by: User, about: Name = NOBODY) -> None:
    """No more letters of these kinds (about that thing); the portal goes on telling."""
    _wish(person, kinds, about, None, by, timezone.now())


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
    at = at or timezone.now()
    _wish(person, kinds, about, until or at + A_WEEK, by, at)


@transaction.atomic
def have_letters_again(*, person: User, kinds: Iterable[str], by: User) -> None:
    for row in Declined.objects.select_for_update().filter(recipient=person, kind__in=list(kinds)):
        record(by=by, verb="has letters again", about=row, changes={"until": [row.until, None]})
        row.delete()


@transaction.atomic
def _wish(
    person: User, kinds: Iterable[str], about: Name, until: dt.datetime | None, by: User, at: dt.datetime
) -> None:
    for kind in sorted(set(kinds)):
        if not kind_called(kind).is_declinable:
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
        _apply_to_what_waits(row, at)


def _apply_to_what_waits(wish: Declined, at: dt.datetime) -> None:
    """Of what was told as it happened and hasn't gone: it goes by no letter, or later. What reminds, the sweep sees to."""
    waiting = Notice.objects.by_email().waiting().filter(recipient=wish.recipient, kind=wish.kind, source="")
    waiting = waiting.filter(official=False)
    if wish.about_kind:
        waiting = waiting.filter(about_kind=wish.about_kind, about_key=wish.about_key)
    if wish.until is None:
        move_notices(waiting.only("pk"), source=[Stage.PENDING], target=Stage.WITHDRAWN, at=at, detail="declined")
    else:
        waiting.filter(send_at__lt=wish.until).update(send_at=wish.until)
