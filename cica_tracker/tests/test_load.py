"""A house filled for benchmarks is one that the house itself could have come to."""

import datetime as dt

import pytest
from django.conf import settings
from django.db.models import Count, Max
from django.test import Client

from activities.models import Activity, Information, ProgressNote
from commitments.models import Commitment
from journal.verification import verify
from members.models import User
from members.tests.factories import UserFactory
from members.tests.signing_in import let_in
from papers.models import PaperVersion, RegisteredLetter

pytestmark = pytest.mark.postgres
TODAY = dt.date(2026, 11, 30)


@pytest.fixture
def filled(db, monkeypatch):
    """Forty commitments, and a few of everything that hangs on them or lies beside them."""
    monkeypatch.syspath_prepend(settings.BASE_DIR / "bench")
    from load.filling import fill

    return fill(commitments=40, people=60, notices=80, entries=90, meetings=10, today=TODAY)


def test_a_filled_house_holds_what_its_own_rules_allow(filled):
    rows = list(Commitment.objects.filter(reference__startswith="LOAD").with_everything())

    assert len(rows) == 40
    for commitment in rows:
        commitment.full_clean()
        steps = list(commitment.steps.all())
        assert [step.serial for step in steps] == list(range(1, commitment.version + 1))
        assert steps[-1].to_state == commitment.state
        assert all(commitment.workflow.step(step.step) for step in steps)
    assert {commitment.is_ended for commitment in rows} == {True, False}
    assert not verify().fault


def test_what_follows_stands_in_a_filled_house_by_its_own_rules_and_is_read_by_some_and_not_by_all(filled):
    person = User.objects.get(email="xb0@load.example")
    seen = []
    for model in (Activity, ProgressNote, Information):
        for row in model.objects.all():
            row.full_clean()
        seen.append((model.objects.visible_to(person).count() > 0, model.objects.count() > 0))
    assert seen == [(True, True)] * 3
    assert not Activity.objects.visible_to(UserFactory()).exists()
    assert all(activity.turns.count() in {1, 2} for activity in Activity.objects.all())

    numbers = RegisteredLetter.objects.values("year").annotate(last=Max("number"), many=Count("pk"))
    assert [row["last"] for row in numbers] == [row["many"] for row in numbers] != []
    for letter in RegisteredLetter.objects.all():
        letter.full_clean()
    own = RegisteredLetter.objects.visible_to(person).count()
    assert 0 <= own < RegisteredLetter.objects.count()


def test_people_of_a_filled_house_read_it_by_its_own_rules(filled):
    client, person = Client(), User.objects.get(email="xb0@load.example")
    let_in(client, person)
    shown = Commitment.objects.open().filter(reference__startswith="LOAD").first()

    assert client.get(f"/commitments/{shown.reference}/").status_code == 200
    read = PaperVersion.objects.visible_to(person).filter(paper__symbol__startswith="LOAD").count()
    assert 0 < read < PaperVersion.objects.filter(paper__symbol__startswith="LOAD").count()


def test_a_house_is_filled_the_same_each_time(filled):
    assert Commitment.objects.get(reference="LOAD-0000007").title == (
        "Regional resilience through young scholars, number 7"
    )
