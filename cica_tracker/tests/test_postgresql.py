"""How the house asks PostgreSQL, whatever the server's own settings are."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

OPTIONS = "from cica_tracker.settings import DATABASES; print(DATABASES['default']['OPTIONS']['options'])"


@pytest.mark.postgres
@pytest.mark.django_db
def test_no_query_is_compiled():
    """Who may see what is a query that PostgreSQL takes for a dear one: compiled, a page takes seconds."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
        cursor.execute("SELECT reset_val FROM pg_settings WHERE name = 'jit'")
        assert cursor.fetchone() == ("off",), "for the whole session"


def test_an_address_may_say_otherwise_and_keeps_what_else_it_says():
    """Of two words on one setting PostgreSQL takes the last."""

    def options(query: str) -> str:
        env = {**os.environ, "DATABASE_URL": f"postgres://cica@127.0.0.1/tracker{query}"}
        words = [sys.executable, "-c", OPTIONS]
        return subprocess.run(words, env=env, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True).stdout

    assert options("").strip() == "-c jit=off"
    assert options("?options=-c%20jit%3Don").strip() == "-c jit=off -c jit=on"
