"""What the lists of commitments, coordinators and experts show: a column a row."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from record.columns import Column, add_columns


def register() -> None:
    add_columns(
        "commitment-list",
        Column("commitment", _("Commitment"), ("title", "area", "reference", "modality")),
        Column("states", _("States"), ("intending_states", "coordinators", "co_coordinators")),
        Column("stands", _("Where it stands"), ("state",)),
        Column("period", _("Period"), ("period_since", "period_until")),
        Column("next", _("Next action"), ("awaited",)),
    )
    add_columns(
        "coordinator-list",
        Column("state", _("State"), ("state",)),
        Column("about", _("What about"), ("depth", "area", "measure", "near", "wording", "commitment")),
        Column("fact", _("Fact"), ("fact",)),
        Column("role", _("Role"), ("role",)),
        Column("term", _("Day and term"), ("on", "term_since", "term_until", "last_known")),
        Column("source", _("Source"), ("source", "confidence")),
    )
    add_columns(
        "expert-list",
        Column("name", pgettext_lazy("of a person", "Name"), ("name", "affiliation", "email", "expertise")),
        Column("owner", _("Nominated by"), ("owner",)),
        Column("what", _("For"), ("measure", "commitment")),
        Column("term", _("Term"), ("since", "until")),
        Column("audience", _("Seen by"), ("audience",)),
    )
