"""Tokens: by which a person's own programs read the API, and act in their name where the person lets them."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from knox.models import AbstractAuthToken
from knox.settings import CONSTANTS

from journal.staff import is_of_staff
from members.choices import Scope, WhyEnded
from members.models.focal_points import FocalPoint
from members.models.users import Person, of_staff
from record.dates import day_of_the_house


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, user: Person) -> Self:
        """One's own; officers see everybody's, so that they can revoke one."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.all() if is_of_staff(user) else self.filter(user=user)

    def with_office_left(self, on: dt.date) -> Self:
        """Adds whether its person has left an office since it was made, or come into the Secretariat or out of it."""
        left = FocalPoint.objects.filter(user=OuterRef("user"), until__gt=OuterRef("made_on"), until__lte=on)
        came_or_went = Q(of_staff("user__"), was_officer=False) | Q(~of_staff("user__"), was_officer=True)
        return self.annotate(office_left=Exists(left) | came_or_went)

    def in_use(self, at: dt.datetime) -> Self:
        """Whatever still opens the API at that moment, as far as the database can say."""
        running = self.filter(ended_at__isnull=True, expiry__gt=at, user__is_active=True)
        return running.with_office_left(day_of_the_house(at)).filter(office_left=False)


class ApiToken(AbstractAuthToken):
    """A secret with which a program comes in as one person, made by that person, with a name, a scope and an end.

    Only a digest is kept: the secret is shown once. It ends by itself with its day, with a new password, when its person
    leaves an office, and when the account is switched off. The row stays, so that what was done by it can be told.
    """

    digest = models.CharField(max_length=CONSTANTS.DIGEST_LENGTH, unique=True, editable=False)
    # knox keeps the beginning of a secret, to look it up; ours is found by its digest.
    token_key = models.CharField(max_length=25, blank=True, default="", editable=False)
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=60)
    may_read = models.BooleanField(_("reads"), default=True)
    may_export = models.BooleanField(_("exports"), default=False)
    may_act = models.BooleanField(_("acts"), default=False)
    # knox lets one have no end; ours has one always.
    expiry = models.DateTimeField(_("ends at"))
    made_on = models.DateField(_("made on"), default=day_of_the_house, editable=False)
    was_officer = models.BooleanField(default=False, editable=False)
    # Of the password that the person had: with another one it opens nothing, by whichever way that was set.
    seal = models.CharField(max_length=64, editable=False)
    read_on = models.DateField(_("last used on"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)
    why_ended = models.CharField(_("why it ended"), max_length=10, choices=WhyEnded.choices, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["-created", "-pk"]
        default_permissions = ["view"]
        indexes = [models.Index(fields=["expiry"], name="tokens_by_their_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(may_read=True) | Q(may_export=True) | Q(may_act=True), name="token_opens_something"
            ),
            models.CheckConstraint(condition=Q(expiry__gt=F("created")), name="token_ends_after_it_is_made"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, why_ended="") | (Q(ended_at__isnull=False) & ~Q(why_ended="")),
                name="token_that_ended_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.name}"

    @property
    def scopes(self) -> tuple[Scope, ...]:
        held = {Scope.READ: self.may_read, Scope.EXPORT: self.may_export, Scope.ACT: self.may_act}
        return tuple(scope for scope, is_held in held.items() if is_held)

    @property
    def door(self) -> str:
        """How the journal names what was done by it."""
        return f"by token “{self.name}”"

    @property
    def fits_the_password(self) -> bool:
        hashes = (self.user.get_session_auth_hash(), *self.user.get_session_auth_fallback_hash())
        return any(constant_time_compare(self.seal, held) for held in hashes)

    def why_over(self, at: dt.datetime | None = None) -> WhyEnded | None:
        """Why it opens nothing any more; None while it is in use. Of rows read `with_office_left`."""
        if self.why_ended:
            return WhyEnded(self.why_ended)
        if not self.user.is_active:
            return WhyEnded.SWITCHED_OFF
        if not self.fits_the_password:
            return WhyEnded.PASSWORD
        if getattr(self, "office_left", False):
            return WhyEnded.OFFICE_LEFT
        return WhyEnded.OVER if self.expiry <= (at or timezone.now()) else None
