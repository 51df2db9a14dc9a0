"""Documents leave the house: as the page reads, as PDF, DOCX and XLSX, in four languages, with what their reader may read."""

import datetime as dt
import hashlib
import io
import re

import openpyxl
import pypdfium2
import pytest
import time_machine
from django.utils.translation import override
from docx import Document

from activities.actions.plans import draw_up
from activities.tests.factories import ActionPlanFactory, ActionPlanVersionFactory, ActivityFactory
from catalogue.models import Edition
from commitments.models import CoordinatorAssignment, StepTaken
from commitments.tests.factories import CommitmentFactory, CoordinatorAssignmentFactory
from commitments.tests.stories import Story
from decisions.actions.minutes import draft_minutes
from decisions.models import Decision
from desk.making import make_waiting
from desk.reports.documents import KINDS, ToldDocument
from journal.models import Entry
from law.cica.states import State
from members.choices import Audience
from members.models import Chairmanship
from record.outlines import OutlineParagraph, OutlineTable
from record.outlines.docx import docx_of
from record.outlines.pictures import OutlinePicture

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ru", "zh-hans", "ar")
DAY = "2026-11-01"


def plain(words: str) -> str:
    return re.sub(r"[\s\u2066-\u2069]+", "", words)


def in_pdf(data: bytes) -> str:
    return plain("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)))


def unset(tables: list[list[list[str]]]) -> list[list[list[str]]]:
    """Cells without the signs that set words apart: a DOCX has those alone that it needs."""
    return [[[re.sub("[\u200e\u200f\u2066-\u2069]", "", cell) for cell in row] for row in table] for table in tables]


def in_docx(data: bytes) -> list[list[list[str]]]:
    """The cells of its tables."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(data)).tables]


def in_xlsx(data: bytes) -> list[list[list[str]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [
        [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets[1:]
    ]


def taken(client, place: str, extension: str, language: str = "en", **more):
    answer = client.post(f"{place}take/", {"format": extension, "language": language, **more})
    if answer.status_code != 302:
        return answer
    # A long one is asked for, made by whoever makes documents, and taken then.
    make_waiting(within=60)
    return client.post(f"{answer['Location']}take/")


def tables(kind: str, thing, user, day: dt.date, language: str = "en") -> list[list[list[str]]]:
    outline = ToldDocument(KINDS[kind], thing, "x", user, day, language).outline()
    return [[list(block.head), *map(list, block.rows)] for block in outline.blocks if isinstance(block, OutlineTable)]


# -- The coordination report of the true record.


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_annex_of_2007_comes_out_in_every_format_as_it_stands_in_the_record(
    language, record_loaded, officer, sign_in
):
    client, place = sign_in(officer), "/documents/coordination/2007/"
    edition, day = Edition.objects.get(code="2007"), dt.date.fromisoformat(DAY)
    told = tables("coordination", edition, officer, day, language)
    rows = (
        CoordinatorAssignment.objects.visible_to(officer).standing_on(day).filter(edition=edition).for_page().in_order()
    )
    with override(language):
        assert [row[:2] for row in told[0][1:]] == [[str(row.participant), row.subject] for row in rows]
    by_programs = client.get(f"/api/v1/coordinators/?edition=2007&as_of={DAY}").json()["count"]
    assert len(told[0]) - 1 == by_programs > 10
    gaps = client.get(f"/api/v1/gaps/?edition=2007&as_of={DAY}").json()["count"]
    assert len(told[1]) - 1 == gaps > 0
    docx, pdf, xlsx = (taken(client, place, kind, language, as_of=DAY) for kind in ("docx", "pdf", "xlsx"))
    assert in_xlsx(xlsx.content) == told
    assert unset(in_docx(docx.content)) == unset(told)
    text = in_pdf(pdf.content)
    # PDFium puts Latin letters and figures within Arabic in the order in which they lie on the page.
    words = [row[0] for row in told[0]] if language != "ar" else told[0][0]
    assert all(plain(word) in text for word in words)


# -- Of a commitment and what hangs on it.


@pytest.fixture
def story(authority, chair, officer):
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)):
        return Story(author=authority, chair=chair, officer=officer).to(State.APPROVED)


def an_action_plan(commitment):
    plan = ActionPlanFactory(within=commitment.folder, first=None, at=dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC))
    ActionPlanVersionFactory(plan=plan, at=plan.at)
    return plan


@pytest.fixture
def of_each_kind(story, officer) -> dict[str, str]:
    """By kind, the key of what there is one of."""
    commitment = story.commitment
    decision = Decision.objects.get()
    plan = draw_up(year=2027, by=officer, at=dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC))
    return {
        "coordination": commitment.area.edition.code,
        "area": commitment.area.reference,
        "review": commitment.area.reference,
        "decision": decision.symbol,
        "history": commitment.reference,
        "state": story.state.code,
        "measure": commitment.measure.reference,
        "pack": decision.meeting.reference,
        "agenda": decision.meeting.reference,
        "minutes": draft_minutes(meeting=decision.meeting, language="en", by=officer).reference,
        "plan": str(plan.year),
        "action-plan": str(an_action_plan(commitment).uid),
        "annual": "2026",
        "chairmanship": Chairmanship.objects.get().since.isoformat(),
    }


def test_every_kind_reads_in_four_languages_and_is_taken_along_as_the_same_bytes(of_each_kind, officer, sign_in):
    for (kind, row), language in zip(KINDS.items(), LANGUAGES * 4, strict=False):
        place = f"/documents/{kind}/{of_each_kind[kind]}/"
        with time_machine.travel(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)) as clock:
            client = sign_in(officer)
            assert client.get(f"{place}?language={language}").context["outline"].language == language
            first = taken(client, place, row.formats[-1], language)
            clock.shift(dt.timedelta(hours=1))
            again = taken(client, place, row.formats[-1], language)
            assert (first.status_code, first.content) == (200, again.content), kind
            entry, digest = Entry.objects.in_order().last(), hashlib.sha256(first.content).hexdigest()
            assert (entry.verb, entry.changes["sha256"][1]) == ("took a document", digest)
            assert first["Content-Disposition"] == f'attachment; filename="{entry.changes["file"][1]}"'
            assert taken(client, place, "pdf", language).content.startswith(b"%PDF")
            if row.is_tabular:
                assert unset(in_xlsx(again.content)) == unset(in_docx(taken(client, place, "docx", language).content))
            else:
                assert taken(client, place, "xlsx").status_code == 400


def test_a_history_tells_the_steps_of_its_page_and_as_of_a_day_those_by_then(story, officer):
    commitment = story.commitment
    steps = [str(step.told) for step in StepTaken.objects.filter(commitment=commitment).in_order()]
    _facts, _parts, told = tables("history", commitment, officer, dt.date(2026, 11, 20))
    assert [row[1].split(" · ")[0] for row in told[1:]] == steps
    before = ToldDocument(KINDS["history"], commitment, "x", officer, dt.date(2026, 11, 1), "en").outline()
    assert "No entry yet." in [block.text for block in before.blocks if isinstance(block, OutlineParagraph)]


def test_the_record_of_a_decision_has_its_text_its_quorum_and_its_digest(story, officer):
    decision = Decision.objects.get()
    outline = ToldDocument(KINDS["decision"], decision, "x", officer, dt.date(2026, 11, 20), "en").outline()
    said = [block.text for block in outline.blocks if isinstance(block, OutlineParagraph)]
    assert {"What the body says of it.", "No objection."} <= set(said)
    cells = [
        cell for table in tables("decision", decision, officer, dt.date(2026, 11, 20)) for row in table for cell in row
    ]
    assert hashlib.sha256(b"What the body says of it.").hexdigest() in cells
    assert f"{decision.present.count()} of {decision.members_then} members were present" in " ".join(cells)


def test_what_is_taken_as_html_or_as_of_a_day_where_there_is_none_is_refused(of_each_kind, officer, sign_in):
    client = sign_in(officer)
    for kind, asked in (("measure", {"as_of": DAY}), ("history", {"as_of": "soon"}), ("measure", {"language": "tlh"})):
        answer = taken(client, f"/documents/{kind}/{of_each_kind[kind]}/", "pdf", **{"language": "en", **asked})
        assert answer.status_code == 400, (kind, asked)
    assert taken(client, f"/documents/measure/{of_each_kind['measure']}/", "exe").status_code == 400
    assert not Entry.objects.filter(verb="took a document").exists()


# -- Who may read what.


def test_a_document_shows_its_reader_nothing_that_another_state_keeps_to_itself(
    story, of_each_kind, authority, stranger, observer, sign_in
):
    commitment = story.commitment
    for audience, words in ((Audience.OWN, "A canary at home"), (Audience.MEMBERS, "A canary for members")):
        ActivityFactory(
            owner=story.state,
            within=commitment.folder,
            area=commitment.area,
            measure=commitment.measure,
            title={"en": words},
            audience=audience,
        )
    for kind in ("measure", "area"):
        place = f"/documents/{kind}/{of_each_kind[kind]}/"
        pages = [sign_in(person).get(place).content.decode() for person in (authority, stranger, observer)]
        assert ["A canary at home" in page for page in pages] == [True, False, False]
        assert ["A canary for members" in page for page in pages] == [True, True, False]
        for person, reads in ((authority, True), (stranger, False)):
            file = taken(sign_in(person), place, "xlsx").content
            assert ("A canary at home" in str(in_xlsx(file))) is reads


def test_a_stranger_finds_no_document_and_a_state_sheet_is_for_its_own_people(
    story, of_each_kind, authority, stranger, observer, officer, sign_in
):
    history, sheet = (f"/documents/{kind}/{of_each_kind[kind]}/" for kind in ("history", "state"))
    assert [sign_in(person).get(history).status_code for person in (stranger, observer)] == [200, 404]
    assert taken(sign_in(observer), history, "pdf").status_code == 404
    statuses = [sign_in(person).get(sheet).status_code for person in (authority, officer, stranger)]
    assert statuses == [200, 200, 403]
    assert taken(sign_in(stranger), sheet, "docx").status_code == 403
    assert sign_in(officer).get("/documents/nothing/x/").status_code == 404


# -- Where it is found, and at which price.


def test_each_thing_leads_to_itself_as_a_document_and_the_page_of_documents_lists_the_kinds(
    story, of_each_kind, authority, stranger, sign_in
):
    client, commitment = sign_in(authority), story.commitment
    for kind, address in (
        ("history", commitment.get_absolute_url()),
        ("decision", Decision.objects.get().get_absolute_url()),
        ("measure", f"/measures/{commitment.measure.reference}/"),
        ("area", f"/areas/{commitment.area.reference}/"),
        ("state", f"/states/{story.state.code}/"),
        ("coordination", "/documents/"),
    ):
        link = f'href="/documents/{kind}/{of_each_kind[kind]}/"'
        assert link in client.get(address).content.decode(), kind
    assert "As a document" not in sign_in(stranger).get(f"/states/{story.state.code}/").content.decode()
    page = client.get("/documents/").content.decode()
    assert all(str(kind.label) in page for kind in KINDS.values())


@pytest.mark.parametrize("kind", ["coordination", "area", "state", "annual"])
def test_the_pictures_that_serve_a_document_stand_on_its_page_and_in_its_files_with_their_words(
    kind, of_each_kind, officer, sign_in
):
    client, key = sign_in(officer), of_each_kind[kind]
    thing = KINDS[kind].find(officer, key)
    outline = ToldDocument(KINDS[kind], thing, key, officer, dt.date(2027, 1, 1), "ar").outline()
    pictures = [block for block in outline.blocks if isinstance(block, OutlinePicture)]
    assert pictures
    assert all(picture.is_mirrored and picture.title and picture.words for picture in pictures)
    told = client.get(f"/api/v1/documents/{kind}/{key}/?language=ar").json()["blocks"]
    assert [block["type"] for block in told].count("picture") == len(pictures)
    page = client.get(f"/documents/{kind}/{key}/?language=ar").content.decode()
    assert page.count('<svg class="bars"') == len(pictures)
    shapes = Document(io.BytesIO(docx_of(outline))).inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [picture.words for picture in pictures]


@pytest.mark.parametrize(
    ("kind", "price"),
    [
        ("coordination", 12),
        ("area", 11),
        ("review", 17),
        ("history", 7),
        ("state", 21),
        ("measure", 9),
        ("annual", 19),
        ("chairmanship", 14),
    ],
)
def test_a_document_costs_the_same_however_much_stands_in_it(
    kind, price, story, of_each_kind, officer, django_assert_num_queries
):
    about = {"area": story.commitment.area, "measure": story.commitment.measure}
    for rows in (1, 2):
        for _one in range(rows):
            CommitmentFactory(**about)
            edition = about["area"].edition
            CoordinatorAssignmentFactory(participant=story.state, edition=edition, depth="measure", **about)
            ActivityFactory(owner=story.state, starts_on=dt.date(2026, 11, 3), **about)
        thing = KINDS[kind].find(officer, of_each_kind[kind])
        told = ToldDocument(KINDS[kind], thing, of_each_kind[kind], officer, dt.date(2027, 1, 1), "en")
        told.outline()
        with django_assert_num_queries(price):
            told.outline()
