"""The participants on a map: land without a border, and a mark for each where its name would stand.

A mark says where a name stands on an atlas, and nothing of territory or capital. The list beside it is its equal: it names
everybody, also whoever has no mark.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse

from members.choices import ParticipantKind, Standing

# In units of the picture.
WIDTH, HEIGHT, A_RADIAN = 960, 700, 560
# What is farther from the middle, in radians, is beyond the picture.
FARTHEST = 1.3
MIDDLE_LONGITUDE, MIDDLE_LATITUDE = math.radians(84), math.radians(36)
MIDDLE = (500, 350)
# Where the name of a state stands on an atlas: longitude and latitude in degrees, of the middle of its largest part as
# Natural Earth has it (public domain), and how far from the mark its letters stand where marks are near each other.
NAME_STANDS_AT: dict[str, tuple[float, float, int, int]] = {
    "AE": (54.3, 23.9, 0, 18),
    "AF": (66.0, 33.8, 0, -8),
    "AZ": (47.7, 40.3, 0, -8),
    "BD": (90.2, 23.9, 0, -8),
    "BH": (50.5, 26.0, -22, 2),
    "BY": (28.0, 53.5, 0, -8),
    "CN": (103.8, 36.6, 0, -8),
    "EG": (29.9, 26.5, 0, -8),
    "ID": (113.9, -0.8, 0, -8),
    "IL": (35.0, 31.4, -24, 14),
    "IN": (79.6, 22.9, 0, -8),
    "IQ": (43.7, 33.0, 0, -8),
    "IR": (54.3, 32.6, 0, -8),
    "JO": (36.8, 31.2, 18, 18),
    "JP": (138.0, 36.7, 0, -8),
    "KG": (74.5, 41.5, 0, -8),
    "KH": (104.9, 12.7, 0, 18),
    "KR": (127.9, 36.5, 0, -8),
    "KW": (47.6, 29.3, 0, -8),
    "KZ": (67.3, 48.2, 0, -8),
    "LA": (103.7, 18.5, -16, -6),
    "LK": (80.7, 7.6, 0, -8),
    "MN": (103.1, 46.8, 0, -8),
    "MY": (102.2, 4.0, 0, -8),
    "PH": (121.4, 16.0, 0, -8),
    "PK": (69.3, 29.9, 0, -8),
    "PS": (35.2, 31.9, -24, -12),
    "QA": (51.2, 25.3, -16, 20),
    "RU": (92.0, 62.0, 0, -8),
    "SA": (44.5, 24.1, 0, -8),
    "TH": (101.0, 15.1, -14, 4),
    "TJ": (71.0, 38.5, 0, 18),
    "TM": (59.4, 39.1, 0, -8),
    "TR": (35.4, 39.0, 0, -8),
    "UA": (31.3, 49.2, 0, -8),
    "UZ": (63.1, 41.8, 0, -8),
    "VN": (106.3, 16.7, 18, 4),
}


class ParticipantThen(Protocol):
    """A participant whose standing on a day was asked for with it (`with_standing`); none: it took no part."""

    pk: int
    code: str
    kind: str
    standing: str | None


@dataclass(frozen=True)
class MapMark:
    """A participant on the map; `letters_x` and `letters_y` say where its code stands."""

    participant: ParticipantThen
    standing: str | None
    address: str
    x: int
    y: int
    letters_x: int
    letters_y: int

    @property
    def is_led_to(self) -> bool:
        """Whether a line leads from its mark to its letters: where marks are near each other."""
        return self.letters_x != self.x


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place of the Earth stands in the picture (Lambert's azimuthal projection, equal in area)."""
    turned, height = math.radians(longitude) - MIDDLE_LONGITUDE, math.radians(latitude)
    across, up = math.cos(height) * math.sin(turned), math.sin(height)
    towards = math.cos(height) * math.cos(turned)
    scale = A_RADIAN * math.sqrt(
        2 / max(1 + math.sin(MIDDLE_LATITUDE) * up + math.cos(MIDDLE_LATITUDE) * towards, 0.01)
    )
    north = math.cos(MIDDLE_LATITUDE) * up - math.sin(MIDDLE_LATITUDE) * towards
    return MIDDLE[0] + scale * across, MIDDLE[1] - scale * north


def is_in_sight(longitude: float, latitude: float) -> bool:
    x, y = projected(longitude, latitude)
    away = math.hypot(x - MIDDLE[0], y - MIDDLE[1]) / A_RADIAN
    return away < FARTHEST and 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def marks_of(rows: Iterable[ParticipantThen]) -> list[MapMark]:
    """The marks of those whose place is known, in the order in which they come. `rows` know their standing on the day."""
    marks = []
    for row in rows:
        if row.code not in NAME_STANDS_AT:
            continue
        longitude, latitude, right, down = NAME_STANDS_AT[row.code]
        x, y = (round(value) for value in projected(longitude, latitude))
        address = reverse("participant-detail", args=[row.code])
        marks.append(MapMark(row, row.standing, address, x, y, x + right, y + down))
    return marks


def states_taking_part(rows: Iterable[ParticipantThen]) -> dict[str, list[ParticipantThen]]:
    """Members, then observers, then whoever takes part otherwise: of a list that knows standings, those that are states."""
    taking_part: dict[str, list[ParticipantThen]] = {standing: [] for standing in Standing.values}
    for row in rows:
        if row.kind == ParticipantKind.STATE and row.standing:
            taking_part[row.standing].append(row)
    return taking_part
