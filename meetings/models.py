"""When, and before whom."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.choices import PREFIXES, Body, Format, Session, Status, label_on
from members.models import Participant
from record.dates import Precision, PrecisionField, shown
from record.models import RecordQuerySet, SourcedFact
from record.texts import MultilingualField, folded, in_language


class WorkingGroupQuerySet(RecordQuerySet):
    def mandated(self, on: dt.date) -> Self:
        """Those whose mandate hasn't ended by that day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on))

    def matching(self, words: str) -> Self:
        return self.filter(search_text__contains=folded(words))


class WorkingGroup(SourcedFact):
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
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("The day its mandate ended."))
    search_text = models.TextField(editable=False, default="")

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
        self.search_text = folded(self.code, self.name, self.mandate)
        super().save(*args, **kwargs)


class MeetingQuerySet(RecordQuerySet):
    def of_body(self, body: str) -> Self:
        return self.filter(body=body)

    def held(self) -> Self:
        return self.filter(status=Status.HELD)

    def on_or_before(self, on: dt.date) -> Self:
        """Those whose last day is past, or is that day."""
        return self.filter(Q(ends_on__lte=on) | Q(ends_on__isnull=True, starts_on__lte=on))

    def after(self, on: dt.date) -> Self:
        """Those that go on after that day, or come after it."""
        return self.filter(Q(ends_on__gt=on) | Q(ends_on__isnull=True, starts_on__gt=on))

    def matching(self, words: str) -> Self:
        return self.filter(search_text__contains=folded(words))


class Meeting(SourcedFact):
    """A meeting of a body: held, planned, or cancelled. Its days are dates at the host's place."""

    reference = models.CharField(_("reference"), max_length=30, unique=True, blank=True)
    body = models.CharField(_("body"), max_length=20, choices=Body.choices)
    session = models.CharField(_("session"), max_length=10, choices=Session.choices, default=Session.REGULAR)
    ordinal = models.PositiveSmallIntegerField(_("number in its series"), null=True, blank=True)
    title = MultilingualField(_("name of its own"), blank=True)
    working_group = models.ForeignKey(
        WorkingGroup, models.PROTECT, related_name="meetings", null=True, blank=True, verbose_name=_("working group")
    )
    starts_on = models.DateField(_("first day"), db_index=True)
    starts_precision = PrecisionField(_("first day: how well known"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    place = MultilingualField(_("place"), blank=True)
    host = models.ForeignKey(
        Participant, models.PROTECT, related_name="hosted_meetings", null=True, blank=True, verbose_name=_("host")
    )
    format = models.CharField(_("format"), max_length=10, choices=Format.choices, default=Format.UNKNOWN)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PLANNED)
    adopted = MultilingualField(_("what was adopted or considered"), long=True, blank=True)
    search_text = models.TextField(editable=False, default="")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_on", "-pk"]
        permissions = [("import_meeting", _("Can import meetings")), ("export_meeting", _("Can export meetings"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="meeting_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["body", "session", "ordinal"],
                condition=Q(ordinal__isnull=False),
                name="one_meeting_a_number_in_a_series",
            ),
        ]
        indexes = [models.Index(fields=["body", "-starts_on"], name="meetings_of_a_body")]

    def __str__(self) -> str:
        return f"{self.label} · {self.days}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = folded(
            self.title, self.place, self.adopted, self.note, *{str(label_on(self.body, self.starts_on)), self.body}
        )
        with transaction.atomic():
            if not self.reference:
                self.reference = self.next_reference()
            super().save(*args, **kwargs)

    def next_reference(self) -> str:
        """SUMMIT-6 for a numbered meeting of a series; else body, year and the next free number: SOC-2023-2."""
        prefix = PREFIXES[Body(self.body)]
        if self.ordinal and self.session == Session.REGULAR:
            return f"{prefix}-{self.ordinal}"
        beginning = f"{prefix}-{self.starts_on:%Y}-"
        taken = type(self).objects.filter(reference__startswith=beginning).values_list("reference", flat=True)
        numbers = [int(number) for one in taken if (number := one.removeprefix(beginning)).isdigit()]
        return f"{beginning}{max(numbers, default=0) + 1}"

    @property
    def label(self) -> str:
        """What the meeting is called: its own name, or the body's as it was called on that day, with its number."""
        if own := in_language(self.title):
            return own
        name = str(label_on(self.body, self.starts_on))
        if self.session != Session.REGULAR:
            name = f"{name} ({self.get_session_display()})"
        return f"{name} {self.ordinal}" if self.ordinal else name

    @property
    def days(self) -> str:
        """The days in the reader's language, saying no more than is known."""
        first = shown(self.starts_on, self.starts_precision)
        if not self.ends_on or self.ends_on == self.starts_on:
            return first
        return f"{first} – {shown(self.ends_on, self.starts_precision)}"

    def was_held_by(self, day: dt.date) -> bool:
        """Whether the meeting is over, or under way, on `day`: recorded as held, or begun and not cancelled."""
        return self.status == Status.HELD or (self.status == Status.PLANNED and self.starts_on <= day)

    @property
    def is_certain(self) -> bool:
        return self.starts_precision == Precision.EXACT
