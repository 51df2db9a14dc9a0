"""What is done about letters, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "registered a webhook": _("registered an address for a program"),
    "ended a webhook": _("ended an address for a program"),
    "tried deliveries again": _("had deliveries to a program tried again"),
    "said that the clock is right": _("said that the clock is right"),
    "said that it arrived": _("said that a letter arrived"),
    "sent again": _("sent a letter again"),
    "changed the rules for letters": _("changed the rules for letters"),
    "worded letters": _("worded letters anew"),
    "gave up a wording": _("gave up a wording of letters"),
    "declined letters": _("declined letters"),
    "put letters off": _("put letters off"),
    "has letters again": _("has letters again"),
    "set a rule for what stays unanswered": _("set a rule for what stays unanswered"),
    "let an ask go on": _("let something unanswered go on to the next person"),
    "asked for paper": _("asked to be served on paper"),
    "asked for no more paper": _("asked for no more paper"),
    "entered a receipt on paper": _("entered a receipt on paper"),
    "set aside what was to be served on paper": _("set aside what was to be served on paper"),
}
