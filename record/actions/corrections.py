"""Taking back what was entered by mistake: asked for, confirmed by a second officer where states rely on it, or declined.

The thing stays in its table as it was written. What makes it count for nothing is a row of its own, so that no history is
altered; whoever was told of the thing is told of the correction, in the same transaction.
"""

import datetime as dt

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from journal.names import name_of
from record.choices import CorrectionStage
from record.corrections import (
    TELLING,
    WAITS,
    WAS_CORRECTED,
    CorrectableKind,
    kind_of_thing,
    people_to_tell_of,
    take_all_with,
    thing_called,
    why_not_now,
)
from record.models import Correctable, Correction, is_mistaken
from record.once import done_before
from record.refusals import Refused
from record.texts import in_all, language_written
from record.viewers import Viewer

ANOTHER_OFFICER = _("You asked for it: another officer confirms it.")
SETTLED = _("It was confirmed or declined already.")
NOT_THERE = _("What it is about is not in the record.")


def ask_correction(
    *,
    thing: models.Model,
    reason: str,
    by: Viewer,
    source: str = "",
    language: str | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> Correction:
    """Say that a thing was entered by mistake. It takes effect at once where no state relies on it; else it waits.

    Raises Refused with what has to be corrected first.
    """
    at, name = at or timezone.now(), name_of(thing)
    with transaction.atomic():
        if already := done_before(Correction, once_key, by=by, kind=name.kind, key=name.key):
            return already
        kind = _locked(thing)
        if not kind.may(by, thing):
            raise Refused({"": [_("This isn't yours to do.")]})
        _require_now(thing)
        waits = kind.relies(thing)
        correction = Correction.objects.create(
            kind=name.kind,
            key=name.key,
            label=in_all(lambda: thing),
            reason=reason.strip(),
            language=language or language_written(reason),
            source=source.strip(),
            stage=CorrectionStage.PROPOSED if waits else CorrectionStage.IN_EFFECT,
            by=by,
            at=at,
            settled_at=None if waits else at,
            once_key=once_key,
        )
        if waits:
            said = {"reason": [None, correction.reason], "source": [None, correction.source]}
            record(by=by, verb="asked for a correction", about=thing, changes=said, at=at, wrote=[correction])
        else:
            _take_effect(correction, thing, by, at)
        return correction


def confirm_correction(*, correction: Correction, by: Viewer, at: dt.datetime | None = None) -> Correction:
    """A second officer confirms it: from now on the thing counts for nothing. Raises Refused."""
    at = at or timezone.now()
    with transaction.atomic():
        waiting = _waiting(correction)
        if waiting.by_id == by.pk:
            raise Refused({"": [ANOTHER_OFFICER]})
        thing = thing_called(waiting.name)
        if thing is None:
            raise Refused({"": [NOT_THERE]})
        kind = _locked(thing)
        if not kind.may(by, thing):
            raise Refused({"": [_("This isn't yours to do.")]})
        if problems := why_not_now(thing):
            raise Refused({"": problems})
        waiting.stage, waiting.settled_by_id, waiting.settled_at = CorrectionStage.IN_EFFECT, by.pk, at
        waiting.save(update_fields=["stage", "settled_by", "settled_at"])
        _take_effect(waiting, thing, by, at)
        return waiting


def decline_correction(
    *, correction: Correction, note: str, by: Viewer, language: str | None = None, at: dt.datetime | None = None
) -> Correction:
    """The thing stands: a second officer says so, or whoever asked takes it back. Raises Refused."""
    at = at or timezone.now()
    with transaction.atomic():
        waiting = _waiting(correction)
        waiting.stage, waiting.settled_by_id, waiting.settled_at = CorrectionStage.DECLINED, by.pk, at
        waiting.settled_note, waiting.settled_note_language = note.strip(), language or language_written(note)
        waiting.save(update_fields=["stage", "settled_by", "settled_at", "settled_note", "settled_note_language"])
        thing = thing_called(waiting.name)
        said = {"reason": [None, waiting.reason], "settled_note": [None, waiting.settled_note]}
        record(by=by, verb="declined a correction", about=thing or waiting, changes=said, at=at, wrote=[waiting])
        return waiting


def take_with(thing: models.Model, correction: Correction) -> Correction:
    """Take back what came of a mistaken entry and cannot stand without it: the row that says so. In the caller's transaction."""
    name, settled_at = name_of(thing), correction.settled_at
    settled = {"stage": CorrectionStage.IN_EFFECT, "settled_by_id": correction.settled_by_id, "settled_at": settled_at}
    waiting = Correction.objects.waiting().about(name).first()
    if waiting is not None:
        Correction.objects.filter(pk=waiting.pk).update(**settled)
        waiting.refresh_from_db()
    else:
        waiting = Correction.objects.create(
            kind=name.kind,
            key=name.key,
            label=in_all(lambda: thing),
            reason=correction.reason,
            language=correction.language,
            source=correction.source,
            by=correction.by,
            at=correction.at,
            **settled,
        )
    _mark(thing, correction)
    said = {"reason": [None, correction.reason]}
    record(
        by=_who(correction), verb="taken with a correction", about=thing, changes=said, at=settled_at, wrote=[waiting]
    )
    return waiting


def restore(thing: models.Model, correction: Correction, **values: object) -> None:
    """Let hold again what a mistaken entry had ended. In the caller's transaction."""
    changes = {name: [getattr(thing, name), value] for name, value in values.items()}
    type(thing)._base_manager.filter(pk=thing.pk).update(**values)
    record(by=_who(correction), verb="restored", about=thing, changes=changes, at=correction.settled_at)


def _take_effect(correction: Correction, thing: models.Model, by: Viewer, at: dt.datetime) -> None:
    """It counts for nothing from now on; whoever was told of it is told so; the journal comes last."""
    kind, people = kind_of_thing(thing), people_to_tell_of(thing)
    _mark(thing, correction)
    take_all_with(thing, correction)
    TELLING.teller.tell(correction, kind.about(thing), people, at)
    said = {"reason": [None, correction.reason], "source": [None, correction.source]}
    record(by=by, verb="corrected", about=thing, changes=said, at=at, wrote=[correction])


def _mark(thing: models.Model, correction: Correction) -> None:
    if isinstance(thing, Correctable):
        type(thing)._base_manager.filter(pk=thing.pk).update(mistaken_at=correction.settled_at)
        thing.mistaken_at = correction.settled_at


def _who(correction: Correction) -> object:
    return correction.settled_by or correction.by


def _locked(thing: models.Model) -> CorrectableKind:
    """Held until the transaction ends, so that of two who correct it at once the second sees the first."""
    type(thing)._base_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    return kind_of_thing(thing)


def _require_now(thing: models.Model) -> None:
    running = Correction.objects.running().about(name_of(thing)).first()
    if running is not None:
        raise Refused({"": [WAITS if running.is_waiting else WAS_CORRECTED]})
    if is_mistaken(thing):
        raise Refused({"": [WAS_CORRECTED]})
    if problems := why_not_now(thing):
        raise Refused({"": problems})


def _waiting(correction: Correction) -> Correction:
    waiting = Correction.objects.select_for_update().get(pk=correction.pk)
    if not waiting.is_waiting:
        raise Refused({"": [SETTLED]}, is_stale=True)
    return waiting
