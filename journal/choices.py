"""The verbs that the doors of the record write, in the reader's language."""

from django.utils.translation import gettext_lazy as _

VERBS = {
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
    "changed preferences": _("changed preferences"),
    "released": _("let try again after a lock-out"),
}


def verb_shown(verb: str) -> str:
    return str(VERBS.get(verb, verb))
