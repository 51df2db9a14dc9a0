"""How long before a meeting, and before its deadlines, people are reminded."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from law.choices import LeadStanding, RemindOf
from law.fields import BodyField, EditionField, edition_of_today
from record.models import RecordQuerySet, SourcedFact

MOST_LEADS, LONGEST_LEAD = 8, 1000


def days_in(text: str) -> list[int]:
    """ "365, 180, 90" as numbers of days, the longest first. Raises ValueError for anything else."""
    return sorted({int(part) for part in text.replace("،", ",").replace("，", ",").split(",")}, reverse=True)


def check_days(text: str) -> None:
    try:
        days = days_in(text)
    except ValueError:
        days = []
    if not days or len(days) > MOST_LEADS or days[-1] < 0 or days[0] > LONGEST_LEAD:
        raise ValidationError(_("Write up to eight numbers of days, separated by commas: 60, 30, 7."))


class ReminderLead(SourcedFact):
    """Before a meeting of a body, or before one of its deadlines, people are reminded so many days ahead.

    A setting of the Secretariat. No instrument names such days: what ships is proposed until it is confirmed.
    """

    edition = EditionField(_("edition of the law"), default=edition_of_today)
    body = BodyField(_("body"))
    of = models.CharField(_("of what"), max_length=20, choices=RemindOf.choices, default=RemindOf.MEETING)
    days = models.CharField(
        _("days before"), max_length=60, validators=[check_days], help_text=_("Separated by commas: 60, 30, 7.")
    )
    standing = models.CharField(
        _("standing"), max_length=10, choices=LeadStanding.choices, default=LeadStanding.PROPOSED
    )
    basis = models.CharField(_("basis"), max_length=300, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder before meetings")
        verbose_name_plural = _("reminders before meetings")
        ordering = ["body", "of"]
        permissions = [
            ("import_reminderlead", _("Can import reminders before meetings")),
            ("export_reminderlead", _("Can export reminders before meetings")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "body", "of"], name="one_row_of_reminders_a_body_and_thing")
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()} · {self.get_of_display()} · {self.days}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.days = ", ".join(map(str, days_in(self.days)))
        super().save(*args, **kwargs)
