"""What `imports.py` runs in a house that is filled: one contestant writes one list, and says what that cost. Nothing stays."""

import argparse
import datetime as dt
import hashlib
import io
import json
import logging
import resource
import time
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from opening import used_by  # noqa: E402

from law.cica.bodies import Body  # noqa: E402
from meetings.actions.lists import COLUMNS, LISTS_OF_PARTICIPANTS, import_participants  # noqa: E402
from meetings.choices import Status  # noqa: E402
from meetings.models import Meeting  # noqa: E402
from meetings.tests.factories import MeetingFactory  # noqa: E402
from members.models import User  # noqa: E402
from members.tests.factories import UserFactory, a_state  # noqa: E402
from members.tests.granting import secretariat  # noqa: E402
from record.actions.bulk import looked_through  # noqa: E402

STATES, MEETINGS, EACH = 26, 400, 10
OFFICER = "officer@bench.example"


def fill() -> None:
    """Twenty-six invented states, and meetings of twenty years."""
    person = UserFactory(email=OFFICER, name="Officer", is_staff=True)
    person.groups.add(secretariat())
    for number in range(STATES):
        a_state(f"X{chr(65 + number)}")
    for number in range(MEETINGS):
        day = dt.date(2005, 1, 3) + dt.timedelta(days=18 * number)
        MeetingFactory(body=Body.WORKING_GROUP, status=Status.HELD, starts_on=day, reference=f"SWG-{number}")


def a_list(rows: int) -> bytes:
    """Ten people of each state at each meeting, until there are so many rows."""
    lines = [",".join(COLUMNS)]
    meetings = list(Meeting.objects.order_by("pk").values_list("reference", flat=True))
    for number in range(rows):
        meeting, state = meetings[number // (STATES * EACH) % len(meetings)], f"X{chr(65 + number // EACH % STATES)}"
        is_head = number % EACH == 0
        rank = "ambassador" if is_head else "official"
        lines.append(
            f"{meeting},{state},in-person,Participant No. {number},Counsellor,{rank},{'yes' if is_head else 'no'}"
        )
    return "\n".join(lines).encode()


def ours(data: bytes) -> None:
    """As the page does it: looked through for the eye, and once more as it is kept."""
    preview(data)
    import_participants(
        name="list.csv", data=data, sha256=hashlib.sha256(data).hexdigest(), by=User.objects.get(email=OFFICER)
    )


def preview(data: bytes) -> None:
    told = looked_through(LISTS_OF_PARTICIPANTS, data)
    if told.wrong or not told.added:
        raise SystemExit(f"the list is not as it should be: {told}")


def bare(data: bytes) -> None:
    """The statements alone: nothing is looked at, and what would be wrong would go in, or stop all of it."""
    by, at = User.objects.get(email=OFFICER).pk, timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE bare ({', '.join(f'{name} text' for name in COLUMNS)}) ON COMMIT DROP")
        cursor.copy_expert("COPY bare FROM STDIN WITH (FORMAT csv, HEADER)", io.BytesIO(data))
        cursor.execute(
            """INSERT INTO meetings_attendance (meeting_id, participant_id, presence, note, version, by_id, at)
               SELECT DISTINCT m.id, p.id, bare.presence, '', 1, %s, %s::timestamptz FROM bare
               JOIN meetings_meeting m ON m.reference = bare.meeting JOIN members_participant p ON p.code = bare.participant""",
            [by, at],
        )
        cursor.execute(
            """INSERT INTO meetings_delegate (attendance_id, name, function, rank, is_head, position, "left")
               SELECT a.id, bare.name, bare.function, bare.rank, bare.is_head = 'yes', 0, FALSE FROM bare
               JOIN meetings_meeting m ON m.reference = bare.meeting JOIN members_participant p ON p.code = bare.participant
               JOIN meetings_attendance a ON a.meeting_id = m.id AND a.participant_id = p.id"""
        )


CONTESTANTS: dict[str, Callable[[bytes], None]] = {
    "ours: preview, then import": ours,
    "of it the preview": preview,
    "COPY, INSERT SELECT": bare,
}


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--fill", action="store_true")
    wanted.add_argument("--who", choices=CONTESTANTS)
    wanted.add_argument("--rows", type=int, default=100_000)
    wanted.add_argument("--told", type=Path)
    asked = wanted.parse_args()
    logging.disable()
    if asked.fill:
        fill()
        return
    asked.told.write_text(json.dumps(cost_of(CONTESTANTS[asked.who], a_list(asked.rows))))


def cost_of(write: Callable[[bytes], None], data: bytes) -> dict[str, float]:
    """Seconds of CPU of house and database, seconds by the clock, and how the memory grew in MiB."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    preview(a_list(EACH))  # what a worker loads once is no part of it
    memory, house, database, begun = _memory(), time.process_time(), used_by(backend), time.monotonic()
    with transaction.atomic():
        write(data)
        transaction.set_rollback(True)
    wall = time.monotonic() - begun
    cpu = time.process_time() - house + used_by(backend) - database
    return {"cpu": cpu, "wall": wall, "MiB": _memory() - memory}


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
