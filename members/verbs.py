"""What is done to people and their seats, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
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
    "ended term": _("ended a term"),
    "handed over": _("handed a post over"),
    "asked a second officer": _("asked a second officer to confirm something about"),
    "declined as second officer": _("declined, as second officer, something about"),
    "made an officer": _("made an officer of the Secretariat of"),
    "gave a role at the Secretariat": _("gave a role at the Secretariat to"),
    "released from the Secretariat": _("released from the Secretariat"),
    "said it was not the state": _("said it was not the state's own"),
    "answered the state": _("answered the state about"),
    "confirmed people": _("confirmed who acts for a participant"),
    "chose keys": _("chose who submits"),
}
