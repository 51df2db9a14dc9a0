"""For which period a commitment was said to be undertaken, each time that it was said."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from record.dates import Precision, PrecisionField, as_known, end_of_the_day, period_shown


@dataclass(frozen=True)
class NamedPeriod:
    """From when until when, as well as that is known: the last days that its days can mean."""

    since: dt.date | None = None
    until: dt.date | None = None
    known: str = Precision.EXACT

    @classmethod
    def of(cls, since: dt.date | None, until: dt.date | None, known: str = "") -> Self:
        known = known or Precision.EXACT
        if since is None and until is None:
            return cls()
        return cls(as_known(since, known) if since else None, as_known(until, known) if until else None, known)

    @property
    def ends_before_it_begins(self) -> bool:
        return bool(self.since and self.until and self.until < self.since)


class SaidPeriodQuerySet(models.QuerySet["SaidPeriod"]):
    def said_by(self, day: dt.date) -> Self:
        """As it was said by the end of a day, the last one last."""
        return self.filter(at__lte=end_of_the_day(day)).order_by("at", "pk")


class SaidPeriod(models.Model):
    """The period of a commitment as it was said at an instant; never changed. The last one holds, and stands with it.

    Whoever sees the commitment sees it.
    """

    commitment = models.ForeignKey(
        "commitments.Commitment", models.PROTECT, related_name="said_periods", verbose_name=_("commitment")
    )
    since = models.DateField(_("period: first day"), null=True, blank=True)
    until = models.DateField(_("period: last day"), null=True, blank=True)
    precision = PrecisionField(_("period: how well known"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("by")
    )
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    objects = SaidPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period of a commitment as said")
        verbose_name_plural = _("periods of commitments as said")
        ordering = ["at", "pk"]
        default_permissions = ["view"]
        indexes = [models.Index(fields=["commitment", "at"], name="a_period_by_commitment")]

    def __str__(self) -> str:
        return f"{self.commitment} · {self.period}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("what was said of a period is never changed")
        super().save(*args, **kwargs)

    @property
    def period(self) -> str:
        return period_shown(self.since, self.until, self.precision)
