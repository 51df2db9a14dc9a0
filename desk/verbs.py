"""What is done with the lines of desks and with saved lists, and that somebody took a document along, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

OF_LINES = {
    "set a line aside": _("set a line of the desk aside"),
    "gave a line to an officer": _("gave a line of the desk to an officer"),
    "wrote a word about a line": _("wrote a word to colleagues about a line of the desk"),
    "asked for what is awaited": _("asked for what is awaited"),
    "undid an entry on a desk": _("undid what was done with a line of the desk"),
}
OF_DOCUMENTS = {"took a document": _("downloaded a document")}
OF_SAVED_LISTS = {
    "kept a list": _("saved a list under a name"),
    "renamed a list": _("gave a saved list another name"),
    "shared a list": _("shared a saved list by its link"),
    "closed a list": _("closed the link of a saved list"),
    "took a list away": _("took a saved list away"),
}
OF_WORKBOOKS = {
    "brought a workbook": _("brought back a workbook with entries of the state"),
    "entered a workbook": _("entered what a workbook says"),
    "dropped a workbook": _("didn’t enter a workbook"),
}
VERBS = {**OF_LINES, **OF_DOCUMENTS, **OF_SAVED_LISTS, **OF_WORKBOOKS}
