"""Draws the land of the map of participants, without a border: `tools/land.py land-50m.json`, once for each picture.

The file is Natural Earth's land at 1:50m as TopoJSON (world-atlas), which is in the public domain. What is written,
`templates/desk/partials/land.html`, is a path in the units of `desk.reports.map`, whose projection it takes.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cica_tracker.settings")

import django  # noqa: E402

django.setup()

from desk.reports.map import HEIGHT, WIDTH, is_in_sight, projected  # noqa: E402

Point = tuple[float, float]
WRITTEN = HOUSE / "templates" / "desk" / "partials" / "land.html"
HEAD = """{% comment %}
The land of the map of participants, drawn by tools/land.py from Natural Earth (public domain). No border is drawn.
{% endcomment %}"""
# In units of the picture: what is nearer to a straight line than that, and islands that are smaller, are left out.
NEARLY_STRAIGHT, SMALLEST, BEYOND = 0.7, 9.0, 20.0


def rings(atlas: dict[str, Any]) -> list[list[Point]]:
    """Longitudes and latitudes of each shore."""
    (scale_x, scale_y), (left, bottom) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(points)
    shores = []
    land = atlas["objects"]["land"]
    for shape in land.get("geometries", [land]):
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            for ring in polygon:
                parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring]
                shores.append([point for part in parts for point in part])
    return shores


def simpler(points: list[Point]) -> list[Point]:
    """The same line with fewer points (Douglas and Peucker)."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    far, place = 0.0, 0
    for number, (x, y) in enumerate(points[1:-1], start=1):
        away = (
            abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            if length
            else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
        )
        if away > far:
            far, place = away, number
    if far <= NEARLY_STRAIGHT:
        return [points[0], points[-1]]
    return [*simpler(points[: place + 1])[:-1], *simpler(points[place:])]


def area(points: list[Point]) -> float:
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def drawn(ring: list[Point]) -> str:
    """A shore as a piece of a path; "" where nothing of it stands in the picture."""
    if not any(is_in_sight(*point) for point in ring):
        return ""
    near = [
        (min(max(x, -BEYOND), WIDTH + BEYOND), min(max(y, -BEYOND), HEIGHT + BEYOND))
        for x, y in (projected(*point) for point in ring)
    ]
    if area(near) < SMALLEST:
        return ""
    middle = len(near) // 2
    points = [*simpler(near[: middle + 1])[:-1], *simpler(near[middle:])]
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points) + "Z"


def main() -> None:
    sys.setrecursionlimit(10_000)
    atlas = json.loads(Path(sys.argv[1]).read_text())
    path = "".join(map(drawn, rings(atlas)))
    WRITTEN.write_text(f'{HEAD}\n<path class="map-land" fill-rule="evenodd" d="{path}"/>\n')
    print(f"{len(path)} characters")


if __name__ == "__main__":
    main()
