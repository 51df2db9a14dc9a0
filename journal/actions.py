"""Writing the journal, in the same transaction as the change it tells of."""

import datetime as dt
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from journal.models import FIRST_PREVIOUS, Entry
from journal.names import name_of

# Any number will do, as long as nothing else in the database takes the same advisory lock.
CHAIN_LOCK = 0x0C1CA
NEVER_TOLD = frozenset({"password", "last_login", "search_text", "record_key"})

Snapshot = dict[str, Any]


def record(
    *,
    by: object,
    verb: str,
    about: models.Model,
    changes: dict[str, Any] | None = None,
    at: dt.datetime | None = None,
    label: str = "",
) -> Entry:
    """Append one entry and return it.

    `by` is the person who acts, or a word for what acts ("load_record"); `at` an instant with zone (default: now).
    `label` is what the thing is called here, where its own name isn't for everybody who reads the journal.
    Raises `TransactionManagementError` outside a transaction, since an entry must stand or fall with its change.

    Call it last in a transaction: on PostgreSQL it takes the lock of the chain until the transaction ends.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the journal is written in the transaction of the change")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last, name = Entry.objects.in_order().last(), name_of(about)
    entry = Entry(
        number=last.number + 1 if last else 1,
        at=(at or timezone.now()).astimezone(dt.UTC),
        by_key=str(getattr(by, "pk", "") or ""),
        by_label=_who(by),
        verb=verb,
        about_kind=name.kind,
        about_key=name.key,
        about_label=(label or str(about))[:300],
        # As the database will give it back, so that the seal can be computed again from what is stored.
        changes=json.loads(json.dumps(changes or {}, cls=DjangoJSONEncoder)),
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
