"""What is in a file is looked at, whatever it is called and however it is written."""

from pathlib import Path

import pikepdf
from pikepdf import Name

from papers import uploads
from papers.inspection.docx import inspect_docx
from papers.inspection.pdf import inspect_pdf
from papers.inspection.reasons import FileRefused, Reason
from papers.tests import files
from papers.tests.files.docxs import a_docx
from papers.tests.files.drawings import HONEST_DRAWINGS, HOSTILE_DRAWINGS, SCRIPT, in_utf_16, with_a_drawing
from papers.tests.files.far_docxs import far_docxs, near_docxs
from papers.tests.files.far_pdfs import AS_THEY_ARE, far_pdfs, near_pdfs
from papers.tests.files.pdfs import Twist, a_pdf

PUBLIC = Path(files.__file__).with_name("public")
INSPECTIONS = {"pdf": inspect_pdf, "docx": inspect_docx}


def a_stream_of(packed: bytes) -> Twist:
    def twist(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(packed, Filter=Name.FlateDecode)

    return twist


def verdict(kind: str, data: bytes) -> Reason | None:
    try:
        INSPECTIONS[kind](data)
    except FileRefused as refusal:
        return refusal.reason
    return None


def test_a_drawing_that_only_draws_is_taken():
    verdicts = {name: verdict("docx", with_a_drawing(drawing)) for name, drawing in HONEST_DRAWINGS.items()}
    assert verdicts == dict.fromkeys(HONEST_DRAWINGS)


def test_a_drawing_that_runs_listens_or_fetches_is_refused_with_its_reason():
    verdicts = {name: verdict("docx", with_a_drawing(drawing)) for name, (drawing, _reason) in HOSTILE_DRAWINGS.items()}
    assert verdicts == {name: reason for name, (_drawing, reason) in HOSTILE_DRAWINGS.items()}


def test_a_drawing_is_read_as_one_under_the_name_of_a_picture_too():
    for drawing in (SCRIPT, in_utf_16(SCRIPT), f"\n  {SCRIPT}", "\ufeff" + SCRIPT):
        assert verdict("docx", with_a_drawing(drawing, "word/media/image1.png")) is Reason.SCRIPT


def test_what_leads_out_of_a_document_is_a_link_or_is_refused():
    near, far = near_docxs(), far_docxs()
    assert {name: verdict("docx", data) for name, data in near.items()} == dict.fromkeys(near)
    verdicts = {name: verdict("docx", data) for name, (data, _reason) in far.items()}
    assert verdicts == {name: reason for name, (_data, reason) in far.items()}


def test_what_leads_out_of_a_pdf_is_a_link_or_is_refused():
    near, far = near_pdfs(), far_pdfs()
    assert {name: verdict("pdf", data) for name, data in near.items()} == dict.fromkeys(near)
    verdicts = {name: verdict("pdf", data) for name, (data, _reason) in far.items()}
    assert verdicts == {name: reason for name, (_data, reason) in far.items()}


def test_files_that_were_refused_elsewhere_and_are_honest_are_taken():
    sent = {path.name: verdict(path.suffix[1:], path.read_bytes()) for path in PUBLIC.iterdir()}
    assert len(sent) == 7
    assert sent == dict.fromkeys(sent)


def test_a_file_that_every_reader_opens_is_never_called_damaged():
    off_by_one = (PUBLIC / "startxref_off_by_1_points_to_LF_before_.pdf").read_bytes()
    for crooked in (
        off_by_one.replace(b"startxref\n376", b"startxref\n378"),
        off_by_one.replace(b"0000000060", b"0000000061"),
        off_by_one.replace(b"/Length 44", b"/Length 40"),
    ):
        assert crooked != off_by_one
        assert verdict("pdf", crooked) is Reason.CROOKED
    stream = b"x\x9c\x03\x00\x00\x00\x00\x01"
    for wrong in (stream[:-1] + b"\x02", b"\x00" * 8):
        assert verdict("pdf", a_pdf(a_stream_of(wrong), **AS_THEY_ARE)) is Reason.CROOKED
    assert verdict("docx", a_docx()[:-2] + b"\x02\x00hi") is not Reason.DAMAGED
    sentence = str(uploads.SENTENCES[Reason.CROOKED])
    assert "damaged" not in sentence
    assert "print it to a new PDF" in sentence
