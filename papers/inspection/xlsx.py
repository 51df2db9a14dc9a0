"""Is this XLSX only something to read?

1. Its package is straight (`package.py`), and small: a workbook that unfolds to more than a long list takes isn't read.
2. Its types name one workbook of Excel's plain kind, and nothing with macros.
3. It holds no part that fetches, starts or carries anything: no control, no other file, no list from elsewhere.
4. Every text part is well-formed so far that it declares no type of its own: no entity unfolds.
"""

import re
from collections.abc import Iterator

from papers.inspection.docx import TYPES, TYPES_REFUSED, local, whole
from papers.inspection.package import check_beginning, open_package, read_part
from papers.inspection.reasons import FileRefused, Reason

MB = 1024 * 1024
MAX_UNPACKED = 100 * MB
MAIN_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
PLACES_REFUSED = (
    (re.compile(r"(^|/)(vba[^/]*|macrosheets/.*|dialogsheets/.*)$", re.I), Reason.MACROS),
    (re.compile(r"(^|/)(activeX|ctrlProps|webextensions)/", re.I), Reason.ACTIVE_PARTS),
    (re.compile(r"(^|/)(embeddings|oleObjects)/", re.I), Reason.EMBEDDED),
    (re.compile(r"(^|/)(externalLinks/|connections\.xml$|queryTables/|model/)", re.I), Reason.FROM_ELSEWHERE),
    (re.compile(r"\.(mp[34]|m4[av]|wav|wm[av]|avi|mov|mpe?g)$", re.I), Reason.MULTIMEDIA),
)
TEXT_PARTS = re.compile(r"\.(xml|rels|vml|psmdcp)$", re.I)
OTHER_PARTS = re.compile(r"\.(png|jpe?g|gif|bmp|emf|wmf)$|printerSettings[^/]*\.bin$|(^|/)mimetype$", re.I)
DOCUMENT_TYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.I)
LONGEST_SIGN = 16
IN_TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")


def inspect_xlsx(data: bytes) -> None:
    """Return if the workbook may be read; raise FileRefused otherwise."""
    with open_package(data) as package:
        parts = {part.filename: part for part in package.infolist() if not part.is_dir()}
        if sum(part.file_size for part in parts.values()) > MAX_UNPACKED:
            raise FileRefused(Reason.EXPANDS)
        for name in parts:
            check_place(name)
        if TYPES not in parts:
            raise FileRefused(Reason.NOT_A_WORKBOOK)
        mains = 0
        for entry in whole(package, parts[TYPES]):
            kind = entry.get("ContentType", "")
            for pattern, reason in TYPES_REFUSED:
                if pattern.search(kind) and (local(entry.tag) == "Override" or reason is Reason.MACROS):
                    raise FileRefused(reason)
            mains += kind == MAIN_WORKBOOK
        if mains != 1:
            raise FileRefused(Reason.NOT_A_WORKBOOK)
        for name, part in parts.items():
            check_pieces(read_part(package, part), is_text=bool(TEXT_PARTS.search(name)))


def check_place(name: str) -> None:
    for place, reason in PLACES_REFUSED:
        if place.search(name):
            raise FileRefused(reason)
    if not TEXT_PARTS.search(name) and not OTHER_PARTS.search(name):
        raise FileRefused(Reason.EMBEDDED)


def check_pieces(pieces: Iterator[bytes], *, is_text: bool) -> None:
    """A part, piece by piece: what stands across the edge of two is seen as well."""
    end = b""
    for piece in pieces:
        if not is_text and not end:
            check_beginning(piece[:64])
        # What is written in two bytes a letter is looked at as such; no program writes a workbook so.
        if is_text and ((not end and piece.startswith(IN_TWO_BYTES)) or DOCUMENT_TYPE.search(end + piece)):
            raise FileRefused(Reason.DOCUMENT_TYPE)
        end = piece[-LONGEST_SIGN:]
