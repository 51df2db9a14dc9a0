"""How a state's part in a commitment goes on, in its own words, period by period; and that the Secretariat asked for it."""

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

from activities.choices import SEEN_BY
from catalogue.models import Area
from journal.staff import is_of_staff
from meetings.access import chairs_a_group, pairs_of_reader_tokens
from meetings.models import Meeting
from members.choices import Audience
from members.models import OwnedItem, OwnedQuerySet, Person, seats_of
from papers.models import Folder
from record.models import Correctable, RowsThatCount, Searched
from record.readers import ReadersField
from record.texts import LanguageField


class NoteRequestQuerySet(models.QuerySet["NoteRequest"]):
    def visible_to(self, user: Person) -> Self:
        """The members, whoever presides, and the Secretariat: it is put to member states."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        seats = seats_of(user)
        may = is_of_staff(user) or seats.holds_chair or seats.is_member or chairs_a_group(user)
        return self.all() if may else self.none()

    def open_on(self, day: dt.date) -> Self:
        """Those to which notes are still welcome."""
        return self.filter(welcome_until__gte=day)

    def of_area(self, area: Area) -> Self:
        """Those about an area, or about the one in which it lies."""
        return self.filter(area__in=[key for key in (area.pk, area.parent_id) if key])


class NoteRequest(Correctable, Searched):
    """That the Secretariat asked, before a review of an area, for notes on how things go there. Nobody need answer."""

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="note_requests", verbose_name=_("area"))
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="note_requests", null=True, blank=True, verbose_name=_("reviewed at")
    )
    since = models.DateField(_("period: first day"))
    until = models.DateField(_("period: last day"))
    welcome_until = models.DateField(_("notes are welcome until"))
    text = models.TextField(_("what is asked"), blank=True, max_length=2000)
    language = LanguageField(_("language"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    seals = ("text",)
    key_field = "uid"
    # Its name is said in the reader's language, with these relations.
    called_with = ("area",)
    objects = RowsThatCount.from_queryset(NoteRequestQuerySet)()
    everything = NoteRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for progress notes")
        verbose_name_plural = _("requests for progress notes")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="a_period_asked_about_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return f"{self.area} · {self.since.isoformat()} – {self.until.isoformat()}"

    def get_absolute_url(self) -> str:
        return reverse("note-request-detail", args=[self.uid])


class ProgressNoteQuerySet(OwnedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """Whom its state lets see it, of those who see the commitment."""
        return self.filter(readers__open_to=pairs_of_reader_tokens(user))

    def as_listed(self) -> Self:
        return self.select_related("owner", "area__parent", "request").prefetch_related(
            models.Prefetch("within", Folder.objects.with_holders())
        )


class ProgressNote(OwnedItem, Correctable, Searched):
    """How its part in a commitment went on in a period, as a state says it; that there is nothing new is as good an answer.

    It is kept as it was given: what is said later stands beside it. The commitment is named by the folder in which its
    papers lie (decision 0043), the area is that of the commitment.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    within = models.ForeignKey(Folder, models.PROTECT, related_name="progress_notes", verbose_name=_("commitment"))
    area = models.ForeignKey(Area, models.PROTECT, related_name="progress_notes", verbose_name=_("area"))
    request = models.ForeignKey(
        NoteRequest, models.PROTECT, related_name="notes", null=True, blank=True, verbose_name=_("asked for by")
    )
    audience = models.CharField(_("who sees it"), max_length=12, choices=SEEN_BY, default=Audience.MEMBERS)
    since = models.DateField(_("period: first day"))
    until = models.DateField(_("period: last day"))
    nothing_new = models.BooleanField(_("nothing new"), default=False)
    text = models.TextField(pgettext_lazy("of a state's progress", "what is new"), blank=True, max_length=10_000)
    language = LanguageField(_("language"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    readers = ReadersField()

    seals = ("nothing_new", "text")
    key_field = "uid"
    called_with = ("owner", "within")
    objects = RowsThatCount.from_queryset(ProgressNoteQuerySet)()
    everything = ProgressNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress note")
        verbose_name_plural = _("progress notes")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        indexes = [models.Index(fields=["area", "at"], name="progress_notes_of_an_area")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="a_period_told_of_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(nothing_new=True, text="") | (Q(nothing_new=False) & ~Q(text="")),
                name="a_progress_note_says_what_is_new_or_that_nothing_is",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} · {self.within}"

    def get_absolute_url(self) -> str:
        return reverse("progress-note-detail", args=[self.uid])

    @property
    def about_what(self) -> str:
        return self.within.reference

    @property
    def commitment(self) -> object:
        """What it is about."""
        return self.within.holder
