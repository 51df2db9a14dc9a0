"""What one officer asks for and a second one settles: it has no effect before."""

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from record.choices import CorrectionStage

Asked = TypeVar("Asked", bound=models.Model)


class SettledByASecondQuerySet(models.QuerySet[Asked]):
    def waiting(self) -> Self:
        """Those that nobody has confirmed or declined yet."""
        return self.filter(stage=CorrectionStage.PROPOSED)


class SettledByASecond(models.Model):
    """Somebody of the Secretariat asks for something, with a reason; another confirms or declines it, once.

    What was asked is never changed. Each kind says by constraint what has effect at once, and who may not be the second.
    """

    reason = models.TextField(_("why"), max_length=2000)
    stage = models.CharField(
        _("stage"), max_length=10, choices=CorrectionStage.choices, default=CorrectionStage.PROPOSED
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked for by"))
    at = models.DateTimeField(_("asked for at"), default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("confirmed or declined by"),
    )
    settled_at = models.DateTimeField(_("confirmed or declined at"), null=True, blank=True)
    settled_note = models.TextField(_("why it was declined"), blank=True, max_length=2000)

    class Meta:
        abstract = True

    @property
    def is_waiting(self) -> bool:
        return self.stage == CorrectionStage.PROPOSED
