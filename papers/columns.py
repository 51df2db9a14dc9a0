"""What the lists of papers and of letters show: a column a row."""

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
    add_columns(
        "publication-list",
        Column("publication", _("Publication"), ("title", "kind", "measure", "area")),
        Column("states", _("States concerned"), ("states",)),
        Column("languages", _("Languages"), ("languages",)),
        Column("stage", _("Stage"), ("stage", "published_on")),
    )
    add_columns(
        "institution-list",
        Column("institution", _("Institution"), ("name",)),
        Column("states", _("Based in"), ("states",)),
        Column("owner", _("Nominated by"), ("owner",)),
        Column("what", _("For"), ("measures", "areas")),
        Column("term", _("Term"), ("since", "until")),
        Column("audience", _("Seen by"), ("audience",)),
    )
    add_columns(
        "correspondence-list",
        Column("letter", _("Letter"), ("subject", "own_number", "reference")),
        Column("party", _("From or to"), ("direction", "participant", "addressees", "other_party")),
        Column("day", _("Received or sent"), ("day", "dated", "channel")),
        Column("waits", _("What becomes of it"), ("officer", "until", "closed_at")),
    )
    add_columns(
        "outgoing-letter-list",
        Column("letter", _("Letter"), ("subject", "kind")),
        Column("to", _("To"), ("to", "group", "participants")),
        Column("stage", _("Stage"), ("stage", "sent_as")),
        Column("changed", _("Last changed"), ("changed_at",)),
    )
