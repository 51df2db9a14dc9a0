"""The chain: written with the change, refused to be changed, and whoever changes it all the same is found out.

What the chain alone can't show is a journal cut short at its end: an honest shorter one looks the same. For that the
head that `verify_journal` prints is kept elsewhere, and compared.
"""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from journal.actions import difference, record, snapshot
from journal.models import FIRST_PREVIOUS, Entry
from journal.tests.tampering import triggers_lifted
from journal.verification import verify
from members.tests.factories import ParticipantFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def five() -> list[Entry]:
    thing = ParticipantFactory(code="XD")
    return [record(by="a test", verb=f"did {n}", about=thing, changes={"note": [n, n + 1]}) for n in range(5)]


def test_each_entry_follows_from_the_one_before(five):
    assert [entry.number for entry in five] == [1, 2, 3, 4, 5]
    assert [entry.previous for entry in five] == [FIRST_PREVIOUS, *(entry.seal for entry in five[:-1])]
    assert verify().sound == 5
    assert verify().head == five[-1].seal


def test_the_command_prints_the_head(five):
    out = io.StringIO()
    call_command("verify_journal", stdout=out)
    assert five[-1].seal in out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_outside_the_transaction_of_the_change():
    with pytest.raises(transaction.TransactionManagementError):
        record(by="a test", verb="did", about=ParticipantFactory())
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_goes_when_its_change_goes():
    thing = ParticipantFactory()
    with transaction.atomic():
        record(by="a test", verb="did", about=thing)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Entry.objects.filter(number=3).update(verb="never happened"),
        lambda: Entry.objects.filter(number=3).delete(),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.get(number=3).delete(),
    ],
    ids=["update", "delete", "delete all", "delete one"],
)
def test_the_database_refuses_to_change_or_remove_an_entry(five, attempt):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        attempt()
    assert verify().sound == 5


def test_the_database_refuses_sql_by_hand_too(five):
    for statement in ("UPDATE journal_entry SET verb = 'x'", "DELETE FROM journal_entry WHERE number = 5"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert verify().sound == 5


def test_postgresql_refuses_to_empty_the_journal(five):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal_entry CASCADE")


@pytest.mark.parametrize(
    "changed",
    [
        {"verb": "did nothing"},
        {"by_label": "somebody else"},
        {"by_key": "77"},
        {"about_label": "another thing"},
        {"about_key": "77"},
        {"about_kind": "meeting"},
        {"changes": {"note": [2, 4]}},
        {"seal": "0" * 64},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_changed_entry_is_named(five, changed):
    with triggers_lifted(connection):
        Entry.objects.filter(number=3).update(**changed)
    assert verify().fault.startswith("entry 3 was changed")
    assert verify().sound == 2
    with pytest.raises(CommandError, match="entry 3"):
        call_command("verify_journal")


def test_an_entry_set_back_in_time_is_named(five):
    with triggers_lifted(connection):
        Entry.objects.filter(number=2).update(at=five[0].at.replace(year=2001))
    assert verify().fault.startswith("entry 2 was changed")


def test_a_changed_entry_that_was_sealed_again_is_named_at_the_next(five):
    with triggers_lifted(connection):
        forged = Entry.objects.get(number=3)
        forged.verb = "did nothing"
        Entry.objects.filter(number=3).update(verb=forged.verb, seal=forged.computed_seal())
    assert verify().fault == "entry 4 does not follow from the entry before it"


@pytest.mark.parametrize("number", [1, 3, 4])
def test_a_removed_entry_is_named(five, number):
    with triggers_lifted(connection):
        Entry.objects.filter(number=number).delete()
    assert verify().fault == f"entry {number} is missing: after {number - 1} comes {number + 1}"


def test_an_entry_slipped_in_is_named(five):
    forged = Entry.objects.get(number=5)
    forged.number, forged.verb = 7, "did that too"
    forged.seal = forged.computed_seal()
    forged.save(force_insert=True)
    assert verify().fault == "entry 6 is missing: after 5 comes 7"


def test_an_entry_slipped_in_at_the_end_with_a_wrong_link_is_named(five):
    forged = Entry.objects.get(number=5)
    forged.number = 6
    forged.seal = forged.computed_seal()
    forged.save(force_insert=True)
    assert verify().fault == "entry 6 does not follow from the entry before it"


def test_a_journal_cut_short_is_whole_by_itself_and_told_by_the_head_that_was_kept(five):
    kept = verify().head
    with triggers_lifted(connection):
        Entry.objects.filter(number=5).delete()
    assert verify().fault == ""
    assert verify().head != kept


def test_the_triggers_are_back_after_they_were_lifted(five):
    with triggers_lifted(connection):
        pass
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(number=1).delete()


def test_a_snapshot_never_holds_a_password(officer):
    assert "password" not in snapshot(officer)
    assert "groups" in snapshot(officer)


def test_what_was_never_there_and_is_empty_is_no_difference():
    assert difference({}, {"note": "", "until": None, "code": "XD"}) == {"code": [None, "XD"]}
