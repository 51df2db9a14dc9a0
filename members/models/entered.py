"""What the Secretariat entered in the name of a state, and whether the state says that it didn't come from it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.names import name_of
from journal.staff import is_of_staff
from members.choices import AnswerToState
from members.models.participants import Participant
from members.models.users import Person
from record.texts import MultilingualField, in_language


class EnteredForStateQuerySet(models.QuerySet["EnteredForState"]):
    def visible_to(self, user: Person) -> Self:
        """The state's own people, and officers."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.all() if is_of_staff(user) else self.filter(participant__in=user.participants())

    def contested(self) -> Self:
        """Those of which a state said that they didn't come from it, until an officer answers."""
        return self.filter(contested_at__isnull=False, answered_at__isnull=True)

    def about(self, thing: models.Model) -> Self:
        kind, key = name_of(thing)
        return self.filter(about_kind=kind, about_key=key)


class EnteredForState(models.Model):
    """An officer entered something as a state's: what, by which letter. What stands here is never changed.

    The state's authority can say, by one press, that it didn't come from the state; then it is marked wherever it is read,
    until an officer confirms it, or corrects it, with a note.
    """

    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="entered_for_it", verbose_name=_("on behalf of")
    )
    about_kind = models.CharField(_("kind of object"), max_length=100)
    about_key = models.CharField(_("object's key"), max_length=64)
    about_label = models.CharField(_("about what"), max_length=300)
    what = MultilingualField(_("what was entered"))
    url = models.CharField(_("link"), max_length=300)
    letter = models.CharField(_("by which letter"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    contested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("said not to be the state's by"),
    )
    contested_at = models.DateTimeField(_("said not to be the state's at"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=AnswerToState.choices, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answer_note = models.TextField(_("what was answered"), max_length=2000, blank=True)

    objects = EnteredForStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry in a state's name")
        verbose_name_plural = _("entries in a state's name")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contested_at__isnull=True, contested_by__isnull=True)
                | Q(contested_at__isnull=False, contested_by__isnull=False),
                name="somebody_says_it_was_not_the_state",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False, contested_at__isnull=False) & ~Q(answer="")),
                name="what_is_answered_was_contested",
            ),
        ]
        indexes = [models.Index(fields=["about_kind", "about_key"], name="entered_about_a_thing")]

    def __str__(self) -> str:
        return f"{self.participant} · {in_language(self.what)}"

    def get_absolute_url(self) -> str:
        return f"{reverse('entered')}#entry-{self.pk}"

    @property
    def is_contested(self) -> bool:
        return self.contested_at is not None and self.answered_at is None
