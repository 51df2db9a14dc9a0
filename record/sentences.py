"""What people read where a row can't be kept: no name of a constraint, but a sentence of the room whose row it is.

Each room has a table `sentences.py` with its `BROKEN`: the sentence by the name of the constraint. They are laid on the
models when the house starts, and stand in no migration: the database knows the constraint, the house its words.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.db import models
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

IN_THE_RECORD = _("This is in the record already.")
ENDS_AFTER = _("The end has to come after the beginning.")
NOT_BEFORE = _("The end can't come before the beginning.")
IN_SMALL_LETTERS = _("Write the address in small letters.")
BROKEN = {
    "one_running_correction_a_thing": IN_THE_RECORD,
    "one_piece_a_thing_and_part": IN_THE_RECORD,
    "one_file_of_a_source_a_number": IN_THE_RECORD,
    "a_source_has_a_file_once": _("This source has that very file already."),
    "a_correction_is_settled_or_waits": _("A correction waits, or it was settled on a day."),
}


def sentences_of(rooms: Iterable[AppConfig]) -> dict[str, Any]:
    """By name of the constraint, from the tables of the rooms."""
    sentences: dict[str, Any] = {}
    for room in rooms:
        if module_has_submodule(room.module, "sentences"):
            sentences.update(getattr(import_module(f"{room.name}.sentences"), "BROKEN", {}))
    return sentences


def lay_on(every_model: Iterable[type[models.Model]], sentences: Mapping[str, Any]) -> None:
    """Let each constraint say its sentence."""
    for model in every_model:
        for constraint in model._meta.constraints:
            if (sentence := sentences.get(constraint.name)) is not None:
                # Both alike, so that a migration, which tells apart what was given from what stands by itself, sees none.
                constraint.violation_error_message = sentence
                constraint.default_violation_error_message = sentence


def lay_on_all() -> None:
    lay_on(apps.get_models(), sentences_of(apps.get_app_configs()))
