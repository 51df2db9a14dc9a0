"""A letter of the Secretariat as its page shows it, and the files that are made of it as it stands."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from journal.names import name_of, thing_called
from journal.staff import is_of_staff
from members.models import Participant, Person
from papers.actions import letter_to_write, why_not_sent
from papers.choices import OutgoingStage
from papers.letters import FinishedFiles, LetterToWrite, MadeFile
from papers.models import AboutAThing, AboutWhat, OutgoingLetter, RegisteredLetter, ScanOfALetter
from papers.words import WordingThatHolds
from record.acts import TABLE
from record.named import called
from record.outlines import OutlineBlock
from record.outlines.pdf import NotInOurFonts

EXTENSIONS = ("docx", "pdf")


@dataclass(frozen=True)
class WrittenLetter:
    """A letter in one language: as it reads, by whose wording, what somebody finished, whether a PDF can be made."""

    language: str
    label: Any
    blocks: tuple[OutlineBlock, ...]
    wording: WordingThatHolds
    finished: FinishedFiles
    has_pdf: bool


def page_parts(letter: OutgoingLetter, on: dt.date, manned: Collection[int]) -> dict[str, Any]:
    """What the page of a letter shows: its languages, annexes, addressees, and what stands in the way of sending it."""
    sent = letter.sent_as
    writing = letter_to_write(letter, on, number=sent.reference if sent else "", day=sent.day if sent else None)
    addressees = list(sent.addressees.in_seat_order()) if sent else writing.addressees
    return {
        "written": [_written(writing, language) for language in letter.languages],
        "annexes": writing.annexes,
        "own_files": [annex for annex in writing.annexes if annex.version is None],
        "addressees": addressees,
        "on_paper": [participant for participant in addressees if participant.pk not in manned],
        "blocks_sending": why_not_sent(writing, on) if letter.is_draft else [],
    }


def _written(writing: LetterToWrite, language: str) -> WrittenLetter:
    return WrittenLetter(
        language=language,
        label=dict(settings.LANGUAGES)[language],
        blocks=writing.outline(language).blocks,
        wording=writing.wording(language),
        finished=writing.finished(language),
        has_pdf=_can_be_set(writing, language),
    )


def _can_be_set(writing: LetterToWrite, language: str) -> bool:
    """Whether fonts of the house hold all of it."""
    try:
        writing.pdf(language)
    except NotInOurFonts:
        return False
    return True


def file_of(letter: OutgoingLetter, language: str, extension: str, to: str, today: dt.date) -> MadeFile | None:
    """What the house makes of it in a language; for one of those addressed, their own copy. None where there is no such file."""
    if language not in letter.languages or extension not in EXTENSIONS:
        return None
    sent = letter.sent_as
    day, number = (sent.day, sent.reference) if sent else (None, "")
    addressee = _addressed(letter, to, day or today) if to else None
    if to and addressee is None:
        return None
    if sent and (kept := _as_it_went(sent, f"letter-{language}.{extension}", addressee)):
        return MadeFile(language, extension, kept)
    writing = letter_to_write(letter, day or today, number=number, day=day, to=addressee)
    try:
        return writing.docx(language) if extension == "docx" else writing.pdf(language)
    except NotInOurFonts:
        return None


def _as_it_went(sent: RegisteredLetter, name: str, addressee: Participant | None) -> bytes:
    """The file that went, of everybody or of one; nothing where none did so."""
    rows = ScanOfALetter.objects.filter(letter=sent, name=name)
    whose = Q(addressee__isnull=True) if addressee is None else Q(addressee__isnull=True) | Q(addressee=addressee)
    kept = rows.filter(whose).first()
    try:
        return bytes(kept.file.read()) if kept else b""
    except FileNotFoundError:
        return b""


def letters_about(user: Person, thing: Model) -> QuerySet[OutgoingLetter]:
    """Those that were drafted about a thing and not given up, as far as the person reads drafts; the newest first."""
    rows = OutgoingLetter.objects.visible_to(user).about(name_of(thing)).exclude(stage=OutgoingStage.GIVEN_UP)
    return rows.select_related("sent_as").order_by("-at", "-pk")


def said_to_be_about(user: Person, said: AboutAThing) -> AboutWhat | None:
    """What a letter or a paper is about, called as the reader calls it; of one of a state's, if they read the thing themselves."""
    if said.about is None:
        return None
    if is_of_staff(user):
        return AboutWhat(said.about, said.called_for(user), said.about_url)
    thing = thing_called(said.about)
    if thing is None:
        return None
    noun = TABLE.noun_of(thing)
    seen = noun.called(user, noun.key_of(thing)).first()
    return AboutWhat(said.about, called(seen), said.about_url) if seen is not None else None


def _addressed(letter: OutgoingLetter, code: str, on: dt.date) -> Participant | None:
    if letter.sent_as:
        return letter.sent_as.addressees.filter(code=code).first()
    return next((each for each in letter_to_write(letter, on).addressees if each.code == code), None)
