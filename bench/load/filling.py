"""The order in which a house is filled."""

from __future__ import annotations

import datetime as dt

from django.core.management import call_command
from django.db import connection, transaction

from load.afterwards import fill_afterwards
from load.commitments import Plot, fill_commitments
from load.ledger import fill_journal, fill_meetings, fill_notices
from load.people import fill_people, fill_states
from record.triggers import readers_set_aside


def fill(*, commitments: int, people: int, notices: int, entries: int, meetings: int, today: dt.date) -> Plot:
    """Fills a migrated house with the public record, and lays invented states and what they do beside it, all or nothing.

    Who may read the rows is worked out once, when all of them are there.
    """
    with transaction.atomic():
        call_command("load_record", verbosity=0)
        cast = fill_people(*fill_states(), people)
        with readers_set_aside():
            plot = fill_commitments(commitments, cast)
            fill_afterwards(plot, today)
        fill_meetings(meetings, today)
        fill_notices(notices, plot)
        fill_journal(entries, plot)
    call_command("index_search", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return plot
