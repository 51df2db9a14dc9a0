"""What `exports.py` runs in a house that is filled: one contestant writes one file, and says what that cost."""

import argparse
import csv
import json
import logging
import resource
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import django

django.setup()

import xlsxwriter  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from opening import used_by  # noqa: E402

from commitments.models import Commitment  # noqa: E402
from members.models import User  # noqa: E402
from members.tests.signing_in import let_in  # noqa: E402
from record.exports import Line, csv_cell, plain  # noqa: E402

# What of a commitment stands in columns of its own row, and of what it is of.
COLUMNS = (
    "reference", "title", "modality", "edition", "state", "area__reference", "measure__reference", "topic", "audience",
    "began_at", "moved_at", "version", "language", "statement",
)  # fmt: skip
# The same columns by their names in the API.
SAME = ",".join(name.partition("__")[0] for name in COLUMNS)
AT_ONCE = 2_000
ADDRESS = "/api/v1/commitments/?format="


def person() -> User:
    return User.objects.get(email="xa0@load.example")


def columns() -> list[str]:
    names = {field.name for field in Commitment._meta.get_fields()}
    return [name for name in COLUMNS if name.partition("__")[0] in names]


def signed_in() -> Client:
    """A program at a door that has answered before: what a worker loads once is no part of a file."""
    client = Client(headers={"accept-encoding": "identity"})
    let_in(client, person())
    for kind in ("csv", "xlsx"):
        b"".join(client.get(f"/api/v1/areas/?format={kind}").streaming_content)
    return client


def ours(client: Client, kind: str) -> Iterator[bytes]:
    """Through the door, as a program gets it."""
    answer = client.get(f"{ADDRESS}{kind}")
    if answer.status_code != 200:
        raise SystemExit(f"{ADDRESS}{kind} answered {answer.status_code}")
    yield from answer.streaming_content


def copied() -> Iterator[bytes]:
    """The database writes the lines itself: what is possible."""
    rows = Commitment.objects.visible_to(person()).order_by("-moved_at", "-pk").values_list(*columns())
    out = BytesIO()
    with connection.cursor() as cursor:
        asked = cursor.mogrify(*rows.query.sql_with_params()).decode()
        cursor.copy_expert(f"COPY ({asked}) TO STDOUT WITH CSV", out)
    yield out.getvalue()


def values() -> Iterator[bytes]:
    """Rows without objects, formula-safe cells."""
    rows = Commitment.objects.visible_to(person()).order_by("-moved_at", "-pk").values_list(*columns())
    writer = csv.writer(Line())
    with transaction.atomic():
        for row in rows.iterator(AT_ONCE):
            yield writer.writerow([csv_cell(value) for value in row]).encode()


def bare_xlsx() -> Iterator[bytes]:
    """A workbook of the same cells, and nothing besides."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet()
    rows = Commitment.objects.visible_to(person()).order_by("-moved_at", "-pk").values_list(*columns())
    with transaction.atomic():
        for height, row in enumerate(rows.iterator(AT_ONCE)):
            for place, value in enumerate(row):
                sheet.write_string(height, place, str(plain(value)))
    book.close()
    yield out.getvalue()


CONTESTANTS: dict[str, Callable[[Client], Iterator[bytes]]] = {
    "CSV, ours": lambda client: ours(client, "csv"),
    "CSV, ours, the same columns": lambda client: ours(client, f"csv&fields={SAME}"),
    "COPY": lambda _client: copied(),
    "values_list": lambda _client: values(),
    "XLSX, ours": lambda client: ours(client, "xlsx"),
    "XLSX, ours, the same columns": lambda client: ours(client, f"xlsx&fields={SAME}"),
    "bare XlsxWriter": lambda _client: bare_xlsx(),
}


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--who", choices=CONTESTANTS, required=True)
    wanted.add_argument("--told", type=Path, required=True)
    asked = wanted.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    logging.disable()
    asked.told.write_text(json.dumps(cost_of(CONTESTANTS[asked.who])))


def cost_of(write: Callable[[Client], Iterator[bytes]]) -> dict[str, float]:
    """Seconds of CPU of house and database, seconds to the first bytes, how the memory grew in MiB, bytes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    client = signed_in()
    memory, house, database, begun = _memory(), time.process_time(), used_by(backend), time.monotonic()
    first, size = 0.0, 0
    for piece in write(client):
        first = first or time.monotonic() - begun
        size += len(piece)
    cpu = time.process_time() - house + used_by(backend) - database
    return {"cpu": cpu, "first": first, "MiB": _memory() - memory, "bytes": size}


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
