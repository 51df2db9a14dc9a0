"""What is done to facts of the record, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "added": _("added"),
    "added a file": _("added a file"),
    "changed": _("changed"),
    "imported": _("imported"),
    "imported a file": _("imported a list from a file"),
    "began an exercise": _("began an exercise, of invented states"),
    "loaded": _("loaded from the data files"),
    "asked for a correction": _("asked for it to be taken as entered by mistake"),
    "corrected": _("took it as entered by mistake"),
    "taken with a correction": _("taken back with what it came from"),
    "restored": _("restored, since what had ended it was entered by mistake"),
    "declined a correction": _("declined to take it as entered by mistake"),
}
