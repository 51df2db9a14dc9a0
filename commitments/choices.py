"""Fixed values about measures and who offers to coordinate them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fact(TextChoices):
    """An offer and a designation are two facts; one doesn't follow from the other."""

    OFFER = "offer", _("offer to coordinate")
    DESIGNATION = "designation", _("designation")


class Depth(TextChoices):
    """How far down the catalogue an offer reaches."""

    MEASURE = "measure", _("a measure of the catalogue")
    TOPIC = "topic", _("a topic in its own words")
    AREA = "area", _("a whole area")
    UNSPECIFIED = "unspecified", _("still to be named")


class CoordinatorRole(TextChoices):
    COORDINATOR = "coordinator", _("coordinator")
    CO_COORDINATOR = "co-coordinator", _("co-coordinator")
    UNSTATED = "unstated", _("coordinator or co-coordinator: not stated")
