"""The agenda of a meeting, the plan of a year, and what the record has of a year and of a term in the Chair."""

import datetime as dt

import pytest
import time_machine

from activities.actions.plans import draw_up
from activities.choices import ActivityCourse
from activities.models import YearPlan
from activities.tests.factories import ActivityFactory, InformationFactory
from commitments.models import StepTaken
from commitments.tests.stories import Story
from decisions.actions.agenda import circulate_agenda, draft_agenda
from decisions.choices import AgendaStage
from decisions.models import AgendaItem, Decision
from decisions.reports.ripe import ripe_for
from desk.reports.documents import KINDS, ToldDocument
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.choices import Audience
from members.models import Chairmanship
from members.tests.factories import ChairmanshipFactory
from record.outlines import Outline, OutlineHeading, OutlineTable

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 6, 1)
AT = dt.datetime(2027, 6, 1, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def today_is_the_first_of_june():
    with time_machine.travel(AT):
        yield


@pytest.fixture
def story(authority, chair, officer) -> Story:
    return Story(author=authority, chair=chair, officer=officer).to(State.APPROVED)


@pytest.fixture
def soc(story) -> Meeting:
    day = dt.date(2027, 6, 23)
    return MeetingFactory(
        body=Body.SENIOR_OFFICIALS, reference="SOC-2027-9", starts_on=day, status=Status.PLANNED, host=story.state
    )


def outline(kind: str, thing, user, day: dt.date = TODAY, language: str = "en") -> Outline:
    return ToldDocument(KINDS[kind], thing, "x", user, day, language).outline()


def table(told: Outline, heading: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the first table under a heading."""
    place = [block.text if isinstance(block, OutlineHeading) else "" for block in told.blocks].index(heading)
    return next(block.rows for block in told.blocks[place:] if isinstance(block, OutlineTable))


def words(told: Outline) -> str:
    return str(told.blocks)


# -- The agenda.


def test_an_agenda_is_a_draft_to_who_drafts_it_and_to_others_what_they_were_sent(soc, officer, authority, observer):
    draft_agenda(meeting=soc, ripe=ripe_for(soc, officer), by=officer)
    first = AgendaItem.objects.filter(meeting=soc).standing().order_by("position").first()
    AgendaItem.objects.filter(pk=first.pk).update(title={"en": "A canary of the draft"})
    drafted, unknown = (words(outline("agenda", soc, person)) for person in (officer, authority))
    assert "A canary of the draft" in drafted
    assert "A draft: it wasn’t circulated yet." in drafted
    assert "A canary of the draft" not in unknown
    assert "No agenda was circulated yet." in unknown
    circulate_agenda(
        meeting=Meeting.objects.get(pk=soc.pk),
        stage=AgendaStage.PROVISIONAL,
        audience=Audience.MEMBERS,
        by=officer,
        at=AT,
    )
    sent = outline("agenda", soc, authority)
    assert "1. A canary of the draft" in [block.text for block in sent.blocks if isinstance(block, OutlineHeading)]
    assert "A canary of the draft" not in words(outline("agenda", soc, observer))
    assert "No agenda was circulated yet." in words(outline("agenda", soc, officer, TODAY - dt.timedelta(days=1)))


# -- The plan of a year.


def test_a_plan_reads_as_it_was_taken_up_by_the_day_that_is_asked_about(story, officer, chair, authority):
    measure = story.commitment.measure
    ActivityFactory(owner=story.state, measure=measure, title={"en": "Corridors"}, starts_on=dt.date(2028, 3, 2))
    plan = draw_up(year=2028, by=officer, at=AT)
    told = outline("plan", plan, officer)
    [row] = table(told, str(measure.area))
    assert (row[0], row[1], row[5]) == ("Corridors", str(story.state), measure.reference)
    assert "Being drawn up" in words(told)
    assert "No entry yet." in words(outline("plan", plan, officer, TODAY - dt.timedelta(days=1)))
    assert KINDS["plan"].find(chair, "2028") == plan
    assert KINDS["plan"].find(authority, "2028") is None, (
        "while it is drawn up, it is the Secretariat's and the Chair's"
    )
    assert [KINDS["plan"].find(officer, key) for key in ("next", "9" * 40, "-1")] == [None, None, None]


# -- A year, and a term in the Chair.


def test_an_annual_report_has_what_happened_in_its_year_and_nothing_of_another(story, officer):
    measure = story.commitment.measure
    held = {"owner": story.state, "measure": measure, "course": ActivityCourse.HELD}
    for title, day in (("Of this year", dt.date(2027, 3, 2)), ("Of another year", dt.date(2026, 12, 31))):
        ActivityFactory(title={"en": title}, starts_on=day, **held)
    for title, day in (("Let others know", AT), ("Let them know before", AT - dt.timedelta(days=200))):
        InformationFactory(owner=story.state, measure=measure, title={"en": title}, at=day)
    told = outline("annual", KINDS["annual"].find(officer, "2027"), officer)
    assert [row[0] for row in table(told, "Activities")] == ["Of this year"]
    assert [row[2] for row in table(told, "Information exchanged")] == ["Let others know"]
    assert [row[2] for row in table(told, "Steps of commitments")] == [
        step.told for step in StepTaken.objects.order_by("on", "pk")
    ]
    assert [row[1].split(" · ")[0] for row in table(told, "Decisions")] == [Decision.objects.get().symbol]
    assert table(told, "Where commitments stood at the end") == ((str(State.APPROVED.label), "1"),)
    MeetingFactory(starts_on=dt.date(2026, 3, 3))
    before = outline("annual", KINDS["annual"].find(officer, "2026"), officer)
    assert [row[0] for row in table(before, "Activities")] == ["Of another year"]


def test_a_report_of_the_secretariat_is_for_it_and_that_of_a_term_for_the_state_as_well(
    story, officer, chair, authority
):
    term = Chairmanship.objects.get()
    for kind, thing, who in (
        ("annual", KINDS["annual"].find(officer, "2027"), [True, False, False]),
        ("chairmanship", term, [True, True, False]),
    ):
        assert [KINDS[kind].is_for(person, thing) for person in (officer, chair, authority)] == who


def test_a_term_ends_before_the_day_of_the_handover(story, officer, chair):
    term = Chairmanship.objects.get()
    Chairmanship.objects.filter(pk=term.pk).update(until=dt.date(2027, 5, 1))
    ChairmanshipFactory(participant=story.state, since=dt.date(2027, 5, 1))
    held = {"body": Body.SENIOR_OFFICIALS, "status": Status.HELD}
    for reference, day in (("SOC-2027-7", dt.date(2027, 4, 30)), ("SOC-2027-8", dt.date(2027, 5, 1))):
        MeetingFactory(reference=reference, starts_on=day, **held)
    first, second = Chairmanship.objects.order_by("since")
    of_terms = [
        {row[1] for row in table(outline("chairmanship", of, chair), "Meetings held")} for of in (first, second)
    ]
    assert ["SOC-2027-7" in of for of in of_terms] == [True, False]
    assert ["SOC-2027-8" in of for of in of_terms] == [False, True]


def test_a_chair_reads_of_a_term_what_it_may_read_and_no_more(story, chair):
    kept = {"owner": story.state, "measure": story.commitment.measure, "starts_on": dt.date(2027, 3, 2)}
    ActivityFactory(title={"en": "A canary at home"}, audience=Audience.OWN, **kept)
    ActivityFactory(title={"en": "For the members"}, audience=Audience.MEMBERS, **kept)
    told = words(outline("chairmanship", Chairmanship.objects.get(), chair))
    assert "For the members" in told
    assert "A canary at home" not in told


def test_every_head_of_a_table_is_in_the_language_of_the_document(story, officer):
    """A word that is asked for before anybody reads it stays English."""
    measure = story.commitment.measure
    english, russian = (
        [
            block.head
            for block in outline("measure", measure, officer, TODAY, language).blocks
            if isinstance(block, OutlineTable)
        ]
        for language in ("en", "ru")
    )
    assert not [head for head, other in zip(english, russian, strict=True) if head == other]


def test_the_page_of_documents_names_those_that_are_for_its_reader(story, officer, chair, authority, sign_in):
    draw_up(year=2028, by=officer, at=AT)
    assert YearPlan.objects.count() == 1
    term = Chairmanship.objects.get().since.isoformat()
    for person, links in (
        (officer, [True, True, True]),
        (chair, [True, False, True]),
        (authority, [False, False, False]),
    ):
        page = sign_in(person).get("/documents/").content.decode()
        places = ("plan/2028", "annual/2027", f"chairmanship/{term}")
        assert [f"/documents/{place}/" in page for place in places] == links
