"""What is kept of what people did with the lines of their desks."""

from django.utils.translation import gettext_lazy as _

from record.kept import RETENTION, Kept


def register() -> None:
    RETENTION.add(
        Kept(
            "entries on desks",
            _("What was done with a line of a desk: set aside, given to an officer, a word to colleagues, asked for"),
            None,
            _("it was written"),
            _("nothing: it is kept for good"),
            _("the journal seals its words, and an office that changes hands reads why something was left"),
        )
    )
