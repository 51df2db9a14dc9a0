"""What every request asks is put into words once, and answers as the question itself would."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.accounts import SIGNED_IN
from members.models import User
from members.sessions import RUNNING, SessionStore
from members.tests.factories import UserFactory
from record.prepared import PreparedQuestion

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_the_person_of_a_session_is_the_one_that_the_question_finds_and_no_other():
    people = UserFactory.create_batch(3)
    with CaptureQueriesContext(connection) as asked:
        found = [SIGNED_IN.objects(person.pk) for person in people]
    assert found == [[person] for person in people]
    assert found[1][0].__dict__.keys() == User.objects.get(pk=people[1].pk).__dict__.keys()
    assert len(asked) == 3
    User._base_manager.filter(pk=people[0].pk).update(mistaken_at=timezone.now())
    assert SIGNED_IN.objects(people[0].pk) == []


def test_a_session_that_has_run_out_is_nobodys(settings):
    store = SessionStore()
    store["kept"] = "here"
    store.save()
    assert SessionStore(store.session_key)["kept"] == "here"
    now = timezone.now()
    assert [session.pk for session in RUNNING.objects(store.session_key, now)] == [store.session_key]
    Session.objects.update(expire_date=now - dt.timedelta(seconds=1))
    assert "kept" not in SessionStore(store.session_key)


def test_a_question_in_which_an_example_stands_twice_is_not_prepared():
    twice = PreparedQuestion(User, lambda key: User.objects.filter(pk=key, pk__gte=key), ("id",), (-1,))
    with pytest.raises(LookupError, match="each example has to stand once"):
        twice.objects(1)
