"""Fixed values of what is kept, whoever keeps it."""

import enum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(TextChoices):
    """By which way something reached the tracker."""

    PORTAL = "portal", _("portal")
    API = "api", _("API")
    NOTE_VERBALE = "note-verbale", _("note verbale")
    EMAIL = "email", _("e-mail")
    RECORD = "record", _("public record")


class Need(enum.Enum):
    """Whether an act, or a step of the law, asks for something."""

    NO = "no"
    MAY = "may"
    MUST = "must"


class CorrectionStage(TextChoices):
    """Where it stands that something was entered by mistake."""

    PROPOSED = "proposed", _("waits for a second officer")
    IN_EFFECT = "in-effect", pgettext_lazy("correction", "holds")
    DECLINED = "declined", pgettext_lazy("correction", "declined")
