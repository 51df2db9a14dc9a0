"""Fixed values about measures and areas."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Depth(TextChoices):
    """How far down the catalogue an offer reaches."""

    MEASURE = "measure", _("a measure of the catalogue")
    TOPIC = "topic", _("a topic in its own words")
    AREA = "area", _("a whole area")
    UNSPECIFIED = "unspecified", _("still to be named")
