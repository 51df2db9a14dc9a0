"""Is this TIFF pages of pictures and nothing else? Its directories are walked, and every byte of the file has to be theirs.

No picture is decoded here: what lies between, behind or beside the pages, or would grow beyond measure, is not taken.
"""

import struct

from papers.inspection.pictures import check_size
from papers.inspection.reasons import FileRefused, Reason

MOST_PAGES = 300
MOST_TAGS = 200
# What programs leave between the parts of a file to begin the next one at an even place.
LARGEST_GAP = 16
# Of what is said beside the picture: a profile of colours is the longest.
LONGEST_REMARK = 2 * 1024 * 1024
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
WIDTH, HEIGHT, COMPRESSION = 256, 257, 259
# Where the points of a page lie, and how many bytes: in strips, in tiles, as an old JPEG.
PLACES = {273: 279, 324: 325, 513: 514}
# Directories within a directory, whole files within a page, and what programs of one maker alone read.
WITHIN = frozenset({330, 34377, 33723, 37724, 50740})
COMPRESSIONS = frozenset({1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946})
Span = tuple[int, int]


class TiffPages:
    """A TIFF as its directories tell of it: which bytes are whose."""

    def __init__(self, data: bytes, order: str) -> None:
        self.data, self.order = data, order
        self.spans: list[Span] = [(0, 8)]
        self.directories: set[int] = set()

    def number(self, kind: str, place: int) -> int:
        return int(struct.unpack_from(f"{self.order}{kind}", self.data, place)[0])

    def walk(self) -> None:
        place = self.number("I", 4)
        while place:
            if place in self.directories or len(self.directories) >= MOST_PAGES:
                raise FileRefused(Reason.TOO_COMPLEX)
            self.directories.add(place)
            place = self._page(place)
        if not self.directories:
            raise FileRefused(Reason.DAMAGED)

    def _page(self, place: int) -> int:
        """One page; answers where the next one is told of."""
        count = self.number("H", place)
        if not 0 < count <= MOST_TAGS:
            raise FileRefused(Reason.DAMAGED)
        end = place + 2 + 12 * count
        self.spans.append((place, end + 4))
        values = dict(self._tag(place + 2 + 12 * index) for index in range(count))
        if WITHIN & values.keys():
            raise FileRefused(Reason.EMBEDDED)
        self._check_picture(values)
        return self.number("I", end)

    def _tag(self, place: int) -> tuple[int, list[int]]:
        tag, kind, count = struct.unpack_from(f"{self.order}HHI", self.data, place)
        if kind not in SIZES:
            raise FileRefused(Reason.DAMAGED)
        size, at = SIZES[kind] * count, place + 8
        if size > LONGEST_REMARK:
            raise FileRefused(Reason.EMBEDDED)
        if size > 4:
            at = self.number("I", place + 8)
            self.spans.append((at, at + size))
        if at + size > len(self.data):
            raise FileRefused(Reason.DAMAGED)
        letter = {1: "B", 3: "H", 4: "I"}.get(kind)
        return tag, list(struct.unpack_from(f"{self.order}{count}{letter}", self.data, at)) if letter else []

    def _check_picture(self, values: dict[int, list[int]]) -> None:
        width, height = values.get(WIDTH, [])[:1], values.get(HEIGHT, [])[:1]
        if not (width and height) or (values.get(COMPRESSION) or [1])[0] not in COMPRESSIONS:
            raise FileRefused(Reason.DAMAGED)
        check_size(width[0], height[0])
        parts = [
            (start, start + length)
            for places, lengths in PLACES.items()
            for start, length in zip(values.get(places, []), values.get(lengths, []), strict=False)
        ]
        if not parts:
            raise FileRefused(Reason.DAMAGED)
        self.spans += parts

    def check_every_byte(self) -> None:
        """What belongs to no page, beyond what fills up to an even place, is something else."""
        reached = 0
        for start, end in sorted(self.spans):
            if end > len(self.data):
                raise FileRefused(Reason.DAMAGED)
            self._check_gap(reached, start)
            reached = max(reached, end)
        self._check_gap(reached, len(self.data))

    def _check_gap(self, start: int, end: int) -> None:
        if end - start > LARGEST_GAP and self.data[start:end].strip(b"\0"):
            raise FileRefused(Reason.MIXED)


def inspect_tiff(data: bytes) -> None:
    """Raise FileRefused where it isn't pages of pictures from end to end."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None or len(data) < 16:
        raise FileRefused(Reason.NOT_AS_NAMED)
    pages = TiffPages(data, order)
    try:
        pages.walk()
    except struct.error as error:
        raise FileRefused(Reason.DAMAGED) from error
    pages.check_every_byte()
