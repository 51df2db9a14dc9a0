"""Coordination outside a commitment: who offers, who designates, how either ends, and who is told."""

import datetime as dt
import threading
from typing import Any

import pytest
import time_machine
from django.db import connection

from catalogue.choices import Depth
from catalogue.models import Area, Measure
from commitments.actions import designate_coordinator, end_coordination, offer_to_coordinate
from commitments.choices import Fact
from commitments.kinds import (
    COORDINATION_ENDED,
    COORDINATION_LAID_DOWN,
    COORDINATOR_DESIGNATED,
    OFFER_MADE,
    OFFER_TAKEN_BACK,
)
from commitments.models import CoordinationEnd, CoordinatorAssignment
from commitments.reads import About
from commitments.tests.factories import AreaFactory, CoordinatorAssignmentFactory, EditionFactory, MeasureFactory
from commitments.tests.stories import Story
from journal.models import Entry
from law.choices import CoordinatorRole
from law.editions import registered
from law.grammar.coordination import Coordinating
from law.tests.invented import invented_edition
from members.models import Participant, User
from notices.models import Notice
from notices.reports.told import told
from record.actions import ask_correction, confirm_correction
from record.choices import Channel
from record.refusals import StepRefused

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
TODAY = dt.date(2027, 3, 1)
LETTER: dict[str, Any] = {"channel": Channel.NOTE_VERBALE, "source": "Note 12/27 of 1 February 2027"}


@pytest.fixture(autouse=True)
def at_its_time():
    with time_machine.travel(dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def measure(db: None) -> Measure:
    edition = EditionFactory(code="2007")
    return MeasureFactory(area=AreaFactory(edition=edition, letters="ECO", code="economic"), number=2)


@pytest.fixture
def area(measure: Measure) -> Area:
    return measure.area


@pytest.fixture
def offer(measure: Measure, authority: User) -> CoordinatorAssignment:
    return offer_to_coordinate(about=About(measure=measure), by=authority)


@pytest.fixture
def designation(measure: Measure, offer: CoordinatorAssignment, xa: Participant, chair: User) -> CoordinatorAssignment:
    return designate_coordinator(about=About(measure=measure), party=xa, until=TODAY + 700 * DAY, by=chair)


def sentences(person: User) -> list[str]:
    return [str(row.sentence) for row in told(person, Notice.objects.visible_to(person))]


def refused(verb: Any, **given: Any) -> dict[str, list[str]]:
    with pytest.raises(StepRefused) as refusal:
        verb(**given)
    return {name: [str(sentence) for sentence in said] for name, said in refusal.value.problems.items()}


# -- Offers.


@pytest.mark.parametrize(
    ("about", "depth", "wording"),
    [
        (lambda area, measure: About(measure=measure, text="Road and rail."), Depth.MEASURE, {"en": "Road and rail."}),
        (
            lambda area, measure: About(Depth.TOPIC, area=area, text="Цифровая торговля"),
            Depth.TOPIC,
            {"ru": "Цифровая торговля"},
        ),
        (lambda area, measure: About(Depth.AREA, area=area), Depth.AREA, {}),
        (lambda area, measure: About(Depth.UNSPECIFIED, text="待定"), Depth.UNSPECIFIED, {"zh-hans": "待定"}),
    ],
    ids=["measure", "topic", "area", "still to be named"],
)
def test_a_state_offers_as_deep_as_it_goes_in_its_own_words(about, depth, wording, area, measure, authority, xa):
    row = offer_to_coordinate(about=about(area, measure), by=authority)
    row.refresh_from_db()
    assert (row.fact, row.participant, row.depth, row.wording) == (Fact.OFFER, xa, depth, wording)
    assert (row.edition.code, row.role, row.on, row.law_edition) == ("2007", CoordinatorRole.UNSTATED, TODAY, "2007")
    assert row.area == (None if depth == Depth.UNSPECIFIED else area)
    assert list(CoordinatorAssignment.objects.visible_to(authority).standing_on(TODAY)) == [row]
    assert (
        Entry.objects.filter(verb="offered to coordinate", about_key=str(row.pk), by_key=str(authority.pk)).count() == 1
    )


def test_an_offer_is_told_to_those_it_concerns_and_to_nobody_else(
    measure, authority, preparer, stranger, chair, officer, observer, xb
):
    CoordinatorAssignmentFactory(measure=measure, participant=xb, fact=Fact.DESIGNATION)
    row = offer_to_coordinate(about=About(measure=measure), by=authority)
    people = Notice.objects.filter(kind=OFFER_MADE, about_key=str(row.pk)).values_list("recipient__email", flat=True)
    assert set(people) == {preparer.email, chair.email, officer.email, stranger.email}
    assert sentences(chair) == [f"State XA offered to coordinate: {measure}."]


@pytest.mark.parametrize("pressed", [2, 3])
def test_pressed_again_under_the_same_key_it_is_one_offer(pressed, measure, authority):
    made = {
        offer_to_coordinate(about=About(measure=measure), by=authority, once_key="k" * 32).pk
        for _press in range(pressed)
    }
    assert (len(made), CoordinatorAssignment.objects.count(), Notice.objects.filter(kind=OFFER_MADE).count()) == (
        1,
        1,
        0,
    )
    assert "sent already" in str(
        refused(offer_to_coordinate, about=About(Depth.AREA, area=measure.area), by=authority, once_key="k" * 32)
    )


def test_the_same_offer_doesnt_run_twice_and_may_be_made_anew_once_taken_back(offer, measure, authority):
    assert refused(offer_to_coordinate, about=About(measure=measure), by=authority) == {
        "": ["State XA offers to coordinate it already."]
    }
    end_coordination(does=Coordinating.TAKES_BACK, assignment=offer, by=authority)
    assert offer_to_coordinate(about=About(measure=measure), by=authority).pk != offer.pk


def test_what_is_known_of_another_time_only_stands_in_nobodys_way(measure, authority, xa):
    CoordinatorAssignmentFactory(measure=measure, participant=xa, last_known=dt.date(2007, 10, 3))
    assert offer_to_coordinate(about=About(measure=measure), by=authority).participant == xa


def test_who_coordinates_it_doesnt_offer_it(designation, measure, authority):
    assert refused(offer_to_coordinate, about=About(measure=measure), by=authority) == {
        "": ["State XA coordinates it already."]
    }


def test_observers_preparers_under_two_keys_and_officers_without_a_letter_offer_nothing(
    measure, observer, preparer, officer, xa
):
    given = {"about": About(measure=measure)}
    assert "not by you" in str(refused(offer_to_coordinate, by=observer, **given))
    assert "authority submits" in str(refused(offer_to_coordinate, by=preparer, **given))
    assert "channel" in refused(offer_to_coordinate, by=officer, state=xa, **given)
    assert "act for this state" in str(refused(offer_to_coordinate, by=officer, **given))
    assert not CoordinatorAssignment.objects.exists()


@pytest.mark.parametrize(
    "day", [dt.date(2027, 3, 2), dt.date(2001, 1, 1)], ids=["adopted later", "followed by another"]
)
def test_a_measure_of_an_edition_that_isnt_in_force_is_refused(day, measure, authority):
    later = day > TODAY
    other = MeasureFactory(area__edition=EditionFactory(code="X1", adopted_on=day, is_complete=True))
    assert refused(offer_to_coordinate, about=About(measure=other), by=authority) == {
        "measure": ["No edition in force on that day has it."]
    }
    partly_known = MeasureFactory(
        area__edition=EditionFactory(code="X2", adopted_on=dt.date(2021, 1, 1), is_complete=False)
    )
    assert offer_to_coordinate(about=About(measure=partly_known), by=authority).edition.code == "X2"
    assert offer_to_coordinate(about=About(measure=measure), by=authority).edition.code == "2007", later


@pytest.mark.parametrize(
    ("about", "field"),
    [
        (lambda measure: About(), "measure"),
        (lambda measure: About(Depth.AREA), "area"),
        (lambda measure: About(Depth.AREA, measure=measure), "measure"),
        (lambda measure: About(Depth.TOPIC, area=measure.area), "text"),
        (lambda measure: About(measure=measure, area=AreaFactory(edition=measure.area.edition)), "area"),
    ],
    ids=["no measure", "no area", "a measure too much", "no topic", "another area"],
)
def test_what_it_is_about_has_to_be_said(about, field, measure, authority):
    assert field in refused(offer_to_coordinate, about=about(measure), by=authority)


def test_an_officer_enters_what_a_state_wrote_with_the_day_of_its_letter(measure, officer, xb, authority):
    row = offer_to_coordinate(about=About(measure=measure), state=xb, on=TODAY - 28 * DAY, by=officer, **LETTER)
    assert (row.participant, row.on, row.source, row.channel) == (
        xb,
        TODAY - 28 * DAY,
        LETTER["source"],
        "note-verbale",
    )
    assert refused(offer_to_coordinate, about=About(measure=measure), on=TODAY + DAY, by=officer, state=xb, **LETTER)
    # A state's own offer is of the day on which it makes it, whatever day it names.
    assert offer_to_coordinate(about=About(measure=measure), on=TODAY - DAY, by=authority).on == TODAY


@pytest.mark.django_db(transaction=True)
def test_offered_twice_at_one_instant_it_is_one_offer(measure, authority):
    start, outcomes = threading.Barrier(2), []

    def offer_it() -> None:
        start.wait()
        try:
            offer_to_coordinate(about=About(measure=measure), by=User.objects.get(pk=authority.pk))
            outcomes.append("made")
        except StepRefused as refusal:
            outcomes.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=offer_it) for _press in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["State XA offers to coordinate it already.", "made"]
    assert CoordinatorAssignment.objects.count() == 1


# -- Taken back.


def test_an_offer_that_is_taken_back_stays_in_the_history_and_stands_no_more(offer, authority, chair, stranger, xa):
    assert "not by you" in str(refused(end_coordination, does=Coordinating.TAKES_BACK, assignment=offer, by=stranger))
    assert "not by you" in str(refused(end_coordination, does=Coordinating.TAKES_BACK, assignment=offer, by=chair))
    end = end_coordination(
        does=Coordinating.TAKES_BACK, assignment=offer, by=authority, note="We share it with XB.", once_key="k"
    )
    again = end_coordination(
        does=Coordinating.TAKES_BACK, assignment=offer, by=authority, note="We share it with XB.", once_key="k"
    )
    assert (again, CoordinationEnd.objects.count(), end.on_behalf_of) == (end, 1, xa)
    assert not CoordinatorAssignment.objects.visible_to(authority).standing_on(TODAY).exists()
    assert CoordinatorAssignment.objects.get(pk=offer.pk).until == TODAY
    assert sentences(chair)[0] == f"State XA took back its offer to coordinate: {offer.subject}."
    assert refused(end_coordination, does=Coordinating.TAKES_BACK, assignment=offer, by=authority) == {
        "": ["It has ended already."]
    }
    assert Notice.objects.filter(kind=OFFER_TAKEN_BACK, recipient=chair).count() == 1


def test_what_a_commitment_made_changes_by_its_steps_alone(authority, chair, officer, xa):
    story = Story(author=authority, chair=chair, officer=officer)
    story.take("offer-to-coordinate", authority)
    story.take("designate-coordinator", chair, party=xa)
    offer, term = CoordinatorAssignment.objects.order_by("pk")
    for does, row, person in (
        (Coordinating.TAKES_BACK, offer, authority),
        (Coordinating.LAYS_DOWN, term, authority),
        (Coordinating.ENDS, term, chair),
    ):
        assert "by the steps of that commitment" in str(
            refused(end_coordination, does=does, assignment=row, note="Why.", by=person)
        )


# -- Designations.


def test_the_chair_designates_a_state_that_offered_for_a_term_and_all_members_are_told(
    xa, xc, authority, chair, stranger, officer, observer, designation
):
    assert (designation.fact, designation.participant, designation.designated_by) == (Fact.DESIGNATION, xa, xc)
    assert (designation.since, designation.until, designation.role) == (TODAY, TODAY + 700 * DAY, "coordinator")
    people = Notice.objects.filter(kind=COORDINATOR_DESIGNATED, channel="portal").values_list(
        "recipient__email", flat=True
    )
    assert set(people) == {authority.email, stranger.email, officer.email}
    assert sentences(stranger) == [f"State XA was designated as coordinator: {designation.subject}."]


def test_of_a_state_that_did_not_offer_the_note_says_how_it_agreed(measure, area, chair, xa, xb, authority):
    given = {"about": About(measure=measure), "by": chair}
    assert set(refused(designate_coordinator, party=xb, **given)) == {"note"}
    assert designate_coordinator(party=xb, note="Agreed in Astana.", **given).note == "Agreed in Astana."
    # Who offers the whole area offers what lies in it.
    offer_to_coordinate(about=About(Depth.AREA, area=area), by=authority)
    assert designate_coordinator(party=xa, role=CoordinatorRole.CO_COORDINATOR, **given).participant == xa


def test_a_place_is_held_by_one_state_at_a_time_and_by_any_number_of_co_coordinators(
    designation, measure, chair, xa, xb, xc
):
    given = {"about": About(measure=measure), "by": chair, "note": "It agreed."}
    assert "State XA coordinates it on that day" in str(refused(designate_coordinator, party=xb, **given))
    assert refused(designate_coordinator, party=xa, **given) == {"party": ["State XA is designated for it already."]}
    for state in (xb, xc):
        designate_coordinator(party=state, role=CoordinatorRole.CO_COORDINATOR, **given)
    assert designate_coordinator(
        party=xb, since=designation.until, **given | {"about": About(Depth.AREA, area=measure.area)}
    )


def test_nobody_but_the_chair_designates_and_no_observer_is_designated(
    measure, authority, observer, officer, chair, xa, xc, xo
):
    given = {"about": About(measure=measure), "party": xa, "note": "It agreed."}
    for person in (authority, observer):
        assert "not by you" in str(refused(designate_coordinator, by=person, **given))
    assert "channel" in refused(designate_coordinator, by=officer, on_behalf_of=xc, **given)
    assert set(refused(designate_coordinator, by=chair, **given | {"party": xo})) == {"party"}
    row = designate_coordinator(
        by=officer, on_behalf_of=xc, since=TODAY - 20 * DAY, on=TODAY - 28 * DAY, **given, **LETTER
    )
    assert (row.since, row.on, row.designated_by) == (TODAY - 20 * DAY, TODAY - 28 * DAY, xc)
    assert CoordinatorAssignment.objects.count() == 1


def test_a_term_has_its_days_in_order(measure, chair, xa):
    given = {"about": About(measure=measure), "party": xa, "note": "It agreed.", "by": chair}
    assert set(refused(designate_coordinator, until=TODAY, **given)) == {"last_day"}
    assert set(refused(designate_coordinator, since=TODAY - DAY, **given)) == {"since"}


# -- How a designation ends.


@pytest.mark.parametrize(("who", "acting_as"), [("chair", "chair"), ("officer", "secretariat")])
def test_the_chair_or_the_secretariat_ends_a_designation_and_says_why(
    who, acting_as, designation, authority, stranger, request
):
    person = request.getfixturevalue(who)
    ends = {"does": Coordinating.ENDS, "assignment": designation}
    assert set(refused(end_coordination, by=person, **ends)) == {"note"}
    for other in (authority, stranger):
        assert "not by you" in str(refused(end_coordination, by=other, note="Why.", **ends))
    end = end_coordination(by=person, note="As agreed at the meeting.", until=TODAY + 30 * DAY, **ends)
    assert (end.acting_as, end.until_before, designation.until) == (acting_as, TODAY + 700 * DAY, TODAY + 30 * DAY)
    assert sentences(stranger)[0] == f"The designation of State XA as coordinator was ended: {designation.subject}."
    assert Notice.objects.filter(kind=COORDINATION_ENDED, recipient=authority).exists()
    assert set(refused(end_coordination, by=person, note="Why.", until=TODAY + 60 * DAY, **ends)) == {"until"}
    assert set(refused(end_coordination, by=person, note="Why.", until=TODAY - DAY, **ends)) == {"until"}


def test_a_coordinator_lays_it_down_for_itself(designation, authority, stranger, chair, xa):
    for other in (stranger, chair):
        assert "not by you" in str(
            refused(end_coordination, does=Coordinating.LAYS_DOWN, assignment=designation, by=other)
        )
    end = end_coordination(does=Coordinating.LAYS_DOWN, assignment=designation, by=authority)
    assert (end.on_behalf_of, end.acting_as, designation.until) == (xa, "coordinator", TODAY)
    assert Notice.objects.filter(kind=COORDINATION_LAID_DOWN, recipient=stranger).exists()


def test_an_end_that_was_entered_by_mistake_lets_it_run_on(designation, chair, officer, stranger):
    end = end_coordination(does=Coordinating.ENDS, assignment=designation, note="Another state was meant.", by=chair)
    correction = ask_correction(thing=end, reason="It was about another state.", by=officer)
    second = User.objects.create_user("second@secretariat.example", name="Second", is_staff=True)
    confirm_correction(correction=correction, by=second)
    designation.refresh_from_db()
    assert (designation.until, CoordinationEnd.objects.count()) == (TODAY + 700 * DAY, 0)
    assert any("mistake" in sentence for sentence in sentences(stranger))


# -- Under another edition of the law.

HOLDS_FROM = dt.date(2027, 6, 1)


def test_a_term_begun_before_another_edition_ends_under_the_old_one(
    designation, measure, area, chair, officer, xa, xb, at_its_time
):
    """Under the invented edition the Secretariat designates and ends, and a term lasts a year at most."""
    note = {"note": "It agreed."}
    with registered(invented_edition(HOLDS_FROM)) as law:
        at_its_time.move_to(dt.datetime(2027, 7, 1, 9, tzinfo=dt.UTC))
        given = {"about": About(Depth.AREA, area=area), "party": xb, **note}
        assert "not by you" in str(refused(designate_coordinator, by=chair, **given))
        assert set(refused(designate_coordinator, by=officer, **given)) == {"last_day"}
        until = dt.date(2028, 7, 1)
        assert set(refused(designate_coordinator, by=officer, until=until + DAY, **given)) == {"last_day"}
        new = designate_coordinator(by=officer, until=until, **given)
        assert (new.law_edition, designation.law_edition) == (law.key, "2007")
        # Two years less a month were given before: they are kept, and the Chair may end what it began.
        assert designation.until == TODAY + 700 * DAY
        assert "not by you" in str(
            refused(end_coordination, does=Coordinating.ENDS, assignment=new, by=chair, note="Why.")
        )
        end_coordination(does=Coordinating.ENDS, assignment=designation, by=chair, note="Why.")
        assert CoordinatorAssignment.objects.get(pk=designation.pk).law.key == "2007"
