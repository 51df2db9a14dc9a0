"""What is done with what is before a body, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "put on the agenda": _("put on the agenda"),
    "reworded": _("reworded an item of an agenda"),
    "ordered the agenda": _("ordered the agenda"),
    "took off the agenda": _("took off the agenda"),
    "put back on the agenda": _("put back on the agenda"),
    "recorded what became of an item": _("recorded what became of an item of an agenda"),
    "recorded a decision": _("recorded a decision"),
    "adopted by silence": _("adopted when a silence procedure ended"),
    "attached a position": _("attached a state's position to a decision"),
    "asked for a follow-up": _("wrote down a follow-up"),
    "reported a follow-up": _("reported on a follow-up"),
    "drafted the agenda": _("drafted the agenda from what is ripe"),
    "laid a paper before": _("laid a paper before an item of an agenda"),
    "took a paper off": _("took a paper off an item of an agenda"),
    "circulated the agenda": _("circulated the agenda"),
    "minutes: drafted": _("drafted the minutes of a meeting"),
    "minutes: written": _("wrote a new version of minutes"),
    "minutes: circulated": _("circulated the minutes of a meeting"),
    "minutes: adopted": _("entered at which meeting minutes were adopted"),
    "minutes: correction proposed": _("proposed a correction of minutes"),
    "minutes: correction answered": _("said what became of a proposed correction of minutes"),
    "proposed results for an agenda": _("proposed a group's results for an agenda"),
    "approach: proposed": _("proposed a change of the Approach"),
    "approach: settled": _("entered what was decided about the Approach"),
}
