"""A small storm: the smoke part of `make chaos`, which strikes at real processes beside a PostgreSQL of its own."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

SMALL = (
    "--reminders", "150", "--people", "150", "--kills", "6", "--restarts", "1", "--flushes", "1",
    "--lease", "10", "--workers", "1", "--beats", "1", "--delay", "0.05", "--minutes", "2",
)  # fmt: skip


# The storm of `make night` is larger; by day other tests kill single beats and single letters.
@pytest.mark.night
@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.timeout(240)
def test_in_a_small_storm_nothing_is_lost_and_nothing_doubled():
    here = connection.settings_dict
    like = f"postgres://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT']}/{here['NAME']}"
    env = {**os.environ, "PYTHONPATH": str(settings.BASE_DIR / "tools")}
    words = [sys.executable, "-m", "chaos", *SMALL, "--like", like]
    done = subprocess.run(words, env=env, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "6 of 6 kill -9" in done.stdout
