"""Imports of lists: what may be done about one is to take it back."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.staff import is_of_staff
from record.actions import fates_of, nothing_to_take, take_rows_back
from record.acts.corrections import correctable
from record.acts.table import TABLE, Noun
from record.corrections import CorrectableKind
from record.models import Import

IMPORT = Noun(
    name="import",
    model=Import,
    key="pk",
    seen_by=Import.everything.visible_to,
    verbs_say="thing",
    page=lambda imported: reverse("import-detail", args=[imported.pk]),
    list_address="import-list",
    label_plural=_("Imports of lists"),
    prefix="imports/",
    converter="int",
    is_there=is_of_staff,
)


def register() -> None:
    """From `ready()`."""
    TABLE.add_noun(IMPORT)
    correctable(
        CorrectableKind(
            model=Import,
            blocks=nothing_to_take,
            takes=take_rows_back,
            # Of each row those are told who were told of that row.
            told_by=lambda imported: [],
            fates=fates_of,
            effect=_(
                "What the file added is struck out, unless something rests on it. What it changed is again as it was"
                " before, unless it was changed since. Every row that stays is named with its reason."
            ),
        ),
    )
