"""A picture without what was written beside it: where and when it was taken, by which device, by whom, in which program.

Only for pictures that were looked through (`pictures.py`). No point of them is changed. Of a JPEG it stays known which way
up it is, since cameras turn nothing; of both, how the points are to be read.
"""

import struct

from papers.inspection.pictures import ALONE, END, PNG, START_OF_SCAN, end_of_scan, end_of_segment, marker_at

APP0, APP1, APP14, APP15, COMMENT = 0xE0, 0xE1, 0xEE, 0xEF, 0xFE
JFIF, EXIF, ADOBE = b"JFIF\0", b"Exif\0\0", b"Adobe"
ORIENTATION, SHORT = 0x0112, 3
# Everything else that a PNG may carry says something of who made it, when, or with what.
KEPT_OF_A_PNG = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"cICP", b"bKGD"}
)


def bare_png(data: bytes) -> bytes:
    parts, place = [PNG], len(PNG)
    while place < len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if name in KEPT_OF_A_PNG:
            parts.append(data[place:end])
        place = end
    return b"".join(parts)


def bare_jpeg(data: bytes) -> bytes:
    parts, remarks, turned = [], [], 1
    marker, place = marker_at(data, 2)
    while marker != END:
        begins = place
        if marker not in ALONE:
            place = end_of_segment(data, place)
        body = data[begins + 2 : place]
        if marker == APP1 and body.startswith(EXIF):
            turned = which_way_up(body[len(EXIF) :])
        elif marker == APP0 and body.startswith(JFIF):
            # Its density; a small picture in it may show what was cut off the large one.
            remarks.append(_segment(APP0, body[:12] + b"\0\0"))
        elif marker == APP14 and body.startswith(ADOBE):
            remarks.append(_segment(APP14, body))
        elif not (APP0 <= marker <= APP15 or marker == COMMENT):
            parts.append(bytes((0xFF, marker)) + data[begins:place])
        if marker == START_OF_SCAN:
            begins, place = place, end_of_scan(data, place)
            parts.append(data[begins:place])
        marker, place = marker_at(data, place)
    if turned != 1:
        remarks.append(_segment(APP1, EXIF + _only_which_way_up(turned)))
    return b"\xff\xd8" + b"".join(remarks) + b"".join(parts) + bytes((0xFF, END))


def which_way_up(tiff: bytes) -> int:
    """One of the eight ways in which a camera was held; 1, as it stands, where that isn't said or can't be read."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(count):
            tag, kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if (tag, kind) == (ORIENTATION, SHORT):
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _only_which_way_up(turned: int) -> bytes:
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, SHORT, 1, turned, 0, 0)


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body
