"""What is done about meetings and before them, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "made a calendar address": _("made a calendar address"),
    "revoked a calendar address": _("revoked a calendar address"),
    "kept attendance": _("wrote down who takes part"),
    "announced a delegation": _("announced a delegation"),
    "planned a meeting": _("planned a meeting"),
    "proposed a meeting": _("proposed a meeting"),
    "moved a meeting": _("moved a meeting"),
    "cancelled a meeting": _("cancelled a meeting"),
    "marked as held": _("marked a meeting as held"),
    "counted deadlines": _("counted deadlines"),
    "group: joined": _("took a seat in a working group"),
    "group: left": _("left a working group"),
    "fixed a deadline": _("fixed a deadline by hand"),
}
