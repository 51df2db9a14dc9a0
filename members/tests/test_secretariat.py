import pytest
from django.contrib.auth.models import Group

from journal.models import Entry
from members.actions import grant_the_secretariat
from members.models import User

pytestmark = pytest.mark.django_db


def test_granting_twice_changes_nothing_the_second_time():
    first = grant_the_secretariat()
    grant_the_secretariat()
    assert Group.objects.get() == first
    assert Entry.objects.filter(verb="granted").count() == 1


def test_officers_keep_the_record_and_delete_nothing_of_it(officer: User):
    officer = User.objects.get(pk=officer.pk)
    assert officer.has_perms(["members.change_participant", "meetings.import_meeting", "journal.view_entry"])
    rights = officer.get_group_permissions()
    assert not {right for right in rights if "delete" in right}


def test_the_cast_comes_on_stage(authority, preparer, stranger, chair, observer, xa, sign_in, record_loaded):
    assert [*authority.participants()] == [*preparer.participants()] == [{"participant": xa.pk}]
    assert sign_in(stranger).get("/healthz").status_code == 200
