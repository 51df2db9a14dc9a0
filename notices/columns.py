"""What the list of those served on paper shows: a column a row."""

from django.utils.translation import gettext_lazy as _

from record.columns import Column, add_columns


def register() -> None:
    add_columns(
        "addressee-list",
        Column("what", _("What"), ("kind_label", "about", "about_key")),
        Column("state", _("State"), ("state",)),
        Column("told", _("Told"), ("told_at",)),
        Column("stands", _("Receipt"), ("stands", "served_on", "channel", "served_by", "note")),
    )
    add_columns(
        "going-on",
        Column("what", _("What waits"), ("kind_label", "about")),
        Column("since", _("Since"), ("since",)),
        Column("to", _("Went on to"), ("to_label",)),
        Column("on", _("Day"), ("on",)),
    )
