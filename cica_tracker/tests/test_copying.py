"""What tests are given quickly is what they would be given slowly: the record put in by statements, tables emptied."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction

from cica_tracker.tests.copying import IN_ORDER
from journal.models import Entry
from journal.verification import verify
from members.actions import grant_the_secretariat

TOLD = (*IN_ORDER, Entry)


def all_rows():
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in TOLD}


def put_in_and_undone(copies):
    with transaction.atomic():
        copies.put_in()
        rows = all_rows()
        assert verify().fault == ""
        transaction.set_rollback(True)
    return rows


@pytest.mark.both
def test_the_record_is_the_same_each_time_and_as_it_was_loaded(db, copies_of_the_record):
    first, again = put_in_and_undone(copies_of_the_record), put_in_and_undone(copies_of_the_record)
    assert first == again
    loaded = {label: len(rows) for label, rows in copies_of_the_record.rows.items()}
    assert {label: len(rows) for label, rows in again.items()} == loaded
    assert loaded[Entry._meta.label] > 400


def test_the_journal_of_its_loading_goes_on_after_what_was_written_before(officer, copies_of_the_record):
    before = Entry.objects.in_order().last()
    copies_of_the_record.put_in()
    assert Entry.objects.get(number=before.number + 1).previous == before.seal
    assert verify().fault == ""


@pytest.mark.django_db(transaction=True)
def test_a_test_that_empties_the_tables_leaves_kinds_of_things_and_rights_alone(officer, authority):
    kept = set(Permission.objects.values_list("pk", "codename")), set(ContentType.objects.values_list("pk", "model"))
    rights = officer.groups.get().permissions.count()
    call_command("flush", interactive=False, verbosity=0)
    models = apps.get_models(include_auto_created=True)
    assert {model for model in models if model._default_manager.exists()} == {Permission, ContentType}
    assert kept == (
        set(Permission.objects.values_list("pk", "codename")),
        set(ContentType.objects.values_list("pk", "model")),
    )
    assert grant_the_secretariat().permissions.count() == rights > 100


# What a schema is made of, and what `migrate` writes down in it.
OF_A_SCHEMA = {
    "sqlite": ("SELECT type, name, tbl_name, sql FROM {0}sqlite_master ORDER BY type, name",),
    "postgresql": (
        "SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length, is_identity"
        " FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, column_name",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
        "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2",
    ),
}
WRITTEN_DOWN = (
    "SELECT app, name FROM {0}django_migrations ORDER BY app, name",
    "SELECT app_label, model FROM {0}django_content_type ORDER BY app_label, model",
    "SELECT codename, name FROM {0}auth_permission ORDER BY codename, name",
)


def schema_and_what_is_written_down(cursor, of=""):
    found = []
    for query in (*OF_A_SCHEMA[connection.vendor], *WRITTEN_DOWN):
        cursor.execute(query.format(of))
        found.append(cursor.fetchall())
    return found


@pytest.mark.both
@pytest.mark.night
@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_the_tables_of_tests_are_those_that_migrate_makes(tmp_path):
    """`drawn_alone` leaves most of the drawing out."""
    quickly = schema_and_what_is_written_down(connection.cursor())
    is_a_file, env = connection.vendor == "sqlite", {**os.environ, "DATA_DIR": str(tmp_path), "DEBUG": "1"}
    name = f"{connection.settings_dict['NAME']}_slowly"
    if not is_a_file:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}"')
        env["DATABASE_URL"] = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=settings.BASE_DIR, env=env, check=True)
    if is_a_file:
        with connection.cursor() as cursor:
            cursor.execute("ATTACH DATABASE %s AS slowly", [str(Path(tmp_path) / "db.sqlite3")])
            slowly = schema_and_what_is_written_down(cursor, "slowly.")
            cursor.execute("DETACH DATABASE slowly")
    else:
        other = connection.copy()
        other.settings_dict = {**connection.settings_dict, "NAME": name}
        with other.cursor() as cursor:
            slowly = schema_and_what_is_written_down(cursor)
        other.close()
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')
    assert quickly == slowly
    assert all(quickly)
