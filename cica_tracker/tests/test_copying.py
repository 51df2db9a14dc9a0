"""What tests are given quickly is what they would be given slowly: the record put in by statements, tables emptied."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction

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
