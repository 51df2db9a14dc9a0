"""What has to be ready before a meeting: the lead times of each body, and the deadlines counted from them."""

import datetime as dt
from typing import Self
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from law.choices import DayUnit, DeadlineKind, LeadStanding
from law.fields import BodyField, EditionField, edition_of_today
from meetings.choices import Status
from meetings.models.meetings import Meeting
from members.models import Person
from members.models.users import check_time_zone
from record.dates import instant_in, zone_of
from record.models import RecordQuerySet, SourcedFact
from record.zones import ZoneField, zone_in_words

LONGEST_LEAD = 366  # days


class LeadTime(SourcedFact):
    """How long before a meeting of a body something has to be ready: a setting of the Secretariat, with its basis.

    What ships is the table of its edition; a meeting is counted by the lead times of the edition it keeps.

    The instruments name no number of days, so what ships is marked as proposed until the Secretariat confirms it.
    """

    edition = EditionField(_("edition of the law"), default=edition_of_today)
    body = BodyField(_("body"))
    kind = models.CharField(_("what"), max_length=20, choices=DeadlineKind.choices)
    days = models.PositiveSmallIntegerField(_("days before the first day"))
    unit = models.CharField(_("counted in"), max_length=10, choices=DayUnit.choices, default=DayUnit.CALENDAR)
    standing = models.CharField(
        _("standing"), max_length=10, choices=LeadStanding.choices, default=LeadStanding.PROPOSED
    )
    basis = models.CharField(_("basis"), max_length=300, help_text=_("The article or the practice it rests on."))

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead time")
        verbose_name_plural = _("lead times")
        ordering = ["body", "-days", "kind"]
        permissions = [("import_leadtime", _("Can import lead times")), ("export_leadtime", _("Can export lead times"))]
        constraints = [
            models.UniqueConstraint(fields=["edition", "body", "kind"], name="one_lead_time_a_body_and_kind")
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()} · {self.get_kind_display()} · {self.days}"

    def clean(self) -> None:
        if self.days is not None and self.days > LONGEST_LEAD:
            raise ValidationError({"days": _("Give at most %(days)d days.") % {"days": LONGEST_LEAD}})


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def visible_to(self, user: Person) -> Self:
        return self.filter(meeting__in=Meeting.objects.visible_to(user))

    def in_force(self) -> Self:
        """Those of meetings that are to take place: a cancelled meeting asks for nothing."""
        return self.filter(meeting__status=Status.PLANNED, meeting__mistaken_at__isnull=True)

    def due_between(self, first: dt.datetime, end: dt.datetime) -> Self:
        """Those that fall in [first, end)."""
        return self.filter(due_at__gte=first, due_at__lt=end)


class Deadline(models.Model):
    """By when something has to be ready for a meeting: one instant, the same in every door.

    It was counted back from the meeting's first day by a lead time, whose days, unit, standing and basis are kept
    here as they were then; or was fixed by hand, and then doesn't follow the meeting.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="deadlines", verbose_name=_("meeting"))
    kind = models.CharField(_("what"), max_length=20, choices=DeadlineKind.choices)
    due_on = models.DateField(_("day"))
    # The end of that day, to the minute, in `time_zone`: computed once, by `meetings.counting.end_of_day_in`.
    due_at = models.DateTimeField(_("instant"), db_index=True)
    time_zone = ZoneField(_("time zone"), max_length=60, validators=[check_time_zone])
    days = models.PositiveSmallIntegerField(_("days before the first day"), null=True, blank=True)
    unit = models.CharField(_("counted in"), max_length=10, choices=DayUnit.choices, default=DayUnit.CALENDAR)
    standing = models.CharField(
        _("standing"), max_length=10, choices=LeadStanding.choices, default=LeadStanding.PROPOSED
    )
    basis = models.CharField(_("basis"), max_length=300, blank=True)
    fixed = models.BooleanField(
        _("fixed by hand"), default=False, help_text=_("Doesn't follow when the meeting moves.")
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["due_at", "pk"]
        default_permissions = ["view", "change"]
        constraints = [models.UniqueConstraint(fields=["meeting", "kind"], name="one_deadline_of_a_kind_a_meeting")]

    def __str__(self) -> str:
        return f"{self.meeting.reference} · {self.get_kind_display()}"

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.time_zone)

    @property
    def local(self) -> dt.datetime:
        """The instant on the clock of its own zone: what every page, letter and calendar writes."""
        return self.due_at.astimezone(self.zone)

    @property
    def hour(self) -> str:
        """Its hour alone, with the zone: "23:59 (Almaty, UTC+5)"."""
        return _now("%(hours)s (%(zone)s)") % {
            "hours": f"{self.local:%H:%M}",
            "zone": zone_in_words(self.time_zone, self.due_at),
        }

    @property
    def basis_in_words(self) -> str:
        """In the reader's language where it is the table's own; what people wrote, as they wrote it."""
        return _now(self.basis) if self.basis else ""

    @property
    def written(self) -> str:
        """Day, hour and zone in the reader's language: "14 March 2027, 23:59 (Almaty, UTC+5)"."""
        return instant_in(self.due_at, self.time_zone)
