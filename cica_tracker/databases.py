"""Where the record is kept, as the settings say it: an address of the database, and of a copy that is only read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from cica_tracker.secret import keep_to_its_owner
from record.replica import REPLICA

SQLITE = "django.db.backends.sqlite3"
Read = Callable[[str], dict[str, Any]]


def databases_at(address: str, copy: str, data: Path, read: Read) -> dict[str, dict[str, Any]]:
    """The `DATABASES` of the settings; `read` makes an entry of an address. Raises ImproperlyConfigured."""
    of_the_house = read(address)
    if of_the_house["ENGINE"] == SQLITE:
        if copy:
            raise ImproperlyConfigured("REPLICA_URL is of a PostgreSQL that copies the one of DATABASE_URL")
        return {"default": _on_disk(of_the_house, data)}
    named = {"default": of_the_house, **({REPLICA: _of_a_copy(read(copy))} if copy else {})}
    return {name: _on_a_server(entry) for name, entry in named.items()}


def _of_a_copy(entry: dict[str, Any]) -> dict[str, Any]:
    """A machine that vanished without a word is known to be away within seconds, and the house itself is asked; an address
    may say otherwise (`?connect_timeout=5`)."""
    vanished = {
        "connect_timeout": 2,
        "keepalives_idle": 4,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
    }
    return {**entry, "OPTIONS": {**vanished, **entry.get("OPTIONS", {})}, "TEST": {"MIRROR": "default"}}


def _on_disk(entry: dict[str, Any], data: Path) -> dict[str, Any]:
    """WAL lets readers read while one writes; IMMEDIATE takes the write lock when a transaction begins, so that it can't fail
    half-way; FULL survives a power cut; 20 seconds is how long a writer waits its turn."""
    keep_to_its_owner(entry["NAME"])
    entry["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;",
    }
    entry["TEST"] = {"NAME": data / "test.sqlite3"}
    return entry


def _on_a_server(entry: dict[str, Any]) -> dict[str, Any]:
    entry.setdefault("CONN_MAX_AGE", 60)
    entry.setdefault("CONN_HEALTH_CHECKS", True)
    # PostgreSQL compiles a query that it takes for a dear one: seconds for a page of milliseconds, on a thousand rows.
    # It is said first, so that an address can say otherwise (`?options=-c jit=on`).
    options = entry.setdefault("OPTIONS", {})
    options["options"] = f"-c jit=off {options.get('options', '')}".strip()
    return entry
