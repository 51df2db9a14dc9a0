"""Yesterday's code on tomorrow's tables, during an upgrade and on the way back: it reads, writes nothing, and says so."""

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from commitments.models import StepTaken
from commitments.tests.stories import Story
from members.choices import Scope
from members.tests.signing_in import a_token_of, let_in
from notices.actions import sweep

HOUSE = Path(settings.BASE_DIR)
NOTE = "What the Chair wrote in the hour of the upgrade, and will not write again."


@pytest.fixture
def story(authority, chair, officer) -> Story:
    sweep(at=timezone.now())
    return Story(author=authority, chair=chair, officer=officer)


@pytest.fixture
def window(chair) -> Client:
    client = Client(headers={"Sec-Fetch-Site": "same-origin"}, raise_request_exception=False)
    let_in(client, chair)
    return client


def migrated_further() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('members', '9999_of_tomorrow', %s)",
            [timezone.now()],
        )


def gone_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '9999_of_tomorrow'")


@pytest.mark.both
@pytest.mark.django_db
def test_old_code_on_new_tables_answers_503_to_whatever_writes_and_keeps_the_text(story, window, chair):
    address = f"{story.commitment.get_absolute_url()}steps/consult/"
    sent = {"seen": story.commitment.version, "once_key": "k", "note": NOTE}
    _row, secret = a_token_of(chair, *Scope.values)
    program = Client(headers={"Authorization": f"Token {secret}"})
    before = StepTaken.objects.count()
    assert Client().get("/healthz").json() == {"status": "ok"}

    migrated_further()
    answer = window.post(address, sent)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    words = answer.content.decode()
    assert "The tracker is being brought up to date." in words
    assert f">{NOTE}</textarea>" in words
    asked = program.post(
        f"/api/v1/commitments/{story.commitment.reference}/steps/consult/", {}, content_type="application/json"
    )
    assert (asked.status_code, asked["Retry-After"], asked.json()["status"]) == (503, "60", 503)
    health = Client().get("/healthz")
    assert (health.status_code, health.json()) == (503, {"status": "unwell"}), "the proxy leaves this server out"
    assert window.get(story.commitment.get_absolute_url()).status_code == 200, "what can be read is read"
    assert StepTaken.objects.count() == before

    gone_back()
    assert window.post(address, sent).status_code == 302
    assert Client().get("/healthz").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_tables_that_old_code_can_not_even_read_are_a_503_too(story, window):
    """A column that it asks for is gone."""
    migrated_further()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE commitments_steptaken RENAME COLUMN note TO note_of_tomorrow")
    try:
        answer = window.get(story.commitment.get_absolute_url())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE commitments_steptaken RENAME COLUMN note_of_tomorrow TO note")
        gone_back()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert window.get(story.commitment.get_absolute_url()).status_code == 200


@pytest.mark.django_db
def test_new_code_on_old_tables_is_unwell_until_they_are_migrated(story):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE django_migrations SET name = '0001_of_yesterday' WHERE app = 'papers' AND name LIKE '0001%'"
        )
    assert Client().get("/healthz").status_code == 503


# -- The upgrade and the way back of docs/operations.md, by its commands.

# A house that runs, as its web server does: each line it is sent is commands of manage.py, one after another; then it says
# what it answers to a new reader.
RUNNING = """
import json, sys, django; django.setup()
from django.conf import settings
from django.core.management import execute_from_command_line
from django.db import connection
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from django.test import Client
from members.models import User
for line in sys.stdin:
    for words in json.loads(line):
        execute_from_command_line(["manage.py", *words])
    client = Client(raise_request_exception=False, HTTP_HOST="localhost")
    signing_in = client.post("/accounts/login/", {"login": "first@secretariat.example", "password": "a-long-word-of-7"})
    said = [signing_in.status_code, client.get("/healthz").status_code, User.objects.count()]
    connection.close()
    print("SAID", json.dumps(said), flush=True)
"""
MIGRATE = ("migrate", "--verbosity", "0")
FIRST = ("createsuperuser", "--noinput", "--email", "first@secretariat.example", "--name", "First")


def of_yesterday(folder: Path) -> None:
    """The house as it was before its newest migration, by its own history; passed over where there is none."""
    git = ["git", "-C", str(HOUSE)]
    if not shutil.which("git"):
        pytest.skip("there is no git here")
    migrations = ["log", "--diff-filter=A", "--format=%H", "-1", "--", ":(glob)*/migrations/0*.py"]
    newest = subprocess.run([*git, *migrations], capture_output=True, text=True, check=False).stdout.strip()
    before = subprocess.run(
        [*git, "rev-parse", "--verify", f"{newest}^1"], capture_output=True, text=True, check=False
    ).stdout.strip()
    if not newest or not before:
        pytest.skip("the history of this house isn't here")
    packed = subprocess.run([*git, "archive", before], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")


# By day the tests above ask the same of code and tables that are laid apart by hand.
@pytest.mark.night
@pytest.mark.timeout(1200)
def test_the_upgrade_and_the_way_back_lose_nothing_and_yesterdays_code_meanwhile_writes_nothing(tmp_path):
    data, yesterday = tmp_path / "data", tmp_path / "yesterday"
    env = {"PATH": os.environ["PATH"], "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "cica_tracker.settings"}
    env |= {"DJANGO_SUPERUSER_PASSWORD": "a-long-word-of-7", "SECRET_KEY": "s" * 60}
    data.mkdir()
    of_yesterday(yesterday)

    with running(yesterday, env) as of_then, running(HOUSE, env) as of_now:
        _there_and_back(of_then, of_now, tmp_path)


Ask = Callable[..., list[int]]


@contextmanager
def running(house: Path, env: dict[str, str]) -> Iterator[Ask]:
    """A process of that house: what it answers once the commands are done, and later again."""
    with subprocess.Popen(
        [sys.executable, "-c", RUNNING], cwd=house, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout

        def ask(*commands: tuple[str, ...]) -> list[int]:
            process.stdin.write(json.dumps(commands) + "\n")
            process.stdin.flush()
            lines = []
            for line in process.stdout:
                if line.startswith("SAID "):
                    return json.loads(line.removeprefix("SAID "))
                lines.append(line)
            raise AssertionError("".join(lines)[-2000:])

        yield ask
        process.stdin.close()


def _there_and_back(yesterday: Ask, today: Ask, folder: Path) -> None:
    data, backups = folder / "data", folder / "backups"
    assert yesterday(MIGRATE, FIRST, ("backup", "--to", str(backups))) == [302, 200, 1]
    assert today()[1] == 503, "today's code on yesterday's tables"

    assert today(MIGRATE) == [302, 200, 1]
    assert yesterday() == [503, 503, 1], "yesterday's code on today's tables"

    [backup] = backups.glob("cica-tracker-*.tar.gz")
    with tarfile.open(backup) as archive:
        archive.extractall(folder / "restore", filter="data")
    for old in data.glob("db.sqlite3*"):
        old.unlink()
    shutil.copy(folder / "restore" / "database", data / "db.sqlite3")
    assert yesterday() == [302, 200, 1]
