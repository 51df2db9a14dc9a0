"""What `pages.py` runs in a house that is filled: opens pages in turn and writes down what each costs."""

import argparse
import json
import logging
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from commitments.models import Commitment  # noqa: E402
from members.models import User  # noqa: E402
from members.tests.signing_in import let_in  # noqa: E402

TICKS = os.sysconf("SC_CLK_TCK")
# By its name; {open} is a commitment under way, {state}, {measure} and {area} what it is of.
PAGES = {
    "overview": "/",
    "commitments": "/commitments/",
    "commitments p.20": "/commitments/?page=20",
    "commitments q=common": "/commitments/?q=resilience",
    "commitments q=rare": "/commitments/?q=saffron",
    "commitment": "/commitments/{open}/",
    "states": "/states/",
    "state": "/states/{state}/",
    "measures": "/measures/",
    "measure": "/measures/{measure}/",
    "area": "/areas/{area}/",
    "coordinators": "/coordinators/",
    "meetings": "/meetings/",
    "cadence": "/meetings/cadence/",
    "desk": "/desk/",
    "search": "/search/?q=resilience",
    "notices": "/notices/",
    "papers": "/papers/",
    "experts": "/experts/",
    "decisions": "/decisions/",
    "api commitments 50": "/api/v1/commitments/?page_size=50",
    "api commitments 50 p.19": "/api/v1/commitments/?page_size=50&page=19",
    "api steps 50": "/api/v1/steps/?page_size=50",
    "api papers 50": "/api/v1/papers/?page_size=50",
    "api coordinators 50": "/api/v1/coordinators/?page_size=50",
    "api meetings 50": "/api/v1/meetings/?page_size=50",
    "healthz": "/healthz",
}


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rounds", type=int, default=3)
    wanted.add_argument("--told", type=Path, required=True)
    wanted.add_argument("only", nargs="*")
    asked = wanted.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    logging.disable()
    costs = defaultdict(list)
    for number in range(asked.rounds + 1):  # the first round warms up
        for page, figures in opened(tuple(asked.only)):
            if number:
                costs[page].append(figures)
    told = {
        page: {name: statistics.median(row[name] for row in rows) for name in rows[0]} for page, rows in costs.items()
    }
    asked.told.write_text(json.dumps(told))


def opened(only: tuple[str, ...]) -> Iterator[tuple[str, dict[str, float]]]:
    """Every page, opened once by each person: its name with who it was, and what it cost."""
    for who, client in clients().items():
        for page, address in PAGES.items():
            if not only or page.startswith(only):
                yield f"{page}, {who}", cost_of(client, address.format(**names()))


def clients() -> dict[str, Client]:
    officer, _ = User.objects.get_or_create(
        email="officer@load.example", defaults={"name": "Officer", "is_staff": True}
    )
    people = {"officer": officer, "focal point": User.objects.get(email="xa0@load.example")}
    signed_in = {}
    for who, person in people.items():
        signed_in[who] = Client(headers={"accept-encoding": "identity"})
        let_in(signed_in[who], person)
    return signed_in


def names() -> dict[str, str]:
    first = Commitment.objects.open().filter(reference__startswith="LOAD").order_by("pk")
    row = first.select_related("measure__area").get(pk=first.values("pk")[:1])
    return {
        "open": row.reference,
        "state": row.intending_states()[0].code,
        "measure": row.measure.reference if row.measure else "",
        "area": row.area.reference,
    }


def cost_of(client: Client, address: str, headers: dict[str, str] | None = None, status: int = 200) -> dict[str, float]:
    """CPU of this process and of the database's for one answer, in milliseconds; and queries and bytes of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    house, database = time.process_time(), used_by(backend)
    answer = client.get(address, follow=False, headers=headers)
    body = answer.getvalue()
    ms = 1000 * (time.process_time() - house + used_by(backend) - database)
    if answer.status_code != status:
        raise SystemExit(f"{address} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(address, headers=headers)
    return {"ms": ms, "queries": len(queries), "bytes": len(body)}


def used_by(process: int) -> float:
    """Seconds of CPU that a process of this machine has had."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


if __name__ == "__main__":
    main()
