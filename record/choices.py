"""Fixed values of what is kept, whoever keeps it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """By which way something reached the tracker."""

    PORTAL = "portal", _("portal")
    API = "api", _("API")
    NOTE_VERBALE = "note-verbale", _("note verbale")
    EMAIL = "email", _("e-mail")
    RECORD = "record", _("public record")
