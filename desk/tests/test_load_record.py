"""The command that loads the record: a house without demonstration accounts has its Secretariat too."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from catalogue.models import Measure
from journal.models import Entry
from members.choices import SECRETARIAT_GROUP

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def told_by_loading() -> str:
    out = io.StringIO()
    call_command("load_record", stdout=out)
    return out.getvalue()


def test_loading_brings_the_rights_of_the_secretariat_and_a_second_run_changes_nothing():
    told = told_by_loading()
    assert "Nothing changed" not in told
    assert " 0 changed, 0 as they were, " in told, "every row is written once"
    group = Group.objects.get(name=SECRETARIAT_GROUP)
    rights = {permission.codename for permission in group.permissions.all()}
    assert {"change_commitment", "view_steptaken", "view_notice"} <= rights
    entries, measures = Entry.objects.count(), Measure.objects.count()
    assert "Nothing changed" in told_by_loading()
    assert (Entry.objects.count(), Measure.objects.count()) == (entries, measures)


def test_rights_that_went_missing_come_back_and_are_told():
    told_by_loading()
    group = Group.objects.get(name=SECRETARIAT_GROUP)
    group.permissions.clear()
    assert "Nothing changed" not in told_by_loading()
    assert group.permissions.exists()
    assert Entry.objects.filter(verb="granted", about_key=str(group.pk)).count() == 2
