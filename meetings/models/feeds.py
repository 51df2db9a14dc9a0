"""A person's own calendar, for the program they keep it in."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, user: Person) -> Self:
        """One's own."""
        return self.filter(user=user) if user.is_authenticated and user.is_active else self.none()

    def open(self) -> Self:
        return self.filter(revoked_at__isnull=True, user__is_active=True)


class CalendarFeed(models.Model):
    """A secret address under which a calendar program reads a person's meetings and deadlines, until it is revoked.

    Only a digest of the secret is kept: the address is shown once, when it is made.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_feeds", verbose_name=_("person")
    )
    label = models.CharField(_("what for"), max_length=60, blank=True, help_text=_("For example: phone."))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    read_at = models.DateTimeField(_("last read at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["revoked_at"], name="feeds_by_their_end")]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"{self.user} · {self.label}" if self.label else str(self.user)
