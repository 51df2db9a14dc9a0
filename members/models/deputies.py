"""Who stands in for whom for some days: a colleague of the same participant, or of the Secretariat."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import is_of_staff
from members.models.participants import Participant
from members.models.users import Person


class DeputyshipQuerySet(models.QuerySet["Deputyship"]):
    def visible_to(self, user: Person) -> Self:
        """The people of the same participant, and whom it is about; the Secretariat reads of all."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if is_of_staff(user):
            return self.all()
        return self.filter(Q(participant__in=user.participants()) | Q(person=user.pk) | Q(deputy=user.pk))

    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def running(self, on: dt.date) -> Self:
        return self.standing().filter(since__lte=on, until__gt=on)

    def beside(self, since: dt.date, until: dt.date) -> Self:
        """Those that stand on some day between these."""
        return self.standing().filter(since__lt=until, until__gt=since)

    def to_come(self, on: dt.date) -> Self:
        """Those that run or will."""
        return self.standing().filter(until__gt=on)


class Deputyship(models.Model):
    """For some days a colleague does what stands on a person's desk, by the colleague's own standing and no more.

    It gives no right: who deputises for an authority submits only what they could submit before. It is never changed; it
    ends with its day, or earlier by either of the two, and then says by whom and when.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputised_by", verbose_name=_("person")
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputises", verbose_name=_("deputy")
    )
    # None: at the Secretariat.
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="deputyships", null=True, blank=True, verbose_name=_("participant")
    )
    since = models.DateField(pgettext_lazy("heading", "since"))
    until = models.DateField(pgettext_lazy("heading", "until"), help_text=_("The first day back."))
    reason = models.CharField(_("why"), max_length=300, blank=True)
    at = models.DateTimeField(_("said at"), default=timezone.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("ended by")
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    key_field = "uid"
    seals = ("since", "until", "reason")
    objects = DeputyshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputyship")
        verbose_name_plural = _("deputyships")
        ordering = ["-since", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("deputy")), name="nobody_deputises_for_themselves"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="a_deputyship_lasts_a_day"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="somebody_ends_a_deputyship",
            ),
        ]
        indexes = [models.Index(fields=["deputy", "since", "until"], name="deputyships_of_a_deputy")]

    def __str__(self) -> str:
        return f"{self.person} · {self.deputy}"

    def get_absolute_url(self) -> str:
        return reverse("people-deputies")

    @property
    def last_day(self) -> dt.date:
        return self.until - dt.timedelta(days=1)

    def runs_on(self, day: dt.date) -> bool:
        return self.ended_at is None and self.since <= day < self.until
