"""Institutions: academic and professional ones that states nominated to contribute (AA 34)."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.models import Area, Measure
from meetings.access import reader_tokens
from members.choices import Audience
from members.models import OwnedItem, OwnedQuerySet, Participant, Person
from record.dates import day_of_the_house
from record.models import Correctable, RowsThatCount, Searched, words_in
from record.readers import ReadersField
from record.texts import MultilingualField, WrittenWords, in_language, wording_for_reader

# Kept to its own state it would be nominated to nobody.
NOMINATED_TO = tuple((value, label) for value, label in Audience.choices if value != Audience.OWN)


class InstitutionQuerySet(OwnedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """The state that nominated it, the Secretariat and the Chair, and whom that state lets see it."""
        return self.filter(readers__open_to=reader_tokens(user))

    def matching(self, words: str) -> Self:
        return self.filter(pk__in=words_in(self.model, words))

    def serving_on(self, on: dt.date) -> Self:
        return self.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gt=on))

    def of_measures(self, keys: Iterable[int]) -> Self:
        return self.filter(pk__in=Institution.measures.through.objects.filter(measure__in=keys).values("institution"))

    def of_areas(self, keys: Iterable[int]) -> Self:
        """For one of the areas, or for a measure in one."""
        keys = list(keys)
        areas = Institution.areas.through.objects.filter(area__in=keys).values("institution")
        measures = Institution.measures.through.objects.filter(measure__area__in=keys).values("institution")
        return self.filter(Q(pk__in=areas) | Q(pk__in=measures))

    def sitting_in(self, keys: Iterable[int]) -> Self:
        return self.filter(pk__in=Institution.states.through.objects.filter(participant__in=keys).values("institution"))

    def as_listed(self) -> Self:
        return self.select_related("owner").prefetch_related("states", "measures__area", "areas__edition")


class Institution(OwnedItem, Correctable, Searched):
    """An institution that a member nominates to give reports and to contribute to publications, for a term (AA 34).

    The row is that state's nomination: its owner says what it is, may let more see it, ends the term, and takes back what was
    entered by mistake. What the institution gave are publications.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    name = MultilingualField(pgettext_lazy("of an institution", "name"))
    audience = models.CharField(_("who sees it"), max_length=12, choices=NOMINATED_TO, default=Audience.SECRETARIAT)
    states = models.ManyToManyField(Participant, related_name="institutions", verbose_name=_("sits in"))
    measures = models.ManyToManyField(Measure, related_name="institutions", blank=True, verbose_name=_("measures"))
    areas = models.ManyToManyField(Area, related_name="institutions", blank=True, verbose_name=_("areas"))
    since = models.DateField(pgettext_lazy("heading", "since"), default=day_of_the_house)
    until = models.DateField(
        pgettext_lazy("heading", "until"), null=True, blank=True, help_text=_("The first day after the term.")
    )
    # Raised by all that is done about it: of two who act at once one is told.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    readers = ReadersField()

    seals = ("name",)
    key_field = "uid"
    called_with = ()
    objects = RowsThatCount.from_queryset(InstitutionQuerySet)()
    everything = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="an_institution_serves_for_a_day_at_least",
            )
        ]

    def __str__(self) -> str:
        return in_language(self.name)

    def get_absolute_url(self) -> str:
        return reverse("institution-detail", args=[self.uid])

    @property
    def heading(self) -> WrittenWords:
        return wording_for_reader(self.name)

    @property
    def about_what(self) -> str:
        return in_language(self.name)

    def serves_on(self, on: dt.date) -> bool:
        return self.since <= on and (self.until is None or self.until > on)
