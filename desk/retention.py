"""What is kept of what people did with the lines of their desks, and of documents that they asked for, and of lists that they took away."""

from django.utils.translation import gettext_lazy as _

from desk.models import RequestedDocument, SavedList
from record.kept import RETENTION, Kept, removes


def register() -> None:
    RETENTION.add(
        Kept(
            "entries on desks",
            _("What was done with a line of a desk: set aside, given to an officer, a word to colleagues, asked for"),
            None,
            _("it was written"),
            _("nothing: it is kept for good"),
            _("the journal seals its words, and an office that changes hands reads why something was left"),
        ),
        Kept(
            "workbooks",
            _("Workbooks with entries of a state that came back, as they came"),
            None,
            _("they were brought"),
            _("nothing: they are kept for good"),
            _("what was entered from one rests on it, and the journal keeps its digest"),
        ),
        Kept(
            "documents asked for",
            _("Documents that people asked for, with their files"),
            14,
            _("they were asked for"),
            _("the row is removed, with its file; the journal keeps the digest of each that was taken"),
            _("the same record gives the same file again, and nobody else may read it"),
            removes(RequestedDocument.objects.without_files, "at"),
        ),
        Kept(
            "saved lists taken away",
            _("Lists that people kept under a name and took away again"),
            30,
            _("they were taken away"),
            _("the row is removed; a list that somebody keeps stays"),
            _("it says nothing of the record, and only its keeper knows its name"),
            removes(SavedList.objects.all, "ended_at"),
        ),
    )
