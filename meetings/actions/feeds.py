"""Making, reading and revoking the secret address of a person's calendar."""

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from meetings.models import CalendarFeed
from members.models import User
from record.refusals import Refused

MOST_FEEDS = 10
# A calendar program asks every few hours; when it last did so is kept to the hour, not to the request.
READ_AGAIN = dt.timedelta(hours=1)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def make_feed(*, by: User, label: str = "", at: dt.datetime | None = None) -> tuple[CalendarFeed, str]:
    """A new secret address for `by`. Returns it with the secret, which is nowhere else and can't be had again.

    Raises Refused where the person has as many as anybody needs.
    """
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        if CalendarFeed.objects.visible_to(by).open().count() >= MOST_FEEDS:
            raise Refused({"": [_("Revoke an address that you no longer use before you make another.")]})
        feed = CalendarFeed.objects.create(
            user=by, label=label.strip(), digest=digest_of(secret), made_at=at or timezone.now()
        )
        record(by=by, verb="made a calendar address", about=feed, label=str(by), at=at)
    return feed, secret


def revoke_feed(*, feed: CalendarFeed, by: User, at: dt.datetime | None = None) -> None:
    """From now on nobody reads under this address; a second time changes nothing."""
    at = at or timezone.now()
    with transaction.atomic():
        if CalendarFeed.objects.filter(pk=feed.pk, revoked_at__isnull=True).update(revoked_at=at):
            record(by=by, verb="revoked a calendar address", about=feed, label=str(feed.user), at=at)


def end_feeds(*, person: User, by: object, why: str, at: dt.datetime) -> None:
    """Every address of a person's ends: with a new password, and when the account is switched off."""
    for feed in CalendarFeed.objects.filter(user=person, revoked_at__isnull=True).order_by("pk"):
        CalendarFeed.objects.filter(pk=feed.pk).update(revoked_at=at)
        changes = {"why": [None, why]}
        record(by=by, verb="revoked a calendar address", about=feed, label=str(person), changes=changes, at=at)


def feed_of(secret: str, *, at: dt.datetime | None = None) -> CalendarFeed | None:
    """The open feed that a secret opens, noting that it was read; None for anything else."""
    at = at or timezone.now()
    feed = CalendarFeed.objects.open().select_related("user").filter(digest=digest_of(secret)).first()
    if feed and (feed.read_at is None or at - feed.read_at >= READ_AGAIN):
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=at)
    return feed
