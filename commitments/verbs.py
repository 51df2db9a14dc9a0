"""What is said of commitments beside their steps, and of agendas, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "commented": _("commented"),
    "widened": _("let more people see it"),
    "shared a view": _("shared a view"),
    "nominated": _("nominated an expert"),
    "ended a nomination": _("ended a nomination"),
    "drafted the agenda": _("drafted the agenda from what is ripe"),
    "laid a paper before": _("laid a paper before an item of an agenda"),
    "took a paper off": _("took a paper off an item of an agenda"),
    "circulated the agenda": _("circulated the agenda"),
}
