"""Letters to people: what was told to whom, about what."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notices.choices import Channel, Kind


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: Any) -> Self:
        """One's own."""
        return self.filter(recipient=user) if user.is_authenticated and user.is_active else self.none()

    def unseen(self) -> Self:
        return self.filter(seen_at__isnull=True)


class Notice(models.Model):
    """One person told one thing once, by one channel. Knows people and words, not commitments.

    The row is written in the transaction of what it tells of, so that a notice in the portal is exactly once.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    about_kind = models.CharField(_("kind of object"), max_length=100)
    about_key = models.CharField(_("object's key"), max_length=64)
    about_label = models.CharField(_("about what"), max_length=300)
    # What happened to it, so that one thing is told once: a step's number, a version's number.
    occurrence = models.CharField(_("occurrence"), max_length=100)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices", verbose_name=_("to")
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices, default=Channel.PORTAL)
    url = models.CharField(_("link"), max_length=300)
    # Values that the sentence names: a step's name, a state's code, a day as ISO text.
    values = models.JSONField(_("values"), default=dict)
    created_at = models.DateTimeField(_("at"), default=timezone.now)
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about_kind", "about_key", "occurrence", "recipient", "channel"],
                name="one_notice_of_a_thing_to_a_person",
            )
        ]
        indexes = [models.Index(fields=["recipient", "-created_at"], name="notices_of_a_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.about_label}"

    @property
    def comments_by(self) -> dt.date | None:
        """The day by which comments are welcome, where the notice names one."""
        day = self.values.get("comments_by")
        return dt.date.fromisoformat(day) if day else None
