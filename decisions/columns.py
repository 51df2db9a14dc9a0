"""What the lists of minutes and of silence procedures show: a column a row."""

from django.utils.translation import gettext_lazy as _

from record.columns import Column, add_columns


def register() -> None:
    add_columns(
        "silence-list",
        Column("text", _("Text"), ("title", "reference")),
        Column("stands", _("Where it stands"), ("state",)),
        Column("ends", _("Period ends, or ended"), ("ends_at", "ends_at_local")),
    )
    add_columns(
        "minutes-list",
        Column("meeting", _("Meeting"), ("meeting", "reference")),
        Column("stage", _("Stage"), ("stage", "corrections_until")),
        Column("adopted", _("Adopted"), ("adopted_at", "decision")),
    )
    add_columns(
        "approach-proposal-list",
        Column("proposal", _("Proposal"), ("title",)),
        Column("state", _("Proposed by"), ("owner",)),
        Column("decided", _("What was decided"), ("decision", "law_edition")),
    )
