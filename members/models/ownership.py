"""Items that a state owns, and who sees them."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.choices import Audience
from members.models.participants import Participant


class OwnedQuerySet(models.QuerySet):
    def kept_to_themselves(self) -> Self:
        """What its owner lets nobody else see, the Secretariat included."""
        return self.filter(audience=Audience.OWN)


class OwnedItem(models.Model):
    """Something that a state owns; the owner chooses who sees it."""

    owner = models.ForeignKey(Participant, models.PROTECT, related_name="+", verbose_name=_("on behalf of"))
    audience = models.CharField(_("who sees it"), max_length=12, choices=Audience.choices, default=Audience.SECRETARIAT)

    class Meta:
        abstract = True
