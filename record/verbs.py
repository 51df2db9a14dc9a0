"""What is done to facts of the record, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "added": _("added"),
    "changed": _("changed"),
    "imported": _("imported"),
    "loaded": _("loaded from the data files"),
}
