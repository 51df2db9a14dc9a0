"""The pack of a meeting: what stands on its agenda and why, what is awaited, what changed, and what is missing before it goes."""

import datetime as dt
import io

import pikepdf
import pypdfium2
import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from commitments.models import StepTaken
from commitments.tests.factories import PaperVersionFactory
from commitments.tests.stories import Story
from decisions.actions.agenda import circulate_agenda, draft_agenda
from decisions.choices import AgendaStage
from decisions.models import AgendaItem, AgendaPaper
from decisions.reports.ripe import ripe_for
from desk.reports.documents import KINDS, ToldDocument
from law.cica.bodies import Body
from law.cica.states import State
from meetings.choices import Status
from meetings.models import Meeting
from meetings.tests.factories import MeetingFactory
from members.choices import Audience
from papers.models import PaperVersion
from record.outlines import Outline, OutlineHeading, OutlineList, OutlineParagraph, OutlineTable

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 6, 1)


@pytest.fixture(autouse=True)
def today_is_the_first_of_june():
    with time_machine.travel(dt.datetime(2027, 6, 1, 9, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def story(authority, chair, officer) -> Story:
    """Put before the Committee today; it met last a year ago."""
    story = Story(author=authority, chair=chair, officer=officer).to(State.BEFORE_SOC)
    Meeting.objects.filter(pk=story.meetings[Body.SENIOR_OFFICIALS].pk).update(starts_on=dt.date(2026, 6, 20))
    return story


@pytest.fixture
def last(story) -> Meeting:
    return Meeting.objects.get(pk=story.meetings[Body.SENIOR_OFFICIALS].pk)


@pytest.fixture
def soc(story) -> Meeting:
    day = dt.date(2027, 6, 23)
    return MeetingFactory(
        body=Body.SENIOR_OFFICIALS, reference="SOC-2027-9", starts_on=day, status=Status.PLANNED, host=story.state
    )


def pack(meeting, user) -> Outline:
    return ToldDocument(KINDS["pack"], Meeting.objects.get(pk=meeting.pk), "x", user, TODAY, "en").outline()


def under(outline: Outline, heading: str) -> list:
    """The blocks under a heading of the second level."""
    found, is_there = [], False
    for block in outline.blocks:
        if isinstance(block, OutlineHeading) and block.level == 2:
            is_there = block.text == heading
        elif is_there:
            found.append(block)
    return found


def test_the_agenda_is_annotated_with_what_each_item_asks_and_its_papers_are_annexes(story, soc, officer):
    draft_agenda(meeting=soc, ripe=ripe_for(soc, officer), by=officer)
    item = AgendaItem.objects.get(meeting=soc, matter=f"commitment:{story.commitment.reference}")
    version = PaperVersion.objects.get()
    AgendaPaper.objects.get_or_create(item=item, version=version)
    told = pack(soc, officer)
    agenda = under(told, "Annotated agenda")
    headings = [block.text for block in agenda if isinstance(block, OutlineHeading)]
    assert len(headings) == AgendaItem.objects.filter(meeting=soc).standing().count()
    said = " ".join(block.text for block in agenda if isinstance(block, OutlineParagraph))
    assert f"Papers: {version.designation}" in said
    assert "It was put before the Committee" in said
    [awaited] = under(told, "Decisions awaited")
    assert [(row[0], row[3]) for row in awaited.rows] == [
        (story.commitment.reference, "Approved; Taken note of; Deferred; Returned")
    ]
    [annexes, *_break] = under(told, "Annexes")
    assert [row[2:] for row in annexes.rows] == [(version.designation, "in this document", version.sha256)]
    [designation, _digest, *text] = under(told, f"Annex 1: {version.paper.heading}")
    assert designation.text == version.designation
    assert "\n\n".join(block.text for block in text) == version.text


def a_pdf(pages: int) -> bytes:
    """So many empty pages, each of a size of its own by which it is known again."""
    pdf, out = pikepdf.new(), io.BytesIO()
    for page in range(pages):
        pdf.add_blank_page(page_size=(300 + page, 400))
    pdf.save(out)
    return out.getvalue()


def test_papers_that_are_pdf_are_bound_behind_the_pack_where_its_contents_say(story, soc, officer):
    draft_agenda(meeting=soc, ripe=ripe_for(soc, officer), by=officer)
    item = AgendaItem.objects.get(meeting=soc, matter=f"commitment:{story.commitment.reference}")
    name = default_storage.save("papers/bound.pdf", ContentFile(a_pdf(3)))
    of_text = PaperVersion.objects.get()
    version = PaperVersionFactory(paper=of_text.paper, number=2, file=name, file_type="application/pdf", text="")
    AgendaPaper.objects.filter(item=item).delete()
    AgendaPaper.objects.create(item=item, version=version)
    told = ToldDocument(KINDS["pack"], Meeting.objects.get(pk=soc.pk), "x", officer, TODAY, "en")
    made = told.file("pdf")
    assert made.data == told.file("pdf").data
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert [float(page.mediabox[2]) for page in list(pdf.pages)[-3:]] == [300, 301, 302]
        assert "pdfuaid:part" not in str(pdf.open_metadata())
        cover = len(pdf.pages) - 3
    text = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.data)]
    assert f"Annex 1: {version.paper.heading}" in text[cover - 1]
    contents = next(line for page in text for line in page.splitlines() if line.startswith("Annex 1:"))
    assert contents.split()[-1] == str(cover)
    default_storage.delete(name)
    [annexes] = under(pack(soc, officer), "Annexes")
    assert [row[3] for row in annexes.rows] == ["a file of its own"], "a file that isn't there is bound by nobody"


def test_what_has_changed_since_the_body_last_met_is_every_step_since(story, soc, last, officer):
    blocks = under(pack(soc, officer), "What has changed since the body last met")
    [steps, *_rest] = [block for block in blocks if isinstance(block, OutlineTable)]
    every = StepTaken.objects.filter(commitment=story.commitment, on__gt=last.last_day, on__lte=TODAY).in_order()
    [(commitment, done, stands)] = steps.rows
    assert commitment == story.commitment.called
    assert [line.split(" · ", 1)[1] for line in done.split("\n")] == [str(step.told) for step in every]
    assert stands == story.commitment.get_state_display()
    assert str(last) in blocks[0].text


def test_it_says_what_is_missing_until_nothing_is(story, soc, officer):
    [wanting] = under(pack(soc, officer), "Before it may go out")
    assert {"No item stands on the agenda yet.", "The agenda wasn’t circulated yet."} <= set(wanting.items)
    draft_agenda(meeting=soc, ripe=ripe_for(soc, officer), by=officer)
    item = AgendaItem.objects.get(meeting=soc, matter=f"commitment:{story.commitment.reference}")
    AgendaPaper.objects.filter(item=item).update(dropped=True)
    [wanting] = under(pack(soc, officer), "Before it may go out")
    assert isinstance(wanting, OutlineList)
    assert [words for words in wanting.items if "no paper is laid" in words]
    AgendaPaper.objects.filter(item=item).update(dropped=False)
    AgendaPaper.objects.get_or_create(item=item, version=PaperVersion.objects.get())
    circulate_agenda(
        meeting=Meeting.objects.get(pk=soc.pk), stage=AgendaStage.PROVISIONAL, audience=Audience.MEMBERS, by=officer,
        at=dt.datetime(2027, 6, 1, 9, tzinfo=dt.UTC),
    )  # fmt: skip
    [wanting] = under(pack(soc, officer), "Before it may go out")
    assert wanting.items == ("Item 2 isn’t worded in: Russian",)
    AgendaItem.objects.filter(pk=item.pk).update(title={"en": "Corridors", "ru": "Коридоры"})
    [nothing] = under(pack(soc, officer), "Before it may go out")
    assert nothing.text == "Nothing is missing that the record can show."


def test_it_is_for_those_who_prepare_the_meeting(soc, officer, chair, authority, sign_in):
    place = f"/documents/pack/{soc.reference}/"
    assert [sign_in(person).get(place).status_code for person in (officer, chair, authority)] == [200, 200, 403]
    assert place in sign_in(officer).get(soc.get_absolute_url()).content.decode()
    assert place not in sign_in(authority).get(soc.get_absolute_url()).content.decode()


def test_it_costs_the_same_for_two_commitments_and_for_four(
    story, soc, officer, authority, chair, django_assert_num_queries
):
    for rows in (1, 2):
        for _one in range(rows):
            Story(author=authority, chair=chair, officer=officer).to(State.BEFORE_SOC)
            # They were put before the same body, which met no later for that.
            Meeting.objects.filter(starts_on=TODAY).update(starts_on=dt.date(2026, 6, 19))
        draft_agenda(meeting=Meeting.objects.get(pk=soc.pk), ripe=ripe_for(soc, officer), by=officer)
        pack(soc, officer)
        with django_assert_num_queries(50):
            pack(soc, officer)
