"""Items that a state owns, and who sees them."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.choices import Audience
from members.models.participants import Participant
from members.models.seats import seats_of
from members.models.users import Person


class OwnedQuerySet(models.QuerySet):
    def visible_to(self, user: Person) -> Self:
        """What the owner's own people see, and what its audience lets others see; to nobody else it exists."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.filter(self.let_see(user))

    def kept_to_themselves(self) -> Self:
        """What its owner lets nobody else see, the Secretariat included."""
        return self.filter(audience=Audience.OWN)

    def let_see(self, user: Person) -> Q:
        """Whether owner or audience lets a person see an item."""
        seats = seats_of(user)
        return Q(owner__in=seats.participant_ids) | Q(audience__in=seats.audiences())


class OwnedItem(models.Model):
    """Something that a state owns; the owner chooses who sees it."""

    owner = models.ForeignKey(Participant, models.PROTECT, related_name="+", verbose_name=_("on behalf of"))
    audience = models.CharField(_("who sees it"), max_length=12, choices=Audience.choices, default=Audience.SECRETARIAT)

    class Meta:
        abstract = True
