"""The second line: with the house's own scoping taken out, PostgreSQL shows nobody a row that isn't theirs."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from commitments.models import Commitment, Intention, StepTaken
from commitments.tests.factories import (
    CirculationFactory,
    CommentFactory,
    CommitmentFactory,
    IntentionFactory,
    PaperVersionFactory,
    StepTakenFactory,
)
from decisions.models import Decision
from meetings.access import pairs_of_reader_tokens
from meetings.tests.factories import DecisionFactory
from members.choices import Audience
from members.models import User
from papers.models import Comment, Paper, PaperVersion
from record.policies import reading_with

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

SERVES, READS = "serves_in_a_test", "reads_in_a_test"
NOUNS = (Commitment, Intention, StepTaken, Paper, PaperVersion, Comment, Decision)
LISTS = ("commitments", "steps", "papers", "comments", "decisions")


@pytest.fixture
def two_roles(officer, settings):
    """As shipped: one role serves, and can become the other, which only reads. Both go with the transaction of the test."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {SERVES} NOLOGIN")
        cursor.execute(f"CREATE ROLE {READS} NOLOGIN")
        cursor.execute(f"GRANT {READS} TO {SERVES}")
        call_command("lend_tables", to=SERVES, reads=READS, stdout=io.StringIO())
        cursor.execute(f"SET LOCAL ROLE {SERVES}")
        settings.READS_AS = READS
        yield cursor
        cursor.execute("RESET ROLE")


@pytest.fixture
def rows(two_roles, xa, xo):
    """Of each noun one row for members, and one that XO may read."""
    for audience in (Audience.MEMBERS, Audience.OBSERVERS):
        commitment = CommitmentFactory(audience=audience)
        IntentionFactory(commitment=commitment, participant=xa)
        StepTakenFactory(commitment=commitment, on_behalf_of=xa)
        version = PaperVersionFactory(paper__commitment=commitment, on_behalf_of=xa)
        CirculationFactory(version=version, audience=audience)
        CommentFactory(version=version, owner=xa, audience=audience)
        DecisionFactory(audience=audience, said=None)


@pytest.fixture
def without_scoping(monkeypatch):
    """What a slip in the house would be: whoever asks is given all."""
    for model in NOUNS:
        monkeypatch.setattr(type(model._default_manager.all()), "visible_to", lambda rows, user: rows.all())


def test_the_role_that_reads_sees_what_tokens_open_and_no_foreign_row(rows, two_roles, observer, officer):
    tokens = pairs_of_reader_tokens(User.objects.get(pk=observer.pk))
    with reading_with(tokens):
        assert [model._base_manager.count() for model in NOUNS] == [1] * len(NOUNS)
    with reading_with(()):
        assert [model._base_manager.count() for model in NOUNS] == [0] * len(NOUNS)
    with reading_with(pairs_of_reader_tokens(User.objects.get(pk=officer.pk))):
        assert [model._base_manager.count() for model in NOUNS] == [2] * len(NOUNS)
    assert [model._base_manager.count() for model in NOUNS] == [2] * len(NOUNS), "the house itself weighs every row"


def test_the_role_that_reads_writes_nothing_and_goes_with_what_failed(rows, two_roles):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), reading_with(("members",)):
        two_roles.execute("UPDATE commitments_commitment SET title = 'x'")
    assert Commitment.objects.count() == 2, "the connection is the house's again"


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_programs_shows_no_foreign_row_whatever_the_house_forgot(
    name, rows, two_roles, without_scoping, observer, officer, sign_in
):
    theirs = sign_in(observer).get(f"/api/v1/{name}/").json()["results"]
    file = sign_in(observer).get(f"/api/v1/{name}/?format=csv")
    lines = b"".join(file.streaming_content if file.streaming else [file.content]).decode().splitlines()
    assert (len(theirs), len(lines) - 1) == (1, 1)
    assert len(sign_in(officer).get(f"/api/v1/{name}/").json()["results"]) == 2


def test_one_thing_and_a_page_show_no_foreign_row_either(rows, two_roles, without_scoping, observer, sign_in):
    closed, shared = Commitment.objects.order_by("pk")
    client = sign_in(observer)
    assert client.get(f"/api/v1/commitments/{closed.reference}/").status_code == 404
    assert client.get(f"/api/v1/commitments/{shared.reference}/").status_code == 200
    page = client.get("/commitments/").content.decode()
    assert shared.reference in page
    assert closed.reference not in page


def test_with_its_scoping_the_house_shows_what_it_showed(rows, two_roles, observer, stranger, sign_in):
    for person, number in ((observer, 1), (stranger, 2)):
        assert len(sign_in(person).get("/api/v1/commitments/").json()["results"]) == number


def test_tables_are_lent_to_no_role_that_reads_unless_it_is_there(settings):
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {SERVES} NOLOGIN")
    with pytest.raises(CommandError, match="There is no role nobody"):
        call_command("lend_tables", to=SERVES, reads="nobody", stdout=io.StringIO())
