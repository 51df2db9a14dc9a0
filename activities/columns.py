"""What the lists of activities, action plans, progress notes and information show: a column a row."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from record.columns import Column, add_columns


def register() -> None:
    add_columns(
        "activity-list",
        Column("activity", _("Activity"), ("title", "kind", "commitment", "measure", "area")),
        Column("states", _("Led by"), ("owner", "host", "organisers")),
        Column("days", _("When and where"), ("days", "place", "format")),
        Column("course", _("How far it has come"), ("course",)),
    )
    add_columns(
        "progress-note-list",
        Column("note", _("State"), ("owner", "commitment")),
        Column("period", _("Period"), ("since", "until")),
        Column("said", pgettext_lazy("of a state's progress", "What is new"), ("nothing_new", "text")),
    )
    add_columns(
        "action-plan-list",
        Column("plan", _("Action plan"), ("commitment", "owner")),
        Column("period", _("Period"), ("since", "until")),
        Column("note", _("What it is to bring about"), ("note",)),
    )
    add_columns(
        "information-list",
        Column("information", _("Information"), ("title", "measure", "area")),
        Column("states", _("Given by"), ("owner", "given_with")),
        Column("day", _("Entered"), ("at",)),
        Column("stage", _("Stage"), ("stage",)),
    )
