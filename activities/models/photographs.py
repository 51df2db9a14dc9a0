"""Photographs of what was held: shown once those who are in one agree, and no longer than they do."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.choices import Consent
from activities.models.activities import Activity, PartsOfAnActivity
from journal.staff import is_of_staff
from members.models import Participant, Person, seats_of
from record.dates import end_of_the_day
from record.letters import SaidByLetter
from record.models import Correctable, RowsThatCount, Searched
from record.texts import LanguageField


def picture_kept_at(photograph: models.Model, name: str) -> str:
    """The name under which a picture is kept: ours, already chosen (`record.files.stored_name`)."""
    return name


class PhotographQuerySet(PartsOfAnActivity):
    def visible_to(self, user: Person) -> Self:
        """Of the activities that the person sees those with consent; without it the state's own, and the Secretariat's."""
        rows = super().visible_to(user)
        if is_of_staff(user):
            return rows
        own = seats_of(user).participant_ids
        return rows.filter(Q(consent=Consent.GIVEN) | Q(consent=Consent.WAITED_FOR, owner__in=own))

    def served(self) -> Self:
        """Those of which the picture itself is handed out: to nobody once consent was withdrawn."""
        return self.exclude(consent=Consent.WITHDRAWN).exclude(file="")

    def with_consent_on(self, day: dt.date) -> Self:
        """Those added by the end of a day to which consent was given by then and holds today."""
        return self.filter(consent=Consent.GIVEN, consent_on__lte=day, at__lte=end_of_the_day(day))

    def as_shown(self) -> Self:
        return self.select_related("activity", "owner")


class Photograph(SaidByLetter, Correctable, Searched):
    """A picture of an activity, in words as well, and whether those who are in it agreed that it be shown.

    The file is what was handed in without what a camera writes into it: place, device, hour.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="photographs", verbose_name=_("activity"))
    owner = models.ForeignKey(Participant, models.PROTECT, related_name="+", verbose_name=_("on behalf of"))
    file = models.FileField(_("file"), upload_to=picture_kept_at, blank=True, max_length=200)
    file_type = models.CharField(_("type of the file"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    alt = models.CharField(_("what is to be seen, for those who don't see it"), max_length=300)
    language = LanguageField(_("language"))
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    photographer = models.CharField(_("photographer"), max_length=200, blank=True)
    consent = models.CharField(_("consent"), max_length=10, choices=Consent.choices, default=Consent.WAITED_FOR)
    # Read by its state and the Secretariat alone: it names people.
    consent_by = models.CharField(_("who gave consent"), max_length=300, blank=True)
    consent_how = models.CharField(_("how consent was given"), max_length=300, blank=True)
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("consent withdrawn at"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    seals = ("sha256", "caption", "alt", "consent", "consent_by", "consent_how")
    key_field = "uid"
    called_with = ("activity",)
    objects = RowsThatCount.from_queryset(PhotographQuerySet)()
    everything = PhotographQuerySet.as_manager()

    class Meta:
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        ordering = ["at", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(condition=~Q(alt=""), name="a_photograph_is_told_in_words"),
            models.CheckConstraint(
                condition=Q(consent=Consent.WAITED_FOR)
                | Q(consent_on__isnull=False) & ~Q(consent_by="") & ~Q(consent_how="")
                | Q(consent=Consent.WITHDRAWN),
                name="consent_has_somebody_who_gave_it_a_way_and_a_day",
            ),
            models.CheckConstraint(
                condition=Q(consent=Consent.WITHDRAWN, withdrawn_at__isnull=False)
                | ~Q(consent=Consent.WITHDRAWN) & Q(withdrawn_at__isnull=True),
                name="consent_that_is_withdrawn_has_its_instant",
            ),
            models.UniqueConstraint(
                fields=["activity", "sha256"],
                condition=Q(mistaken_at__isnull=True),
                name="an_activity_has_a_photograph_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} · {self.alt}"

    def get_absolute_url(self) -> str:
        return f"{self.activity.get_absolute_url()}#photograph-{self.uid}"

    @property
    def audience(self) -> str:
        return self.activity.audience

    @property
    def about_what(self) -> str:
        return self.activity.about_what

    @property
    def is_served(self) -> bool:
        return not self.is_consent_withdrawn and bool(self.file)

    @property
    def waits_for_consent(self) -> bool:
        return self.consent == Consent.WAITED_FOR

    @property
    def is_consent_withdrawn(self) -> bool:
        return self.consent == Consent.WITHDRAWN

    @property
    def address_of_file(self) -> str:
        return reverse("photograph-file", args=[self.uid])

    @property
    def extension(self) -> str:
        return str(self.file.name).rpartition(".")[2]
