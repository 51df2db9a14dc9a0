"""Two hundred uploads that must be taken: as word processors, printers and scanners write them, in four scripts.

A table of what × by whom it is written: the order and the spelling of the parts are those of each program, as their
files show them; the words are of papers of this house.
"""

import io
import zipfile
from collections.abc import Callable
from functools import partial

import docx
import pikepdf
from pikepdf import Array, Dictionary, Name, String

from papers.tests.files import pdfs
from papers.tests.files.docxs import MAIN, OFFICE, PACKAGE, PIXEL, WORD, a_field
from papers.tests.files.drawings import HONEST_DRAWINGS, with_a_drawing
from papers.tests.files.far_docxs import near_docxs
from papers.tests.files.far_pdfs import near_pdfs
from papers.tests.files.honest import HONEST_DOCXS, HONEST_PDFS
from papers.tests.files.pdfs import a_pdf
from papers.tests.files.uploads import Sent, ready

SCRIPTS = {
    "Latin": "A cooperative approach to confidence building: transboundary waters, step by step",
    "Cyrillic": "Подход к мерам доверия: трансграничные воды, шаг за шагом, на добровольной основе",
    "Chinese": "建立信任措施的合作方针：跨界水资源，循序渐进，自愿参加",
    "Arabic": "نهج تعاوني لبناء الثقة: المياه العابرة للحدود، خطوة خطوة، وعلى أساس طوعي",
}
TURNED = "<w:pPr><w:bidi/><w:rPr><w:rtl/></w:rPr></w:pPr>"

# -- What stands in a document, around the words.


def paragraph(words: str, inside: str = "") -> str:
    turned = TURNED if words == SCRIPTS["Arabic"] else ""
    return f'<w:p>{turned}<w:r><w:rPr><w:lang w:bidi="ar-SA"/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>{inside}</w:p>'


def table(words: str) -> str:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{paragraph(words)}</w:tc>'
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}{cell}</w:tr></w:tbl>{paragraph(words)}"


def picture(words: str) -> str:
    blip = f'<a:blip xmlns:a="a" xmlns:r="{OFFICE}" r:embed="rId9"/>'
    drawing = (
        f'<w:drawing><wp:inline xmlns:wp="wp"><wp:docPr id="1" name="1" descr="{words}"/>{blip}</wp:inline></w:drawing>'
    )
    return paragraph(words, f"<w:r>{drawing}</w:r>")


def link(words: str) -> str:
    runs = f'<w:hyperlink xmlns:r="{OFFICE}" r:id="rId8" w:history="1"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'
    return paragraph(words, runs)


def contents(words: str) -> str:
    heading = (
        f'<w:p><w:bookmarkStart w:id="0" w:name="_Toc1"/><w:r><w:t>{words}</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>'
    )
    return (
        a_field(' TOC \\o "1-3" \\h \\z \\u ')
        + a_field(' HYPERLINK \\l "_Toc1" ')
        + heading
        + a_field(" PAGEREF _Toc1 \\h ")
    )


def tracked(words: str) -> str:
    return (
        f'<w:p><w:ins w:id="1" w:author="XA" w:date="2026-11-02T10:00:00Z"><w:r><w:t>{words}</w:t></w:r></w:ins>'
        f'<w:del w:id="2" w:author="XB"><w:r><w:delText>{words}</w:delText></w:r></w:del></w:p>'
    )


FEATURES: dict[str, Callable[[str], str]] = {
    "words": paragraph,
    "a table": table,
    "a picture": picture,
    "a link": link,
    "contents": contents,
    "tracked changes": tracked,
}

# -- Word processors: the order of the parts, their names, and what each adds of its own.

COMMON = {
    "word/styles.xml": f'<w:styles xmlns:w="{WORD}"><w:docDefaults/><w:style w:type="paragraph" w:styleId="a"/></w:styles>',
    "word/settings.xml": f'<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/><w:themeFontLang w:val="en-GB"/></w:settings>',
    "word/fontTable.xml": f'<w:fonts xmlns:w="{WORD}"><w:font w:name="Noto Naskh Arabic"/></w:fonts>',
    "word/media/image1.png": PIXEL,
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:creator>XA</dc:creator></cp:coreProperties>',
    "docProps/app.xml": "<Properties><Pages>1</Pages></Properties>",
}
OF_WORD = {
    **COMMON,
    "word/webSettings.xml": f'<w:webSettings xmlns:w="{WORD}"><w:optimizeForBrowser/></w:webSettings>',
    "word/theme/theme1.xml": '<a:theme xmlns:a="a" name="Office"><a:themeElements/></a:theme>',
    "customXml/item1.xml": '<?mso-contentType?><b:Sources SelectedStyle="\\APA.XSL" xmlns:b="b" StyleName="APA"/>',
}
OF_WPS = {
    **COMMON,
    "docProps/custom.xml": '<Properties><property name="KSOProductBuildVer"><lpwstr>2052-12.1.0</lpwstr></property></Properties>',
    "customXml/item1.xml": '<s:customData xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"><extobjs/></s:customData>',
}


def body(words: str, feature: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:document xmlns:w="{WORD}" xmlns:mc="mc" '
        f'mc:Ignorable="w14 wp14"><w:body>{FEATURES[feature](words)}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
        f"</w:body></w:document>"
    )


def related(rows: list[tuple[str, str, str, str]]) -> str:
    """(name, last words of the type, target, what else it says)"""
    inside = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{more}/>'
        for name, kind, target, more in rows
    )
    return f'<?xml version="1.0"?>\n<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def listed(parts: list[str]) -> str:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="application/xml"/>' for name in parts)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/>{overrides}</Types>'
    )


def parts_of(more: dict[str, str | bytes], words: str, feature: str) -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": listed([name for name in more if name.endswith(".xml")]),
        "_rels/.rels": related([("rId1", "officeDocument", "word/document.xml", "")]),
        "word/document.xml": body(words, feature),
        "word/_rels/document.xml.rels": related(
            [
                ("rId1", "styles", "styles.xml", ""),
                ("rId2", "settings", "settings.xml", ""),
                (
                    "rId8",
                    "hyperlink",
                    "https://www.s-cica.org/page.php?page_id=6130&amp;lang=1",
                    ' TargetMode="External"',
                ),
                ("rId9", "image", "media/image1.png", ""),
            ]
        ),
        **more,
    }


class Line(io.RawIOBase):
    """Where a program writes that can't go back: the sizes of a part follow it."""

    def __init__(self) -> None:
        self.written = io.BytesIO()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return self.written.write(data)  # type: ignore[arg-type]  # whatever zipfile hands on


def packed(
    parts: dict[str, str | bytes], *, last: tuple[str, ...] = (), is_stored: bool = False, streams: bool = False
) -> bytes:
    target = Line() if streams else io.BytesIO()
    how = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(target, "w", how) as package:  # type: ignore[arg-type]  # a line is enough for writing
        for name in [*(name for name in parts if name not in last), *last]:
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), parts[name], how)
    return target.written.getvalue() if isinstance(target, Line) else target.getvalue()


def by_python_docx(words: str, feature: str) -> bytes:
    paper = docx.Document()
    paper.core_properties.author = "XA"
    paper.add_heading(words, 1)
    if feature == "a table":
        paper.add_table(2, 2).cell(0, 0).text = words
    elif feature == "a picture":
        paper.add_picture(io.BytesIO(PIXEL))
    else:
        paper.add_paragraph(words, style="List Bullet")
        paper.sections[0].header.paragraphs[0].text = words
    saved = io.BytesIO()
    paper.save(saved)
    return saved.getvalue()


PROCESSORS: dict[str, Callable[[str, str], bytes]] = {
    "as Word writes": lambda words, feature: packed(parts_of(OF_WORD, words, feature)),
    "as LibreOffice writes": lambda words, feature: packed(
        parts_of(COMMON, words, feature), last=("[Content_Types].xml",), streams=True
    ),
    "as WPS writes": lambda words, feature: packed(parts_of(OF_WPS, words, feature), last=("_rels/.rels",)),
    "as Google writes": lambda words, feature: packed(parts_of(COMMON, words, feature), is_stored=True, streams=True),
    "as a library writes": by_python_docx,
}

# -- PDFs.


def title(words: str, pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = String(words)
    pdf.Root.Lang = String("en")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def bookmarked(words: str, pdf: pikepdf.Pdf) -> None:
    pdfs.with_an_outline(pdf)
    pdf.Root.Outlines.First.Title = String(words)


def signed(words: str, pdf: pikepdf.Pdf) -> None:
    signature = pdf.make_indirect(
        Dictionary(
            Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/adbe.pkcs7.detached"), Reason=String(words)
        )
    )
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("Signature1"), V=signature, Rect=[0, 0, 0, 0]
        )
    )
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)


def tagged(words: str, pdf: pikepdf.Pdf) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.H1, P=root, Alt=String(words)))
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)


def noted(words: str, pdf: pikepdf.Pdf) -> None:
    pdfs.with_an_annotation(Subtype=Name.Text, Contents=String(words), T=String("XA"), Name=Name.Comment)(pdf)


def in_its_own_font(words: str, pdf: pikepdf.Pdf) -> None:
    text = "".join(f"{ord(sign):04x}" for sign in words if ord(sign) < 0x10000)
    pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 12 Tf 72 720 Td <{text}> Tj ET".encode())
    descendant = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/AAAAAA+NotoSans"))
    pdf.pages[0].Resources.Font.F1 = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        Encoding=Name("/Identity-H"),
        BaseFont=Name("/AAAAAA+NotoSans"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
    )


CONTENTS = (title, bookmarked, signed, tagged, noted, in_its_own_font)
SAVED: dict[str, dict[str, object]] = {
    "plain": {},
    "in streams": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    "for the web": {"linearize": True},
    "of an old version": {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "force_version": "1.3"},
}
ENDINGS = {"plain": b"", "a line more": b"\r\n", "padded to a block": bytes(512)}


def printed(contents: Callable[[str, pikepdf.Pdf], None], words: str, saved: str, ending: str) -> bytes:
    return a_pdf(partial(contents, words), pages=2, **SAVED[saved]) + ENDINGS[ending]


def changed_later(words: str) -> bytes:
    """A second revision after the first, as a signature or a note adds it."""
    first = a_pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    before = int(first.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number = len(pdf.objects) + 1
        root = pdf.Root.objgen[0]
    place = len(first)
    note = b"%d 0 obj\n<< /Type /Annot /Contents <feff%s> >>\nendobj\n" % (
        number,
        words.encode("utf-16-be").hex().encode(),
    )
    start = place + len(note)
    return (
        first
        + note
        + b"xref\n0 1\n0000000000 65535 f \n%d 1\n%010d 00000 n \n" % (number, place)
        + b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (number + 1, root, before, start)
    )


def clean_uploads() -> list[Sent]:
    """All of them; more than two hundred."""
    saved, endings = list(SAVED), list(ENDINGS)
    return [
        *(
            Sent(f"a DOCX {how}", f"{feature}, {script}", "docx", partial(write, words, feature))
            for how, write in PROCESSORS.items()
            for script, words in SCRIPTS.items()
            for feature in FEATURES
        ),
        *(
            Sent(
                f"a PDF {contents.__name__}",
                f"{script}, {saved[(row + column) % 4]}, {endings[column % 3]}",
                "pdf",
                partial(printed, contents, words, saved[(row + column) % 4], endings[column % 3]),
            )
            for row, contents in enumerate(CONTENTS)
            for column, (script, words) in enumerate(SCRIPTS.items())
        ),
        *(
            Sent("a PDF changed later", script, "pdf", partial(changed_later, words))
            for script, words in SCRIPTS.items()
        ),
        *(
            Sent("a drawing that only draws", name, "docx", partial(with_a_drawing, drawing))
            for name, drawing in HONEST_DRAWINGS.items()
        ),
        *ready("a PDF of the house's own list", "pdf", HONEST_PDFS.items()),
        *ready("a DOCX of the house's own list", "docx", HONEST_DOCXS.items()),
        *ready("a DOCX with links only", "docx", near_docxs().items()),
        *ready("a PDF with links only, or a scan", "pdf", near_pdfs().items()),
    ]
