"""What is said of commitments beside their steps, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "widened": _("let more people see it"),
    "shared a view": _("shared a view"),
    "nominated": _("nominated an expert"),
    "ended a nomination": _("ended a nomination"),
}
