"""Pages that show where states stand read as much of the record when it is large as when it is small."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db.models import Model
from django.db.models.signals import post_init
from django.test import Client

from catalogue.choices import Depth
from catalogue.models import Edition, Measure
from commitments.choices import Fact
from commitments.models import CoordinatorAssignment, Intention
from commitments.reports.coverage import Coverage, CoverageEntry, coverage
from commitments.reports.gaps import gaps_opened
from commitments.tests.factories import (
    CommitmentFactory,
    CoordinatorAssignmentFactory,
    EditionFactory,
    IntentionFactory,
    MeasureFactory,
)
from members.choices import Audience
from members.models import Participant, User
from members.tests.factories import a_state
from members.tests.signing_in import let_in
from record.dates import day_of_the_house

FEW, MANY = 3, 70
ON_A_PAGE = 50
GROWING = (CoordinatorAssignment, Intention)


@pytest.fixture
def reader(db: None) -> User:
    return User.objects.create_user("reader@x.example", name="Reader")


@pytest.fixture
def measure(db: None) -> Measure:
    return MeasureFactory(area__edition=EditionFactory(code="2007"))


def stand_in(measure: Measure, state: Participant, number: int, audience: str = Audience.PUBLIC) -> None:
    """So many commitments of one state to one measure, with as many offers, designations and topics in its own words."""
    for _commitment in range(number):
        commitment = CommitmentFactory(measure=measure, audience=audience)
        IntentionFactory(commitment=commitment, participant=state)
        CoordinatorAssignmentFactory(measure=measure, participant=state)
        CoordinatorAssignmentFactory(
            measure=measure, participant=state, fact=Fact.DESIGNATION, commitment=commitment, source=""
        )
        topic = {"depth": Depth.TOPIC, "measure": None, "area": measure.area}
        CoordinatorAssignmentFactory(participant=state, near=measure, wording={"en": "Kites"}, **topic)
        CoordinatorAssignmentFactory(participant=state, until=dt.date(2020, 1, 1), measure=measure)


@contextmanager
def counted() -> Iterator[Counter[type[Model]]]:
    """How many rows of each model are read as objects meanwhile."""
    read: Counter[type[Model]] = Counter()

    def note(sender: type[Model], **_given: object) -> None:
        read[sender] += 1

    post_init.connect(note)
    try:
        yield read
    finally:
        post_init.disconnect(note)


def pages_of(measure: Measure) -> dict[str, int]:
    """Each page, and how many offers and designations it lists at most."""
    area = measure.area.reference
    return {
        "/": 0,
        "/measures/": 0,
        "/coordinators/": ON_A_PAGE + 2,
        f"/measures/{measure.reference}/": ON_A_PAGE,
        f"/areas/{area}/": ON_A_PAGE,
        "/states/XA/": 2 * ON_A_PAGE,
        "/search/?q=kites": 8,
    }


def test_no_page_reads_more_rows_than_it_lists_however_many_there_are(
    client: Client, reader: User, measure: Measure
) -> None:
    stand_in(measure, a_state("XA"), MANY)
    let_in(client, reader)
    for address, most in pages_of(measure).items():
        with counted() as read:
            assert client.get(address).status_code == 200
        assert sum(read[model] for model in GROWING) <= most, (address, read)


@pytest.mark.parametrize("number", [FEW, MANY])
def test_each_page_asks_as_much_for_seventy_commitments_as_for_three(
    client: Client, reader: User, measure: Measure, number: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    stand_in(measure, a_state("XA"), number)
    let_in(client, reader)
    # As in the tests of each page, without what is told of one entry alone.
    costs = {"/": 19, "/measures/": 12, "/coordinators/": 19}
    for address, queries in costs.items():
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


def found_in(user: User, measure: Measure, state: Participant) -> Coverage:
    return coverage(user, edition=measure.area.edition, on=day_of_the_house(), states=[state])


def entries_at(found: Coverage, measure: Measure) -> list[CoverageEntry]:
    [row] = [row for row in found.rows if row.subject == measure]
    return row.cells[0]


def test_several_of_one_kind_are_one_mark_with_their_number_and_lead_to_the_list_of_them(
    client: Client, reader: User, measure: Measure
) -> None:
    state = a_state("XA")
    stand_in(measure, state, FEW)
    IntentionFactory(commitment=CommitmentFactory(measure=measure, audience=Audience.PUBLIC), participant=a_state("XB"))
    IntentionFactory(commitment=CommitmentFactory(audience=Audience.PUBLIC), participant=state)
    entries = entries_at(found_in(reader, measure, state), measure)
    assert sorted((entry.status.value, entry.is_near, entry.count) for entry in entries) == [
        ("coordinates", False, FEW),
        ("joined", False, FEW),
        ("offered", False, FEW),
        ("offered", True, FEW),
    ]
    assert {entry.rests_on for entry in entries} == {"3 entries"}
    let_in(client, reader)
    for entry in entries:
        page = client.get(entry.opens).content.decode()
        rows = page.split("<tbody>")[1].split("</tbody>")[0]
        assert len(re.findall(r"<tr[ >]", rows)) == FEW, entry.opens


def test_one_alone_is_told_in_its_own_words_with_where_it_is_read(reader: User, measure: Measure) -> None:
    state = a_state("XA")
    commitment = CommitmentFactory(measure=measure, audience=Audience.PUBLIC)
    IntentionFactory(commitment=commitment, participant=state)
    CoordinatorAssignmentFactory(
        participant=state, depth=Depth.TOPIC, measure=None, area=measure.area, near=measure, wording={"en": "Kites"}
    )
    [topic, joined] = entries_at(found_in(reader, measure, state), measure)
    assert (topic.words, topic.rests_on) == ({"en": "Kites"}, "A test")
    assert (joined.rests_on, joined.opens) == (commitment.reference, f"/commitments/{commitment.reference}/")


def test_what_a_reader_may_not_see_is_not_counted(reader: User, measure: Measure) -> None:
    state = a_state("XA")
    stand_in(measure, state, FEW, Audience.MEMBERS)
    of_all = CommitmentFactory(measure=measure, audience=Audience.PUBLIC)
    IntentionFactory(commitment=of_all, participant=state)

    def counts(user: User) -> dict[str, int]:
        entries = entries_at(found_in(user, measure, state), measure)
        return {entry.status.value: entry.count for entry in entries if not entry.is_near}

    assert counts(reader) == {"offered": FEW, "joined": 1}
    officer = User.objects.create_user("officer@x.example", name="Officer", is_staff=True)
    assert counts(officer) == {"offered": FEW, "coordinates": FEW, "joined": FEW + 1}


def test_the_last_term_to_end_opened_a_gap_and_no_other_is_read(reader: User, measure: Measure) -> None:
    state = a_state("XA")
    for year in range(2009, 2009 + FEW):
        CoordinatorAssignmentFactory(participant=state, measure=measure, until=dt.date(year, 5, 1))
    CoordinatorAssignmentFactory(participant=state, measure=measure, until=dt.date(2090, 5, 1))
    elsewhere = CoordinatorAssignmentFactory(
        depth=Depth.AREA, measure=None, area=measure.area, last_known=dt.date(2008, 5, 1)
    )
    with counted() as read:
        opened = gaps_opened(reader, measure.area.edition, day_of_the_house())
    assert read[CoordinatorAssignment] == 2
    assert {place: (gap.day, gap.is_known_then, gap.state) for place, gap in opened.items()} == {
        ("measure", measure.pk): (dt.date(2011, 5, 1), False, state),
        ("area", measure.area_id): (dt.date(2008, 5, 1), True, elsewhere.participant),
    }


def test_the_page_of_a_state_opens_where_the_line_stands_that_an_address_names(
    client: Client, reader: User, measure: Measure
) -> None:
    state = a_state("XA")
    rows = [CoordinatorAssignmentFactory(participant=state, measure=measure) for _row in range(MANY)]
    ended = [
        CoordinatorAssignmentFactory(participant=state, measure=measure, until=dt.date(2010, 1, 1)) for _ in range(MANY)
    ]
    let_in(client, reader)
    for row in (rows[0], rows[-1], ended[0], ended[-1]):
        page = client.get(row.get_absolute_url()).content.decode()
        assert f'id="coordinator-{row.pk}"' in page
    page = client.get("/states/XA/").content.decode()
    assert f'id="coordinator-{rows[-1].pk}"' not in page
    assert f"All {MANY} entries" in page
    for strange in ("", "x", "9" * 30, "²"):
        assert client.get(f"/states/XA/?{urlencode({'coordinator': strange})}").status_code == 200


@pytest.mark.both
def test_words_of_an_offer_are_found_whatever_their_case(client: Client, reader: User, measure: Measure) -> None:
    CoordinatorAssignmentFactory(measure=measure, wording={"ru": "Воздушные ЗМЕИ", "en": "Kites"})
    CoordinatorAssignmentFactory(measure=measure)
    let_in(client, reader)
    for words, number in (("змеи воздушные", 1), ("змеи kites", 1), ("змеи лодки", 0)):
        page = client.get("/search/", {"q": words, "within": "coordinators"}).content.decode()
        assert f"{number} result" in page, words


@pytest.mark.postgres
def test_groups_are_counted_by_postgresql_as_by_sqlite(reader: User, measure: Measure) -> None:
    state = a_state("XA")
    stand_in(measure, state, FEW)
    found = found_in(reader, measure, state)
    assert sorted((entry.status.value, entry.count) for entry in entries_at(found, measure)) == [
        ("coordinates", FEW),
        ("joined", FEW),
        ("offered", FEW),
        ("offered", FEW),
    ]
    assert list(Edition.objects.values_list("code", flat=True)) == ["2007"]
