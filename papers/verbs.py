"""What is said of papers, and done with letters, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "commented": _("commented"),
    "said what became of a comment": _("said what became of a comment"),
    "answered a comment": _("answered a comment"),
    "registered a letter": _("registered a letter"),
    "entered a letter that went out": _("entered a letter that went out"),
    "added a scan of a letter": _("added a scan of a letter"),
    "laid a letter to somebody": _("laid a letter to somebody"),
    "said what a letter answers": _("said what a letter answers"),
    "closed a letter": _("closed a letter"),
    "began a letter": _("began a letter"),
    "revised a letter": _("revised a letter"),
    "annexed a file to a letter": _("annexed a file to a letter"),
    "took an annex off a letter": _("took an annex off a letter"),
    "finished a letter": _("put a finished file in a letter's place"),
    "gave up a letter": _("gave up a letter"),
    "sent a letter": _("sent a letter"),
    "worded letters": _("worded letters anew"),
    "took back a wording of letters": _("took back a wording of letters"),
    "set a form of address": _("set a form of address"),
    "asked to let an expert in": _("asked that an expert be let in to a paper"),
    "agreed to let an expert in": _("agreed that an expert be let in to a paper"),
    "invited an expert again": _("sent an expert the letter again"),
    "ended that an expert is let in": _("ended that an expert is let in to a paper"),
    "came in as an expert": _("came in as an expert, to one paper"),
    "handed in a draft as an expert": _("handed in a draft as an expert"),
    "took over an expert's draft": _("took over a draft of an expert"),
    "took back a form of address": _("took back a form of address"),
}
