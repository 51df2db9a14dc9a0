"""The dashboard: what is counted is what one sees, or one's own alone; picture, words, table and list behind it say the same."""

import datetime as dt
import re

import pytest
from django.utils.translation import override

from activities.tests.factories import InformationFactory
from commitments.tests.stories import State, Story, a_measure
from desk.reports.boards import BoardQuestion, boards
from law.choices import Modality
from meetings.choices import Status
from meetings.tests.factories import DeadlineFactory, MeetingFactory
from members.models import Participant
from record.dates import day_of_the_house

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def begin(authority, chair, officer):
    return lambda **values: Story(**{"author": authority, "chair": chair, "officer": officer, **values})


def named(drawn) -> dict:
    return {board.name: board for board in drawn}


def test_the_board_of_a_state_counts_its_own_and_that_of_all_what_one_sees(begin, authority, stranger, officer):
    begin().to(State.DRAFTED)
    begin(author=stranger).to(State.DRAFTED)
    own = list(Participant.objects.filter(code="XA"))
    for code, title in (("XA", "Ours"), ("XB", "Canary of another")):
        InformationFactory(owner=Participant.objects.get(code=code), title={"en": title}, by=authority)
    tomorrow = day_of_the_house() + DAY
    ours, every = (named(boards(BoardQuestion(officer, tomorrow, states))) for states in (own, None))
    for name, (of_ours, of_all) in {"standing": ("1", "2"), "information": ("1", "2")}.items():
        assert sum(int(row.cells[-1]) for row in ours[name].rows) == int(of_ours), name
        assert sum(int(row.cells[-1]) for row in every[name].rows) == int(of_all), name
    assert sum(int(row.cells[1]) for row in ours["activity"].rows) * 2 == sum(
        int(row.cells[1]) for row in every["activity"].rows
    )
    assert "stays" not in ours
    assert "XB" not in str([board.rows for board in ours.values()])


def test_a_board_says_in_picture_words_and_table_the_same_and_leads_to_the_list_behind_it(begin, authority, sign_in):
    begin().to(State.DRAFTED)
    begin(modality=Modality.B)
    measure = a_measure()
    InformationFactory(owner=Participant.objects.get(code="XA"), area=measure.area, measure=measure, by=authority)
    client = sign_in(authority)
    page = client.get("/board/?whose=all").content.decode()
    assert page.count("The same as a table") == page.count('<svg class="bars"') >= 4
    for drawn in page.split('<svg class="bars"')[1:]:
        picture, told = drawn.split("</svg>")[0], drawn.split("<tbody>")[1].split("</tbody>")[0]
        numbers = re.findall(r'class="bars-number"[^>]*>([^<]+)<', picture)
        assert len(numbers) == told.count("<tr>"), "a row of the table for each bar, and the other way round"
        assert re.search(r"<title id=[^>]+>[^<]+</title>\s*<desc id=[^>]+>[^<]+</desc>", picture), "in words, too"
    for link in re.findall(r'<th scope="row"><a class="link-alone" href="([^"]+)"', page):
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link
    standing = page.split('id="board-standing"')[1].split("</section>")[0]
    [link, *_others] = re.findall(r'<a class="link-alone" href="(/commitments/[^"]+)">', standing)
    assert client.get(link).content.decode().count('<th scope="row">') == 1


def test_meetings_and_deadlines_ahead_stand_in_the_order_of_days(authority):
    today = day_of_the_house()
    near = MeetingFactory(status=Status.PLANNED, starts_on=today + 30 * DAY)
    MeetingFactory(status=Status.PLANNED, starts_on=today + 400 * DAY)
    at = dt.datetime.combine(today + 10 * DAY, dt.time(12), dt.UTC)
    DeadlineFactory(meeting=near, due_on=at.date(), due_at=at)
    board = named(boards(BoardQuestion(authority, today)))["ahead"]
    assert [row.cells[0].split(" · ")[-1] for row in board.rows] == [near.reference, near.label]
    kinds = [part.kind for part in board.picture.parts if part.kind != "grid"]
    assert kinds == ["b", "a"], "a deadline, then its meeting"


def test_the_secretariat_opens_with_all_and_a_state_with_its_own(authority, officer, sign_in):
    assert sign_in(authority).get("/board/").context["whose"] == "ours"
    assert sign_in(authority).get("/board/?whose=all").context["whose"] == "all"
    assert sign_in(officer).get("/board/?whose=ours").context["whose"] == "all", "staff have nothing of their own"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_board_keeps_within_its_picture_and_is_drawn_from_where_one_reads(begin, authority, language):
    begin().to(State.DRAFTED)
    MeetingFactory(status=Status.PLANNED, starts_on=day_of_the_house() + 30 * DAY)
    with override(language):
        drawn = boards(BoardQuestion(authority, day_of_the_house() + DAY))
    for board in drawn:
        picture = board.picture
        assert picture.is_mirrored is (language == "ar")
        assert all(0 <= part.x <= part.x + part.width <= picture.width for part in picture.parts), board.name
        assert all(0 < text.x < picture.width for text in picture.texts), board.name


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("whose", "queries"), [("ours", 18), ("all", 22)])
def test_a_board_asks_as_often_for_one_as_for_three(
    number, whose, queries, begin, authority, sign_in, django_assert_num_queries
):
    # Of a group of one its words are read besides: here each group is of several.
    for _place in range(number + 1):
        begin().to(State.DRAFTED)
    for _place in range(number):
        InformationFactory(owner=Participant.objects.get(code="XA"), by=authority)
    client = sign_in(authority)
    client.get(f"/board/?whose={whose}")
    # Session, person, offices and own states; one of stages, of all two of stays, one of months, those of coverage, of meetings, deadlines,
    # information with areas and measures; of all besides: the cycles and who takes part.
    with django_assert_num_queries(queries):
        client.get(f"/board/?whose={whose}")
