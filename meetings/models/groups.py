"""The special working groups and their mandates."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Participant
from record.dates import PrecisionField
from record.models import RecordQuerySet, Searched, SourcedFact, words_in
from record.texts import MultilingualField, in_language


class WorkingGroupQuerySet(RecordQuerySet):
    def mandated(self, on: dt.date) -> Self:
        """Those whose mandate hasn't ended by that day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on))

    def matching(self, words: str) -> Self:
        return self.filter(pk__in=words_in(self.model, words))


class WorkingGroup(SourcedFact, Searched):
    """A special working group: studies what it is mandated to, and submits its results to the SOC (Almaty Act, article 32)."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = MultilingualField(_("name"))
    name_status = models.JSONField(_("status of the name, by language"), default=dict, blank=True)
    mandate = MultilingualField(_("mandate"), long=True, blank=True)
    chair = models.ForeignKey(
        Participant,
        models.PROTECT,
        related_name="chaired_groups",
        null=True,
        blank=True,
        verbose_name=_("state in the chair"),
    )
    chaired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="chaired_groups",
        null=True,
        blank=True,
        verbose_name=_("person in the chair"),
        help_text=_("The person who may record the group's consideration here."),
    )
    established_on = models.DateField(_("established on"), null=True, blank=True)
    established_on_precision = PrecisionField(_("established: how well known"))
    established_by = models.ForeignKey(
        "Meeting",
        models.PROTECT,
        related_name="groups_established",
        null=True,
        blank=True,
        verbose_name=_("established by the meeting"),
    )
    until = models.DateField(
        pgettext_lazy("heading", "until"), null=True, blank=True, help_text=_("The day its mandate ended.")
    )

    key_field = "code"
    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["code"]
        permissions = [
            ("import_workinggroup", _("Can import working groups")),
            ("export_workinggroup", _("Can export working groups")),
        ]

    def __str__(self) -> str:
        return in_language(self.name) or self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
