"""What the streams of a PDF unpack to: it is counted, never kept."""

import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Name

from papers.inspection.reasons import FileRefused, Reason

MB = 1024 * 1024
PIECE = 64 * 1024
MAX_PIXELS = 250_000_000
# A scanned page without loss is 26 MB, so pictures have more room than words.
MAX_STREAM = 64 * MB
MAX_PICTURE = 128 * MB
MAX_UNPACKED = 256 * MB

EXPANDING = {"/FlateDecode", "/LZWDecode", "/RunLengthDecode"}
OF_TEXT = {"/ASCII85Decode", "/ASCIIHexDecode"}
OF_PICTURES = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"}
# Short names, which scanners write and readers understand.
SHORT = {
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}


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
            raise FileRefused(Reason.CROOKED)
        limit = min(MAX_PICTURE if is_picture else MAX_STREAM, self.unpacked_left)
        self.unpacked_left -= unpacked_size(stream, packed, filters, limit)


def filters_of(stream: pikepdf.Stream) -> list[str]:
    named = stream.get("/Filter")
    filters = [str(name) for name in named] if isinstance(named, pikepdf.Array) else [str(named)] if named else []
    filters = [SHORT.get(name, name) for name in filters]
    if not EXPANDING.union(OF_TEXT, OF_PICTURES).issuperset(filters):
        raise FileRefused(Reason.CROOKED)
    # Packed twice, a megabyte becomes a terabyte.
    if len(EXPANDING.intersection(filters)) > 1 or len(filters) != len(set(filters)):
        raise FileRefused(Reason.EXPANDS)
    return filters


def unpacked_size(stream: pikepdf.Stream, packed: bytes, filters: list[str], limit: int) -> int:
    if not EXPANDING.intersection(filters):
        return len(packed)
    if filters[0] in OF_TEXT:
        # For a line that carried letters only. What comes out is smaller.
        packed, filters = read_through(packed, filters[:1]), filters[1:]
    if filters[0] == "/FlateDecode":
        return inflated_size(packed, limit)
    if OF_PICTURES.intersection(filters):
        size = len(read_through(packed, around_the_picture(stream, filters)))
    else:
        size = len(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    if size > limit:
        raise FileRefused(Reason.EXPANDS)
    return size


def around_the_picture(stream: pikepdf.Stream, filters: list[str]) -> list[str]:
    """In what a scanner's picture in a format of its own, which has to be the last, is packed once more."""
    if filters[-1] not in OF_PICTURES or OF_PICTURES.intersection(filters[:-1]):
        raise FileRefused(Reason.CROOKED)
    parameters = stream.get("/DecodeParms")
    if isinstance(parameters, Array) and any(
        isinstance(parameter, pikepdf.Dictionary) for parameter in list(parameters)[:-1]
    ):
        # A predictor before a picture's own format: no scanner has one.
        raise FileRefused(Reason.CROOKED)
    return filters[:-1]


def read_through(packed: bytes, filters: list[str]) -> bytes:
    with pikepdf.new() as aside:
        stream = aside.make_stream(packed, Filter=Array([Name(name) for name in filters]))
        return bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))


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
        raise FileRefused(Reason.CROOKED) from error
    return size


def check_pixels(picture: pikepdf.Stream) -> None:
    width: Any = picture.get("/Width")
    height: Any = picture.get("/Height")
    if not all(isinstance(side, int) and side > 0 for side in (width, height)):
        raise FileRefused(Reason.CROOKED)
    if width * height > MAX_PIXELS:
        raise FileRefused(Reason.EXPANDS)
