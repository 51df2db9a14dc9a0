"""The verbs that the journal is written with, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Any] = {
    "added": _("added"),
    "changed": _("changed"),
    "imported": _("imported"),
    "loaded": _("loaded from the data files"),
    "granted": _("granted rights"),
    "password set": _("set a password"),
    "link sent": _("sent a link to set a password"),
    "token made": _("made a token"),
    "token revoked": _("revoked a token"),
    "opened": _("opened the account"),
    "ended": _("ended the account"),
    "confirmed details": _("confirmed their contact details"),
    "changed preferences": _("changed preferences"),
    "released": _("let try again after a lock-out"),
    "forgot second factor": _("removed a second factor that was lost"),
    "invited": _("invited"),
    "invited again": _("sent an invitation again"),
    "withdrew invitation": _("withdrew an invitation"),
    "opened account": _("opened an account by invitation"),
    "appointed": _("appointed"),
    "ended office": _("ended an office"),
    "chose keys": _("chose who submits"),
    "commented": _("commented"),
    "widened": _("let more people see it"),
    "shared a view": _("shared a view"),
    "made a calendar address": _("made a calendar address"),
    "revoked a calendar address": _("revoked a calendar address"),
    "put on the agenda": _("put on the agenda"),
    "reworded": _("reworded an item of an agenda"),
    "ordered the agenda": _("ordered the agenda"),
    "took off the agenda": _("took off the agenda"),
    "put back on the agenda": _("put back on the agenda"),
    "drafted the agenda": _("drafted the agenda from what is ripe"),
    "laid a paper before": _("laid a paper before an item of an agenda"),
    "took a paper off": _("took a paper off an item of an agenda"),
    "circulated the agenda": _("circulated the agenda"),
    "kept attendance": _("wrote down who takes part"),
    "announced a delegation": _("announced a delegation"),
    "recorded a decision": _("recorded a decision"),
    "adopted by silence": _("adopted when a silence procedure ended"),
    "attached a position": _("attached a state's position to a decision"),
    "asked for a follow-up": _("wrote down a follow-up"),
    "reported a follow-up": _("reported on a follow-up"),
    "nominated": _("nominated an expert"),
    "ended a nomination": _("ended a nomination"),
    "planned a meeting": _("planned a meeting"),
    "proposed a meeting": _("proposed a meeting"),
    "moved a meeting": _("moved a meeting"),
    "cancelled a meeting": _("cancelled a meeting"),
    "marked as held": _("marked a meeting as held"),
    "counted deadlines": _("counted deadlines"),
    "fixed a deadline": _("fixed a deadline by hand"),
}


def add_verbs(words: Mapping[str, Any]) -> None:
    """Words for the verbs of a floor above, which this one can't know."""
    VERBS.update(words)


def verb_shown(verb: str) -> str:
    return str(VERBS.get(verb, verb))
