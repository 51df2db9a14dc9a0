"""Who may read a row stands with it: whatever happens, it is what the rules say, and the database keeps it so by itself."""

import datetime as dt
import io
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import connection

from cica_tracker.tasks import look_over_readers
from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.readers.rules import RULES, seen
from cica_tracker.tests.readers.world import ChanceWorld
from commitments.choices import Fact
from commitments.models import Commitment
from commitments.tests.factories import (
    CirculationFactory,
    CommitmentFactory,
    CoordinatorAssignmentFactory,
    IntentionFactory,
    PaperFactory,
    PaperVersionFactory,
)
from journal.models import NightlyCheck
from journal.tests.tampering import triggers_lifted
from meetings.tests.factories import WorkingGroupFactory
from members.choices import Audience, Role
from members.models import Participation, User
from members.tests.factories import FocalPointFactory, UserFactory, a_person_of, a_state
from papers.models import PaperVersion
from record.readers import READERS_OF
from record.triggers import drifted_readers, keep_no_readers, keep_readers, missing_readers

pytestmark = [pytest.mark.django_db, pytest.mark.both]

A_DAY = dt.timedelta(days=1)


def fresh(person):
    """As the next request knows somebody: with nothing asked before."""
    return User.objects.get(pk=person.pk) if person.pk else person


@pytest.fixture
def people(officer, authority, stranger, chair, observer, xa, xb):
    """Everybody whose sight differs: by seat, by two seats, by office, by a group's chair, by a closed account, by none."""
    both_states = a_person_of(xa, Role.PREPARER, "both@xa.example")
    FocalPointFactory(user=both_states, participant=xb, role=Role.READER)
    chairs = UserFactory(email="chairs@group.example")
    WorkingGroupFactory(chaired_by=chairs)
    partner = a_person_of(a_state("XP", "partner"), Role.AUTHORITY, "partner@xp.example")
    closed = a_person_of(xa, Role.PREPARER, "closed@xa.example")
    closed.is_active = False
    closed.save()
    return [
        officer,
        authority,
        stranger,
        chair,
        observer,
        both_states,
        chairs,
        partner,
        UserFactory(),
        closed,
        AnonymousUser(),
    ]


# Each a world of a hundred and twenty things that happen.
SEEDS = range(6 if IS_NIGHT else 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_happens_a_row_is_there_for_whom_the_rules_say(seed, people, officer, xa, xb, xc, xo, today):
    world = ChanceWorld(Random(seed), [xa, xb, xc, xo], officer, today)
    for _ in range(4):
        world.happens(30)
        assert list(drifted_readers()) == [], world.done
    for person in people:
        for model in RULES:
            keys = model._default_manager.visible_to(fresh(person)).values_list("pk", flat=True)
            assert set(keys) == seen(model, fresh(person)), f"{person} sees other {model._meta.verbose_name_plural}"
    assert [model for model in RULES if not model._default_manager.exists()] == [], "or it showed nothing"


def test_each_noun_with_readers_is_held_against_its_rule():
    assert {model._meta.db_table for model in RULES if hasattr(model, "readers")} == set(READERS_OF)


# -- On the person's side.


def test_whoever_takes_office_or_leaves_reads_otherwise_and_no_row_is_written(authority, xa, stranger, xb):
    for_members = CommitmentFactory(audience=Audience.MEMBERS)
    stood = Commitment.objects.values_list("readers").get()
    assert Commitment.objects.visible_to(fresh(stranger)).get() == for_members

    Participation.objects.filter(participant=xb).update(standing="observer")

    assert not Commitment.objects.visible_to(fresh(stranger)).exists()
    assert Commitment.objects.visible_to(fresh(authority)).exists()
    assert Commitment.objects.values_list("readers").get() == stood


@pytest.mark.parametrize(("ends", "reads"), [(None, True), (A_DAY, True), (0 * A_DAY, False), (-A_DAY, False)])
def test_who_coordinates_reads_before_circulation_until_the_term_ends_and_nobody_counts_days(
    ends, reads, stranger, xb, xa, today
):
    """The end stands in the token: no row waits for a night to learn that a term is over."""
    version = PaperVersionFactory(paper=PaperFactory(), on_behalf_of=xa)
    until = None if ends is None else today + ends
    CoordinatorAssignmentFactory(
        commitment=version.paper.folder.commitment, participant=xb, fact=Fact.DESIGNATION, until=until
    )
    assert PaperVersion.objects.visible_to(fresh(stranger)).exists() is reads
    assert PaperVersion.objects.written_by(fresh(stranger)).exists() is reads


# -- As the database keeps it.


def readers_of(commitment: Commitment) -> list[str]:
    return Commitment.everything.values_list("readers", flat=True).get(pk=commitment.pk)


def test_a_state_that_joins_reads_in_the_transaction_in_which_it_joins(xo, observer):
    commitment = CommitmentFactory()
    assert readers_of(commitment) == ["groups", "members"]
    IntentionFactory(commitment=commitment, participant=xo)
    assert readers_of(commitment) == ["groups", "members", f"state:{xo.pk}"]
    assert Commitment.objects.visible_to(observer).get() == commitment


def test_a_thing_that_was_read_before_doesnt_bring_its_old_readers_back(xo):
    stale = CommitmentFactory()
    stale.refresh_from_db()
    IntentionFactory(commitment=stale, participant=xo)

    stale.title = "Another title"
    stale.save()

    assert readers_of(stale) == ["groups", "members", f"state:{xo.pk}"]


def test_of_a_version_nothing_changes_but_who_may_read_it(xa):
    version = PaperVersionFactory(on_behalf_of=xa)
    CirculationFactory(version=version, audience=Audience.OBSERVERS)
    version.refresh_from_db()
    assert {"groups", "observers", "staff"} <= {*version.readers}
    with pytest.raises(Exception, match="never changed"):
        PaperVersion.objects.filter(pk=version.pk).update(text="other words")


def test_a_row_whose_readers_were_written_past_the_house_is_named_to_officers_and_mended(xa):
    commitment = IntentionFactory(participant=xa).commitment
    with triggers_lifted(connection):
        Commitment.objects.filter(pk=commitment.pk).update(readers=["public"])
    look_over_readers()
    (fault,) = NightlyCheck.objects.get(name="readers").faults
    assert fault.startswith(f"commitments_commitment {commitment.pk}:")
    with pytest.raises(CommandError, match=f"commitments_commitment {commitment.pk}"):
        call_command("check_readers", stdout=io.StringIO())

    call_command("check_readers", "--rebuild", stdout=io.StringIO())

    assert readers_of(commitment) == ["groups", "members", f"state:{xa.pk}"]
    look_over_readers()
    assert NightlyCheck.objects.get(name="readers").faults == []


def test_triggers_that_were_taken_away_are_missed_and_put_back_with_what_they_missed(xa):
    commitment = CommitmentFactory()
    keep_no_readers()
    assert missing_readers()
    IntentionFactory(commitment=commitment, participant=xa)
    assert f"state:{xa.pk}" not in readers_of(commitment)

    assert keep_readers() is True

    assert missing_readers() == []
    assert f"state:{xa.pk}" in readers_of(commitment)
    assert keep_readers() is False, "nothing is left to do"


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_asks_one_question_however_many_rows_it_has(rows, stranger, django_assert_num_queries):
    for _ in range(rows):
        PaperVersionFactory()
    CommitmentFactory.create_batch(rows)
    person = fresh(stranger)
    # Where somebody sits, until when as coordinator, and who is in the Chair (2); whose chair they are (1); the lists (2).
    with django_assert_num_queries(5):
        assert len(Commitment.objects.visible_to(person)) == 2 * rows
        assert len(PaperVersion.objects.visible_to(person)) == 0
