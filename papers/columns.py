"""What the list of papers shows: a column a row."""

from django.utils.translation import gettext_lazy as _

from record.columns import Column, add_columns


def register() -> None:
    add_columns(
        "paper-list",
        Column("paper", _("Paper"), ("title", "period", "symbol")),
        Column("kind", _("Kind"), ("kind",)),
        Column("commitment", _("Commitment"), ("commitment",)),
        Column("newest", _("Newest version you may read"), ("versions", "on")),
    )
