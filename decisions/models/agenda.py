"""What a meeting deals with, in which order."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.choices import AgendaStage, ItemOrigin, ItemOutcome
from meetings.access import audiences_of, reads_preparations
from meetings.models.meetings import Meeting
from members.choices import Audience
from members.models import Person
from record.models import Searched
from record.texts import LanguageField, MultilingualField, in_language


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: Person) -> Self:
        """The draft: who prepares the meeting, that is the Secretariat and the Chair. Others read what was circulated."""
        return self.all() if reads_preparations(user) else self.none()

    def standing(self) -> Self:
        return self.filter(dropped=False)


class AgendaItem(Searched):
    """One item of the agenda as it is being drafted. What was circulated is an `AgendaVersion`, and stays as it was.

    `matter` names what the item is about, for the floor above ("commitment:CBM-2007-ECO-02-01"), so that drafting
    again from what is ripe adds nothing twice, and brings back nothing that was taken off by hand.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda_items", verbose_name=_("meeting"))
    position = models.PositiveSmallIntegerField(_("number"))
    title = MultilingualField(_("title"))
    origin = models.CharField(
        _("why it is here"), max_length=16, choices=ItemOrigin.choices, default=ItemOrigin.BY_HAND
    )
    matter = models.CharField(_("matter"), max_length=120, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    language = LanguageField(_("language of the note"))
    dropped = models.BooleanField(_("taken off"), default=False)
    # What became of it at the meeting, on which of its days, and when that was entered; by whom, the journal says.
    outcome = models.CharField(_("what became of it"), max_length=12, choices=ItemOutcome.choices, blank=True)
    outcome_note = models.TextField(_("what the body said"), blank=True, max_length=5000)
    outcome_language = LanguageField(_("language of what the body said"))
    considered_on = models.DateField(_("considered on"), null=True, blank=True)
    considered_at = models.DateTimeField(_("entered at"), null=True, blank=True)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    seals = ("title", "note", "outcome_note")
    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "position", "pk"]
        default_permissions = ["view", "add", "change"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "matter"], condition=~Q(matter=""), name="one_item_a_matter_and_meeting"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", considered_on__isnull=True, considered_at__isnull=True)
                | (~Q(outcome="") & Q(considered_on__isnull=False, considered_at__isnull=False)),
                name="an_item_that_was_considered_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {in_language(self.title)}"

    def get_absolute_url(self) -> str:
        return f"{reverse('agenda-draft', args=[self.meeting.reference])}#item-{self.pk}"

    @property
    def agenda_revision(self) -> int:
        """How often the draft that it stands on was changed."""
        return self.meeting.agenda_revision


class AgendaVersionQuerySet(models.QuerySet["AgendaVersion"]):
    def visible_to(self, user: Person) -> Self:
        """Whom it was circulated to; before circulation, who prepares the meeting."""
        if reads_preparations(user):
            return self.all()
        return self.filter(circulated_at__isnull=False, audience__in=audiences_of(user))


class AgendaVersion(Searched):
    """The agenda as it stood at an instant: provisional, or as the meeting adopted it. Its content never changes.

    `content` is a list of items, each {"item": key, "number": int, "title": {language: text}, "note": str, "language": of
    the note, "audience": who of those it was sent to may read this item, "papers": [{"symbol": str, "number": int,
    "title": str, "url": str, "sha256": str}]}; `sha256` is of its canonical JSON. The floor above makes it, and shows it
    (`reports.agendas`).
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agendas", verbose_name=_("meeting"))
    number = models.PositiveSmallIntegerField(_("version"))
    stage = models.CharField(_("stage"), max_length=12, choices=AgendaStage.choices)
    content = models.JSONField(_("content"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    language = LanguageField(_("language of the note"))
    audience = models.CharField(_("sent to"), max_length=12, choices=Audience.choices, default=Audience.OBSERVERS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    circulated_at = models.DateTimeField(_("circulated at"), null=True, blank=True)

    seals = ("content", "note")
    objects = AgendaVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of an agenda")
        verbose_name_plural = _("versions of agendas")
        ordering = ["meeting", "number"]
        default_permissions = ["view"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_agenda_a_number")]

    def __str__(self) -> str:
        return f"{self.meeting.reference} · {self.get_stage_display()} · {self.number}"

    @property
    def key(self) -> str:
        """What programs call it: the meeting's reference, a dot, and the version's number."""
        return f"{self.meeting.reference}.{self.number}"
