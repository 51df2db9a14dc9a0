"""DOCX files, made part by part: `a_docx()` is honest; what is given replaces or joins its parts."""

import io
import zipfile
import zlib

import docx

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


PIXEL = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", bytes.fromhex("00000001000000010800000000"))
    + chunk(b"IDAT", zlib.compress(b"\x00\x80"))
    + chunk(b"IEND", b"")
)


def types(main: str = MAIN, *more: str) -> str:
    return (
        f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{"".join(more)}</Types>'
    )


def relationships(*rows: tuple[str, str, str]) -> str:
    """(last words of the type, target, mode)"""
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for number, (kind, target, mode) in enumerate(rows)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def document(body: str = "<w:p><w:r><w:t>نهج تعاوني 合作 Подход</w:t></w:r></w:p>") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def a_field(*instructions: str) -> str:
    """A field whose instruction is cut into runs, as Word and those who hide something cut it."""
    runs = "".join(f"<w:r><w:instrText>{words}</w:instrText></w:r>" for words in instructions)
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def honest_parts() -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": relationships(("officeDocument", "word/document.xml", "Internal")),
        "word/document.xml": document(),
    }


def a_docx(parts: dict[str, str | bytes] | None = None, without: str = "") -> bytes:
    everything = {**honest_parts(), **(parts or {})}
    everything.pop(without, None)
    return zipped(list(everything.items()))


def zipped(parts: list[tuple[str | zipfile.ZipInfo, str | bytes]]) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(name, content, zipfile.ZIP_DEFLATED)
    return saved.getvalue()


def with_body(body: str) -> bytes:
    return a_docx({"word/document.xml": document(body)})


def with_relationship(kind: str, target: str, mode: str = "External", of: str = "document") -> bytes:
    return a_docx({f"word/_rels/{of}.xml.rels": relationships((kind, target, mode))})


def with_type(kind: str, part: str = "/word/other.xml") -> bytes:
    return a_docx({"[Content_Types].xml": types(MAIN, f'<Override PartName="{part}" ContentType="{kind}"/>')})


def by_a_word_processor() -> bytes:
    """With headings, a table and a picture, as python-docx writes them from Word's own template."""
    paper = docx.Document()
    paper.add_heading("Concept paper")
    paper.add_paragraph("Voluntary and step by step.")
    paper.add_table(3, 2).cell(0, 0).text = "Measure"
    paper.add_picture(io.BytesIO(PIXEL))
    saved = io.BytesIO()
    paper.save(saved)
    return saved.getvalue()


# -- Packages that are crooked on the outside.


def with_a_link_in_the_file_system() -> bytes:
    part = zipfile.ZipInfo("word/link.xml")
    part.external_attr = 0o120777 << 16
    return zipped([*honest_parts().items(), (part, "/etc/passwd")])


def with_every_part_marked_encrypted() -> bytes:
    data = bytearray(a_docx())
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 1)
    return bytes(data)


def with_a_gap() -> bytes:
    """Something that no list names lies between the parts and the list of parts."""
    data = bytearray(a_docx())
    start = int.from_bytes(data[-6:-2], "little")
    data[-6:-2] = (start + 100).to_bytes(4, "little")
    data[start:start] = b"\0" * 100
    return bytes(data)


def with_another_name_inside() -> bytes:
    return a_docx().replace(b"word/document.xml", b"word/Document.xmI", 1)
