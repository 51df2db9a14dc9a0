"""The words inside papers' files are searched a minute after they came in, by those who may read them; a bad file keeps none waiting."""

import datetime as dt
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from commitments.tests.stories import Story
from members.models import User
from papers import uploads
from papers.actions import read_files
from papers.extraction.files import MOST_WORDS, words_of
from papers.models import PaperVersion, WordsOfAFile
from papers.tasks import read_what_came_in
from papers.tests.files.clean import SCRIPTS, in_its_own_font
from papers.tests.files.docxs import with_body
from papers.tests.files.pdfs import a_pdf
from record.folding import question, tokens_of
from record.search import hits_of, search

pytestmark = pytest.mark.django_db
# What every sign of an embedded font says, as programs that make PDFs write it down beside the font.
SAYS = b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange"


def with_words(words: str, pdf: pikepdf.Pdf) -> None:
    in_its_own_font(words, pdf)
    pdf.pages[0].Resources.Font.F1.ToUnicode = pdf.make_stream(
        b"/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def " + SAYS + b" endcmap end"
    )


def without_words(pdf: pikepdf.Pdf) -> None:
    """As a scan is: nothing is set in letters."""
    pdf.pages[0].Contents = pdf.make_stream(b"")


def a_pdf_saying(words: str) -> bytes:
    """As pages are drawn: Arabic is set from the left edge of the line as well, its last letter first."""
    drawn = words[::-1] if words == SCRIPTS["Arabic"] else words
    return a_pdf(partial(with_words, drawn))


def a_docx_saying(words: str) -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph("An ordinary beginning.")
    document.add_table(1, 1).cell(0, 0).text = words
    document.sections[0].footer.paragraphs[0].text = "Footnoted kites"
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def story(authority: User, chair: User, officer: User) -> Story:
    return Story(author=authority, chair=chair, officer=officer).to("circulated")


def a_file(story: Story, data: bytes, extension: str) -> PaperVersion:
    """A version that is this file, and was sent to nobody."""
    paper = story.commitment.papers.first()
    number = PaperVersion.objects.filter(paper=paper).count() + 1
    version = PaperVersion(paper=paper, number=number, by=story.author, size=len(data), sha256="0" * 64)
    version.file.save(f"{number}.{extension}", ContentFile(data), save=False)
    version.save()
    return version


def found_inside(person: User, words: str) -> list[str]:
    answer = search(person, words, at=timezone.now())
    inside = answer.of("versions")
    return [hit.reference for hit in hits_of(inside.places, answer.asked)] if inside else []


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize(("make", "extension"), [(a_pdf_saying, "pdf"), (a_docx_saying, "docx")])
def test_words_of_every_script_are_read_in_both_kinds_of_file(
    make: Callable[[str], bytes], extension: str, script: str
) -> None:
    words, unread = uploads.words_in(make(SCRIPTS[script]), extension)
    assert unread == ""
    assert question(SCRIPTS[script][:30]).stands_in(tokens_of(words))


def test_tables_and_footers_are_read_and_what_was_deleted_is_not() -> None:
    document = docx.Document(io.BytesIO(a_docx_saying("Kites in a table")))
    stream = io.BytesIO()
    document.save(stream)
    words = words_of(stream.getvalue(), "docx")
    assert "Kites in a table" in words
    assert "Footnoted kites" in words


def test_a_file_is_found_by_its_words_once_it_was_read_and_by_those_alone_who_may_read_it(
    story: Story, officer: User, authority: User, observer: User, stranger: User, sign_in: Callable[[User], Client]
) -> None:
    version = a_file(story, a_pdf_saying("A canary sings of zephyrs"), "pdf")
    assert found_inside(officer, "zephyrs") == []
    assert read_files(at=timezone.now(), within=60) == 1
    for person in (officer, authority):
        assert found_inside(person, "zephyrs canary") == [str(version)], person
    # It was sent to nobody: a member and an observer find what they would find without it.
    for person in (observer, stranger):
        page = sign_in(person).get("/search/?q=zephyrs").content.decode()
        assert "Nothing that you may see matches these words." in page
        assert search(person, "zephyrs", at=timezone.now()).count == 0
    shown = sign_in(officer).get("/search/?q=zephyrs").content.decode()
    assert "<mark>zephyrs</mark>" in shown


def test_the_job_reads_what_came_in_and_reads_it_once(story: Story) -> None:
    version = a_file(story, a_docx_saying("Zephyrs"), "docx")
    read_what_came_in()
    words = WordsOfAFile.objects.get(version=version)
    assert "Zephyrs" in words.text
    read_what_came_in()
    assert WordsOfAFile.objects.get(version=version).at == words.at


def test_a_bad_file_sets_itself_aside_with_its_reason_and_the_next_is_read(
    story: Story, officer: User, sign_in: Callable[[User], Client]
) -> None:
    good = a_file(story, a_pdf_saying("Zephyrs"), "pdf")
    damaged = a_file(story, b"%PDF-1.7 nothing of a file", "pdf")
    picture = a_file(story, a_pdf(without_words), "pdf")
    no_word = a_file(story, b"PK\x03\x04 nothing of a document", "docx")
    missing = a_file(story, b"%PDF-1.7", "pdf")
    Path(missing.file.path).unlink()
    assert read_files(at=timezone.now(), within=60) == 5
    assert found_inside(officer, "zephyrs") == [str(good)]
    reasons = dict(WordsOfAFile.objects.values_list("version", "unread"))
    assert reasons == {
        good.pk: "",
        damaged.pk: "not-readable",
        picture.pk: "no-words",
        no_word.pk: "not-readable",
        missing.pk: "missing",
    }
    page = sign_in(officer).get(damaged.get_absolute_url()).content.decode()
    assert "The search doesn’t find the words in this file" in page.replace("&#x27;", "’").replace("'", "’")


def test_a_file_that_takes_too_long_is_set_aside_and_tried_again_when_somebody_asks(
    story: Story, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = a_file(story, a_pdf_saying("Zephyrs"), "pdf")
    with monkeypatch.context() as shorter:
        shorter.setattr(uploads, "LONGEST_READING", 0.001)
        read_files(at=timezone.now(), within=60)
    assert WordsOfAFile.objects.get(version=version).unread == "too-much-work"
    assert read_files(at=timezone.now(), within=60) == 0
    call_command("read_files", "--again", stdout=io.StringIO())
    assert found_inside(officer, "zephyrs") == [str(version)]


def test_what_would_take_more_memory_than_is_given_is_set_aside() -> None:
    many = "<w:p><w:r><w:t>Zephyrs</w:t></w:r></w:p>" * 1_000_000
    words, unread = uploads.words_in(with_body(many), "docx")
    # Which of its libraries notices first is no matter.
    assert words == ""
    assert unread in {"too-much-work", "not-readable"}


def test_no_more_words_are_kept_than_the_bound() -> None:
    assert len(words_of(a_docx_saying("zephyrs " * (MOST_WORDS // 4)), "docx")) == MOST_WORDS


def test_a_turn_ends_with_its_time_and_the_next_goes_on(story: Story) -> None:
    for _number in range(2):
        a_file(story, a_pdf_saying("Zephyrs"), "pdf")
    assert read_files(at=timezone.now(), within=-1) == 0
    assert read_files(at=dt.datetime.now(dt.UTC), within=60) == 2


def test_a_version_that_is_a_text_is_found_at_once(story: Story, officer: User) -> None:
    text = story.commitment.papers.first().versions.first()
    word = tokens_of(text.text)[0]
    assert str(text) in found_inside(officer, word)
