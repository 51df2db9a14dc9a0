"""What modality (b) adds: views and experts."""

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

from catalogue.models import Measure
from meetings.access import pairs_of_reader_tokens
from members.choices import Audience
from members.models import OwnedItem, OwnedQuerySet, Person
from record.dates import day_of_the_house
from record.models import Correctable, RowsThatCount, Searched, words_in
from record.readers import ReadersField
from record.texts import LanguageField


class ViewQuerySet(OwnedQuerySet):
    def visible_to(self, user: Person) -> Self:
        return self.filter(readers__open_to=pairs_of_reader_tokens(user))

    def shared_with_members(self) -> Self:
        return self.exclude(audience__in=[Audience.OWN, Audience.SECRETARIAT])


class View(OwnedItem, Correctable, Searched):
    """A state's view on a measure, exchanged through the Chair and the Secretariat (Cooperative Approach, (b)).

    It is kept as it was shared; to say something else is a new view. Its owner may widen who sees it, and take back what was
    entered by mistake.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    commitment = models.ForeignKey(
        "commitments.Commitment", models.PROTECT, related_name="views", verbose_name=_("commitment")
    )
    text = models.TextField(_("view"), max_length=20_000)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="views", verbose_name=_("by"))
    at = models.DateTimeField(_("shared at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    readers = ReadersField()

    seals = ("text",)
    key_field = "uid"
    called_with = ("owner", "commitment")
    objects = RowsThatCount.from_queryset(ViewQuerySet)()
    everything = ViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("view")
        verbose_name_plural = _("views")
        ordering = ["at", "pk"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"{self.owner} · {self.commitment.reference}"

    @property
    def about_what(self) -> str:
        return self.commitment.reference

    def get_absolute_url(self) -> str:
        return f"{self.commitment.get_absolute_url()}#view-{self.uid}"


class ExpertNominationQuerySet(OwnedQuerySet):
    def visible_to(self, user: Person) -> Self:
        """As its owner chose; where it is for a commitment, only to those who see the commitment."""
        return self.filter(readers__open_to=pairs_of_reader_tokens(user))

    def matching(self, words: str) -> Self:
        """Those in whose name, post or field, or state, the words stand."""
        return self.filter(pk__in=words_in(ExpertNomination, words))

    def serving_on(self, on: dt.date) -> Self:
        return self.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gt=on))


class ExpertNomination(OwnedItem, Correctable, Searched):
    """An expert or scholar whom a member nominates for a measure, for a term (Cooperative Approach, (b)).

    Its owner may widen who sees it, end the term, and take back what was entered by mistake.
    """

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="experts", null=True, blank=True, verbose_name=_("measure")
    )
    commitment = models.ForeignKey(
        "commitments.Commitment",
        models.PROTECT,
        related_name="experts",
        null=True,
        blank=True,
        verbose_name=_("commitment"),
    )
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=150)
    affiliation = models.CharField(_("post and institution"), max_length=200, blank=True)
    expertise = models.TextField(_("expertise"), max_length=2000, blank=True)
    # Of what is said of the expert: post, institution and field.
    language = LanguageField(_("language"))
    email = models.EmailField(_("e-mail address"), blank=True)
    since = models.DateField(pgettext_lazy("heading", "since"), default=day_of_the_house)
    until = models.DateField(
        pgettext_lazy("heading", "until"), null=True, blank=True, help_text=_("The first day after the term.")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="nominations", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    readers = ReadersField()

    seals = ("name", "affiliation", "expertise", "email")
    key_field = "uid"
    called_with = ("owner",)
    objects = RowsThatCount.from_queryset(ExpertNominationQuerySet)()
    everything = ExpertNominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nomination of an expert")
        verbose_name_plural = _("nominations of experts")
        ordering = ["name", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure__isnull=False) | Q(commitment__isnull=False),
                name="an_expert_is_nominated_for_something",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="nomination_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.owner}"

    @property
    def unnamed(self) -> str:
        """What it is called where not everybody may know who was nominated."""
        return f"{self.owner} · {self.about_what}"

    @property
    def about_what(self) -> str:
        subject = self.commitment or self.measure
        return subject.reference if subject else ""

    def get_absolute_url(self) -> str:
        return f"{reverse('expert-list')}#expert-{self.uid}"

    def serves_on(self, on: dt.date) -> bool:
        return self.since <= on and (self.until is None or self.until > on)
