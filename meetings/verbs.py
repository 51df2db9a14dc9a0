"""What is done about meetings and before them, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "made a calendar address": _("made a calendar address"),
    "revoked a calendar address": _("revoked a calendar address"),
    "put on the agenda": _("put on the agenda"),
    "reworded": _("reworded an item of an agenda"),
    "ordered the agenda": _("ordered the agenda"),
    "took off the agenda": _("took off the agenda"),
    "put back on the agenda": _("put back on the agenda"),
    "kept attendance": _("wrote down who takes part"),
    "announced a delegation": _("announced a delegation"),
    "recorded a decision": _("recorded a decision"),
    "adopted by silence": _("adopted when a silence procedure ended"),
    "attached a position": _("attached a state's position to a decision"),
    "asked for a follow-up": _("wrote down a follow-up"),
    "reported a follow-up": _("reported on a follow-up"),
    "planned a meeting": _("planned a meeting"),
    "proposed a meeting": _("proposed a meeting"),
    "moved a meeting": _("moved a meeting"),
    "cancelled a meeting": _("cancelled a meeting"),
    "marked as held": _("marked a meeting as held"),
    "counted deadlines": _("counted deadlines"),
    "fixed a deadline": _("fixed a deadline by hand"),
}
