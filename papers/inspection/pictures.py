"""Is this JPEG or PNG a picture and nothing else? A scan is walked through from its first byte to its last.

No picture is decoded here: what follows the picture, hides beside it, or would grow beyond measure is not taken.
"""

import struct
import zlib

from papers.inspection.reasons import FileRefused, Reason

PNG = b"\x89PNG\r\n\x1a\n"
# Of a scan at 600 dots an inch, two sheets of A3.
MAX_POINTS = 200_000_000
MAX_SIDE = 30_000
# The picture itself, and what is said of its colours and its size; nothing that moves, and no words of others.
PNG_PARTS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
PNG_REMARKS = frozenset(
    {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"tIME", b"hIST", b"eXIf", b"tEXt", b"iTXt"}
    | {b"zTXt", b"cICP", b"sPLT"}
)  # fmt: skip
PNG_MOVES = frozenset({b"acTL", b"fcTL", b"fdAT"})
STARTS_OF_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
START_OF_SCAN, END = 0xDA, 0xD9


def inspect_png(data: bytes) -> None:
    """Raise FileRefused where it isn't one picture from end to end."""
    if not data.startswith(PNG):
        raise FileRefused(Reason.NOT_AS_NAMED)
    place, names = len(PNG), []
    while place < len(data):
        if place + 12 > len(data):
            raise FileRefused(Reason.DAMAGED)
        length, name = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data) or zlib.crc32(data[place + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            raise FileRefused(Reason.DAMAGED)
        if name not in PNG_PARTS | PNG_REMARKS:
            raise FileRefused(Reason.MULTIMEDIA if name in PNG_MOVES else Reason.EMBEDDED)
        if name == b"IHDR":
            check_size(*struct.unpack_from(">II", data, place + 8))
        names.append(name)
        place = end
        if name == b"IEND" and place < len(data):
            raise FileRefused(Reason.MIXED)
    if names[:1] != [b"IHDR"] or names[-1] != b"IEND" or b"IDAT" not in names or names.count(b"IHDR") > 1:
        raise FileRefused(Reason.DAMAGED)


def inspect_jpeg(data: bytes) -> None:
    """Raise FileRefused where it isn't one picture from end to end."""
    if not data.startswith(b"\xff\xd8\xff"):
        raise FileRefused(Reason.NOT_AS_NAMED)
    frames, scans = 0, 0
    marker, place = marker_at(data, 2)
    while marker != END:
        if marker not in ALONE:
            end = end_of_segment(data, place)
            if marker in STARTS_OF_FRAMES:
                height, width = struct.unpack_from(">HH", data, place + 3)
                check_size(width, height)
                frames += 1
            place = end
        if marker == START_OF_SCAN:
            scans, place = scans + 1, end_of_scan(data, place)
        marker, place = marker_at(data, place)
    if place != len(data):
        raise FileRefused(Reason.MIXED)
    if frames != 1 or not scans:
        raise FileRefused(Reason.DAMAGED)


def check_size(width: int, height: int) -> None:
    """A picture that a reader's computer can open."""
    if not (width and height):
        raise FileRefused(Reason.DAMAGED)
    if max(width, height) > MAX_SIDE or width * height > MAX_POINTS:
        raise FileRefused(Reason.EXPANDS)


def marker_at(data: bytes, place: int) -> tuple[int, int]:
    """The marker that stands here, and the place after it; any number of FF may go before."""
    if data[place : place + 1] != b"\xff":
        raise FileRefused(Reason.DAMAGED)
    while data[place : place + 1] == b"\xff":
        place += 1
    if place >= len(data) or data[place] == 0:
        raise FileRefused(Reason.DAMAGED)
    return data[place], place + 1


def end_of_segment(data: bytes, place: int) -> int:
    """Where a part ends that says its own length; one that says less than any part needs is none."""
    length = int.from_bytes(data[place : place + 2], "big")
    if length < 2 or place + max(length, 8) > len(data):
        raise FileRefused(Reason.DAMAGED)
    return place + length


def end_of_scan(data: bytes, place: int) -> int:
    """Where the picture's points end: at a marker that is neither a stuffed byte nor a restart."""
    while (place := data.find(b"\xff", place)) >= 0:
        after = data[place + 1 : place + 2]
        if not after:
            break
        if after[0] != 0 and not 0xD0 <= after[0] <= 0xD7:
            return place
        place += 2
    raise FileRefused(Reason.DAMAGED)
