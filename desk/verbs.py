"""What is done with the lines of desks, and that somebody took a document along, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

OF_LINES = {
    "set a line aside": _("set a line of the desk aside"),
    "gave a line to an officer": _("gave a line of the desk to an officer"),
    "wrote a word about a line": _("wrote a word to colleagues about a line of the desk"),
    "asked for what is awaited": _("asked for what is awaited"),
    "undid an entry on a desk": _("undid what was done with a line of the desk"),
}
OF_DOCUMENTS = {"took a document": _("downloaded a document")}
OF_WORKBOOKS = {
    "brought a workbook": _("brought back a workbook with entries of the state"),
    "entered a workbook": _("entered what a workbook says"),
    "dropped a workbook": _("didn’t enter a workbook"),
}
VERBS = {**OF_LINES, **OF_DOCUMENTS, **OF_WORKBOOKS}
