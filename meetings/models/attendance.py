"""Who is at a meeting."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.choices import PRECEDENCE, PRESENT, DelegateRank, Presence
from meetings.models.meetings import Meeting
from members.models import Participant, Person, seats_of


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: Person) -> Self:
        """The members and the Secretariat read who takes part; others their own delegation."""
        seats = seats_of(user)
        rows = self.filter(meeting__in=Meeting.objects.visible_to(user))
        if seats.sits_with_the_members:
            return rows
        return rows.filter(participant__in=seats.participant_ids)

    def standing(self) -> Self:
        """Those that are listed: without what was taken back."""
        return self.exclude(presence=Presence.TAKEN_BACK)

    def present(self) -> Self:
        return self.filter(presence__in=PRESENT)

    def in_order_of_precedence(self) -> Self:
        """By the rank of the head of delegation, and among equals in the order of the seats."""
        head = Delegate.objects.serving().filter(attendance=OuterRef("pk"), is_head=True).values("rank")[:1]
        return self.annotate(head_rank=Subquery(head)).order_by(
            place_of("head_rank"), "participant__seat_name", "participant__code"
        )

    def in_seat_order(self) -> Self:
        """English alphabetical order of common names, in every language (Rules of Procedure, article 1)."""
        return self.order_by("participant__seat_name", "participant__code")


class Attendance(models.Model):
    """A participant at a meeting: its delegation announced, or present. A participant that isn't there has no row."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance", verbose_name=_("meeting"))
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="attendance", verbose_name=_("participant")
    )
    presence = models.CharField(_("presence"), max_length=10, choices=Presence.choices, default=Presence.ANNOUNCED)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    version = models.PositiveIntegerField(default=0, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    called_with = ("meeting", "participant")
    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["meeting", "participant__seat_name", "participant__code"]
        default_permissions = ["view", "add", "change"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "participant"], name="one_attendance_a_participant_and_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.meeting.reference} · {self.participant}"

    @property
    def key(self) -> str:
        """What it is called in addresses: SOC-2027-1.AZ."""
        return f"{self.meeting.reference}.{self.participant.code}"

    @staticmethod
    def lookup(key: str) -> dict[str, str]:
        """How a key finds its row."""
        reference, _dot, code = key.rpartition(".")
        return {"meeting__reference": reference, "participant__code": code}


def place_of(rank: str) -> Case:
    """The place of a rank in the order of precedence; what has no rank comes last."""
    whens = [When(**{rank: value}, then=Value(place)) for place, value in enumerate(PRECEDENCE)]
    return Case(*whens, default=Value(len(PRECEDENCE)), output_field=IntegerField())


class DelegateQuerySet(models.QuerySet["Delegate"]):
    def serving(self) -> Self:
        return self.filter(left=False)

    def in_order_of_precedence(self) -> Self:
        """By rank, and among equals in the order of the seats."""
        return self.order_by(place_of("rank"), "attendance__participant__seat_name", "-is_head", "position", "pk")


class Delegate(models.Model):
    """A person on a delegation, with the rank that the order of precedence goes by."""

    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="delegates", verbose_name=_("delegation"))
    name = models.CharField(_("name and protocol title"), max_length=200)
    function = models.CharField(_("function"), max_length=200, blank=True)
    rank = models.CharField(_("rank"), max_length=20, choices=DelegateRank.choices, default=DelegateRank.OFFICIAL)
    is_head = models.BooleanField(_("head of delegation"), default=False)
    position = models.PositiveSmallIntegerField(_("order within the delegation"), default=0)
    left = models.BooleanField(_("no longer on the delegation"), default=False)

    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ["attendance", "-is_head", "position", "pk"]
        default_permissions = ["view", "add", "change"]
        constraints = [
            models.UniqueConstraint(
                fields=["attendance"], condition=Q(is_head=True, left=False), name="one_head_a_delegation"
            )
        ]

    def __str__(self) -> str:
        return self.name
