"""The minutes of a meeting: their versions, and the corrections that states propose."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from decisions.choices import ChangeAnswer, MinutesStage
from decisions.models.decisions import Decision
from meetings.access import audiences_of, reads_preparations
from meetings.choices import PRESENT
from meetings.models import Attendance
from meetings.models.meetings import Meeting
from members.choices import Audience
from members.models import Participant, Person, seats_of
from record.letters import SaidByLetter
from record.models import Correctable, RowsThatCount, Searched
from record.references import next_in
from record.texts import LanguageField


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def visible_to(self, user: Person) -> Self:
        """While they are drafted, the Secretariat and the Chair; from then on the members, and observers that sat, where sent to them."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if reads_preparations(user):
            return self.all()
        sent = self.exclude(stage=MinutesStage.DRAFTED)
        if Audience.MEMBERS in audiences_of(user):
            return sent
        own = seats_of(user).participant_ids
        sat = Attendance.objects.filter(meeting=OuterRef("meeting"), participant__in=own, presence__in=PRESENT)
        return sent.filter(Exists(sat), audience=Audience.OBSERVERS)

    def open_to_corrections(self, on: dt.date) -> Self:
        """Those that are circulated, and of which the last day for corrections hasn't gone by."""
        return self.filter(stage=MinutesStage.CIRCULATED, corrections_until__gte=on)

    def of_those_who_sat(self, participants: Collection[int], members: Collection[int]) -> Self:
        """Those of meetings at which one of some participants sat; where nobody's presence was entered, the members did."""
        there = Attendance.objects.filter(meeting=OuterRef("meeting"), presence__in=PRESENT)
        sat = Q(Exists(there.filter(participant__in=participants)))
        return self.filter(sat | ~Exists(there) if members else sat)

    def to_adopt_at(self, meeting: Meeting) -> Self:
        """Those of an earlier meeting of the same body, and group, that wait for a later one."""
        of_the_body = self.filter(meeting__body=meeting.body, meeting__working_group=meeting.working_group_id)
        return of_the_body.filter(stage=MinutesStage.CIRCULATED, meeting__starts_on__lt=meeting.starts_on)


class Minutes(Correctable):
    """What is kept of a meeting in words: drafted of what the record knows, finished by hand, circulated, corrected, adopted.

    They are adopted at the next meeting of that body; which one it was, and by which decision, is kept.
    """

    reference = models.CharField(_("reference"), max_length=40, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes", verbose_name=_("meeting"))
    stage = models.CharField(_("stage"), max_length=10, choices=MinutesStage.choices, default=MinutesStage.DRAFTED)
    audience = models.CharField(_("sent to"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS)
    corrections_until = models.DateField(_("corrections are welcome until"), null=True, blank=True)
    adopted_at = models.ForeignKey(
        Meeting, models.PROTECT, related_name="minutes_adopted", null=True, blank=True, verbose_name=_("adopted at")
    )
    # Empty of a body that doesn't decide.
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        related_name="minutes_adopted",
        null=True,
        blank=True,
        verbose_name=pgettext_lazy("a decision", "adopted by"),
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    key_field = "reference"
    called_with = ("meeting",)
    objects = RowsThatCount.from_queryset(MinutesQuerySet)()
    everything = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes of meetings")
        ordering = ["-meeting__starts_on", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(mistaken_at__isnull=True), name="one_set_of_minutes_a_meeting"
            ),
            models.CheckConstraint(
                condition=~Q(stage=MinutesStage.ADOPTED) | Q(adopted_at__isnull=False),
                name="minutes_are_adopted_at_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return _now("Minutes: %(meeting)s") % {"meeting": self.meeting}

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.reference:
            stem = f"MIN-{self.meeting.reference}"
            taken = type(self).everything.filter(meeting=self.meeting_id).count()
            self.reference = f"{stem}-{taken + 1}" if taken else stem
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("minutes-detail", args=[self.reference])

    @property
    def is_open_to_corrections(self) -> bool:
        """Whether it is circulated, and not adopted yet."""
        return self.stage == MinutesStage.CIRCULATED

    @property
    def newest(self) -> "MinutesVersion":
        """The version that is worked on; of minutes that were adopted, the one that was."""
        return self.versions.latest("number")


class MinutesVersionQuerySet(models.QuerySet["MinutesVersion"]):
    def visible_to(self, user: Person) -> Self:
        """Of the minutes that the person sees those that were circulated; every one, for who prepares meetings."""
        rows = self.filter(minutes__in=Minutes.everything.visible_to(user))
        return rows if reads_preparations(user) else rows.filter(circulated_at__isnull=False)


class MinutesVersion(Searched):
    """Minutes as they stood: an item after the other, each with its text in one language. What it says is never changed.

    `content` is a list of items, each {"number": int, "title": {language: text}, "text": str, "audience": who of those it
    is sent to may read this item}; `sha256` is of its canonical JSON.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="versions", verbose_name=_("minutes"))
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("content"), default=list)
    language = LanguageField(_("language"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    circulated_at = models.DateTimeField(_("circulated at"), null=True, blank=True)

    seals = ("content",)
    objects = MinutesVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of minutes")
        verbose_name_plural = _("versions of minutes")
        ordering = ["minutes", "number"]
        default_permissions = ["view"]
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="one_version_of_minutes_a_number")]

    def __str__(self) -> str:
        return f"{self.minutes} · {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("a version of minutes is never changed")
        super().save(*args, **kwargs)

    @classmethod
    def next_number(cls, minutes: Minutes) -> int:
        return next_in(cls.objects.filter(minutes=minutes))


class MinutesChangeQuerySet(models.QuerySet["MinutesChange"]):
    def visible_to(self, user: Person) -> Self:
        """The Secretariat, the Chair and the members, of minutes that they see; others what their own state proposed."""
        rows = self.filter(minutes__in=Minutes.everything.visible_to(user))
        if reads_preparations(user) or Audience.MEMBERS in audiences_of(user):
            return rows
        return rows.filter(owner__in=seats_of(user).participant_ids)

    def unanswered(self) -> Self:
        return self.filter(answer="", minutes__mistaken_at__isnull=True).exclude(minutes__stage=MinutesStage.ADOPTED)


class MinutesChange(SaidByLetter, Correctable, Searched):
    """A correction that a state proposes to minutes, and what became of it. It is kept as it was proposed, taken up or not."""

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="changes", verbose_name=_("minutes"))
    owner = models.ForeignKey(Participant, models.PROTECT, related_name="+", verbose_name=_("on behalf of"))
    # Which item it is about; empty: the minutes as a whole.
    item = models.PositiveSmallIntegerField(_("item"), null=True, blank=True)
    text = models.TextField(_("proposed correction"), max_length=10_000)
    language = LanguageField(_("language"))
    answer = models.CharField(_("what became of it"), max_length=12, choices=ChangeAnswer.choices, blank=True)
    answer_note = models.TextField(_("note"), blank=True, max_length=2000)
    answer_language = LanguageField(_("language of the note"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    seals = ("text", "answer", "answer_note")
    key_field = "uid"
    called_with = ("owner", "minutes")
    objects = RowsThatCount.from_queryset(MinutesChangeQuerySet)()
    everything = MinutesChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed correction of minutes")
        verbose_name_plural = _("proposed corrections of minutes")
        ordering = ["at", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="what_became_of_a_correction_has_its_instant",
            )
        ]

    def __str__(self) -> str:
        return f"{self.owner} · {self.minutes.reference}"

    @property
    def audience(self) -> str:
        """The members read what is proposed, and the state that proposes it."""
        return Audience.MEMBERS

    @property
    def about_what(self) -> str:
        return self.minutes.reference

    def get_absolute_url(self) -> str:
        return f"{self.minutes.get_absolute_url()}#change-{self.uid}"
