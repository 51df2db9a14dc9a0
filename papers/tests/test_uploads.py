"""A paper's file is kept only if it is something to read, and every refusal says what to do."""

import hashlib
import os
import re
import subprocess
import zlib
from pathlib import Path

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Name, String

from cica_tracker.tests.night import examples
from papers import uploads
from papers.inspection.docx import inspect_docx
from papers.inspection.links import check_link
from papers.inspection.pdf import check_object, inspect_pdf
from papers.inspection.reasons import FileRefused, Reason
from papers.inspection.streams import inflated_size
from papers.tests.files import docxs
from papers.tests.files.docxs import a_docx, a_field, honest_parts, with_body
from papers.tests.files.honest import HONEST_DOCXS, HONEST_PDFS
from papers.tests.files.hostile_docxs import HOSTILE_DOCXS
from papers.tests.files.hostile_pdfs import HOSTILE_PDFS
from papers.tests.files.pdfs import a_pdf, opening_with
from record import files

INSPECTIONS = {"pdf": inspect_pdf, "docx": inspect_docx}


def sent(data: bytes, name: str = "paper.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/html")


def verdict(kind: str, data: bytes) -> Reason | None:
    try:
        INSPECTIONS[kind](data)
    except FileRefused as refusal:
        return refusal.reason
    return None


# -- Honest papers.


@pytest.mark.parametrize("data", HONEST_PDFS.values(), ids=HONEST_PDFS)
def test_an_honest_pdf_is_taken(data):
    assert verdict("pdf", data) is None


@pytest.mark.parametrize("data", HONEST_DOCXS.values(), ids=HONEST_DOCXS)
def test_an_honest_docx_is_taken(data):
    assert verdict("docx", data) is None


# -- Hostile papers.


@pytest.mark.parametrize(("data", "reason"), HOSTILE_PDFS.values(), ids=HOSTILE_PDFS)
def test_a_hostile_pdf_is_refused_with_its_reason(data, reason):
    assert verdict("pdf", data) == reason


@pytest.mark.parametrize(("data", "reason"), HOSTILE_DOCXS.values(), ids=HOSTILE_DOCXS)
def test_a_hostile_docx_is_refused_with_its_reason(data, reason):
    assert verdict("docx", data) == reason


def test_a_word_spelled_with_signs_is_read_as_what_it_says():
    with pytest.raises(FileRefused, match="script"):
        check_object(pikepdf.Object.parse(b"<< /Next [<< /#4a#53 (app.alert) >>] >>"))


def test_counting_stops_at_the_limit():
    packed = zlib.compress(b"\0" * 5_000_000)
    assert inflated_size(packed, 5_000_000) == 5_000_000
    with pytest.raises(FileRefused, match="expands"):
        inflated_size(packed, 1_000_000)


@pytest.mark.parametrize(
    "target", ["https://x.org", "mailto:a@x.org", "tel:+7", "www.x.org", "annex.html#a:b", "#top", ""]
)
def test_a_link_to_a_page_or_a_person_is_harmless(target):
    check_link(target)


@pytest.mark.parametrize(
    "target", ["file:///a", "C:\\a", "\\\\h\\s", "//h/s", "JavaScript:a", " data:text/html,a", "smb://h", "ms-word:ofe"]
)
def test_a_link_to_anything_else_is_refused(target):
    with pytest.raises(FileRefused, match="unsafe-link"):
        check_link(target)


# -- Whatever happens to an honest paper on its way.

CUTS = st.tuples(st.integers(0, 2**16), st.integers(0, 40), st.binary(max_size=40))


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@examples(120)
@given(which=st.integers(0, 100), cuts=st.lists(CUTS, min_size=1, max_size=4))
def test_a_paper_that_was_tampered_with_is_taken_or_refused_and_nothing_else(kind, which, cuts):
    honest = list((HONEST_PDFS if kind == "pdf" else HONEST_DOCXS).values())
    data = honest[which % len(honest)]
    for start, length, instead in cuts:
        start %= len(data) + 1
        data = data[:start] + instead + data[start + length :]
    assert verdict(kind, data) in {None, *Reason}


@examples(120)
@given(name=st.sampled_from(sorted(honest_parts())), content=st.binary(max_size=300) | st.text(max_size=300))
def test_any_content_in_any_part_is_taken_or_refused_and_nothing_else(name, content):
    content = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    assert verdict("docx", a_docx({name: content})) in {None, *Reason}


# -- The door: name, size, first bytes, and the process that looks inside.


def test_a_paper_is_taken_with_its_kind_size_and_sum():
    data = a_pdf()
    checked = uploads.check_upload(sent(data, "Concept paper.PDF"))
    assert checked == files.CheckedFile(
        extension="pdf",
        content_type="application/pdf",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        name="Concept paper.PDF",
    )
    assert uploads.check_upload(sent(a_docx(), "a.docx")).content_type.endswith("wordprocessingml.document")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("paper.doc", a_pdf(), Reason.NOT_A_PAPER),
        ("paper", a_pdf(), Reason.NOT_A_PAPER),
        ("paper.pdf.exe", a_pdf(), Reason.NOT_A_PAPER),
        ("paper.pdf", b"", Reason.EMPTY),
        ("paper.pdf", a_docx(), Reason.NOT_AS_NAMED),
        ("paper.docx", a_pdf(), Reason.NOT_AS_NAMED),
        ("paper.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Reason.OLD_WORD),
        ("paper.pdf", b"<html></html>", Reason.NOT_AS_NAMED),
        ("paper.pdf", b"\n" + a_pdf(), Reason.MIXED),
        ("paper.pdf", a_pdf() + b" " * uploads.MAX_SIZE, Reason.TOO_LARGE),
        ("paper.pdf", a_pdf(opening_with(S=Name.JavaScript, JS=String("1"))), Reason.SCRIPT),
        ("paper.docx", with_body(a_field("DDEAUTO cmd")), Reason.ACTIVE_PARTS),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_refusal_has_its_reason_and_its_sentence(name, data, reason):
    with pytest.raises(ValidationError) as refused:
        uploads.check_upload(sent(data, name))
    assert refused.value.code == reason.value
    assert refused.value.messages == [str(uploads.SENTENCES[reason])]


def test_a_paper_of_ten_megabytes_is_taken():
    pictures = [os.urandom(1_000_000) for _number in range(10)]
    data = a_docx({f"word/media/{number}.png": picture for number, picture in enumerate(pictures)})
    assert uploads.MAX_SIZE > len(data) > 10_000_000
    assert uploads.check_upload(sent(data, "a.docx")).size == len(data)


def test_every_reason_has_a_sentence_that_says_what_to_do():
    assert set(uploads.SENTENCES) == set(Reason)
    for sentence in uploads.SENTENCES.values():
        assert "Please " in str(sentence)
        assert str(sentence).endswith(".")


@pytest.mark.parametrize(
    "ending",
    [subprocess.TimeoutExpired("python", 30), subprocess.CalledProcessError(-9, "python", stderr=b"killed")],
    ids=["never", "killed"],
)
def test_a_file_that_ends_its_inspection_is_not_taken(monkeypatch, ending):
    def run(*_arguments, **_options):
        raise ending

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(ValidationError, match="reasonable effort"):
        uploads.check_upload(sent(a_pdf()))


def test_the_inspection_has_little_memory_and_time_and_no_secrets(tmp_path):
    wide = docxs.document("<w:p " + " ".join(f'a{number:x}=""' for number in range(2_500_000)) + "/>")
    with pytest.raises(ValidationError) as refused:
        uploads.check_upload(sent(a_docx({"word/document.xml": wide}), "a.docx"))
    assert refused.value.code in {"too-much-work", "too-complex"}
    inspection = Path(uploads.__file__).with_name("inspection")
    assert not any("django" in room.read_text().lower() for room in inspection.glob("[!_]*.py"))


# -- Names.


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Concept paper.pdf", "Concept paper.pdf"),
        ("ورقة المفهوم.pdf", "ورقة المفهوم.pdf"),
        ("概念文件.docx", "概念文件.docx"),
        ("C:\\Users\\a\\../paper.pdf", "paper.pdf"),
        ("paper\u202efdp.docx", "paperfdp.docx"),
        ("paper\x00\n\u200b.pdf", "paper.pdf"),
        ("a" * 400 + ".pdf", "a" * 120 + ".pdf"),
        ("می\u200cشود.pdf", "می\u200cشود.pdf"),
    ],
)
def test_the_senders_name_is_shown_without_what_misleads(given_name, shown):
    assert uploads.shown_name(given_name) == shown


def test_a_file_is_kept_under_a_new_name_each_time():
    checked = files.CheckedFile("pdf", "application/pdf", 1, "", "../../secret.pdf")
    first, second = files.stored_name(checked), files.stored_name(checked)
    assert first != second
    assert re.fullmatch(r"([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{28}\.pdf", first)


@given(reference=st.text(), extension=st.text())
def test_a_file_is_handed_out_under_a_name_that_every_header_can_carry(reference, extension):
    name = uploads.download_name(reference, 2, extension)
    assert re.fullmatch(r"[A-Za-z0-9-]+-v2\.[A-Za-z0-9-]+", name)
    assert files.attachment_headers(name)["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_file_is_handed_out_as_an_attachment_that_runs_nothing():
    assert uploads.download_name("CBM-2007-ECO-02-01", 3, "pdf") == "CBM-2007-ECO-02-01-v3.pdf"
    assert files.attachment_headers("CBM-2007-ECO-02-01-v3.pdf") == {
        "Content-Disposition": 'attachment; filename="CBM-2007-ECO-02-01-v3.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }
