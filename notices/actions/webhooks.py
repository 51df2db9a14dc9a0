"""Addresses of programs are registered and ended; what their people are told is delivered there, tried again, set aside.

A delivery is a row: claimed by compare-and-swap with a lease, tried outside any transaction, and settled by another swap.
Whoever dies in between is followed by another: a program knows a delivery that comes twice by its `webhook-id`.
"""

import datetime as dt
import time
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from members.models import ApiToken, User
from notices.actions.hooks import Called, call, problem_of, signed, told_in_json
from notices.choices import DeliveryStage, WhySetAside
from notices.models import Notice, Webhook, WebhookDelivery
from record.refusals import Refused

MOST_WEBHOOKS, AT_A_TIME = 10, 500
# After how long a delivery is tried again; after the last of these it is set aside.
AGAIN_AFTER = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
LEASE = dt.timedelta(minutes=2)
NOT_PUBLIC = _("Give an address that begins with https:// and is open to the public, without a port of its own.")
ENOUGH = _("You have as many of these as the house takes: end one first.")
IS_ENDED = _("It is ended already.")
NOTHING_ASIDE = _("Nothing is set aside here.")


@transaction.atomic
def register_webhook(
    *,
    url: str,
    token: ApiToken,
    by: User,
    kinds: Sequence[str] = (),
    at: dt.datetime | None = None,
    once_key: str | None = None,
) -> Webhook:
    """From now on what its person is told is said at this address as well. Raises Refused."""
    at = at or timezone.now()
    if problem_of(url):
        raise Refused({"url": [NOT_PUBLIC]})
    if Webhook.objects.running().filter(by=by).count() >= MOST_WEBHOOKS:
        raise Refused({"": [ENOUGH]})
    webhook = Webhook.objects.create(url=url, token=token, kinds=sorted(kinds), by=by, at=at, once_key=once_key)
    record(by=by, verb="registered a webhook", about=webhook, changes={"address": [None, url]}, at=at)
    return webhook


@transaction.atomic
def end_webhook(*, webhook: Webhook, by: User, at: dt.datetime | None = None) -> None:
    """Nothing is delivered there any more; what waits is set aside. Raises Refused."""
    at = at or timezone.now()
    if not Webhook.objects.running().filter(pk=webhook.pk).update(ended_at=at):
        raise Refused({"": [IS_ENDED]}, is_stale=True)
    webhook.deliveries.waiting().update(stage=DeliveryStage.SET_ASIDE, why=WhySetAside.ENDED)
    record(by=by, verb="ended a webhook", about=webhook, at=at)


@transaction.atomic
def try_again(*, webhook: Webhook, by: User, at: dt.datetime | None = None) -> None:
    """Whatever was set aside is tried anew, from the first attempt on. Raises Refused."""
    at = at or timezone.now()
    aside = WebhookDelivery.objects.set_aside().filter(webhook=webhook)
    if not aside.update(stage=DeliveryStage.WAITS, attempts=0, next_at=at, why="", status=None):
        raise Refused({"": [NOTHING_ASIDE]}, is_stale=True)
    record(by=by, verb="tried deliveries again", about=webhook, at=at)


# -- Delivering.


def deliver_to_programs(*, within: float = 40) -> int:
    """What people with an address were told since: written down as deliveries, and tried; how many arrived."""
    until, arrived = time.monotonic() + within, 0
    for webhook in Webhook.objects.running().select_related("by", "token"):
        write_deliveries(webhook)
    due = WebhookDelivery.objects.waiting().filter(next_at__lte=timezone.now()).order_by("next_at", "pk")
    for delivery in due.select_related("webhook__by", "webhook__token", "notice")[:AT_A_TIME]:
        if time.monotonic() > until:
            break
        arrived += deliver(delivery, at=timezone.now())
    return arrived


def write_deliveries(webhook: Webhook) -> None:
    """A row for each notice of its person that came after it, once."""
    told = Notice.objects.visible_to(webhook.by).filter(created_at__gte=webhook.at)
    if webhook.kinds:
        told = told.filter(kind__in=webhook.kinds)
    written = WebhookDelivery.objects.filter(webhook=webhook, notice=OuterRef("pk"))
    fresh = told.filter(~Exists(written)).order_by("created_at", "pk").values_list("pk", flat=True)[:AT_A_TIME]
    rows = [WebhookDelivery(webhook=webhook, notice_id=key) for key in fresh]
    WebhookDelivery.objects.bulk_create(rows, ignore_conflicts=True)


def deliver(delivery: WebhookDelivery, *, at: dt.datetime) -> bool:
    """Whether it arrived. Somebody else's is left to them."""
    ours = WebhookDelivery.objects.waiting().filter(pk=delivery.pk, next_at=delivery.next_at)
    lease = at + LEASE
    if not ours.update(next_at=lease, attempts=F("attempts") + 1):
        return False
    called = _called(delivery, at)
    settled = _settled(called, delivery.attempts + 1, at)
    return bool(
        WebhookDelivery.objects.waiting().filter(pk=delivery.pk, next_at=lease).update(**settled) and not called.why
    )


def _called(delivery: WebhookDelivery, at: dt.datetime) -> Called:
    """By what its person may see at this moment: the token still opens something, and the notice is still theirs."""
    webhook, notice = delivery.webhook, delivery.notice
    if not ApiToken.objects.in_use(at).filter(pk=webhook.token_id, may_read=True).exists():
        return Called(WhySetAside.TOKEN)
    if not Notice.objects.visible_to(webhook.by).filter(pk=notice.pk).exists():
        return Called(WhySetAside.TOKEN)
    body = told_in_json(
        {
            "type": notice.kind,
            "at": notice.created_at.isoformat(),
            "about_kind": notice.about_kind,
            "about_key": notice.about_key,
            "notice": f"/api/v1/notices/{notice.uid}/",
        }
    )
    return call(webhook.url, signed(webhook, str(delivery.uid), int(at.timestamp()), body), body)


def _settled(called: Called, attempts: int, at: dt.datetime) -> dict[str, object]:
    if not called.why:
        return {"stage": DeliveryStage.DELIVERED, "delivered_at": at, "why": "", "status": called.status}
    is_final = called.why in (WhySetAside.TOKEN, WhySetAside.NOT_PUBLIC) or attempts > len(AGAIN_AFTER)
    if is_final:
        return {"stage": DeliveryStage.SET_ASIDE, "why": called.why, "status": called.status}
    return {"next_at": at + AGAIN_AFTER[attempts - 1], "why": called.why, "status": called.status}
