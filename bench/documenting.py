"""What `documents.py` runs in a house that is filled: a pack of so many pages is prepared; then it is made whole, or by typst alone."""

import argparse
import json
import logging
import time
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from opening import used_by  # noqa: E402

from decisions.actions.agenda import draft_agenda  # noqa: E402
from decisions.reports.ripe import ripe_for  # noqa: E402
from desk.reports.documents import KINDS, ToldDocument  # noqa: E402
from law.cica.bodies import Body  # noqa: E402
from meetings.choices import Status  # noqa: E402
from meetings.models import Meeting  # noqa: E402
from members.choices import StaffRole  # noqa: E402
from members.models import User  # noqa: E402
from record.outlines import Outline  # noqa: E402
from record.outlines.binding import pages_of  # noqa: E402
from record.outlines.pdf import prepared, set_by_typst  # noqa: E402

OFFICER = "officer@bench.example"


def a_pack(pages: int) -> tuple[ToldDocument, int, int]:
    """The pack of the Committee's next meeting with so many items that it has about so many pages; its pages and items."""
    officer, _made = User.objects.get_or_create(email=OFFICER, defaults={"name": "Officer"})
    officer.take_role(StaffRole.OFFICER)
    today = timezone.now().date()
    meeting = Meeting.objects.filter(body=Body.SENIOR_OFFICIALS, status=Status.PLANNED, starts_on__gt=today).first()
    if meeting is None:
        raise SystemExit("No meeting of the Committee lies ahead in this house")
    ripe = list(ripe_for(meeting, officer))
    told = the_pack(meeting.reference)
    items = length = 0
    while length < pages and items < len(ripe):
        items = min(len(ripe), items + max(1, (pages - length) // 2))
        draft_agenda(meeting=meeting, ripe=ripe[:items], by=officer)
        length = pages_of(told.file("pdf").data)
    return told, length, items


def the_pack(reference: str) -> ToldDocument:
    meeting, officer = Meeting.objects.get(reference=reference), User.objects.get(email=OFFICER)
    return ToldDocument(KINDS["pack"], meeting, reference, officer, timezone.now().date(), "en")


def cpu_of(make: Callable[[], object]) -> float:
    """Seconds of CPU of this process and of the database's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    house, database = time.process_time(), used_by(backend)
    make()
    return time.process_time() - house + used_by(backend) - database


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--pages", type=int, help="prepare a pack of about so many")
    wanted.add_argument("--who", choices=("ours", "typst"))
    wanted.add_argument("--told", type=Path, required=True)
    asked = wanted.parse_args()
    logging.disable()
    if asked.pages:
        told, pages, items = a_pack(asked.pages)
        asked.told.write_text(json.dumps({"meeting": told.key, "pages": pages, "items": items}))
        return
    told = the_pack(json.loads(asked.told.read_text())["meeting"])
    # What a worker loads once, fonts among it, is no part of a document; nor is what the database reads for the first time.
    set_by_typst(prepared(Outline("Nothing", "en", told.day, ())))
    data = prepared(told.outline())
    make = (lambda: told.file("pdf")) if asked.who == "ours" else (lambda: set_by_typst(data))
    print(cpu_of(make))


if __name__ == "__main__":
    main()
