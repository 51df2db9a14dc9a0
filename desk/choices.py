"""Fixed values of the desk."""

import datetime as dt

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Who waits may ask for it once in so many days.
ASKED_AGAIN_AFTER = dt.timedelta(days=7)


class DeskDeed(TextChoices):
    """What somebody did with a line of a desk."""

    SET_ASIDE = "set-aside", _("set aside")
    ASSIGNED = "assigned", _("assigned")
    WORD = "word", _("a word to colleagues")
    ASKED = "asked", _("asked for")


class MakingOf(TextChoices):
    """How far a document has come that somebody asked for."""

    ASKED = "asked", _("waits to be made")
    MAKING = "making", _("is being made")
    READY = "ready", pgettext_lazy("a document", "ready")
    FAILED = "failed", _("couldn’t be made")
    CANCELLED = "cancelled", pgettext_lazy("a document", "cancelled")


class Brought(TextChoices):
    """What became of a workbook that came back with a state's entries."""

    WAITING = "waiting", _("waits to be looked at")
    DONE = "done", pgettext_lazy("a workbook", "entered")
    DROPPED = "dropped", pgettext_lazy("a workbook", "not entered")


# Those of which something is still to come.
UNDER_WAY = (MakingOf.ASKED, MakingOf.MAKING)


class WhyNotMade(TextChoices):
    """Why a document couldn't be made."""

    CLOSED = "closed", _("It is no longer there, or no longer open to you.")
    FONTS = "fonts", _("No PDF can be made: the text has a sign that the fonts of the house don't hold. The DOCX can.")
    FAULT = "fault", _("Something went wrong in the house; the Secretariat can read in its log what.")
