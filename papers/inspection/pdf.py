"""Is this PDF only something to read?

1. It is one file: nothing stands before its header or after its end, and it is no ZIP archive at the same time.
2. It opens without a password and without repair, so that every reader sees the same objects in it.
3. No object of it, used or not, acts by itself, carries a file, or fetches something.
4. What its streams unpack to is counted, never kept.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import settings as qpdf

from papers.inspection.links import check_link
from papers.inspection.reasons import FileRefused, Reason

MB = 1024 * 1024
PIECE = 64 * 1024
MAX_OBJECTS = 150_000
MAX_PAGES = 3_000
MAX_PIXELS = 250_000_000
# A scanned page without loss is 26 MB, so pictures have more room than words.
MAX_STREAM = 64 * MB
MAX_PICTURE = 128 * MB
MAX_UNPACKED = 256 * MB

ACTIONS = {
    "/JavaScript": Reason.SCRIPT,
    "/Launch": Reason.ACTIVE_PARTS,
    "/SubmitForm": Reason.ACTIVE_PARTS,
    "/ImportData": Reason.ACTIVE_PARTS,
    "/GoToR": Reason.UNSAFE_LINK,
    "/GoToE": Reason.EMBEDDED,
    "/Rendition": Reason.MULTIMEDIA,
    "/Movie": Reason.MULTIMEDIA,
    "/Sound": Reason.MULTIMEDIA,
    "/GoTo3DView": Reason.MULTIMEDIA,
    "/RichMediaExecute": Reason.MULTIMEDIA,
}
KINDS = {
    "/RichMedia": Reason.MULTIMEDIA,
    "/Movie": Reason.MULTIMEDIA,
    "/Sound": Reason.MULTIMEDIA,
    "/Screen": Reason.MULTIMEDIA,
    "/3D": Reason.MULTIMEDIA,
    "/FileAttachment": Reason.EMBEDDED,
    "/EmbeddedFile": Reason.EMBEDDED,
    "/PS": Reason.ACTIVE_PARTS,
}
KEYS = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/EF", "/EmbeddedFiles", "/Collection", "/XFA", "/URI"}

# A quick look at an object as text: does it hold a word worth a closer look? qpdf has already undone "#" spellings.
WORTH_A_LOOK = re.compile(
    rb"(?:%s)(?=[\x00\s/<>\[\](){}%%]|$)" % b"|".join(sorted({word.encode() for word in {*ACTIONS, *KINDS, *KEYS}}))
)
# What an earlier revision of the file still holds, where a reader that repairs files could find it again.
LEFT_BEHIND = re.compile(rb"/(?:S\s*/(JavaScript|Launch|SubmitForm|ImportData)|Type\s*/(EmbeddedFile))(?![A-Za-z0-9])")

EXPANDING = {"/FlateDecode", "/LZWDecode", "/RunLengthDecode"}
OF_TEXT = {"/ASCII85Decode", "/ASCIIHexDecode"}
OF_PICTURES = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"}


def inspect_pdf(data: bytes) -> None:
    """Return if the PDF may be kept; raise FileRefused otherwise."""
    check_it_is_one_file(data)
    # qpdf's limits hold for the whole process; nothing else in the house uses qpdf.
    qpdf.set_qpdf_limits(
        parser_max_nesting=100,
        parser_max_container_size=1_000_000,
        max_stream_filters=4,
        flate_max_memory=MAX_STREAM,
        run_length_max_memory=MAX_STREAM,
        png_max_memory=16 * MB,
        tiff_max_memory=16 * MB,
    )
    limits_met = qpdf.qpdf_limit_errors()
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, inherit_page_attributes=False) as pdf:
            check_document(pdf, len(data))
    except pikepdf.PasswordError:
        raise FileRefused(Reason.ENCRYPTED) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, KeyError, RuntimeError) as error:
        # Whatever qpdf stumbles over is damage; Python's own errors here are values of a kind that has no place there.
        raise FileRefused(Reason.EXPANDS if qpdf.qpdf_limit_errors() > limits_met else Reason.DAMAGED) from error


def check_it_is_one_file(data: bytes) -> None:
    if not data.startswith((b"%PDF-1.", b"%PDF-2.")):
        raise FileRefused(Reason.MIXED if b"%PDF-" in data[:1024] else Reason.NOT_AS_NAMED)
    if not data.rstrip(b"\x00\t\n\f\r ").endswith(b"%%EOF"):
        raise FileRefused(Reason.MIXED if b"%%EOF" in data else Reason.DAMAGED)
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise FileRefused(Reason.MIXED)
    if match := LEFT_BEHIND.search(data):
        raise FileRefused(ACTIONS["/" + match[1].decode()] if match[1] else Reason.EMBEDDED)


def check_document(pdf: pikepdf.Pdf, size: int) -> None:
    if pdf.is_encrypted:
        raise FileRefused(Reason.ENCRYPTED)
    if len(pdf.objects) > MAX_OBJECTS:
        raise FileRefused(Reason.TOO_COMPLEX)
    streams = Streams(size)
    check_object(pdf.trailer)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            check_object(thing.stream_dict)
            streams.count(thing)
        elif isinstance(thing, pikepdf.Object):
            check_object(thing)
    # A warning means that readers may disagree on what the file says.
    if pdf.get_warnings():
        raise pikepdf.PdfError("readers may disagree on this file")
    pages = len(pdf.pages)
    if not pages:
        raise FileRefused(Reason.DAMAGED)
    if pages > MAX_PAGES:
        raise FileRefused(Reason.TOO_COMPLEX)


# -- What an object does.


def check_object(thing: pikepdf.Object) -> None:
    """Look at one object of the table and what stands directly in it; what it refers to has its own turn."""
    if not WORTH_A_LOOK.search(thing.unparse(True)):
        return
    if isinstance(thing, pikepdf.Name):
        # A name kept apart, to be referred to as the kind of an action: nobody writes so who has nothing to hide.
        check_name(str(thing), {**KINDS, **ACTIONS})
    for dictionary in dictionaries_in(thing):
        check_dictionary(dictionary)


def dictionaries_in(thing: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    waiting = [thing]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Dictionary):
            yield node
            inside = [value for _key, value in node.items()]
        elif isinstance(node, pikepdf.Array):
            inside = list(node)
        else:
            continue
        waiting += [value for value in inside if isinstance(value, pikepdf.Object) and not value.is_indirect]


def check_name(name: str, meanings: dict[str, Reason]) -> None:
    if name in meanings:
        raise FileRefused(meanings[name])


def check_dictionary(dictionary: pikepdf.Dictionary) -> None:
    for key, meanings in (("/S", ACTIONS), ("/Subtype", KINDS), ("/Type", KINDS)):
        if isinstance(name := dictionary.get(key), pikepdf.Name):
            check_name(str(name), meanings)
    for key in KEYS.intersection(dictionary.keys()):
        check_key(key, dictionary[key])


def check_key(key: str, value: object) -> None:
    """What a key means depends on its value too: fonts and pictures may bear any name."""
    if key == "/JavaScript" or (key == "/JS" and isinstance(value, pikepdf.String | pikepdf.Stream)):
        raise FileRefused(Reason.SCRIPT)
    if key == "/XFA" and isinstance(value, pikepdf.Array | pikepdf.Stream):
        raise FileRefused(Reason.DYNAMIC_FORM)
    if key in ("/EmbeddedFiles", "/Collection") or (key == "/EF" and holds(value, pikepdf.Stream)):
        raise FileRefused(Reason.EMBEDDED)
    if key == "/AA" and holds(value, pikepdf.Dictionary, with_key="/S"):
        raise FileRefused(Reason.BY_ITSELF)
    if key == "/OpenAction" and isinstance(value, pikepdf.Dictionary) and value.get("/S") != "/GoTo":
        raise FileRefused(Reason.BY_ITSELF)
    if key == "/URI" and isinstance(value, pikepdf.String):
        check_link(str(value))


def holds(value: object, kind: type, with_key: str = "") -> bool:
    """A dictionary with a value of this kind in it."""
    return isinstance(value, pikepdf.Dictionary) and any(
        isinstance(inside, kind) and (not with_key or with_key in inside) for _key, inside in value.items()
    )


# -- What a stream unpacks to.


class Streams:
    """Counts what all streams of one file hold, packed and unpacked."""

    def __init__(self, size: int) -> None:
        self.packed_left = size
        self.unpacked_left = MAX_UNPACKED

    def count(self, stream: pikepdf.Stream) -> None:
        if "/F" in stream or "/Ref" in stream:
            raise FileRefused(Reason.FROM_ELSEWHERE)
        is_picture = stream.get("/Subtype") == "/Image"
        if is_picture:
            check_pixels(stream)
        filters = filters_of(stream)
        packed = stream.read_raw_bytes()
        self.packed_left -= len(packed)
        if self.packed_left < 0:
            # Streams that lie over each other cost more to read than the file is long.
            raise FileRefused(Reason.DAMAGED)
        limit = min(MAX_PICTURE if is_picture else MAX_STREAM, self.unpacked_left)
        self.unpacked_left -= unpacked_size(stream, packed, filters, limit)


def filters_of(stream: pikepdf.Stream) -> list[str]:
    named = stream.get("/Filter")
    filters = [str(name) for name in named] if isinstance(named, pikepdf.Array) else [str(named)] if named else []
    if not EXPANDING.union(OF_TEXT, OF_PICTURES).issuperset(filters):
        raise FileRefused(Reason.DAMAGED)
    # Packed twice, a megabyte becomes a terabyte.
    if len(EXPANDING.intersection(filters)) > 1 or len(filters) != len(set(filters)):
        raise FileRefused(Reason.EXPANDS)
    return filters


def unpacked_size(stream: pikepdf.Stream, packed: bytes, filters: list[str], limit: int) -> int:
    if not EXPANDING.intersection(filters):
        return len(packed)
    if filters[0] == "/FlateDecode":
        return inflated_size(packed, limit)
    if OF_PICTURES.intersection(filters):
        # Nobody packs a picture's own format with these; qpdf would not unpack it.
        raise FileRefused(Reason.EXPANDS)
    size = len(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    if size > limit:
        raise FileRefused(Reason.EXPANDS)
    return size


def inflated_size(packed: bytes, limit: int) -> int:
    """Count what comes out, at most a megabyte at a time, and stop at the limit."""
    inflater = zlib.decompressobj()
    size = 0
    try:
        for start in range(0, len(packed), PIECE):
            piece = packed[start : start + PIECE]
            while piece and not inflater.eof:
                size += len(inflater.decompress(piece, MB))
                piece = inflater.unconsumed_tail
                if size > limit:
                    raise FileRefused(Reason.EXPANDS)
    except zlib.error as error:
        raise FileRefused(Reason.DAMAGED) from error
    return size


def check_pixels(picture: pikepdf.Stream) -> None:
    width: Any = picture.get("/Width")
    height: Any = picture.get("/Height")
    if not all(isinstance(side, int) and side > 0 for side in (width, height)):
        raise FileRefused(Reason.DAMAGED)
    if width * height > MAX_PIXELS:
        raise FileRefused(Reason.EXPANDS)
