"""The heartbeat of the ledger, and how far each source of reminders was planned."""

from typing import Self

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import is_of_staff
from members.models import Person
from notices.choices import SweepOutcome


class SweepQuerySet(models.QuerySet["Sweep"]):
    def visible_to(self, user: Person) -> Self:
        """The Secretariat looks after the clock."""
        return self.all() if is_of_staff(user) else self.none()

    def believed(self) -> Self:
        """Those whose clock was believed."""
        return self.exclude(outcome=SweepOutcome.HELD)


class Sweep(models.Model):
    """The ledger was made to say what is wanted; or was not, since the clock had jumped.

    Sweeps that changed nothing share one row, so that a quiet year is no half a million rows.
    """

    began_at = models.DateTimeField(pgettext_lazy("heading", "since"))
    at = models.DateTimeField(_("last"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=SweepOutcome.choices, default=SweepOutcome.DONE)
    # Which start of which machine, and for how many seconds it had been running: a clock that nobody can set.
    boot = models.CharField(_("start of the machine"), max_length=64, blank=True)
    since_boot = models.FloatField(_("seconds since then"), null=True, blank=True)
    counts = models.JSONField(_("counts"), default=dict)
    # Names of sources that raised.
    faults = models.JSONField(_("faults"), default=list)

    objects = SweepQuerySet.as_manager()

    class Meta:
        verbose_name = _("planning of reminders")
        verbose_name_plural = _("planning of reminders")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["-at"], name="sweeps_newest_first"),
            models.Index(fields=["boot", "-at"], name="sweeps_of_a_boot"),
        ]

    def __str__(self) -> str:
        return f"{date_format(localtime(self.at), 'SHORT_DATETIME_FORMAT')} · {self.get_outcome_display()}"


class PlannedSourceQuerySet(models.QuerySet["PlannedSource"]):
    def visible_to(self, user: Person) -> Self:
        """The Secretariat looks after the clock."""
        return self.all() if is_of_staff(user) else self.none()


class PlannedSource(models.Model):
    """What a source of reminders had seen when it was last planned whole: while that is so, a sweep need not ask it again.

    Written in the transaction that planned it, under its lock, so that the ledger is never behind what stands here.
    """

    source = models.CharField(_("source"), max_length=40, primary_key=True)
    # The last entry of the journal that was there before anything was read.
    entry = models.PositiveBigIntegerField(_("number of the entry"), default=0)
    # What it watches besides the journal.
    besides = models.CharField(_("seen besides"), max_length=200, blank=True)
    # None: it has to be planned again, whatever happened.
    at = models.DateTimeField(_("planned at"), null=True, blank=True)
    # When time alone changes what is wanted; None: on a new day.
    again_at = models.DateTimeField(_("again at"), null=True, blank=True)
    # Things that could not be planned: named at every sweep until they can.
    faults = models.JSONField(_("faults"), default=list)

    objects = PlannedSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned source of reminders")
        verbose_name_plural = _("planned sources of reminders")
        default_permissions = ()

    def __str__(self) -> str:
        return self.source
