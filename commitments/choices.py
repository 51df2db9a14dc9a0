"""Fixed values about commitments: where they stand, who is who to them, their papers, by which way a step came."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fact(TextChoices):
    """An offer and a designation are two facts; one doesn't follow from the other."""

    OFFER = "offer", _("offer to coordinate")
    DESIGNATION = "designation", _("designation")


class Scale(TextChoices):
    """How many states carry a commitment: members choose measures and carry them out bilaterally or multilaterally."""

    ONE = "one", _("one participating state so far")
    BILATERAL = "bilateral", _("bilateral")
    MULTILATERAL = "multilateral", _("multilateral")
    ALL = "all", _("all member states take part")
