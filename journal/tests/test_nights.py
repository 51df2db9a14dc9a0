"""What is done about the journal each night, by the worker or by cron: sealed, looked through, told."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection

from commitments.actions.exchange import share_view
from commitments.models import View
from commitments.tests.stories import Story
from journal.models import Entry, NightlyCheck, NightlySeal
from journal.tasks import seal_the_night, verify_the_journal
from journal.tests.tampering import triggers_lifted
from journal.verification import SEALED_WHAT_STOOD

pytestmark = pytest.mark.django_db


def test_the_first_night_seals_what_stood_and_every_night_the_head():
    seal_the_night()
    assert not NightlySeal.objects.exists()  # a journal with no entry has no seal


def test_a_night_is_sealed_once_whatever_runs_twice(officer, authority, chair):
    Story(author=authority, chair=chair, officer=officer)
    for _time in range(2):
        call_command("seal_journal")
    head = Entry.objects.in_order().last()
    (night,) = NightlySeal.objects.all()
    assert (night.day, night.number, night.seal) == (dt.datetime.now(dt.UTC).date(), head.number, head.seal)
    assert Entry.objects.filter(verb=SEALED_WHAT_STOOD).count() == 1
    assert NightlyCheck.objects.get(name="journal").faults == []


def test_officers_are_told_in_the_office_what_a_night_found(officer, authority, chair, xa, sign_in):
    story = Story(author=authority, chair=chair, officer=officer)
    view = share_view(commitment=story.commitment, owner=xa, text="A view.", audience="members", by=authority)
    with triggers_lifted(connection):
        View.objects.filter(pk=view.pk).update(text="Another.")
    verify_the_journal()
    page = sign_in(officer).get("/admin/").content.decode()
    assert f"view {view.uid}: text is not what entry" in page
    with triggers_lifted(connection):
        View.objects.filter(pk=view.pk).update(text="A view.")
    verify_the_journal()
    assert "is not what entry" not in sign_in(officer).get("/admin/").content.decode()
