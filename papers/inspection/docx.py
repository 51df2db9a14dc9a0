"""Is this DOCX only something to read?

1. Its package is straight (`package.py`).
2. Its types name one main document of Word's plain kind, and nothing with macros.
3. Its relationships bring nothing in from elsewhere and start nothing; only links to pages and letters lead out.
4. Every part is of a kind that a paper needs; every text part is well-formed, without a document type of its own.
5. No field of the text fetches or runs anything, and only what somebody has to follow leads out.
6. A drawing is only drawn (`drawing.py`), whatever the part is called in which it lies.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import ParseError, fromstring

from papers.inspection.drawing import DrawingReader
from papers.inspection.links import check_link, leads_out
from papers.inspection.package import check_beginning, open_package, read_part
from papers.inspection.reasons import FileRefused, Reason
from papers.inspection.text import MAX_ELEMENTS, check_text, follow

MB = 1024 * 1024
MAX_TEXT = 48 * MB
MAX_LISTS = 4 * MB

MAIN_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = "[Content_Types].xml"

# By the last words of a relationship's type: Word's older and stricter dialects differ only before them.
RELATIONSHIPS = {
    "vbaProject": Reason.MACROS,
    "wordVbaData": Reason.MACROS,
    "attachedToolbars": Reason.MACROS,
    "extensibility": Reason.MACROS,
    "control": Reason.ACTIVE_PARTS,
    "activeXControlBinary": Reason.ACTIVE_PARTS,
    "webextension": Reason.ACTIVE_PARTS,
    "webextensiontaskpanes": Reason.ACTIVE_PARTS,
    "oleObject": Reason.EMBEDDED,
    "package": Reason.EMBEDDED,
    "aFChunk": Reason.EMBEDDED,
    "subDocument": Reason.EMBEDDED,
    "video": Reason.MULTIMEDIA,
    "audio": Reason.MULTIMEDIA,
    "media": Reason.MULTIMEDIA,
    "externalLink": Reason.FROM_ELSEWHERE,
    "mailMergeSource": Reason.FROM_ELSEWHERE,
}
TYPES_REFUSED = (
    (re.compile(r"macroEnabled|vbaProject|vbaData", re.I), Reason.MACROS),
    (re.compile(r"activeX|webextension", re.I), Reason.ACTIVE_PARTS),
    (re.compile(r"oleObject|spreadsheetml\.sheet$|msword$|rtf|html|octet-stream.*exe", re.I), Reason.EMBEDDED),
)
PLACES_REFUSED = (
    (re.compile(r"(^|/)vba[^/]*$", re.I), Reason.MACROS),
    (re.compile(r"(^|/)activeX/", re.I), Reason.ACTIVE_PARTS),
    (re.compile(r"(^|/)embeddings/", re.I), Reason.EMBEDDED),
    (re.compile(r"\.(mp[34]|m4[av]|wav|wm[av]|avi|mov|mpe?g)$", re.I), Reason.MULTIMEDIA),
)
TEXT_PARTS = re.compile(r"\.(xml|rels|vml|psmdcp)$", re.I)
DRAWINGS = re.compile(r"\.svg$", re.I)
# A part that begins like a text is read as a drawing: what shows it may go by what is in it. A font that Word has
# scrambled begins with anything.
SCRAMBLED = re.compile(r"\.odttf$", re.I)
BEGINS_AS_TEXT = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\x00\s]*<[\x00a-zA-Z!?]")
# Word writes so of a picture that is lost: nothing is there, and nothing is fetched.
NOWHERE = {"", "null"}
OTHER_PARTS = re.compile(
    r"\.(png|jpe?g|jpe|jfif|gif|bmp|tiff?|emf|wmf|svg|webp|wdp|jxr|ico|odttf|ttf|otf|sigs)$"
    r"|printerSettings[^/]*\.bin$|(^|/)mimetype$",
    re.I,
)


def inspect_docx(data: bytes) -> None:
    """Return if the DOCX may be kept; raise FileRefused otherwise."""
    with open_package(data) as package:
        parts = {part.filename: part for part in package.infolist() if not part.is_dir()}
        for name in parts:
            check_place(name)
        main = main_document(package, parts)
        outside = {}
        for name, part in parts.items():
            if name.lower().endswith(".rels"):
                outside[owner_of(name)] = check_relationships(whole(package, part))
        check_amount(parts)
        elements = 0
        for name, part in parts.items():
            pieces = read_part(package, part)
            if TEXT_PARTS.search(name):
                root = "document" if name == main else None
                elements += check_text(pieces, root=root, outside=outside.get(name.lower(), frozenset()))
            else:
                elements += check_content(name, pieces)
            if elements > MAX_ELEMENTS:
                raise FileRefused(Reason.TOO_COMPLEX)


def owner_of(relationships: str) -> str:
    """The part whose relationships are listed in "word/_rels/document.xml.rels", in small letters."""
    folder, _sign, name = relationships.lower().rpartition("_rels/")
    return folder + name.removesuffix(".rels")


def check_amount(parts: dict[str, zipfile.ZipInfo]) -> None:
    if sum(part.file_size for name, part in parts.items() if TEXT_PARTS.search(name)) > MAX_TEXT:
        raise FileRefused(Reason.TOO_COMPLEX)


def check_place(name: str) -> None:
    for place, reason in PLACES_REFUSED:
        if place.search(name):
            raise FileRefused(reason)
    if not TEXT_PARTS.search(name) and not OTHER_PARTS.search(name):
        archive = re.search(r"\.(zip|rar|7z|gz|tgz|bz2|xz|cab|jar|docx|xlsx|pptx|emz|wmz)$", name, re.I)
        raise FileRefused(Reason.ARCHIVE_INSIDE if archive else Reason.EMBEDDED)


def check_content(name: str, pieces: Iterator[bytes]) -> int:
    """A part that is no text of Word's; returns how many elements it has, where it is a drawing."""
    beginning = next(pieces, b"")
    if DRAWINGS.search(name) or (BEGINS_AS_TEXT.match(beginning) and not SCRAMBLED.search(name)):
        return follow(DrawingReader(), chain([beginning], pieces))
    check_beginning(beginning)
    for _piece in pieces:
        pass
    return 0


# -- The two kinds of lists in a package.


def whole(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Element:
    """A list of the package, read at once: they are short."""
    if part.file_size > MAX_LISTS:
        raise FileRefused(Reason.TOO_COMPLEX)
    try:
        return fromstring(b"".join(read_part(package, part)), forbid_dtd=True)
    except DTDForbidden as error:
        raise FileRefused(Reason.DOCUMENT_TYPE) from error
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise FileRefused(Reason.DAMAGED) from error


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def main_document(package: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> str:
    """The name of the main document, after a look at the types of all parts."""
    if TYPES not in parts or "_rels/.rels" not in parts:
        raise FileRefused(Reason.NOT_WORD)
    overrides: dict[str, str] = {}
    for entry in whole(package, parts[TYPES]):
        kind = entry.get("ContentType", "")
        for pattern, reason in TYPES_REFUSED:
            # A default names a kind of file that need not be there; Word lists some that are not.
            if pattern.search(kind) and (local(entry.tag) == "Override" or reason is Reason.MACROS):
                raise FileRefused(reason)
        if local(entry.tag) == "Override":
            overrides[entry.get("PartName", "").lstrip("/").lower()] = kind
    mains = {
        posixpath.normpath(relationship.get("Target", "").lstrip("/"))
        for relationship in whole(package, parts["_rels/.rels"])
        if relationship.get("Type", "").endswith("/officeDocument")
    }
    if len(mains) != 1:
        raise FileRefused(Reason.NOT_WORD)
    main = mains.pop()
    if main not in parts or overrides.get(main.lower()) != MAIN_DOCUMENT:
        raise FileRefused(Reason.NOT_WORD)
    return main


def check_relationships(relationships: Element) -> frozenset[str]:
    """Refuse what brings something in; returns the names of those that lead out, which only links may use."""
    outside = set()
    for relationship in relationships:
        kind = relationship.get("Type", "").rstrip("/").rpartition("/")[2]
        if kind in RELATIONSHIPS:
            raise FileRefused(RELATIONSHIPS[kind])
        target = relationship.get("Target", "")
        is_external = relationship.get("TargetMode", "").strip().lower() == "external"
        if target.strip().lower() in NOWHERE or not (is_external or leads_out(target)):
            continue
        if kind != "hyperlink":
            raise FileRefused(Reason.FROM_ELSEWHERE)
        check_link(target)
        outside.add(relationship.get("Id", ""))
    return frozenset(outside)
