"""Addresses at which programs are told what their person is told, and each time that one was tried."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.staff import is_of_staff
from members.models import ApiToken, Person
from notices.choices import DeliveryStage, WhySetAside
from notices.models.notices import Notice

MOST_KEPT = 300


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def visible_to(self, user: Person) -> Self:
        """One's own; the Secretariat's staff see that there are others, and what became of their deliveries."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.all() if is_of_staff(user) else self.filter(by=user.pk)

    def running(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Webhook(models.Model):
    """An https address to which the house says that its person was told something: which kind, about what, and nothing else.

    What there is to read of it the program asks the API for, by the token with which the address was registered; once that
    token opens nothing, nothing is delivered.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    token = models.ForeignKey(ApiToken, models.PROTECT, related_name="webhooks", verbose_name=_("token"))
    url = models.URLField(_("address"), max_length=MOST_KEPT)
    # Names of kinds; none: every kind.
    kinds = models.JSONField(_("kinds"), default=list, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    key_field = "uid"
    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return self.url


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def visible_to(self, user: Person) -> Self:
        return self.filter(webhook__in=Webhook.objects.visible_to(user))

    def waiting(self) -> Self:
        return self.filter(stage=DeliveryStage.WAITS)

    def set_aside(self) -> Self:
        return self.filter(stage=DeliveryStage.SET_ASIDE)


class WebhookDelivery(models.Model):
    """One notice of the ledger on its way to one address: how often it was tried, when again, and why it was set aside."""

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries", verbose_name=_("webhook"))
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+", verbose_name=_("notice"))
    stage = models.CharField(_("stage"), max_length=9, choices=DeliveryStage.choices, default=DeliveryStage.WAITS)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # When it is tried next; while somebody tries it, when it may be taken from them.
    next_at = models.DateTimeField(_("tried next at"), default=timezone.now, db_index=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)
    why = models.CharField(_("why not"), max_length=12, choices=WhySetAside.choices, blank=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery of a webhook")
        verbose_name_plural = _("deliveries of webhooks")
        ordering = ["-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "notice"], name="one_delivery_of_a_notice_to_an_address"),
            models.CheckConstraint(
                condition=~Q(stage=DeliveryStage.SET_ASIDE) | ~Q(why=""), name="what_is_not_delivered_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
