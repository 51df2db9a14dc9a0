"""By which rules letters go, and who would rather not have some of them."""

from typing import Self, TypedDict

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.names import Name
from journal.staff import is_of_staff
from members.models import Person, User
from notices.choices import UnknownOutcome
from notices.kinds import label_of
from notices.models.kinds import KindField


class Rules(models.Model):
    """The rules of the house for letters: one row, which staff may change."""

    number = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    is_paused = models.BooleanField(_("all letters are paused"), default=False)
    unknown_outcome = models.CharField(
        _("a letter of which it is not known whether it arrived"),
        max_length=10,
        choices=UnknownOutcome.choices,
        default=UnknownOutcome.HOLD,
    )
    hour = models.PositiveSmallIntegerField(
        _("letters leave from"), default=9, validators=[MaxValueValidator(22)], help_text=_("The recipient's own hour.")
    )
    until_hour = models.PositiveSmallIntegerField(
        pgettext_lazy("hour", "until"), default=18, validators=[MaxValueValidator(24)]
    )
    most_a_day = models.PositiveSmallIntegerField(
        _("letters a person and day, at most"), default=2, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    most_attempts = models.PositiveSmallIntegerField(
        _("attempts, at most"), default=12, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )

    class Meta:
        verbose_name = _("rules for letters")
        verbose_name_plural = _("rules for letters")
        default_permissions = ["view", "change"]
        constraints = [
            models.CheckConstraint(condition=Q(number=1), name="one_set_of_rules"),
            models.CheckConstraint(condition=Q(until_hour__gt=F("hour")), name="letters_leave_in_some_hour"),
        ]

    def __str__(self) -> str:
        return str(_("Rules for letters"))

    @classmethod
    def now(cls) -> "Rules":
        """The row; where nobody changed anything yet, what is proposed."""
        return cls._default_manager.filter(pk=1).first() or cls()


class ChangedRules(TypedDict, total=False):
    """Those of the rules that somebody changes."""

    is_paused: bool
    unknown_outcome: str
    hour: int
    until_hour: int
    most_a_day: int
    most_attempts: int


class DeclinedQuerySet(models.QuerySet["Declined"]):
    def visible_to(self, user: Person) -> Self:
        """One's own; the Secretariat sees why somebody gets no letter."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.all() if is_of_staff(user) else self.filter(recipient=user)


class Declined(models.Model):
    """A person would rather have no letters of a kind, for good or until a moment. The portal tells it all the same."""

    recipient = models.ForeignKey(User, models.PROTECT, related_name="declined", verbose_name=_("person"))
    kind = KindField(_("kind"))
    # Of one thing only; empty: of all.
    about_kind = models.CharField(_("kind of object"), max_length=100, blank=True)
    about_key = models.CharField(_("object's key"), max_length=64, blank=True)
    until = models.DateTimeField(pgettext_lazy("heading", "until"), null=True, blank=True)

    objects = DeclinedQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a person", "declined letters")
        verbose_name_plural = pgettext_lazy("of a person", "declined letters")
        ordering = ["recipient", "kind"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "about_kind", "about_key"], name="one_wish_a_person_and_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient} · {label_of(self.kind)}"

    @property
    def about(self) -> Name:
        return Name(self.about_kind, self.about_key)
