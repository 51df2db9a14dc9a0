"""What the grammar of the record keeps how long."""

from django.utils.translation import gettext_lazy as _

from record.kept import RETENTION, Kept, RetentionRun, removes
from record.once import KeyUse

# Longer than any browser or program keeps a form that it sends again.
KEYS_KEPT = 90
FOR_GOOD = _("nothing: it is kept for good")

# The record itself, and what is made of it.
OF_THE_RECORD = (
    Kept(
        "record",
        _("The record: commitments, steps, papers, views, decisions, meetings, offices, and who wrote them"),
        None,
        _("it was entered"),
        FOR_GOOD,
        _("it is what the house is for; what was entered by mistake is struck out and stays"),
    ),
    Kept(
        "index",
        _("The index of the search, and the words that were taken out of papers' files"),
        None,
        _("they were written"),
        _("it changes with what it is of, and goes where that goes"),
        _("it says nothing that the record doesn't say, and is made of it anew at any time"),
    ),
    Kept(
        "journal",
        _("The journal and its nightly seals, with the address under which each person acted"),
        None,
        _("it was written"),
        FOR_GOOD,
        _("history that could be cut proves nothing"),
    ),
)


def register() -> None:
    RETENTION.add(
        Kept(
            "one-time keys",
            _("One-time keys of forms and programs, with a digest of what was sent"),
            KEYS_KEPT,
            _("they were used"),
            _("the row is removed; what was done stays, and its own key with it"),
            _("no browser and no program sends a form again after so long"),
            removes(KeyUse.objects.all, "at"),
        ),
        Kept(
            "turns of this job",
            _("What this job did"),
            400,
            _("it ran"),
            _("the row is removed"),
            _("a year can be looked back on"),
            removes(RetentionRun.objects.all, "at"),
        ),
        *OF_THE_RECORD,
    )
