"""What the list of participants shows: a column a row."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from record.columns import Column, add_columns


def register() -> None:
    add_columns(
        "participant-list",
        Column("name", pgettext_lazy("of a participant", "Name"), ("name",)),
        Column("code", _("Code"), ("code",)),
        Column("official", _("Official form"), ("official_name",)),
        Column("since", _("Since"), ("standing_since",)),
        Column("source", _("Source"), ("source", "confidence")),
    )
    add_columns(
        "people-deputies",
        Column("person", _("Who is away"), ("person", "participant")),
        Column("deputy", _("Stands in"), ("deputy",)),
        Column("since", _("Since"), ("since",)),
        Column("until", _("First day back"), ("until",)),
        Column("stands", _("How it stands"), ("ended_at", "reason")),
    )
