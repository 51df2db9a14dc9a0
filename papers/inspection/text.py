"""A text part of a DOCX, read as it comes and never held whole: is it well-formed, and does it only say something?"""

import re
from collections.abc import Iterable
from xml.parsers import expat

from papers.inspection.links import SCHEME, check_link
from papers.inspection.package import check_beginning
from papers.inspection.reasons import FileRefused, Reason

MAX_ELEMENTS = 1_000_000
MAX_INSTRUCTIONS = 2_000_000

# The instructions of a part's fields are put one after another; each field begins with this sign.
FIELD = "\x01"
# A field whose name comes out of another field hides what it is.
RUNS = re.compile(rf"{FIELD}[\s\"]*({FIELD}|DDE(?![A-Z0-9]))|DDEAUTO", re.I)
FETCHES = re.compile(rf"{FIELD}[\s\"]*(LINK|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT|DATABASE|RD)(?![A-Z0-9])", re.I)
LEADS_OUT = re.compile(rf"{FIELD}\s*HYPERLINK\s+\"([^\"{FIELD}]*)", re.I)

ELEMENTS = {
    "OLEObject": Reason.EMBEDDED,
    "objectEmbed": Reason.EMBEDDED,
    "objectLink": Reason.FROM_ELSEWHERE,
    "altChunk": Reason.EMBEDDED,
    "subDoc": Reason.EMBEDDED,
    "mailMerge": Reason.FROM_ELSEWHERE,
    "webVideoPr": Reason.MULTIMEDIA,
    "script": Reason.SCRIPT,
}
INSTRUCTIONS = {"instrText", "delInstrText"}
WITH_ATTRIBUTES = {"fldChar", "fldSimple", "imagedata", "fill", "stroke", "image"}


class TextReader:
    """Follows one part: counts its elements and gathers the instructions of its fields."""

    def __init__(self, root: str | None) -> None:
        self.root = root
        self.elements = 0
        self.instructions: list[str] = []
        self.instructions_length = 0
        self.is_gathering = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.element

    def doctype(self, *_declaration: object) -> None:
        # Entities that grow, and entities that read other files, are declared there; a paper needs none.
        raise FileRefused(Reason.DOCUMENT_TYPE)

    def element(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise FileRefused(Reason.TOO_COMPLEX)
        if self.is_gathering:
            self.is_gathering = False
            self.parser.CharacterDataHandler = None
        local = name.rpartition(":")[2]
        if self.root and self.elements == 1 and local != self.root:
            raise FileRefused(Reason.NOT_WORD)
        if local in ELEMENTS:
            raise FileRefused(ELEMENTS[local])
        if local in INSTRUCTIONS:
            self.is_gathering = True
            self.parser.CharacterDataHandler = self.gather
        elif local in WITH_ATTRIBUTES:
            self.attributes(local, {key.rpartition(":")[2]: value for key, value in attributes.items()})

    def attributes(self, local: str, attributes: dict[str, str]) -> None:
        if local == "fldChar" and attributes.get("fldCharType") == "begin":
            self.gather(FIELD)
        elif local == "fldSimple":
            self.gather(FIELD + attributes.get("instr", ""))
        elif local in ("imagedata", "fill", "stroke", "image"):
            source = attributes.get("src", "").strip()
            if SCHEME.match(source) or source.startswith(("\\", "//")):
                raise FileRefused(Reason.FROM_ELSEWHERE)

    def gather(self, text: str) -> None:
        self.instructions_length += len(text)
        if self.instructions_length > MAX_INSTRUCTIONS:
            raise FileRefused(Reason.TOO_COMPLEX)
        self.instructions.append(text)

    def check_instructions(self) -> None:
        instructions = "".join(self.instructions)
        if RUNS.search(instructions):
            raise FileRefused(Reason.ACTIVE_PARTS)
        if FETCHES.search(instructions):
            raise FileRefused(Reason.FROM_ELSEWHERE)
        for target in LEADS_OUT.findall(instructions):
            check_link(target)


def check_text(pieces: Iterable[bytes], *, root: str | None = None) -> int:
    """Read one part to its end; returns how many elements it has. The main document has a `root` of a known name."""
    reader = TextReader(root)
    is_first = True
    try:
        for piece in pieces:
            if is_first:
                check_beginning(piece)
                is_first = False
            reader.parser.Parse(piece, False)
        reader.parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise FileRefused(Reason.DAMAGED) from error
    reader.check_instructions()
    return reader.elements
