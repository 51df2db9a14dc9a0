"""Writing the journal, in the same transaction as the change it tells of."""

import datetime as dt
import json
import secrets
from collections.abc import Callable, Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from journal.models import FIRST_PREVIOUS, Entry, NightlyCheck, NightlySeal
from journal.names import name_of
from journal.said import said_by
from journal.verification import SEALED_WHAT_STOOD, kinds_not_covered, not_sealed

# Any number will do, as long as nothing else in the database takes the same advisory lock.
CHAIN_LOCK = 0x0C1CA
NEVER_TOLD = frozenset({"password", "last_login", "record_key"})

Snapshot = dict[str, Any]
# In an entry's changes: for whom whoever acted stood in then.
ON_BEHALF_OF = "stands_in_for"


class StandingInFor:
    """For whom somebody stands in while they act. The room that knows people says how it is known."""

    def __init__(self) -> None:
        self.names: Callable[[object, dt.datetime], list[str]] = lambda _by, _at: []


FOR_WHOM = StandingInFor()


def record(
    *,
    by: object,
    verb: str,
    about: models.Model,
    changes: dict[str, Any] | None = None,
    at: dt.datetime | None = None,
    label: str = "",
    wrote: Iterable[models.Model | None] = (),
) -> Entry:
    """Append one entry and return it.

    `by` is the person who acts, or a word for what acts ("load_record"); `at` an instant with zone (default: now).
    `label` is what the thing is called here, where its own name isn't for everybody who reads the journal. `wrote` are
    the other rows that the act wrote: what they say, and what the thing says, goes into the seal (`journal.said`).
    Raises `TransactionManagementError` outside a transaction, since an entry must stand or fall with its change.

    Call it last in a transaction: on PostgreSQL it takes the lock of the chain until the transaction ends.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the journal is written in the transaction of the change")
    at = at or timezone.now()
    if names := FOR_WHOM.names(by, at):
        changes = {**(changes or {}), ON_BEHALF_OF: [None, names]}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last, name = Entry.objects.in_order().last(), name_of(about)
    said = {"rows": said_by([about, *wrote]), "salt": secrets.token_hex(16)}
    entry = Entry(
        number=last.number + 1 if last else 1,
        at=at.astimezone(dt.UTC),
        by_key=str(getattr(by, "pk", "") or ""),
        by_label=_who(by),
        verb=verb,
        about_kind=name.kind,
        about_key=name.key,
        about_label=(label or str(about))[:300],
        # As the database will give it back, so that the seal can be computed again from what is stored.
        changes=json.loads(json.dumps(changes or {}, cls=DjangoJSONEncoder)),
        said=said,
        previous=last.seal if last else FIRST_PREVIOUS,
    )
    entry.seal = entry.computed_seal()
    entry.save(force_insert=True)
    return entry


def _who(by: object) -> str:
    """Who acts; of a program, by which of the person's tokens, too."""
    door = f", {came_by}" if (came_by := getattr(by, "came_by", "")) else ""
    return f"{str(by)[: 254 - len(door)]}{door}"


def snapshot(thing: models.Model) -> Snapshot:
    """What `thing` holds now, field by field, as plain values; relations to many as sorted lists of keys."""
    held: Snapshot = {
        field.name: field.value_from_object(thing)
        for field in thing._meta.concrete_fields
        if field.name not in NEVER_TOLD
    }
    if thing.pk:
        for many in thing._meta.many_to_many:
            held[many.name] = sorted(str(key) for key in getattr(thing, many.name).values_list("pk", flat=True))
    return json.loads(json.dumps(held, cls=DjangoJSONEncoder, default=str))


def difference(before: Snapshot, after: Snapshot) -> dict[str, list[Any]]:
    """Field → [old, new] for every field whose value differs."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value and not (name not in before and value in (None, "", [], {}))
    }


def seal_the_day(day: dt.date) -> NightlySeal | None:
    """Keep the seal at which the journal stands as that of a day. The same again is the first; None: no entry yet."""
    if already := NightlySeal.objects.filter(day=day).first():
        return already
    head = Entry.objects.in_order().last()
    if head is None:
        return None
    with transaction.atomic():
        return NightlySeal.objects.get_or_create(day=day, defaults={"number": head.number, "seal": head.seal})[0]


def seal_what_stood() -> Entry | None:
    """Seal, once for each kind, what was said before entries took digests of it; from then on every row has one.

    None where that is done. It is one entry, about the first one, and names every row that no entry had sealed.
    """
    first = Entry.objects.in_order().first()
    kinds = kinds_not_covered()
    if first is None or not kinds:
        return None
    with transaction.atomic():
        changes = {"kinds": [None, kinds]}
        return record(
            by="seal_what_stood", verb=SEALED_WHAT_STOOD, about=first, changes=changes, wrote=not_sealed(kinds)
        )


def keep_check(name: str, *, at: dt.datetime, faults: list[str], cursor: str = "") -> None:
    """Keep what a nightly check found, in place of what the one before found."""
    NightlyCheck.objects.update_or_create(name=name, defaults={"at": at, "faults": faults, "cursor": cursor})
