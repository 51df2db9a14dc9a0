"""Letters, in the words that went, and how staff words them."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import is_of_staff
from members.models import FocalPoint, Person, User
from notices.choices import Stage
from notices.kinds import label_of
from notices.models.kinds import KindField


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: Person) -> Self:
        """The Secretariat sees all; a state what went to whoever acts for it, on days on which they did; everyone their own.

        What tells a person of their account is theirs, and their colleagues don't read it.
        """
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if is_of_staff(user):
            return self.all()
        acted = FocalPoint.objects.holding(OuterRef("day")).filter(user=OuterRef("recipient"))
        of_a_state = Exists(acted.filter(participant__in=user.participants()))
        return self.filter(Q(recipient=user) | Q(of_account="") & of_a_state)

    def waiting(self, at: dt.datetime) -> Self:
        """To be tried again by now."""
        return self.filter(stage=Stage.PENDING, next_try_at__lte=at)

    def abandoned(self, at: dt.datetime) -> Self:
        """Whoever had taken them up was not heard of again in time."""
        return self.filter(stage__in=[Stage.CLAIMED, Stage.SENDING], lease_until__lt=at)

    def held(self) -> Self:
        return self.filter(stage=Stage.UNKNOWN)


class Letter(models.Model):
    """Everything one person is told by e-mail on one day; or a letter about an account or a post (`of_account`), by itself.

    What is written down here is what goes, byte by byte, but for the key of a link: `HIDDEN` stands in its place, and it
    is made as the letter leaves (`key_of`). A worker owns a letter while the generation is the one it was given; a lease
    says until when the others wait.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # None: an address that need not be anybody's account, as of whoever is invited.
    recipient = models.ForeignKey(
        User, models.PROTECT, related_name="letters", null=True, blank=True, verbose_name=_("to")
    )
    address = models.EmailField(_("e-mail address"))
    day = models.DateField(_("day"), help_text=_("In the recipient's zone."))
    number = models.PositiveSmallIntegerField(_("number on that day"), default=1)
    # Which letter about an account or a post, by the name of its template; empty where it carries notices.
    of_account = models.CharField(_("letter about an account"), max_length=60, blank=True)
    # Of what the key is that its link needs (`members.access.key_of_link`).
    key_of = models.CharField(_("key made as it leaves"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    raw = models.BinaryField(_("as it goes"))
    official = models.BooleanField(pgettext_lazy("reminder", "official"), default=False)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage.choices, default=Stage.PENDING)
    generation = models.PositiveIntegerField(_("times taken up"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # Nobody could say of an earlier copy whether it arrived: it may only ever go again as it is.
    is_doubtful = models.BooleanField(_("may have arrived"), default=False)
    worker = models.CharField(_("taken up by"), max_length=100, blank=True)
    lease_until = models.DateTimeField(_("taken up until"), null=True, blank=True)
    next_try_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    answer = models.CharField(_("answer of the mail server"), max_length=300, blank=True)
    # SHA-256 of `raw`, once that and `text` were removed (`notices.actions.emptying`); empty before.
    digest = models.CharField("SHA-256", max_length=64, blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("written"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = pgettext_lazy("correspondence", "letters")
        ordering = ["-created_at", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "day", "number"],
                condition=Q(of_account=""),
                name="one_letter_of_a_number_a_day",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) | ~Q(of_account=""), name="notices_go_to_a_person"
            ),
        ]
        indexes = [
            models.Index(
                fields=["stage", "next_try_at"],
                condition=Q(stage__in=["pending", "claimed", "sending"]),
                name="letters_under_way",
            ),
            models.Index(fields=["stage", "-created_at"], name="letters_by_stage"),
            models.Index(fields=["ended_at"], condition=Q(stage="refused"), name="letters_refused"),
            models.Index(fields=["ended_at"], condition=Q(digest="", official=False), name="letters_not_emptied"),
        ]

    def __str__(self) -> str:
        return f"{self.address} · {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("reminders-letter", args=[self.pk])

    @property
    def may_go_again(self) -> bool:
        """Held; or refused, and about an account, where it goes in the words that it has."""
        is_own = bool(self.of_account) and bool(self.raw)
        return self.stage == Stage.UNKNOWN or (self.stage == Stage.REFUSED and is_own)


class LetterTemplate(models.Model):
    """How staff words one kind of reminder in one language, in the place of our own words."""

    kind = KindField(_("kind"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    line = models.CharField(_("one sentence"), max_length=200)
    body = models.TextField(_("text"), max_length=4000)

    class Meta:
        verbose_name = _("wording of a letter")
        verbose_name_plural = _("wording of letters")
        ordering = ["kind", "language"]
        default_permissions = ["view", "change"]
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="one_wording_a_kind_and_language")]

    def __str__(self) -> str:
        return f"{label_of(self.kind)} · {self.get_language_display()}"
