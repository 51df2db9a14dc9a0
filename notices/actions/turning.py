"""The turn from one letter to the next, where it has to be quick: in one statement, which is a transaction of its own.

PostgreSQL is asked over a wire, and six questions a letter (begin, four statements, commit) took longer than the letter
itself. Only the usual turn is here: one letter was accepted, or there was none, and the next one begins. SQLite is asked
without a wire and knows no such statement.
"""

import datetime as dt
from typing import Any

from django.db import connection

from notices.actions.moving import this_worker
from notices.models import Letter

TURN = """
WITH ended AS (
    UPDATE notices_letter SET stage = 'sent', lease_until = NULL, answer = %(answer)s, ended_at = %(at)s
    WHERE id = %(ended)s::uuid AND generation = %(ended_generation)s AND stage IN ('sending', 'unknown', 'pending')
    RETURNING id
), inside AS (
    UPDATE notices_notice SET stage = 'sent', told_at = %(at)s
    WHERE letter_id IN (SELECT id FROM ended) AND stage IN ('claimed', 'unknown')
), begun AS (
    UPDATE notices_letter SET stage = 'sending', lease_until = %(lease_until)s, attempts = attempts + 1
    WHERE id = %(begun)s::uuid AND generation = %(begun_generation)s AND stage IN ('claimed', 'sending')
    RETURNING id
), history AS (
    INSERT INTO notices_noticetransition (letter_id, from_stage, to_stage, at, worker, detail)
    SELECT id, 'sending', 'sent', %(at)s, %(worker)s, %(answer)s FROM ended
    UNION ALL SELECT id, 'claimed', 'sending', %(at)s, %(worker)s, '' FROM begun
)
SELECT count(*) FROM begun
"""


def turn_at_once(
    accepted: Letter | None, answer: str, following: Letter | None, *, at: dt.datetime, lease: dt.timedelta
) -> bool:
    """End the one that was accepted and begin the next; False when that one is no longer ours to begin."""
    values: dict[str, Any] = {
        "at": at,
        "worker": this_worker(),
        "answer": answer[:300],
        "lease_until": at + lease,
        "ended": str(accepted.pk) if accepted else None,
        "ended_generation": accepted.generation if accepted else 0,
        "begun": str(following.pk) if following else None,
        "begun_generation": following.generation if following else 0,
    }
    with connection.cursor() as cursor:
        cursor.execute(TURN, values)
        begun = bool(cursor.fetchone()[0])
    if following and begun:
        following.attempts += 1
    return begun
