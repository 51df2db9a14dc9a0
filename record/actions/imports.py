"""An import of a list: kept as a row of its own, and taken back as one act.

What it added counts for nothing, unless something rests on it; what it changed is again as it was, unless somebody
changed it since. Whatever stays is named with its reason, and can be put right by itself.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record, snapshot
from journal.models import Entry
from journal.names import key_field_of, kind_of, model_of
from record.actions.corrections import take_with
from record.corrections import (
    KINDS,
    TELLING,
    WAS_CORRECTED,
    Sentence,
    kind_of_thing,
    people_to_tell_of,
    people_told_of,
    take_all_with,
    where_told_of,
    why_not_now,
)
from record.models import Correction, Import, ImportedRow, every_row, is_mistaken
from record.texts import in_all
from record.viewers import Viewer

IS_GONE = _("It is not in the record any more.")
PUT_IT_RIGHT = _("Such a row is put right on its own page: it is not taken back.")
CHANGED_SINCE = _("It was changed since: put it right on its own page.")
NOT_YOURS = _("This one isn't yours to take back.")
CONTRADICTS = _("As it was before it would contradict what the record holds now.")
NOTHING_TO_TAKE = _("Nothing of it can be taken back: each row says why.")


@dataclass(frozen=True)
class Written:
    """A row that an import wrote: on which line of the file, whether it was new, and the entry of the journal about it."""

    line: int
    is_new: bool
    entry: Entry


def keep_import(
    *,
    model: type[models.Model],
    written: Sequence[Written],
    same: int,
    by: Viewer,
    file_name: str = "",
    sha256: str = "",
    at: dt.datetime | None = None,
) -> Import:
    """Keep that a file was imported, with the rows that it added or changed. In the transaction of the import."""
    at, added = at or timezone.now(), sum(row.is_new for row in written)
    imported = Import.objects.create(
        kind=kind_of(model),
        file_name=file_name[:200],
        sha256=sha256,
        added=added,
        changed=len(written) - added,
        same=same,
        by=by,
        at=at,
    )
    ImportedRow.objects.bulk_create(
        ImportedRow(imported=imported, line=row.line, kind=row.entry.about_kind, key=row.entry.about_key,
                    is_new=row.is_new, entry=row.entry)
        for row in written
    )  # fmt: skip
    counts = {"added": [None, imported.added], "changed": [None, imported.changed], "sha256": [None, sha256]}
    record(by=by, verb="imported a file", about=imported, changes=counts, at=at)
    return imported


# -- What would become of each row.


@dataclass(frozen=True)
class Fate:
    """A row of an import, the thing that it is about, and why it stays as it is; no reason where it is taken back."""

    row: ImportedRow
    thing: models.Model | None
    why_it_stays: Sentence = ""


def fates_of(imported: Import, by: Viewer) -> list[Fate]:
    """What would become of each row if the import were taken back now by this person, the last row of the file first.

    Whatever is changed twice by one file goes back step by step.
    """
    rows = list(imported.rows.select_related("entry").order_by("-line", "-pk"))
    things = _things_of(rows)
    held: dict[tuple[str, str], dict[str, Any]] = {}
    fates = []
    for row in rows:
        thing = things.get(row.name)
        if thing is not None and row.name not in held:
            held[row.name] = snapshot(thing)
        why = _why_it_stays(row, thing, held.get(row.name, {}), by)
        if not why and not row.is_new:
            held[row.name].update(row.before)
        fates.append(Fate(row, thing, why))
    return fates


def _things_of(rows: Iterable[ImportedRow]) -> dict[tuple[str, str], models.Model]:
    keys: dict[str, set[str]] = {}
    for row in rows:
        keys.setdefault(row.kind, set()).add(row.key)
    things = {}
    for kind, of_kind in keys.items():
        if (model := model_of(kind)) is not None:
            name = key_field_of(model)
            for thing in every_row(model).filter(**{f"{name}__in": of_kind}):
                things[kind, str(getattr(thing, name))] = thing
    return things


def _why_it_stays(row: ImportedRow, thing: models.Model | None, held: dict[str, Any], by: Viewer) -> Sentence:
    if thing is None:
        return IS_GONE
    if is_mistaken(thing):
        return WAS_CORRECTED
    if not row.is_new:
        return CHANGED_SINCE if any(held.get(name) != value for name, value in row.after.items()) else ""
    if row.kind not in KINDS:
        return PUT_IT_RIGHT
    if not kind_of_thing(thing).may(by, thing):
        return NOT_YOURS
    return " ".join(str(sentence) for sentence in why_not_now(thing))


def nothing_to_take(imported: Import) -> list[Sentence]:
    """Blocks: an import of which every row stays."""
    return [] if any(not fate.why_it_stays for fate in fates_of(imported, imported.by)) else [NOTHING_TO_TAKE]


# -- Taking it back.


def take_rows_back(imported: Import, correction: Correction) -> None:
    """Each row by itself: one that the record contradicts stays, and doesn't keep the others. In the caller's transaction."""
    by = correction.settled_by or correction.by
    restored: dict[str, models.Model] = {}
    for fate in fates_of(imported, by):
        why = fate.why_it_stays
        if not why and fate.thing is not None:
            try:
                with transaction.atomic():
                    _strike(fate.thing, correction) if fate.row.is_new else _hold_again(
                        fate.thing, fate.row, correction
                    )
            except (DatabaseError, ValidationError):
                why = CONTRADICTS
            else:
                restored |= {} if fate.row.is_new else {":".join(fate.row.name): fate.thing}
        if why:
            ImportedRow.objects.filter(pk=fate.row.pk).update(stays_because=in_all(lambda why=why: why))
    for thing in restored.values():
        _tell_of_restoring(thing, correction)


def _tell_of_restoring(thing: models.Model, correction: Correction) -> None:
    """Once a thing, as it stands after its last row."""
    at = correction.settled_at or correction.at
    TELLING.teller.tell_restored(correction, where_told_of(thing), in_all(lambda: thing), people_told_of(thing), at)


def _strike(thing: models.Model, correction: Correction) -> None:
    kind, people = kind_of_thing(thing), people_to_tell_of(thing)
    own = take_with(thing, correction)
    take_all_with(thing, own)
    TELLING.teller.tell(own, kind.about(thing), people, correction.settled_at or correction.at)


def _hold_again(thing: models.Model, row: ImportedRow, correction: Correction) -> None:
    """The fields that the import changed hold again what they held before."""
    model = type(thing)
    model._base_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    thing.refresh_from_db()
    many = {field.name for field in model._meta.many_to_many}
    for name, value in row.before.items():
        if name not in many:
            field = model._meta.get_field(name)
            setattr(thing, field.attname, field.to_python(value))
    thing.save()
    for name in many & set(row.before):
        getattr(thing, name).set(row.before[name] or [])
    changes = {name: [is_now, was] for name, (was, is_now) in row.entry.changes.items()}
    by = correction.settled_by or correction.by
    record(by=by, verb="restored", about=thing, changes=changes, at=correction.settled_at)
