"""What the database believes of a table may be long past: a row that is written costs what one row costs all the same."""

import pytest
from django.db import connection

from commitments.tests.test_long_lists import many_commitments

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
THERE, FOR_EACH = 60, 12


def test_readers_are_worked_out_a_few_times_for_each_row_that_is_written_to_tables_believed_empty():
    many_commitments(THERE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser')")
        if cursor.fetchone() != ("on",):
            pytest.skip("calls of functions are counted for whoever owns the server")
        # Rows that are gone leave their pages: of the table it is known that it has some, with nothing in them.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DELETE FROM commitments_commitment; DELETE FROM papers_folder; ANALYZE")
        cursor.execute("SET LOCAL track_functions = 'pl'")
    many_commitments(THERE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT funcname, calls FROM pg_stat_xact_user_functions WHERE funcname LIKE 'readers_of_%'")
        calls = dict(cursor.fetchall())
    assert calls["readers_of_commitments_commitment"] >= THERE
    assert all(often <= FOR_EACH * THERE for often in calls.values()), calls
