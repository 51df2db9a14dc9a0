"""What versions of a plan have in common, whoever draws it up: rows as they were said then, which are never changed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from record.references import next_in


class RowsAsSaid(models.Model):
    """A plan as it stood at an instant: a row an activity, each under the key that the activity has, or would have."""

    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("rows"), default=list)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    seals = ("sha256",)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.plan} · {self.number}"  # type: ignore[attr-defined]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("a version of a plan is never changed")
        super().save(*args, **kwargs)

    @classmethod
    def next_number(cls, plan: models.Model) -> int:
        return next_in(cls._default_manager.filter(plan=plan))

    @staticmethod
    def digest_of(content: Sequence[Mapping[str, Any]]) -> str:
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
