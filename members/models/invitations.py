"""Invitations: how a participant opens the house to its own people."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.staff import is_of_staff
from members.choices import Rank, Role
from members.models.participants import Participant
from members.models.users import Person, User

GOOD_FOR = dt.timedelta(days=14)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: Person) -> "InvitationQuerySet":
        """Whom a state invites is known to that state and the Secretariat."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.all() if is_of_staff(user) else self.filter(participant__in=user.participants())

    def waiting(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; its letter may be too old by now, and can be sent again."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """A participant asks a person to act for it. Whoever holds the letter accepts; only then is there an office.

    An address that has an account already is invited in the same way as one that has none, so that nobody learns from
    an invitation whether an address is known here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="invitations", verbose_name=_("participant")
    )
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=150)
    title = models.CharField(_("protocol title"), max_length=80, blank=True)
    language = models.CharField(_("language of the letter"), max_length=10, choices=settings.LANGUAGES, default="en")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.PREPARER)
    rank = models.CharField(
        pgettext_lazy("of a post", "rank"), max_length=10, choices=Rank.choices, default=Rank.PRINCIPAL
    )
    purpose = models.CharField(_("what for"), max_length=500, blank=True)
    begins_on = models.DateField(
        _("the office begins on"), null=True, blank=True, help_text=_("Empty: on the day it is accepted.")
    )
    ends_earlier = models.BooleanField(_("ends the term of whoever holds the post"), default=False)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("invited by"))
    sent_at = models.DateTimeField(_("letter of"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at", "pk"]
        indexes = [models.Index(fields=["sent_at"], name="invitations_by_age")]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "email", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_waiting_invitation_an_address_and_role",
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invited_email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.get_role_display()} · {self.email}"

    def clean(self) -> None:
        super().clean()
        self.email = User.objects.normalize_email(self.email)

    def is_good(self, at: dt.datetime) -> bool:
        """Whether the link of its last letter may still be used."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.sent_at + GOOD_FOR

    @property
    def good_until(self) -> dt.datetime:
        return self.sent_at + GOOD_FOR
