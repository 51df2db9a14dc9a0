"""A text part of a DOCX, read as it comes and never held whole: is it well-formed, and does it only say something?"""

from collections.abc import Iterable
from typing import Protocol
from xml.parsers import expat

from papers.inspection.fields import BEGINS, ENDS, check_fields
from papers.inspection.links import check_link, leads_out
from papers.inspection.package import check_beginning
from papers.inspection.reasons import FileRefused, Reason

MAX_ELEMENTS = 1_000_000
MAX_INSTRUCTIONS = 2_000_000

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
PICTURES = {"imagedata", "fill", "stroke", "image"}
WITH_ATTRIBUTES = {"fldChar", "fldSimple", *PICTURES}
# What may point out of the package by a relationship: what somebody has to follow.
LINKS = {"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"}
# Attributes that say where something is, in the words of one of Word's vocabularies.
PLACES = ("href", "manifestLocation", "action")
RUNNING = ("ppaction://program", "ppaction://macro", "ppaction://ole")


class PartReader(Protocol):
    """Who follows a part while it is parsed."""

    parser: expat.XMLParserType

    def finish(self) -> int:
        """Look at what was gathered; say how many elements there were."""


def refuse_document_type(*_declaration: object) -> None:
    # Entities that grow, and entities that read other files, are declared there; a paper needs none.
    raise FileRefused(Reason.DOCUMENT_TYPE)


def check_processing(target: str, _words: str) -> None:
    # It asks whoever opens the part to fetch a style, which in XML may be a program.
    if target.rpartition(":")[2].lower() == "xml-stylesheet":
        raise FileRefused(Reason.FROM_ELSEWHERE)


def a_parser() -> expat.XMLParserType:
    """A parser for a part of a paper: no document type, no style from elsewhere."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.ProcessingInstructionHandler = check_processing
    return parser


class TextReader:
    """Follows one part: counts its elements and gathers the instructions of its fields.

    `outside` are the relationships of this part that lead out of the package: only a link may use one.
    """

    def __init__(self, root: str | None, outside: frozenset[str] = frozenset()) -> None:
        self.root = root
        self.outside = outside
        self.elements = 0
        self.instructions: list[str] = []
        self.instructions_length = 0
        self.is_gathering = False
        self.parser = a_parser()
        self.parser.StartElementHandler = self.element

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
        if attributes:
            self.check_places(local, attributes)
        if local in INSTRUCTIONS:
            self.is_gathering = True
            self.parser.CharacterDataHandler = self.gather
        elif local in WITH_ATTRIBUTES:
            self.attributes(local, {key.rpartition(":")[2]: value for key, value in attributes.items()})

    def check_places(self, local: str, attributes: dict[str, str]) -> None:
        is_used = bool(self.outside) and local not in LINKS and not self.outside.isdisjoint(attributes.values())
        if is_used and any(":" in key and value in self.outside for key, value in attributes.items()):
            # The relationship may be called a link; what uses it fetches.
            raise FileRefused(Reason.FROM_ELSEWHERE)
        for key, value in attributes.items():
            if not key.endswith(PLACES):
                continue
            match key.rpartition(":")[2]:
                case "href" if local not in PICTURES:
                    check_link(value)
                case "manifestLocation" if leads_out(value):
                    raise FileRefused(Reason.FROM_ELSEWHERE)
                case "action" if value.lower().startswith(RUNNING):
                    raise FileRefused(Reason.ACTIVE_PARTS)

    def attributes(self, local: str, attributes: dict[str, str]) -> None:
        if local == "fldChar":
            self.gather(BEGINS if attributes.get("fldCharType") == "begin" else ENDS)
        elif local == "fldSimple":
            self.gather(BEGINS + attributes.get("instr", "") + ENDS)
        elif local in PICTURES:
            for key in ("src", "href", "althref"):
                source = attributes.get(key, "").strip()
                # "cid:" names a picture of the letter from which it was copied, and leads nowhere.
                if leads_out(source) and not source.lower().startswith("cid:"):
                    raise FileRefused(Reason.FROM_ELSEWHERE)

    def gather(self, text: str) -> None:
        self.instructions_length += len(text)
        if self.instructions_length > MAX_INSTRUCTIONS:
            raise FileRefused(Reason.TOO_COMPLEX)
        self.instructions.append(text)

    def finish(self) -> int:
        check_fields("".join(self.instructions))
        return self.elements


def follow(reader: PartReader, pieces: Iterable[bytes]) -> int:
    """Read one part to its end; returns how many elements it has."""
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
    return reader.finish()


def check_text(pieces: Iterable[bytes], *, root: str | None = None, outside: frozenset[str] = frozenset()) -> int:
    """Read a text part. The main document has a `root` of a known name; `outside` as of `TextReader`."""
    return follow(TextReader(root, outside), pieces)
