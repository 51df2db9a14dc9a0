"""A paper's file as it arrives, and the inspection of any that is kept; `record.files` keeps and hands them out.

1. Its name, size and first bytes are looked at here.
2. What is in it is looked at by `papers.inspection`, in a process of its own.
3. It is kept under a name of our own, and handed out under another of our own, as an attachment that runs nothing:
   what its sender called it is only ever shown, in a form that is safe to show.
"""

import hashlib
import logging
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from papers.extraction.reasons import WhyUnread
from papers.inspection.bare import bare_jpeg, bare_png
from papers.inspection.reasons import Reason
from papers.recogniser import languages_recognised
from papers.scanner import ScannerAway, virus_in
from record.files import MAX_SIZE, TOO_LARGE, CheckedFile, plain
from record.invisible import without_hidden
from record.texts import WordingStatus

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# A source may be a picture of a page as well; and a letter what scanners and machines for fax make.
PICTURES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}
SCANS = {**CONTENT_TYPES, **PICTURES}
LETTERS = {**SCANS, "tif": "image/tiff", "tiff": "image/tiff"}
WORKBOOKS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
LISTS = {**WORKBOOKS, "csv": "text/csv"}
# What may hold pictures of pages.
RECOGNISED = frozenset(LETTERS) - {"docx"}
# What a program of its own takes apart: all but plain text.
INSPECTED = frozenset({*LETTERS, *WORKBOOKS})
# Of the clock on the wall: a busy machine needs longer for the seconds of work that the inspection allows itself.
LONGEST_WAIT = 30
LONGEST_READING, LONGEST_RECOGNISING = 90, 110
LONGEST_NAME = 120

logger = logging.getLogger(__name__)

SENTENCES = {
    Reason.NOT_A_PAPER: _(
        "Papers are kept as PDF or DOCX. Please save the paper in one of these formats and choose it again."
    ),
    Reason.NOT_A_SCAN: _(
        "Sources are kept as PDF, DOCX, JPEG or PNG. Please save the document in one of these formats and choose it again."
    ),
    Reason.NOT_A_LETTER: _(
        "Letters are kept as PDF, DOCX, JPEG, PNG or TIFF. Please save the letter in one of these formats and choose it "
        "again."
    ),
    Reason.NOT_A_PICTURE: _(
        "Photographs are kept as JPEG or PNG. Please save the picture in one of these formats and choose it again."
    ),
    Reason.NOT_A_WORKBOOK: _(
        "Entries come back as a workbook (XLSX). Please save it in this format, without a password, and choose it again."
    ),
    Reason.NOT_A_LIST: _(
        "Lists are taken as CSV or XLSX. Please save the list in one of these formats and choose it again."
    ),
    Reason.EMPTY: _("The file is empty. Please choose the file again."),
    Reason.TOO_LARGE: TOO_LARGE,
    Reason.NOT_AS_NAMED: _(
        "The file is not of the kind that its name says. Please open it in the program that made it, save it as PDF or "
        "DOCX, and choose it again."
    ),
    Reason.OLD_WORD: _(
        "The file is in Word's older format, or is protected by a password. Please open it in Word, take off the "
        "password if there is one, and save it as DOCX or PDF."
    ),
    Reason.NOT_WORD: _("The file is not a Word document. Please save the paper as a Word document (DOCX) or as PDF."),
    Reason.DAMAGED: _(
        "The file is damaged or was not sent whole. Please open it, save it again as PDF or DOCX, and choose the new "
        "file."
    ),
    Reason.CROOKED: _(
        "The file is put together in a way that programs read differently. Please print it to a new PDF, and choose that "
        "file."
    ),
    Reason.MIXED: _(
        "The file holds something before its beginning or after its end. Please open it, save it again as PDF or "
        "DOCX, and choose the new file."
    ),
    Reason.ENCRYPTED: _(
        "The file is encrypted or restricted by a password. Please save it without a password and without restrictions."
    ),
    Reason.SCRIPT: _("The file contains a script. Please print it to a new PDF, and choose that file."),
    Reason.BY_ITSELF: _(
        "The file does something by itself when it is opened or read. Please print it to a new PDF, and choose that "
        "file."
    ),
    Reason.MACROS: _(
        "The document contains macros. Please save it as a Word document without macros (DOCX) or as PDF."
    ),
    Reason.ACTIVE_PARTS: _(
        "The file contains a part that can start programs or send data, such as a control, a button or a DDE field. "
        "Please remove it, or print the paper to a new PDF."
    ),
    Reason.MULTIMEDIA: _(
        "The file contains sound, video or a three-dimensional scene. Please remove it, and save the file again."
    ),
    Reason.EMBEDDED: _(
        "The file contains another file or an embedded object, such as a worksheet behind a chart. Please put a "
        "picture in its place, or send the other file as a paper of its own."
    ),
    Reason.ARCHIVE_INSIDE: _("The file contains an archive. Please remove it, and save the file again."),
    Reason.DYNAMIC_FORM: _("The file is a dynamic form (XFA). Please print it to a new PDF, and choose that file."),
    Reason.FROM_ELSEWHERE: _(
        "The file fetches something from elsewhere when it is opened, such as a template, a linked picture or a field. "
        "Please put the content itself in the file, or print it to a new PDF."
    ),
    Reason.UNSAFE_LINK: _(
        "The file contains a link that does not lead to a web page or an e-mail address. Please remove the link, or "
        "print the file to a new PDF."
    ),
    Reason.DOCUMENT_TYPE: _(
        "The document, or a drawing in it, declares entities of its own, as word processors do not. Please put a picture "
        "in the place of such a drawing, or print the document to a new PDF."
    ),
    Reason.BAD_NAMES: _(
        "The parts of the document have names that are not safe. Please open it, and save it again as DOCX or PDF."
    ),
    Reason.EXPANDS: _(
        "The file grows far beyond its size when it is opened. Please make its pictures smaller, and save it again."
    ),
    Reason.TOO_COMPLEX: _(
        "The file has too many pages or parts. Please divide it, or save it again in a simpler form."
    ),
    Reason.TOO_MUCH_WORK: _(
        "The file could not be looked through with reasonable effort. Please save it again in a simpler form, or "
        "print it to a new PDF."
    ),
    Reason.INFECTED: _(
        "A virus was found in the file. Please ask your technical support for help, and send a clean copy."
    ),
    Reason.NOT_SCANNED: _(
        "The file can't be checked for viruses at the moment, so it wasn't taken. Nothing else is lost. Please choose it "
        "again in a few minutes."
    ),
}


def check_upload(file: UploadedFile) -> CheckedFile:
    """Look a paper's file through; raise ValidationError with a sentence for who sent it, and the reason as code."""
    return _looked_through(file, CONTENT_TYPES, Reason.NOT_A_PAPER)


def check_scan(file: UploadedFile) -> CheckedFile:
    """The same of a document that stands as a source, which may be a picture of a page."""
    return _looked_through(file, SCANS, Reason.NOT_A_SCAN)


def check_letter(file: UploadedFile) -> CheckedFile:
    """The same of a letter, which may have come as pages of a scanner or by fax."""
    return _looked_through(file, LETTERS, Reason.NOT_A_LETTER)


def check_picture(file: UploadedFile) -> CheckedFile:
    """The same of a photograph."""
    return _looked_through(file, PICTURES, Reason.NOT_A_PICTURE)


def bare_picture(checked: CheckedFile, data: bytes) -> tuple[CheckedFile, bytes]:
    """A photograph that was looked through, without what a camera or a program wrote into it; and what is known of the rest."""
    bare = bare_png(data) if checked.content_type == PICTURES["png"] else bare_jpeg(data)
    return replace(checked, size=len(bare), sha256=hashlib.sha256(bare).hexdigest()), bare


def check_workbook(file: UploadedFile) -> CheckedFile:
    """The same of a workbook with the entries of a state."""
    return _looked_through(file, WORKBOOKS, Reason.NOT_A_WORKBOOK)


def check_list(file: UploadedFile) -> CheckedFile:
    """The same of a list that an officer imports: CSV, in which nothing stands but text, or a workbook."""
    return _looked_through(file, LISTS, Reason.NOT_A_LIST)


def _looked_through(file: UploadedFile, takes: Mapping[str, str], not_taken: Reason) -> CheckedFile:
    name = shown_name(file.name or "")
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if extension not in takes:
        raise refusal(not_taken)
    data = content_of(file)
    check_first_bytes(data, extension)
    if reason := (inspect(data, extension) if extension in INSPECTED else None) or scan(data):
        raise refusal(reason)
    return CheckedFile(extension, takes[extension], len(data), hashlib.sha256(data).hexdigest(), name)


def refusal(reason: Reason) -> ValidationError:
    return ValidationError(SENTENCES[reason], code=reason.value)


def content_of(file: UploadedFile) -> bytes:
    """The file's bytes, counted as they are read: what the request says of its size is not relied upon."""
    if (file.size or 0) > MAX_SIZE:
        raise refusal(Reason.TOO_LARGE)
    file.seek(0)
    data = file.read(MAX_SIZE + 1)
    file.seek(0)
    if not data:
        raise refusal(Reason.EMPTY)
    if len(data) > MAX_SIZE:
        raise refusal(Reason.TOO_LARGE)
    return data


def check_first_bytes(data: bytes, extension: str) -> None:
    is_pdf, is_package = data.startswith(b"%PDF-"), data.startswith(b"PK\x03\x04")
    if extension == "csv" and (is_pdf or is_package):
        raise refusal(Reason.NOT_A_LIST)
    if extension == "xlsx" and not is_package:
        raise refusal(Reason.NOT_A_WORKBOOK)
    if extension == "docx" and data.startswith(b"\xd0\xcf\x11\xe0"):
        raise refusal(Reason.OLD_WORD)
    if (extension == "pdf" and is_package) or (extension == "docx" and not is_package):
        raise refusal(Reason.NOT_AS_NAMED)
    if extension == "pdf" and not is_pdf:
        raise refusal(Reason.MIXED if b"%PDF-" in data[:1024] else Reason.NOT_AS_NAMED)


def inspect(data: bytes, extension: str) -> Reason | None:
    """Ask a process of its own; whatever ends that process otherwise than in peace is the file's doing."""
    told = _told_by("papers.inspection", data, (extension,), LONGEST_WAIT)
    if told is None:
        return Reason.TOO_MUCH_WORK
    return Reason(told.decode()) if told else None


def words_in(data: bytes, extension: str) -> tuple[str, str]:
    """The words of a file that was kept, and "", or "" and why there are none; by processes of their own as well.

    Where it holds pictures of pages, the words that a recogniser reads in them, if the settings switch one on.
    """
    words, unread = "", WhyUnread.NO_WORDS.value
    if extension in CONTENT_TYPES:
        words, unread = _words(_told_by("papers.extraction", data, (extension,), LONGEST_READING))
    languages = languages_recognised() if unread == WhyUnread.NO_WORDS and extension in RECOGNISED else ""
    if not languages:
        return words, unread
    return _words(_told_by("papers.extraction.recognise", data, (extension, languages), LONGEST_RECOGNISING))


def _words(told: bytes | None) -> tuple[str, str]:
    if told is None:
        return "", WhyUnread.TOO_MUCH_WORK.value
    words = told.decode("utf-8", "replace")
    return ("", words[1:]) if words.startswith("\0") else (words, "")


def _told_by(program: str, data: bytes, about: tuple[str, ...], seconds: int) -> bytes | None:
    """What a program of ours says of a file; None where it ended before it was through."""
    try:
        answer = subprocess.run(  # noqa: S603 -- our own module, and a kind from our own table
            [sys.executable, "-m", program, *about],
            input=data,
            capture_output=True,
            timeout=seconds,
            cwd=Path(__file__).resolve().parent.parent,
            # None of the house's secrets go with it; a list of locales would only take of its memory.
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        logger.warning("%s of a %s ended early: %s: %s", program, about[0], error, (error.stderr or b"")[-500:])
        return None
    return answer.stdout


def scan(data: bytes) -> Reason | None:
    """Ask the scanner for viruses, where the settings name one."""
    try:
        virus = virus_in(data)
    except ScannerAway:
        return Reason.NOT_SCANNED
    if virus:
        logger.error("a virus in an upload: %s", virus)
    return Reason.INFECTED if virus else None


# -- Names: what is shown, what it is kept under, what it is handed out as.


def shown_name(name: str) -> str:
    """The sender's name for the file without folders, and without signs that would turn or hide a part of it."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem, dot, extension = " ".join(without_hidden(name).split()).rpartition(".")
    return f"{stem[:LONGEST_NAME].strip()}{dot}{extension[:10]}"


def download_name(reference: str, version: int, extension: str) -> str:
    """What the file is called on the reader's computer: "CBM-2007-ECO-02-01-v2.pdf"."""
    return f"{plain(reference)}-v{int(version)}.{plain(extension)}"


@dataclass(frozen=True)
class Submitted:
    """A paper as it is handed in: a file or a text, in a language. English is authoritative.

    `checked` says that its file was looked through already, and what was found.
    """

    title: str = ""
    text: str = ""
    file: UploadedFile | None = None
    language: str = "en"
    # Its title in other languages, where they were given.
    title_in: dict[str, str] = field(default_factory=dict)
    language_status: str = WordingStatus.OFFICIAL
    checked: CheckedFile | None = None
