"""The coverage of an edition: what stands where."""

import datetime as dt

import pytest
from django.utils import timezone

from catalogue.choices import Depth
from catalogue.models import Edition
from commitments.choices import Fact
from commitments.models import CoordinatorAssignment
from commitments.reports.coverage import Coverage, CoverageStatus, coverage
from commitments.tests.factories import AreaFactory, CoordinatorAssignmentFactory, EditionFactory, MeasureFactory
from commitments.tests.stories import Story
from members.models import Participant, User
from members.tests.factories import a_state

DAY = dt.date(2007, 10, 3)


@pytest.fixture
def reader(db: None) -> User:
    return User.objects.create_user("reader@x.example", name="Reader")


def on(reader: User, day: dt.date, code: str = "2007") -> Coverage:
    members = Participant.objects.visible_to(reader).members_on(day).in_seat_order()
    return coverage(reader, edition=Edition.objects.get(code=code), on=day, states=list(members))


def marks(found: Coverage) -> dict[str, list[tuple[str, str, bool]]]:
    """Reference of a row → state, status and nearness of each mark in its cells."""
    return {
        row.subject.reference: [
            (entry.state.code, entry.status.value, entry.is_near) for cell in row.cells for entry in cell
        ]
        for row in found.rows
        if any(row.cells)
    }


def test_the_annex_of_2007_stands_as_it_does_in_the_annex(record_loaded: None, reader: User) -> None:
    found = on(reader, DAY)
    assert marks(found) == {
        "CBM-2007-ECO-02": [("AZ", "offered", False)],
        "CBM-2007-ECO-03": [("KR", "offered", True)],
        "CBM-2007-ECO-04": [("TJ", "offered", True)],
        "CBM-2007-ECO-09": [("KR", "offered", True)],
        "CBM-2007-ENV-03": [("IR", "offered", True)],
        "CBM-2007-NCT": [("TR", "offered", False)],
        "CBM-2007-NCT-02": [("IR", "offered", True)],
    }
    beside = {row.subject.reference: [entry.state.code for entry in row.beside] for row in found.rows if row.beside}
    assert beside == {"CBM-2007-ECO": ["RU"]}
    assert [entry.state.code for entry in found.beside] == ["KZ"]


def test_the_edition_of_2007_has_its_26_measures_in_four_areas(record_loaded: None, reader: User) -> None:
    found = on(reader, DAY)
    assert [len(measures) for _area, measures in found.by_area] == [10, 5, 6, 5]


def test_before_a_day_nothing_that_came_later_is_there(record_loaded: None, reader: User) -> None:
    found = on(reader, dt.date(2007, 3, 13))
    assert marks(found) == {}


def test_a_mark_is_not_said_twice_in_a_cell(reader: User) -> None:
    state, measure = a_state("XA"), MeasureFactory(area__edition__code="2007")
    for year in (2008, 2009):
        CoordinatorAssignmentFactory(
            participant=state, measure=measure, fact=Fact.DESIGNATION, on=None, since=dt.date(year, 1, 1)
        )
    CoordinatorAssignmentFactory(participant=state, measure=measure)
    found = on(reader, dt.date(2010, 1, 1))
    assert marks(found)[measure.reference] == [("XA", "coordinates", False), ("XA", "offered", False)]


def test_an_offer_of_a_state_that_is_no_member_stands_beside(reader: User) -> None:
    entry = CoordinatorAssignmentFactory(measure__area__edition__code="2007")
    found = on(reader, DAY)
    assert [row.beside[0].state for row in found.rows if row.beside] == [entry.participant]


def test_a_topic_near_no_measure_stands_on_the_line_of_its_area(reader: User) -> None:
    area = AreaFactory(edition__code="2007")
    CoordinatorAssignmentFactory(
        participant=a_state("XA"), depth=Depth.TOPIC, measure=None, area=area, wording={"en": "Kites"}
    )
    found = on(reader, DAY)
    assert [entry.words for entry in found.rows[0].beside] == [{"en": "Kites"}]


def test_measures_without_an_entry_are_the_gaps(record_loaded: None, reader: User) -> None:
    gaps = on(reader, DAY).gaps
    assert {area.subject.reference: [row.subject.number for row in rows] for area, rows in gaps} == {
        "CBM-2007-ECO": [1, 5, 6, 7, 8, 10],
        "CBM-2007-ENV": [1, 2, 4, 5],
        "CBM-2007-HUM": [1, 2, 3, 4, 5, 6],
        "CBM-2007-NCT": [1, 3, 4, 5],
    }


def test_an_area_that_only_holds_areas_is_a_heading_and_no_gap(reader: User) -> None:
    dimension = AreaFactory(edition=EditionFactory(code="2021"))
    within = AreaFactory(edition=dimension.edition, parent=dimension)
    found = on(reader, DAY, "2021")
    assert [row.is_heading for row in found.rows] == [True, False]
    assert [area.subject for area, _measures in found.gaps] == [within]


def test_nobody_who_may_not_sign_in_sees_an_entry(record_loaded: None, reader: User) -> None:
    reader.is_active = False
    assert on(reader, DAY).rows == []
    assert CoordinatorAssignment.objects.count() > 0


def test_statuses_have_words_for_all() -> None:
    assert [status.value for status in CoverageStatus] == ["coordinates", "co-coordinates", "joined", "offered"]


def test_a_state_that_joins_a_commitment_stands_as_joined_at_its_measure_until_it_leaves(
    authority, stranger, chair, officer, xb
):
    story = Story(author=authority, chair=chair, officer=officer)
    story.take("join", stranger)
    edition = story.commitment.area.edition
    today = timezone.localdate()

    def joined():
        found = coverage(officer, edition=edition, on=today, states=[story.state, xb])
        row = next(row for row in found.rows if row.subject == story.commitment.measure)
        return [[entry.status for entry in cell] for cell in row.cells]

    assert joined() == [[CoverageStatus.JOINED], [CoverageStatus.JOINED]]
    story.take("withdraw", stranger)
    assert joined() == [[CoverageStatus.JOINED], []]
