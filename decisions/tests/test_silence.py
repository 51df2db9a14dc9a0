"""Silence procedures: who may do what, when a period ends, what breaks it, and that it is adopted once, or held."""

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cica_tracker.tests.night import examples
from decisions.actions.silence import Text, extend, fresh, move, nobody_reachable, open_silence, restart, withdraw
from decisions.actions.silence_ends import conclude, settle
from decisions.actions.silence_replies import acknowledge, enter_objection, enter_receipt, note_reading, object_to
from decisions.choices import RECEIPTS_AT_ONCE, Manner, Proof, Way
from decisions.models import Decision, SilenceNotification, SilenceObjection, SilenceProcedure
from decisions.tests.silence_stories import DAY, ENDS, OPENED, SECOND, WORDS, opened_by, read_by
from journal.models import Entry
from journal.verbs import VERBS
from law.choices import SilenceState
from law.cica.deciding import ACTS, SILENCE
from law.grammar.deciding import Party, SilenceDoes
from law.silence import ending
from meetings.tests.factories import MeetingFactory
from members.choices import Keys
from members.tests.factories import a_state
from record.acts import TABLE
from record.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def procedure(authority, stranger, chair):
    """Opened by the Chair on the first of March, over three members: XA, XB and XC, which holds the Chair."""
    return opened_by(open_silence, chair)


@pytest.fixture
def read(procedure, authority, stranger, chair):
    """Opened by one person of each member in the portal."""
    return read_by(procedure, authority, stranger, chair)


# -- Two at once.


def test_a_look_that_began_before_the_press_takes_no_receipt_back(procedure, authority, xa):
    seen_before = fresh(procedure)
    acknowledge(procedure=procedure, owner=xa, by=authority, at=OPENED + DAY)
    assert not note_reading(procedure=seen_before, by=authority, at=OPENED + 2 * DAY)
    proof = fresh(procedure).proofs[xa.pk]
    assert (proof.proof, proof.reached_at) == (Proof.ACKNOWLEDGED, OPENED + DAY)


def test_of_two_who_saw_the_same_the_second_moves_nothing(procedure, chair):
    seen_before = fresh(procedure)
    extend(procedure=procedure, days=1, by=chair, at=OPENED + DAY)
    with pytest.raises(Refused, match="moved on") as told:
        move(seen_before, SILENCE.act(SilenceDoes.WITHDRAWS), settled_at=OPENED + 2 * DAY)
    assert told.value.is_stale
    assert (fresh(procedure).state, fresh(procedure).ends_at) == (SilenceState.OPEN, ENDS + DAY)


# -- The table.


def test_the_table_has_no_fault():
    assert list(SILENCE.faults()) == []


@pytest.mark.parametrize("state", SilenceState)
def test_each_person_may_do_what_the_table_says_and_nothing_else(
    state, procedure, authority, stranger, chair, officer, observer, xa
):
    if state == SilenceState.BROKEN:
        object_to(procedure=procedure, owner=xa, text="Not so.", by=authority, at=OPENED + DAY / 2)
    SilenceProcedure.objects.filter(pk=procedure.pk).update(state=state)
    seen = fresh(procedure)
    whose = {
        authority: {Party.MEMBER},
        stranger: {Party.MEMBER},
        chair: {Party.MEMBER, Party.CHAIR, Party.OPENER},
        officer: {Party.SECRETARIAT},
        observer: set(),
    }
    for person, parties in whose.items():
        wanted = {act.name for act in ACTS if state in act.source and parties & set(act.actor)}
        # Receipts of several are entered by whoever enters the one.
        wanted |= {RECEIPTS_AT_ONCE} if "enter-receipt" in wanted else set()
        offers = TABLE.offers(TABLE.nouns["silence"], person, seen, OPENED + DAY)
        # That a text was read is no act: it is kept where somebody opens it. While an objection stands, whose it is
        # withdraws it, and nobody takes the text up again (`test_objections_withdrawn.py`).
        unoffered = {"read", "take-up"} if person == authority else {"read", "take-up", "withdraw-objection"}
        assert {act.name for act, _offer in offers} == wanted - unoffered, person


# -- The period.

ZONES = (
    "Asia/Almaty",
    "Asia/Tehran",
    "Asia/Jerusalem",
    "Europe/Moscow",
    "Asia/Kathmandu",
    "Africa/Cairo",
    "Europe/Istanbul",
)
DAYS = st.dates(dt.date(2004, 1, 1), dt.date(2060, 1, 1))


@examples(50)
@given(DAYS, st.times().map(lambda one: one.replace(microsecond=0, fold=0)), st.sampled_from(ZONES))
def test_the_end_is_the_later_reading_of_the_hour_in_every_zone(day, hour, name):
    zone = ZoneInfo(name)
    found = ending(day, hour, zone)
    local = dt.datetime.combine(day, hour)
    shown = found.at.astimezone(zone).replace(tzinfo=None)
    assert found.at.utcoffset() == dt.timedelta(0)
    assert shown >= local
    assert (shown == local) == ("doesn't exist" not in str(found.remark))
    earlier, later = (
        (found.at + dt.timedelta(hours=one)).astimezone(zone).replace(tzinfo=None) == local for one in (-1, 1)
    )
    assert not later
    assert earlier == ("comes twice" in str(found.remark))


@pytest.mark.parametrize(
    ("day", "hour", "at", "remark"),
    [
        # Clocks in Jerusalem go from 02:00 to 03:00 on 26 March 2027, and from 02:00 back to 01:00 on 31 October.
        (dt.date(2027, 3, 26), dt.time(2, 30), dt.datetime(2027, 3, 26, 0, 30, tzinfo=dt.UTC), "doesn't exist"),
        (dt.date(2027, 10, 31), dt.time(1, 30), dt.datetime(2027, 10, 30, 23, 30, tzinfo=dt.UTC), "comes twice"),
        (dt.date(2027, 6, 1), dt.time(18, 0), dt.datetime(2027, 6, 1, 15, tzinfo=dt.UTC), None),
    ],
)
def test_an_hour_that_is_skipped_or_comes_twice_is_told_and_read_later(day, hour, at, remark):
    found = ending(day, hour, ZoneInfo("Asia/Jerusalem"))
    assert found.at == at
    assert (remark in str(found.remark)) if remark else found.remark is None


# -- Opening.


def test_a_procedure_is_opened_with_its_text_sealed_and_every_member_of_the_day_notified(procedure, xa, xb, xc, xo):
    begun = procedure.latest
    assert (procedure.reference, procedure.ends_at, procedure.state) == ("SP-2027-1", ENDS, SilenceState.OPEN)
    assert begun.sha256 == Text(WORDS).sha256
    assert {row.participant for row in begun.notifications.all()} == {xa, xb, xc}
    assert procedure.not_reached == [xa, xb, xc]
    assert Entry.objects.in_order().last().verb == "silence-open"


def test_a_member_with_nobody_in_the_portal_is_named_and_concerned(authority, chair):
    alone = a_state("XZ")
    made = opened_by(open_silence, chair)
    assert nobody_reachable(made) == [alone]
    assert alone in made.not_reached


@pytest.mark.both
def test_the_same_press_opens_one_and_the_next_gets_the_next_number(authority, chair):
    first = opened_by(open_silence, chair, once_key="k")
    assert opened_by(open_silence, chair, once_key="k") == first
    assert opened_by(open_silence, chair).reference == "SP-2027-2"
    with pytest.raises(Refused, match="sent already"):
        opened_by(open_silence, chair, once_key="k", text="Another text.")


def test_the_secretariat_names_the_meeting_and_members_open_none(officer, authority, chair, observer):
    with pytest.raises(Refused, match="Name the meeting"):
        opened_by(open_silence, officer)
    meeting = MeetingFactory(starts_on=dt.date(2027, 2, 27))
    assert opened_by(open_silence, officer, meeting=meeting).opened_at_meeting == meeting
    for person in (authority, observer):
        with pytest.raises(Refused):
            opened_by(open_silence, person)
    with pytest.raises(Refused, match="Secretariat records"):
        opened_by(open_silence, chair, meeting=meeting)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"text": " "}, "text"), ({"title": ""}, "title"), ({"zone": "Asia/Nowhere"}, "zone")],
)
def test_what_is_missing_is_said_at_its_field(wrong, field, chair):
    with pytest.raises(Refused) as refused:
        opened_by(open_silence, chair, **wrong)
    assert list(refused.value.problems) == [field]
    assert not SilenceProcedure.objects.exists()


# -- That it reached them.


@pytest.mark.both
def test_a_look_of_a_members_person_is_kept_once_and_an_officers_or_observers_proves_nothing(
    procedure, authority, preparer, officer, observer, xa
):
    for person in (officer, observer):
        assert not note_reading(procedure=procedure, by=person, at=OPENED + DAY)
    assert note_reading(procedure=procedure, by=preparer, at=OPENED + DAY)
    assert not note_reading(procedure=fresh(procedure), by=authority, at=OPENED + 2 * DAY)
    proof = fresh(procedure).proofs[xa.pk]
    assert (proof.proof, proof.reached_at, proof.addressed_to) == (Proof.OPENED, OPENED + DAY, preparer.email)
    assert set(fresh(procedure).proofs) == {xa.pk}


def test_acknowledging_keeps_the_instant_of_the_first_look(procedure, authority, xa):
    note_reading(procedure=procedure, by=authority, at=OPENED + DAY)
    found = acknowledge(procedure=procedure, owner=xa, by=authority, at=OPENED + 2 * DAY)
    assert (found.proofs[xa.pk].proof, found.proofs[xa.pk].reached_at) == (Proof.ACKNOWLEDGED, OPENED + DAY)
    acknowledge(procedure=procedure, owner=xa, by=authority, at=OPENED + 3 * DAY)
    assert SilenceNotification.objects.filter(participant=xa, proof=Proof.ACKNOWLEDGED).count() == 1


def receipt(procedure, officer, owner, **given):
    said = {"way": Way.NOTE_VERBALE, "proof": Proof.RECEIPT, "reached_at": OPENED + DAY, "evidence": "No. 17", **given}
    return enter_receipt(procedure=procedure, owner=owner, by=officer, **{"at": ENDS + DAY, **said})


def test_a_receipt_counts_if_it_shows_arrival_before_the_end(procedure, officer, xb):
    assert xb.pk in receipt(procedure, officer, xb, reached_at=ENDS - SECOND).proofs
    with pytest.raises(Refused, match="entered already"):
        receipt(procedure, officer, xb)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reached_at": ENDS}, "reached_at"),
        ({"reached_at": OPENED - SECOND}, "reached_at"),
        ({"reached_at": ENDS - DAY, "at": ENDS - 2 * DAY}, "reached_at"),
        ({"evidence": " "}, "evidence"),
        ({"way": Way.PORTAL}, "way"),
        ({"proof": Proof.OPENED}, "proof"),
    ],
)
def test_a_receipt_that_shows_nothing_is_refused(wrong, field, procedure, officer, xb):
    with pytest.raises(Refused) as refused:
        receipt(procedure, officer, xb, **wrong)
    assert list(refused.value.problems) == [field]


def test_proof_holds_for_a_longer_period_and_not_for_another_text(read, chair, authority, xa):
    longer = extend(procedure=read, days=7, by=chair, at=OPENED + 2 * DAY)
    assert longer.not_reached == []
    assert longer.ends_at == ENDS + 7 * DAY
    changed = restart(procedure=longer, before=Text("Another text."), by=chair, at=OPENED + 3 * DAY)
    assert len(changed.not_reached) == 3
    assert [one.kind for one in changed.rounds.all()] == ["opened", "extended", "restarted"]


# -- The end.


def test_it_is_adopted_at_the_instant_it_ends_if_every_member_was_reached(read):
    assert settle(procedure=read, at=ENDS - SECOND) is None
    done = settle(procedure=read, at=ENDS)
    decision = Decision.objects.get()
    assert (done.state, done.settled_at) == (SilenceState.ADOPTED, ENDS)
    assert (decision.at_instant, decision.manner, decision.text["en"]) == (ENDS, Manner.BY_SILENCE, WORDS)


@pytest.mark.both
def test_a_clock_that_comes_days_later_adopts_as_of_the_end_and_a_second_one_not_again(read):
    late = ENDS + 3 * DAY
    assert settle(procedure=read, at=late).settled_at == ENDS
    # The second sweep saw it open, before the first one was through.
    assert settle(procedure=read, at=late) is None
    assert Decision.objects.get().at_instant == ENDS


def test_it_is_held_where_a_member_was_not_provably_reached(procedure, authority, chair, stranger, xb):
    held = settle(procedure=read_by(procedure, authority, chair), at=ENDS)
    assert (held.state, held.not_reached) == (SilenceState.HELD, [xb])
    assert not Decision.objects.exists()
    # A look after the end shows nothing any more.
    assert not note_reading(procedure=held, by=stranger, at=ENDS + SECOND)


def test_what_is_held_is_concluded_with_receipts_of_before_the_end(procedure, authority, chair, officer, xb):
    held = settle(procedure=read_by(procedure, authority, chair), at=ENDS)
    with pytest.raises(Refused, match="State XB"):
        conclude(procedure=held, by=officer, at=ENDS + DAY)
    receipt(held, officer, xb)
    decision = conclude(procedure=held, by=officer, at=ENDS + DAY)
    assert (decision.at_instant, fresh(held).state, fresh(held).settled_at) == (ENDS, SilenceState.ADOPTED, ENDS)


def test_what_is_held_is_extended_from_now_and_withdrawn_by_whoever_opened_it(procedure, chair, officer):
    held = settle(procedure=procedure, at=ENDS)
    with pytest.raises(Refused):
        withdraw(procedure=held, by=officer, at=ENDS + DAY)
    longer = extend(procedure=held, days=3, by=officer, at=ENDS + 10 * DAY)
    assert (longer.state, longer.ends_at) == (SilenceState.OPEN, ENDS + 13 * DAY)
    assert withdraw(procedure=longer, by=chair, at=ENDS + 11 * DAY).state == SilenceState.WITHDRAWN
    with pytest.raises(Refused):
        extend(procedure=longer, days=3, by=chair, at=ENDS + 11 * DAY)


# -- Objections.


def test_an_objection_one_second_before_the_end_breaks_it(read, stranger, xb):
    made = object_to(procedure=read, owner=xb, text="Not so.", by=stranger, at=ENDS - SECOND)
    assert (fresh(read).state, fresh(read).settled_at) == (SilenceState.BROKEN, ENDS - SECOND)
    assert settle(procedure=read, at=ENDS) is None
    # The same again finds the first.
    assert object_to(procedure=read, owner=xb, text="Not so.", by=stranger, at=ENDS + SECOND) == made


@pytest.mark.parametrize("late", [dt.timedelta(0), SECOND])
@pytest.mark.parametrize("is_settled", [True, False], ids=["settled", "with the clock down"])
def test_an_objection_at_the_end_or_after_it_is_refused_with_the_end(late, is_settled, read, stranger, xb):
    if is_settled:
        settle(procedure=read, at=ENDS)
    with pytest.raises(Refused, match=r"15 March 2027, 18:00 \(Almaty, UTC\+5\)"):
        object_to(procedure=read, owner=xb, text="Not so.", by=stranger, at=ENDS + late)
    settle(procedure=read, at=ENDS + DAY)
    assert fresh(read).state == SilenceState.ADOPTED
    assert not SilenceObjection.objects.exists()


@pytest.mark.parametrize("is_settled", [True, False], ids=["settled", "with the clock down"])
def test_what_is_held_is_broken_by_an_objection_after_the_end(is_settled, procedure, authority, xa):
    if is_settled:
        settle(procedure=procedure, at=ENDS)
    object_to(procedure=procedure, owner=xa, text="Not so.", by=authority, at=ENDS + DAY)
    assert fresh(procedure).state == SilenceState.BROKEN


def on_paper(procedure, officer, owner, made_at, at):
    given = {"text": "Not so.", "made_at": made_at, "way": Way.NOTE_VERBALE}
    return enter_objection(procedure=procedure, owner=owner, by=officer, at=at, **given)


@pytest.mark.both
def test_an_objection_on_paper_counts_from_its_receipt(read, officer, xb):
    on_paper(read, officer, xb, ENDS - SECOND, ENDS + DAY)
    assert fresh(read).state == SilenceState.BROKEN
    assert settle(procedure=read, at=ENDS + DAY) is None


def test_one_received_in_time_and_entered_after_adoption_leads_to_a_new_decision(read, officer, xb):
    settle(procedure=read, at=ENDS)
    with pytest.raises(Refused, match="can take a new decision"):
        on_paper(read, officer, xb, ENDS - SECOND, ENDS + DAY)
    assert fresh(read).state == SilenceState.ADOPTED


def test_the_authority_objects_and_a_preparer_with_two_keys_does_not(read, preparer, authority, stranger, xa):
    assert xa.keys == Keys.TWO
    with pytest.raises(Refused, match="two keys"):
        object_to(procedure=read, owner=xa, text="Not so.", by=preparer, at=OPENED + DAY)
    with pytest.raises(Refused, match="don't act"):
        object_to(procedure=read, owner=xa, text="Not so.", by=stranger, at=OPENED + DAY)
    assert object_to(procedure=read, owner=xa, text="Not so.", by=authority, at=OPENED + DAY)


def test_objections_made_in_time_are_kept_beside_the_first_and_a_changed_text_begins_anew(
    read, authority, stranger, chair, xa, xb
):
    object_to(procedure=read, owner=xa, text="Not so.", by=authority, at=OPENED + DAY)
    object_to(procedure=read, owner=xb, text="Nor we.", by=stranger, at=OPENED + 2 * DAY)
    assert fresh(read).settled_at == OPENED + DAY
    again = restart(procedure=read, before=Text("Another text."), by=chair, at=OPENED + 3 * DAY)
    assert (again.state, again.settled_at, again.latest.number) == (SilenceState.OPEN, None, 2)
    assert [one.objections.count() for one in again.rounds.all()] == [2, 0]
    with pytest.raises(Refused, match="extend the period"):
        restart(procedure=again, before=Text("Another text."), by=chair, at=OPENED + 4 * DAY)


@pytest.mark.both
def test_of_two_who_saw_the_same_the_second_is_told(read, chair, officer):
    extend(procedure=read, days=1, by=chair, seen_version=0, at=OPENED + DAY)
    with pytest.raises(Refused) as refused:
        extend(procedure=read, days=1, by=officer, seen_version=0, at=OPENED + DAY)
    assert refused.value.is_stale


@pytest.mark.both
def test_who_sees_it(procedure, authority, chair, officer, observer, client):
    seen = {person: SilenceProcedure.objects.visible_to(person).exists() for person in (authority, chair, officer)}
    assert set(seen.values()) == {True}
    assert not SilenceProcedure.objects.visible_to(observer).exists()
    proofs = [SilenceNotification.objects.visible_to(one).exists() for one in (authority, observer, chair, officer)]
    assert proofs == [False, False, True, True]


def test_every_act_has_a_word_in_the_journal():
    assert {act.verb for act in ACTS} <= set(VERBS)
    assert len({act.name for act in ACTS}) == len(ACTS)
    assert all(one != other for one, other in itertools.pairwise(act.name for act in ACTS))
