"""PDFs that must not be taken, each with the reason."""

import pikepdf
from pikepdf import Dictionary, Name, String

from papers.inspection.reasons import Reason
from papers.tests.files import docxs, pdfs
from papers.tests.files.pdfs import a_pdf, a_script, opening_with, with_a_link, with_an_annotation

LOCKED = pikepdf.Encryption(user="", owner="owner")
ACTION = {"Subtype": Name.Link}
HOSTILE_PDFS = {
    "locked, with no password to open it": (a_pdf(encryption=LOCKED), Reason.ENCRYPTED),
    "locked": (a_pdf(encryption=pikepdf.Encryption(user="a", owner="b")), Reason.ENCRYPTED),
    "a script on opening": (a_pdf(opening_with(S=Name.JavaScript, JS=String("app.alert(1)"))), Reason.SCRIPT),
    "a named script": (a_pdf(pdfs.a_named_script), Reason.SCRIPT),
    "a script in a stream": (a_pdf(pdfs.a_script_in_a_stream), Reason.SCRIPT),
    "a script that nothing uses": (a_pdf(pdfs.a_script_that_nothing_uses), Reason.SCRIPT),
    "a script among objects in streams": (
        a_pdf(pdfs.a_script_that_nothing_uses, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        Reason.SCRIPT,
    ),
    "a script in a field": (a_pdf(with_an_annotation(Subtype=Name.Widget, AA=Dictionary(K=a_script()))), Reason.SCRIPT),
    "a script of an earlier revision": (pdfs.an_earlier_revision_with(b"<</S /JavaScript/JS(x)>>"), Reason.SCRIPT),
    "a page that acts": (a_pdf(pdfs.a_page_that_acts), Reason.BY_ITSELF),
    "a web page on opening": (a_pdf(opening_with(S=Name.URI, URI=String("https://x.org"))), Reason.BY_ITSELF),
    "a program": (
        a_pdf(with_an_annotation(**ACTION, A=Dictionary(S=Name.Launch, F=String("a.exe")))),
        Reason.ACTIVE_PARTS,
    ),
    "a program under a kind kept apart": (a_pdf(pdfs.a_kind_kept_apart), Reason.ACTIVE_PARTS),
    "a button that sends": (a_pdf(with_an_annotation(**ACTION, A=Dictionary(S=Name.SubmitForm))), Reason.ACTIVE_PARTS),
    "a button that imports": (
        a_pdf(with_an_annotation(**ACTION, A=Dictionary(S=Name.ImportData))),
        Reason.ACTIVE_PARTS,
    ),
    "another document": (
        a_pdf(with_an_annotation(**ACTION, A=Dictionary(S=Name.GoToR, F=String("\\\\h\\f")))),
        Reason.UNSAFE_LINK,
    ),
    "a link to a computer": (a_pdf(with_a_link("file:///c:/secret.doc")), Reason.UNSAFE_LINK),
    "a link that runs": (a_pdf(with_a_link("java\tscript:alert(1)")), Reason.UNSAFE_LINK),
    "rich media": (a_pdf(with_an_annotation(Subtype=Name.RichMedia)), Reason.MULTIMEDIA),
    "a film": (a_pdf(with_an_annotation(Subtype=Name.Screen, A=Dictionary(S=Name.Rendition))), Reason.MULTIMEDIA),
    "a scene": (a_pdf(with_an_annotation(Subtype=Name("/3D"))), Reason.MULTIMEDIA),
    "an attachment": (a_pdf(pdfs.an_attachment), Reason.EMBEDDED),
    "a file pinned to a page": (a_pdf(with_an_annotation(Subtype=Name.FileAttachment)), Reason.EMBEDDED),
    "a portfolio": (a_pdf(pdfs.a_portfolio), Reason.EMBEDDED),
    "a dynamic form": (a_pdf(pdfs.a_dynamic_form), Reason.DYNAMIC_FORM),
    "a stream from elsewhere": (a_pdf(pdfs.a_stream_from_elsewhere), Reason.FROM_ELSEWHERE),
    "a bomb": (a_pdf(pdfs.a_bomb), Reason.EXPANDS),
    "a bomb packed twice": (
        a_pdf(pdfs.a_bomb_packed_twice, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none),
        Reason.EXPANDS,
    ),
    "a picture of a continent": (a_pdf(pdfs.a_picture_of_a_continent), Reason.EXPANDS),
    "a broken stream": (a_pdf(pdfs.a_broken_stream), Reason.CROOKED),
    "a stream of an unknown kind": (a_pdf(pdfs.a_stream_of_an_unknown_kind), Reason.CROOKED),
    "no pages": (a_pdf(pdfs.without_pages), Reason.DAMAGED),
    "cut short": (a_pdf()[:-200], Reason.DAMAGED),
    "without its list of objects": (a_pdf().replace(b"startxref", b"startxxxx"), Reason.CROOKED),
    "with words before it": (b"<html>" + a_pdf(), Reason.MIXED),
    "with words after it": (a_pdf() + b"<script>", Reason.MIXED),
    "a package at the same time": (
        a_pdf() + docxs.a_docx()[:-22] + docxs.a_docx()[-22:-2] + b"\x05\x00%%EOF",
        Reason.MIXED,
    ),
    "only a beginning": (b"%PDF-1.7\n%%EOF", Reason.DAMAGED),
    "no PDF": (b"GIF89a", Reason.NOT_AS_NAMED),
}
