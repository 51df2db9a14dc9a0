"""The turn from one letter to the next, where it has to be quick: in one statement, which is a transaction of its own.

PostgreSQL is asked over a wire, and six questions a letter (begin, four statements, commit) took longer than the letter
itself. Only the usual turn is here: one letter was accepted, or there was none, and the next one begins. SQLite is asked
without a wire and knows no such statement. PostgreSQL is told it once a connection, since to understand it takes longer than
to carry it out; a pooler in between would have to keep sessions.
"""

import datetime as dt
from typing import Any
from weakref import WeakSet

from django.db import connection

from notices.actions.moving import this_worker
from notices.models import Letter

TURN = """
PREPARE notices_turn (uuid, int, text, uuid, int, timestamptz, timestamptz, text) AS
WITH ended AS (
    UPDATE notices_letter SET stage = 'sent', lease_until = NULL, answer = $3, ended_at = $7
    WHERE id = $1 AND generation = $2 AND stage IN ('sending', 'unknown', 'pending')
    RETURNING id
), inside AS (
    UPDATE notices_notice SET stage = 'sent', told_at = $7
    WHERE letter_id IN (SELECT id FROM ended) AND stage IN ('claimed', 'unknown')
), begun AS (
    UPDATE notices_letter SET stage = 'sending', lease_until = $6, attempts = attempts + 1
    WHERE id = $4 AND generation = $5 AND stage IN ('claimed', 'sending')
    RETURNING id
), history AS (
    INSERT INTO notices_noticetransition (letter_id, from_stage, to_stage, at, worker, detail)
    SELECT id, 'sending', 'sent', $7, $8, $3 FROM ended
    UNION ALL SELECT id, 'claimed', 'sending', $7, $8, '' FROM begun
)
SELECT count(*) FROM begun
"""
AGAIN = "EXECUTE notices_turn (%s, %s, %s, %s, %s, %s, %s, %s)"

# Connections that know the statement: one that broke off is another one afterwards.
_knowing: WeakSet[Any] = WeakSet()


def turn_at_once(
    accepted: Letter | None, answer: str, following: Letter | None, *, at: dt.datetime, lease: dt.timedelta
) -> bool:
    """End the one that was accepted and begin the next; False when that one is no longer ours to begin."""
    ended = (str(accepted.pk), accepted.generation) if accepted else (None, 0)
    begun = (str(following.pk), following.generation) if following else (None, 0)
    with connection.cursor() as cursor:
        if connection.connection not in _knowing:
            cursor.execute(TURN)
            _knowing.add(connection.connection)
        cursor.execute(AGAIN, [*ended, answer[:300], *begun, at + lease, at, this_worker()])
        has_begun = bool(cursor.fetchone()[0])
    if following and has_begun:
        following.attempts += 1
    return has_begun
