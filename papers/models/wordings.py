"""How letters of the Secretariat are worded, and how each participant is addressed: rows that staff set."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Participant
from papers.choices import LetterSeries, OutgoingKind
from papers.models.outgoing import OfTheOffice


class SaidAnew(models.Model):
    """Words that staff set one after the other: the newest that wasn't taken back holds."""

    uid = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    number = models.PositiveIntegerField(_("number"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("set by"))
    at = models.DateTimeField(_("set at"), default=timezone.now)
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class SaidAnewQuerySet(OfTheOffice):
    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)


class LetterWording(SaidAnew):
    """How letters of a kind are worded in a language: the series they are counted in, their head, beginning, end and signature."""

    kind = models.CharField(_("kind"), max_length=12, choices=OutgoingKind.choices)
    series = models.CharField(_("series"), max_length=2, choices=LetterSeries.choices)
    letterhead = models.TextField(_("letterhead"), max_length=500)
    opening = models.TextField(_("opening"), max_length=2000)
    closing = models.TextField(_("closing"), max_length=2000)
    signature = models.TextField(_("signature"), max_length=500)

    key_field = "uid"
    seals = ("series", "letterhead", "opening", "closing", "signature")
    objects = SaidAnewQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording of letters")
        verbose_name_plural = _("wordings of letters")
        ordering = ["kind", "language", "-number"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "language", "number"], name="one_wording_of_letters_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.get_language_display()}"

    def get_absolute_url(self) -> str:
        return reverse("wording-list")


class FormOfAddress(SaidAnew):
    """How a participant is addressed in letters of a language, as protocol has it."""

    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="forms_of_address", verbose_name=_("participant")
    )
    text = models.CharField(_("form of address"), max_length=300)

    key_field = "uid"
    seals = ("text",)
    objects = SaidAnewQuerySet.as_manager()

    class Meta:
        verbose_name = _("form of address")
        verbose_name_plural = _("forms of address")
        ordering = ["participant", "language", "-number"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "language", "number"], name="one_form_of_address_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.get_language_display()}"

    def get_absolute_url(self) -> str:
        return reverse("form-of-address-list")
