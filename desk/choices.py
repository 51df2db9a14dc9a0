"""Fixed values of the desk."""

import datetime as dt

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Who waits may ask for it once in so many days.
ASKED_AGAIN_AFTER = dt.timedelta(days=7)


class DeskDeed(TextChoices):
    """What somebody did with a line of a desk."""

    SET_ASIDE = "set-aside", _("set aside")
    ASSIGNED = "assigned", _("assigned")
    WORD = "word", _("a word to colleagues")
    ASKED = "asked", _("asked for")
