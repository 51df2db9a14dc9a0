"""Words in scans of letters are searched by those who read the letter, and recognised in pictures where a recogniser is set."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from cica_tracker.health import alarms_of_the_house
from members.models import User
from papers import uploads
from papers.actions import read_files
from papers.models import ScanOfALetter, WordsOfAScan
from papers.recogniser import PROGRAM, state_of_the_recogniser
from papers.tests.files.pdfs import a_pdf
from papers.tests.letters import a_scan, registered
from papers.tests.test_words_of_files import a_pdf_saying, without_words
from record.search import hits_of, search
from record.tests.corrected import correct

pytestmark = pytest.mark.django_db
needs_a_recogniser = pytest.mark.skipif(
    shutil.which(PROGRAM) is None, reason="Tesseract isn't installed here: apt-get install tesseract-ocr"
)
WORDS = "The embassy writes of zephyrs"


def a_picture(kind: str, words: str = WORDS) -> bytes:
    """A page as a scanner makes it, at two hundred dots to an inch."""
    page, stream = Image.new("L", (1654, 700), 255), io.BytesIO()
    ImageDraw.Draw(page).text((120, 200), words, font=ImageFont.load_default(60), fill=0)
    page.save(stream, {"jpg": "JPEG", "tif": "TIFF"}.get(kind, kind.upper()), resolution=200)
    return stream.getvalue()


@pytest.fixture
def office(officer: User, stranger: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(officer)


def kept_with(office: Client, data: bytes, name: str) -> ScanOfALetter:
    """A letter of XB with one scan, added as an officer does."""
    letter = registered(office)
    answer = office.post(f"/api/v1/correspondence/{letter.uid}/add-scan/", {"scan": a_scan(data, name)})
    assert answer.status_code in {200, 201}, answer.content
    return ScanOfALetter.objects.get(letter=letter)


def letters_found(person: User, words: str) -> list[str]:
    answer = search(person, words, at=timezone.now())
    part = answer.of("correspondence")
    return [hit.address for hit in hits_of(part.places, answer.asked)] if part else []


def test_a_letter_is_found_by_the_words_of_its_scan_by_those_alone_who_read_it(office, officer, stranger, authority):
    scan = kept_with(office, a_pdf_saying("Sing of zephyrs"), "note.pdf")
    assert letters_found(officer, "zephyrs") == []
    assert read_files(at=timezone.now(), within=60) == 1
    for person in (officer, stranger):
        assert letters_found(person, "zephyrs") == [scan.letter.get_absolute_url()], person
    assert letters_found(authority, "zephyrs") == []
    correct(scan, officer)
    assert letters_found(officer, "zephyrs") == []


def test_pictures_wait_until_a_recogniser_is_set_and_the_letter_says_so(office, settings):
    settings.RECOGNISED_LANGUAGES = ""
    scan = kept_with(office, a_picture("png"), "note.png")
    read_files(at=timezone.now(), within=60)
    assert WordsOfAScan.objects.get(scan=scan).unread == "no-words"
    assert "The search doesn't find the words" in office.get(scan.letter.get_absolute_url()).content.decode()


@needs_a_recogniser
@pytest.mark.parametrize("kind", ["png", "jpg", "tif", "pdf"])
def test_words_are_recognised_in_every_kind_of_scan(kind, office, officer, settings):
    settings.RECOGNISED_LANGUAGES = "eng"
    scan = kept_with(office, a_picture(kind), f"note.{kind}")
    read_files(at=timezone.now(), within=60)
    words = WordsOfAScan.objects.get(scan=scan)
    assert "zephyrs" in words.text, words.unread
    assert letters_found(officer, "embassy zephyrs") == [scan.letter.get_absolute_url()]


@needs_a_recogniser
def test_what_came_in_before_is_read_once_somebody_asks(office, officer, settings):
    settings.RECOGNISED_LANGUAGES = ""
    scan = kept_with(office, a_picture("png"), "note.png")
    read_files(at=timezone.now(), within=60)
    settings.RECOGNISED_LANGUAGES = "eng"
    assert read_files(at=timezone.now(), within=60) == 0
    call_command("read_files", "--again", stdout=io.StringIO())
    assert letters_found(officer, "zephyrs") == [scan.letter.get_absolute_url()]


@needs_a_recogniser
def test_a_picture_of_nothing_and_one_that_takes_too_long_set_themselves_aside(office, officer, settings, monkeypatch):
    settings.RECOGNISED_LANGUAGES = "eng"
    assert uploads.words_in(a_pdf(without_words), "pdf") == ("", "no-words")
    assert uploads.words_in(b"\x89PNG\r\n\x1a\n nothing of a picture", "png") == ("", "not-readable")
    with monkeypatch.context() as shorter:
        shorter.setattr(uploads, "LONGEST_RECOGNISING", 0.001)
        assert uploads.words_in(a_picture("png"), "png") == ("", "too-much-work")
    bad = kept_with(office, a_picture("png"), "bad.png")
    Path(bad.file.path).write_bytes(b"\x89PNG\r\n\x1a\n nothing of a picture")
    good = kept_with(office, a_picture("png"), "good.png")
    assert read_files(at=timezone.now(), within=60) == 2
    assert dict(WordsOfAScan.objects.values_list("scan", "unread")) == {bad.pk: "not-readable", good.pk: ""}


@pytest.mark.parametrize("languages", ["eng+nothing_such", "--user-words", "eng;ls"])
def test_a_recogniser_that_lacks_a_language_is_an_alarm_and_reads_nothing(languages, settings):
    settings.RECOGNISED_LANGUAGES = languages
    assert state_of_the_recogniser() == "away"
    assert "recogniser" in alarms_of_the_house(timezone.now())
    assert uploads.words_in(a_picture("png"), "png") == ("", "no-words")


def test_without_a_setting_it_is_off_and_nothing_is_amiss(settings):
    settings.RECOGNISED_LANGUAGES = ""
    assert state_of_the_recogniser() == "off"
    assert "recogniser" not in alarms_of_the_house(timezone.now())
