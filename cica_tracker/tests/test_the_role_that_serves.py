"""On PostgreSQL the tables belong to another role than the one that serves: here in a database, there as shipped."""

import io
import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from commitments.tests.stories import Story
from journal.actions import record
from journal.models import Entry, NightlySeal
from journal.verification import verify
from law.cica.states import State
from members.tests.factories import ParticipantFactory
from notices.actions import sweep

HOUSE = Path(settings.BASE_DIR)
SERVES = "serves_in_a_test"


@pytest.fixture
def as_the_role_that_serves(officer):
    """What `lend_tables` lent, and nothing else. The role goes with the transaction of the test."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {SERVES} NOLOGIN")
        call_command("lend_tables", to=SERVES, stdout=io.StringIO())
        cursor.execute(f"SET LOCAL ROLE {SERVES}")
        yield cursor
        cursor.execute("RESET ROLE")


@pytest.mark.postgres
@pytest.mark.django_db
def test_who_serves_writes_the_record_and_appends_to_the_journal(as_the_role_that_serves, officer):
    thing = ParticipantFactory(code="XD")
    thing.note = "changed"
    thing.save()
    record(by=officer, verb="did", about=thing)
    assert verify().sound == Entry.objects.count() > 0
    thing.delete()


@pytest.mark.postgres
@pytest.mark.django_db
def test_who_serves_does_all_that_is_done_by_day_and_by_night(
    as_the_role_that_serves, authority, chair, officer, sign_in
):
    Story(author=authority, chair=chair, officer=officer).to(State.COMPLETED)
    sweep(at=timezone.now())
    call_command("seal_journal")
    call_command("check_files", stdout=io.StringIO())
    assert sign_in(officer).get("/healthz").json() == {"status": "ok", "alarms": []}
    assert NightlySeal.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER journal_entry_is_not_changed ON journal_entry",
        "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
        "ALTER TABLE journal_entry ADD COLUMN more text",
        "CREATE OR REPLACE FUNCTION journal_rows_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        "DROP FUNCTION journal_rows_are_kept() CASCADE",
        "SET session_replication_role = replica",
        "TRUNCATE journal_entry",
        "UPDATE journal_entry SET verb = 'x'",
        "DELETE FROM journal_entry",
        "UPDATE journal_nightlyseal SET seal = 'x'",
        "DROP TABLE journal_entry",
        "DROP TRIGGER papers_paperversion_is_not_changed ON papers_paperversion",
        "TRUNCATE papers_paperversion CASCADE",
        "CREATE TABLE of_its_own (id int)",
        "DELETE FROM django_migrations",
    ],
)
def test_who_serves_can_neither_lift_a_trigger_nor_alter_nor_empty_the_journal(as_the_role_that_serves, statement):
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        as_the_role_that_serves.execute(statement)


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("role", ["nobody_of_this_name", "oneself"])
def test_tables_are_lent_to_a_role_that_is_there_and_is_not_their_owner(role):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (oneself,) = cursor.fetchone()
    with pytest.raises(CommandError, match=r"There is no role|owns the tables"):
        call_command("lend_tables", to=oneself if role == "oneself" else role)


@pytest.mark.django_db
def test_sqlite_has_no_roles():
    if connection.vendor == "sqlite":
        with pytest.raises(CommandError, match="Only PostgreSQL"):
            call_command("lend_tables", to=SERVES)


# -- As shipped.

OWNER = "owner.env"


def test_the_database_is_made_with_two_roles_of_which_the_one_that_serves_owns_nothing():
    script = (HOUSE / "deploy" / "database.sh").read_text()
    assert "CREATE DATABASE tracker OWNER tracker_owner" in script
    assert re.search(r"CREATE ROLE tracker LOGIN PASSWORD", script)
    operations = (HOUSE / "docs" / "operations.md").read_text()
    assert "createdb --owner tracker_owner" in operations


def test_only_what_migrates_and_makes_backups_knows_the_owner_of_the_tables():
    services = yaml.safe_load((HOUSE / "compose.yaml").read_text())["services"]
    ours = {name: service for name, service in services.items() if service.get("image") == "cica-tracker"}
    assert {name for name, service in ours.items() if OWNER in str(service["env_file"])} == {"migrate", "backup"}
    for name in ("migrate", "backup"):
        assert [path.rpartition("/")[2] for path in ours[name]["env_file"]] == ["tracker.env", OWNER]
    units = {path.name: path.read_text() for path in (HOUSE / "deploy" / "systemd").iterdir()}
    assert {name for name, text in units.items() if OWNER in text} == {"cica-migrate.service", "cica-backup.service"}


def test_tables_are_lent_to_the_role_that_serves_after_each_migration():
    serves = re.search(r"postgres://(\w+):", (HOUSE / "deploy" / "env" / "tracker.env.example").read_text())[1]
    owner = re.search(r"postgres://(\w+):", (HOUSE / "deploy" / "env" / "owner.env.example").read_text())[1]
    assert (serves, owner) == ("tracker", "tracker_owner")
    for place in ("compose.yaml", "deploy/systemd/cica-migrate.service"):
        text = (HOUSE / place).read_text()
        assert (
            0 < text.index("migrate --no-input") < text.index(f"lend_tables --to {serves}") < text.index("load_record")
        )
