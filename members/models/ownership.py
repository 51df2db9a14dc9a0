"""Items that a state owns, and who sees them."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.choices import Audience
from members.models.participants import Participant
from record.letters import SaidByLetter


class OwnedQuerySet(models.QuerySet):
    def kept_to_themselves(self) -> Self:
        """What its owner lets nobody else see, the Secretariat included."""
        return self.filter(audience=Audience.OWN)


class OwnedItem(SaidByLetter):
    """Something that a state owns, by its own word or its letter; the owner chooses who sees it."""

    owner = models.ForeignKey(Participant, models.PROTECT, related_name="+", verbose_name=_("on behalf of"))
    audience = models.CharField(_("who sees it"), max_length=12, choices=Audience.choices, default=Audience.SECRETARIAT)

    class Meta:
        abstract = True

    @property
    def about_what(self) -> str:
        """What it is about, by the name that stands in addresses."""
        raise NotImplementedError

    def get_absolute_url(self) -> str:
        """Its place on the page where it is read."""
        raise NotImplementedError
