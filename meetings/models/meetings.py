"""When, and before whom."""

import datetime as dt
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from journal.names import name_of, page_of
from journal.staff import is_of_staff
from law.choices import Session
from law.editions import edition, edition_on
from law.fields import BodyField, EditionField
from law.forum import FORUM
from law.grammar.bodies import BodyRow
from law.grammar.editions import LawEdition
from meetings.choices import Format, Status
from meetings.decided import consensus_above
from meetings.models.groups import WorkingGroup
from members.models import Participant, Person, seats_of
from members.models.users import check_time_zone
from record.dates import Precision, PrecisionField, days_shown, zone_of
from record.models import Correctable, RecordQuerySet, RowsThatCount, Searched, SourcedFact, words_in
from record.references import next_number
from record.texts import MultilingualField, in_language, name_and_day, with_more
from record.zones import ZoneField, zone_in_words


class MeetingQuerySet(RecordQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Every meeting of the record; what is, or was never more than, proposed: the Secretariat and the Chair."""
        rows = super().visible_to(user)
        if is_of_staff(user) or seats_of(user).holds_chair:
            return rows
        return rows.exclude(status=Status.PROPOSED).exclude(Exists(_never_more_than_proposed()))

    def of_body(self, body: str) -> Self:
        return self.filter(body=body)

    def held(self) -> Self:
        return self.filter(status=Status.HELD)

    def on_or_before(self, on: dt.date) -> Self:
        """Those whose last day is past, or is that day."""
        return self.filter(Q(ends_on__lte=on) | Q(ends_on__isnull=True, starts_on__lte=on))

    def running_on(self, on: dt.date) -> Self:
        """Those of which that day is one, as planned or held."""
        on_or_after = Q(ends_on__gte=on) | Q(ends_on__isnull=True, starts_on__gte=on)
        return self.filter(on_or_after, starts_on__lte=on, status__in=[Status.PLANNED, Status.HELD])

    def after(self, on: dt.date) -> Self:
        """Those that go on after that day, or come after it."""
        return self.filter(Q(ends_on__gt=on) | Q(ends_on__isnull=True, starts_on__gt=on))

    def matching(self, words: str) -> Self:
        return self.filter(pk__in=words_in(self.model, words))


def _never_more_than_proposed() -> models.QuerySet:
    """The proposal of a meeting that was cancelled, or taken back, before it was planned: no state ever heard of it."""
    was_planned = MeetingDates.objects.filter(meeting=OuterRef("meeting"), status__in=[Status.PLANNED, Status.HELD])
    proposed_alone = MeetingDates.objects.filter(status=Status.PROPOSED, meeting__status=Status.CANCELLED)
    return proposed_alone.filter(meeting=OuterRef("pk")).exclude(Exists(was_planned))


class Meeting(SourcedFact, Correctable, Searched):
    """A meeting of a body: proposed, planned, held, or cancelled. Its days are dates at the host's place.

    Once it is planned, its days are changed by `meetings.actions.moving` alone, which keeps what was planned before.
    """

    reference = models.CharField(_("reference"), max_length=30, unique=True, blank=True)
    edition = EditionField(_("edition of the law"), editable=False)
    body = BodyField(_("body"))
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
    # Empty where the record doesn't say where it was; days of deadlines are counted in the Secretariat's zone anyway.
    time_zone = ZoneField(_("time zone of the place"), max_length=60, blank=True, validators=[check_time_zone])
    opens_at = models.TimeField(_("opens at"), null=True, blank=True, help_text=_("Local time on the first day."))
    closes_at = models.TimeField(_("closes at"), null=True, blank=True, help_text=_("Local time on the last day."))
    prepares = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="prepared_by",
        null=True,
        blank=True,
        verbose_name=_("prepares"),
        help_text=_("The meeting whose papers or decisions this one makes ready (Almaty Act, articles 31 and 32)."),
    )
    # Of a special meeting: the decision or the silence procedure by which it is held, or how else consensus was found.
    rests_on = models.CharField(
        _("basis"),
        max_length=60,
        blank=True,
        help_text=_("Symbol of a decision, or reference of a silence procedure."),
    )
    consensus = models.TextField(_("how consensus was found"), blank=True, max_length=2000)
    consensus_source = models.CharField(_("where that is said"), max_length=300, blank=True)
    # Raised whenever a calendar that holds the meeting has to learn of a change (RFC 5545, SEQUENCE).
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    # Raised by every change to the agenda, so that of two who order it by hand one is told.
    agenda_revision = models.PositiveIntegerField(default=0, editable=False)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    key_field = "reference"
    seals = ("title", "consensus")
    # Its name is said in the reader's language, with these relations.
    called_with = ()
    objects = RowsThatCount.from_queryset(MeetingQuerySet)()
    everything = MeetingQuerySet.as_manager()

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
                condition=Q(ordinal__isnull=False, mistaken_at__isnull=True),
                name="one_meeting_a_number_in_a_series",
            ),
        ]
        indexes = [models.Index(fields=["body", "-starts_on"], name="meetings_of_a_body")]

    def __str__(self) -> str:
        return name_and_day(self.label, self.days)

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.body not in self.law.bodies:
            wrong = self._meta.get_field("body").error_messages["invalid_choice"]
            raise ValidationError({"body": ValidationError(wrong, "invalid_choice", {"value": self.body})})
        if (why := self.why_not_of_this_group()) is not None:
            raise ValidationError({"working_group": why})
        # What the public record shows was held; it says by its source how that is known.
        if self.starts_on and self.record_key is None and (why := self.why_without_consensus()) is not None:
            raise ValidationError({"rests_on": why})

    def why_not_of_this_group(self) -> Any:
        """Why it can't be the meeting of that group, or of none: a working group's meeting is of one, no other is.

        What is only proposed may say it when it is planned.
        """
        if not self.starts_on or (self.status == Status.PROPOSED and self.working_group_id is None):
            return None
        body = self.body_row
        if body.is_of_groups is (self.working_group_id is not None):
            return None
        if body.is_of_groups:
            return _now("Say which working group meets: %(body)s.") % {"body": body.label}
        return _now("No working group meets here: leave it out, or choose the body of working groups.")

    def why_without_consensus(self) -> Any:
        """Why it can't be held: a special meeting rests on consensus (Almaty Act, articles 29 and 30). None where it can."""
        if self.rests_on and not consensus_above().is_adopted(self.rests_on):
            return _("No decision or silence procedure of this name was adopted.")
        rule = self.law.cadence.consensus_for(self.body, self.session, self.starts_on)
        if rule is None or self.rests_on or (self.consensus.strip() and self.consensus_source.strip()):
            return None
        return _now(
            "Special meetings are held by consensus (%(article)s). Name the decision or the silence procedure it rests on,"
            " or say how consensus was found and where that is said."
        ) % {"article": rule.article}

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.edition = self.edition or edition_on(self.starts_on).key
        with transaction.atomic():
            if not self.reference:
                self.reference = self.next_reference()
            super().save(*args, **kwargs)

    def next_reference(self) -> str:
        """SUMMIT-6 for a numbered meeting of a series; else body, year and the next free number: SOC-2023-2."""
        prefix = self.body_row.prefix
        every = type(self).everything
        numbered = f"{prefix}-{self.ordinal}"
        is_numbered = self.ordinal and self.session == Session.REGULAR
        if is_numbered and not every.filter(reference=numbered).exists():
            return numbered
        # What was entered by mistake keeps the reference it was known by.
        beginning = f"{numbered}-" if is_numbered else f"{prefix}-{self.starts_on:%Y}-"
        taken = every.filter(reference__startswith=beginning).values_list("reference", flat=True)
        return f"{beginning}{next_number(taken, beginning)}"

    def get_absolute_url(self) -> str:
        return page_of(name_of(self))

    @property
    def law(self) -> LawEdition:
        """The edition of the law that it keeps: the one that held on its first day when it was put down."""
        return edition(self.edition) if self.edition else edition_on(self.starts_on)

    @property
    def body_row(self) -> BodyRow:
        """The body before which it is."""
        return self.law.body(self.body)

    @property
    def body_label(self) -> Any:
        """What the body was called on that day."""
        return self.body_row.label_on(self.starts_on)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the place; the Secretariat's where the record doesn't say."""
        return zone_of(self.time_zone or FORUM.time_zone, FORUM.time_zone)

    @property
    def last_day(self) -> dt.date:
        return self.ends_on or self.starts_on

    @property
    def label(self) -> str:
        """What the meeting is called: its own name, or the body's as it was called on that day, with its number."""
        if own := in_language(self.title):
            return own
        name = str(self.body_label)
        if self.session != Session.REGULAR:
            name = with_more(name, self.get_session_display())
        if not self.ordinal:
            return name
        return pgettext("a meeting by its number", "%(meeting)s %(number)s") % {"meeting": name, "number": self.ordinal}

    @property
    def zone_in_words(self) -> str:
        """The clocks of its place, as they are on its first day: "Almaty, UTC+5"."""
        return zone_in_words(self.zone.key, dt.datetime.combine(self.starts_on, dt.time(12), self.zone))

    @property
    def hours(self) -> str:
        """From when until when it sits, on the clocks of its place: "10:00 – 18:00 (Almaty, UTC+5)", "from 10:00 (…)",
        "until 18:00 (…)"; "" where neither is known."""
        opens, closes = (f"{hour:%H:%M}" if hour else "" for hour in (self.opens_at, self.closes_at))
        if not (opens or closes):
            return ""
        if not closes:
            hours = pgettext("hours of a meeting", "from %(hour)s") % {"hour": opens}
        elif not opens:
            hours = pgettext("hours of a meeting", "until %(hour)s") % {"hour": closes}
        else:
            hours = f"{opens} – {closes}"
        return _now("%(hours)s (%(zone)s)") % {"hours": hours, "zone": self.zone_in_words}

    @property
    def days(self) -> str:
        """The days in the reader's language, saying no more than is known."""
        return days_shown(self.starts_on, self.ends_on, self.starts_precision)

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_only_proposed(self) -> bool:
        return self.status == Status.PROPOSED

    def was_held_by(self, day: dt.date) -> bool:
        """Whether the meeting is over, or under way, on `day`: recorded as held, or begun and not cancelled."""
        return self.status == Status.HELD or (self.status == Status.PLANNED and self.starts_on <= day)

    @property
    def is_certain(self) -> bool:
        return self.starts_precision == Precision.EXACT


class MeetingDates(models.Model):
    """When and where a meeting was planned to be, from an instant on: the history of a meeting that moved.

    Rows are appended; the newest says what the meeting itself says.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="history", verbose_name=_("meeting"))
    sequence = models.PositiveIntegerField(_("number"))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    starts_on = models.DateField(_("first day"))
    starts_precision = PrecisionField(_("first day: how well known"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    opens_at = models.TimeField(_("opens at"), null=True, blank=True)
    closes_at = models.TimeField(_("closes at"), null=True, blank=True)
    time_zone = ZoneField(_("time zone of the place"), max_length=60, blank=True, validators=[check_time_zone])
    place = MultilingualField(_("place"), blank=True)
    format = models.CharField(_("format"), max_length=10, choices=Format.choices, default=Format.UNKNOWN)
    reason = models.TextField(_("why"), blank=True, max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    seals = ("reason",)

    class Meta:
        verbose_name = _("dates of a meeting")
        verbose_name_plural = _("dates of meetings")
        ordering = ["meeting", "sequence"]
        default_permissions = ["view"]
        constraints = [models.UniqueConstraint(fields=["meeting", "sequence"], name="one_row_of_dates_a_change")]

    def __str__(self) -> str:
        return f"{self.meeting.reference} · {self.sequence}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("what was planned stays as it was planned")
        super().save(*args, **kwargs)

    @property
    def days(self) -> str:
        return days_shown(self.starts_on, self.ends_on, self.starts_precision)
