"""Is this ZIP package only what it says? The outside of a DOCX, before any of its parts is read.

Programs differ in how they read a crooked ZIP file, so that one may show what another did not check. Only the straight
form that word processors write is taken: from the first byte to the last, part after part, then the list of parts.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from papers.inspection.reasons import FileRefused, Reason

MB = 1024 * 1024
PIECE = 64 * 1024
MAX_PARTS = 2_000
MAX_LIST = MAX_PARTS * 300
MAX_UNPACKED = 200 * MB
MAX_PART = 64 * MB
# Text and blank pictures pack well; only what is large as well is suspicious.
MAX_RATIO = 250
SMALL = 4 * MB

END = struct.Struct("<4s4H2LH")
HEADER = struct.Struct("<4s5H3L2H")
LONGEST_DESCRIPTOR = 24
ENCRYPTED = 0x41
BAD_NAME = re.compile(r"[\\:\x00-\x1f\x7f]|^/|(^|/)\.\.?(/|$)|//")
ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"MSCF",
    b"\x28\xb5\x2f\xfd",
)


def open_package(data: bytes) -> zipfile.ZipFile:
    """The package, once its outside is straight; its parts are read with `read_part`."""
    check_the_end(data)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        check_parts(package.infolist())
        check_order(data, package)
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError) as error:
        raise FileRefused(Reason.DAMAGED) from error
    return package


def check_the_end(data: bytes) -> None:
    """The list of parts ends where the file ends and is of a bearable length, or it is not read at all."""
    if not data.startswith(b"PK\x03\x04"):
        raise FileRefused(Reason.MIXED if zipfile.is_zipfile(io.BytesIO(data)) else Reason.NOT_AS_NAMED)
    end = data[-END.size :]
    if len(end) < END.size or not end.startswith(b"PK\x05\x06"):
        raise FileRefused(Reason.MIXED if b"PK\x05\x06" in data else Reason.DAMAGED)
    _sign, disk, list_disk, parts_here, parts, list_size, list_start, comment = END.unpack(end)
    if parts > MAX_PARTS or list_size > MAX_LIST:
        raise FileRefused(Reason.TOO_COMPLEX)
    if disk or list_disk or parts != parts_here or comment:
        raise FileRefused(Reason.CROOKED)
    if list_start + list_size != len(data) - END.size:
        raise FileRefused(Reason.MIXED)


def check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS:
        raise FileRefused(Reason.TOO_COMPLEX)
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise FileRefused(Reason.BAD_NAMES)
    for part in parts:
        check_part(part)
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise FileRefused(Reason.EXPANDS)


def check_part(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & ENCRYPTED:
        raise FileRefused(Reason.ENCRYPTED)
    if part.filename != part.orig_filename or len(part.filename) > 250 or BAD_NAME.search(part.filename):
        raise FileRefused(Reason.BAD_NAMES)
    kind = stat.S_IFMT(part.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or (part.is_dir() and part.file_size):
        raise FileRefused(Reason.BAD_NAMES)
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileRefused(Reason.CROOKED)
    if part.file_size > MAX_PART or part.file_size > max(SMALL, MAX_RATIO * part.compress_size):
        raise FileRefused(Reason.EXPANDS)


def check_order(data: bytes, package: zipfile.ZipFile) -> None:
    """Part follows part without a gap in which something else could lie, each under the name that the list gives it."""
    place = 0
    for part in sorted(package.infolist(), key=lambda part: part.header_offset):
        header = HEADER.unpack_from(data, part.header_offset)
        name_length, extra_length = header[9], header[10]
        gap = part.header_offset - place
        if header[0] != b"PK\x03\x04" or gap not in range(LONGEST_DESCRIPTOR + 1):
            raise FileRefused(Reason.MIXED)
        if header[3] != part.compress_type or (header[2] ^ part.flag_bits) & ENCRYPTED:
            raise FileRefused(Reason.CROOKED)
        place = part.header_offset + HEADER.size + name_length + extra_length + part.compress_size
    if package.start_dir - place not in range(LONGEST_DESCRIPTOR + 1):
        raise FileRefused(Reason.MIXED)


def read_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """What the part holds, piece by piece, and never more than the list says."""
    try:
        with package.open(part) as content:
            while piece := content.read(PIECE):
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileRefused(Reason.DAMAGED) from error


def check_beginning(beginning: bytes) -> None:
    """No part is an archive, a program, or an old Office file, whatever it is called."""
    if beginning.startswith(ARCHIVES):
        raise FileRefused(Reason.ARCHIVE_INSIDE)
    if beginning.startswith((b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"%PDF-", b"{\\rtf")):
        raise FileRefused(Reason.EMBEDDED)
