"""The cycles as a picture: years downwards, a lane for the Chair and one for each body, drawn here as SVG.

The picture is SVG with classes only, so that page and print show the same one under a strict policy; in Arabic it is
drawn from the other side. What a mark is, its shape says; its words stand beside it for the mouse, and everything it
shows stands in the table under it.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Any

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from law.choices import Session
from law.grammar.basis import Basis
from law.grammar.bodies import BodyRow, Lane
from meetings.cadence import FindingKind, Sitting
from meetings.reports.cycles import KINDS, Cycles, begins
from meetings.reports.wording import day_in_words, finding_in_words
from record.dates import shown
from record.spans import Lapse
from record.templatetags.signs import colon, comma

# In units of the picture.
WIDTH, TOP, A_YEAR, FOOT = 560, 56, 27, 14
YEARS_AT, CHAIR_AT, CHAIR_WIDTH = 8, 58, 40
# The first lane of a body and the last one; the others lie between them.
FIRST_LANE, LAST_LANE = 142, 424
LETTERS, A_LINE = 13, 15  # of what stands over a lane, and of the day beside the last one

ALWAYS = frozenset({"held", "other", "wanted"})


@dataclass(frozen=True)
class Mark:
    """A meeting, or one that is wanted: `kind` gives its shape and look."""

    kind: str
    shape: str  # "square", "circle" or "diamond"
    x: int
    y: int
    size: int
    words: str

    @property
    def points(self) -> str:
        """The corners of a diamond."""
        reach = self.size + 1
        return (
            f"{self.x},{self.y - reach} {self.x + reach},{self.y} {self.x},{self.y + reach} {self.x - reach},{self.y}"
        )

    @property
    def corner(self) -> tuple[int, int]:
        return self.x - self.size, self.y - self.size

    @property
    def side(self) -> int:
        return 2 * self.size


@dataclass(frozen=True)
class Stretch:
    """Time on a lane: an interval between two meetings, years without an entry, or a term in the Chair."""

    kind: str  # "within", "longer", "none" or "term"
    x: int
    y: int
    end: int
    label: str
    label_x: int
    words: str
    width: int = 0
    left: int = 0

    @property
    def length(self) -> int:
        return max(self.end - self.y, 1)

    @property
    def middle(self) -> int:
        return (self.y + self.end) // 2 + 4


@dataclass(frozen=True)
class Label:
    x: int
    y: int
    text: str
    is_middle: bool = False


@dataclass(frozen=True)
class LanesPicture:
    width: int
    height: int
    heads: tuple[Label, ...]
    years: tuple[Label, ...]
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    today_y: int
    today_ends: int
    today: tuple[Label, ...]
    lane_xs: tuple[int, ...]
    top: int
    is_mirrored: bool
    words: str


def picture(cycles: Cycles) -> LanesPicture:
    """The twenty-five years behind the day and the six ahead of it."""
    draw = _Drawing(cycles)
    count = cycles.last_year - cycles.first_year + 1
    heads = [Label(_x(CHAIR_AT + CHAIR_WIDTH // 2), TOP - 20 - A_LINE, _("Chair"), is_middle=True)]
    heads += [label for body in cycles.bodies for label in _head(draw.lanes[body], str(lane_of(body).head))]
    years = [Label(_x(YEARS_AT), TOP + number * A_YEAR + 4, str(cycles.first_year + number)) for number in range(count)]
    today = draw.y(cycles.on)
    return LanesPicture(
        width=WIDTH,
        height=TOP + count * A_YEAR + FOOT,
        heads=tuple(heads),
        years=tuple(years),
        stretches=(*draw.terms(), *draw.intervals(), *draw.years_without()),
        marks=(*draw.wanted(), *draw.meetings()),
        today_y=today,
        today_ends=_x(LAST_LANE + 14),
        today=tuple(_beside(today, day_in_words(cycles.on))),
        lane_xs=tuple(_x(x) for x in draw.lanes.values()),
        top=TOP - 8,
        is_mirrored=get_language_bidi(),
        words=_in_words(cycles),
    )


def _head(x: int, words: str) -> Iterator[Label]:
    """What stands over a lane, in two lines where it would reach into its neighbour's."""
    lines = wrap(words, LETTERS, break_long_words=False)
    for place, line in enumerate(reversed(lines)):
        yield Label(_x(x), TOP - 20 - place * A_LINE, line, is_middle=True)


def _beside(y: int, words: str) -> Iterator[Label]:
    """The day that the picture is of, beside the last lane: over the lanes it would lie on what happened there."""
    lines = wrap(words, LETTERS, break_long_words=False)
    for place, line in enumerate(lines):
        yield Label(_x(LAST_LANE + 20), y + 5 + round((place - (len(lines) - 1) / 2) * A_LINE), line)


class _Drawing:
    """Puts what the cycles hold in its place."""

    def __init__(self, cycles: Cycles):
        self.cycles = cycles
        between = max(len(cycles.bodies) - 1, 1)
        self.lanes = {
            body: FIRST_LANE + number * (LAST_LANE - FIRST_LANE) // between for number, body in enumerate(cycles.bodies)
        }

    def y(self, day: dt.date) -> int:
        """Where a day is; days outside the picture are at its edge."""
        first = dt.date(self.cycles.first_year, 1, 1)
        last = dt.date(self.cycles.last_year, 12, 31)
        day = min(max(day, first), last)
        share = (day - dt.date(day.year, 1, 1)).days / 366
        return TOP + round((day.year - self.cycles.first_year + share) * A_YEAR)

    def terms(self) -> Iterator[Stretch]:
        end_of_picture = dt.date(self.cycles.first_year, 1, 1)
        for row in self.cycles.terms.values():
            if row.since > self.cycles.on or (row.until and row.until < end_of_picture):
                continue
            until = min(row.until or self.cycles.on, self.cycles.on)
            since = shown(row.since, row.since_precision)
            words = f"{_('Chair')}{colon()}{self.cycles.names.state_of(row)}{comma()}{since}"
            if row.until and row.until <= self.cycles.on:
                words = f"{words} – {shown(row.until, row.until_precision)}"
            middle = _x(CHAIR_AT + CHAIR_WIDTH // 2)
            box = CHAIR_WIDTH, middle - CHAIR_WIDTH // 2
            top, end = self.y(begins(row)), self.y(until)
            yield Stretch("term", middle, top, end, row.participant.code, middle, words, *box)

    def intervals(self) -> Iterator[Stretch]:
        """Lines between regular meetings that were held: broken, with their length beside them, where longer than the rule."""
        intervals = [finding for finding in self.cycles.findings if finding.kind == FindingKind.INTERVAL]
        longer = {finding.meeting.reference: finding for finding in intervals if finding.meeting}
        for rule in self.cycles.law.cadence.rules:
            body = rule.body
            if body is None or body not in self.lanes or rule.years is None or rule.by_calendar_year:
                continue
            held = [sitting for sitting in self.cycles.sittings(body) if self.cycles.kind(sitting) == "held"]
            for before, sitting in pairwise([None, *held]):
                finding = longer.get(sitting.reference) if sitting else None
                since = finding.since if finding else (before.last if before else None)
                if sitting is None or since is None:
                    continue
                kind, label, words = "within", "", ""
                if finding and finding.least:
                    kind, label = "longer", _short(finding.least)
                    words = finding_in_words(finding, self.cycles.names)
                x, beside = _x(self.lanes[body]), _x(self.lanes[body] + 12)
                yield Stretch(kind, x, self.y(since), self.y(sitting.first), label, beside, words)

    def years_without(self) -> Iterator[Stretch]:
        for finding in self.cycles.findings:
            body = self.cycles.law.cadence.rule(finding.rule).body
            if (
                finding.kind != FindingKind.NO_ENTRY
                or body not in self.lanes
                or finding.until.year < self.cycles.first_year
            ):
                continue
            x, words = _x(self.lanes[body]), finding_in_words(finding, self.cycles.names)
            yield Stretch("none", x, self.y(finding.since) + 2, self.y(finding.until) - 1, "", x, words, 20, x - 10)

    def meetings(self) -> Iterator[Mark]:
        for body in self.cycles.bodies:
            for sitting in self.cycles.sittings(body):
                yield self._mark(body, sitting)

    def _mark(self, body: BodyRow, sitting: Sitting) -> Mark:
        kind = self.cycles.kind(sitting)
        lane = lane_of(body)
        shape = "square" if lane.is_square and sitting.session == Session.REGULAR else "circle"
        words = f"{self.cycles.names.meeting(sitting)}{colon()}{KINDS[kind]}"
        size = lane.size + (2 if kind == "open" and lane.size < 6 else 0)
        return Mark(kind, shape, _x(self.lanes[body]), self.y(sitting.first), size, words)

    def wanted(self) -> Iterator[Mark]:
        """What an instrument wants; what only practice suggests would crowd the picture, and stands in the table."""
        for meeting in self.cycles.ahead:
            if (
                meeting.planned is None
                and meeting.basis != Basis.PRACTICE
                and meeting.body in self.lanes
                and meeting.by.year <= self.cycles.last_year
            ):
                words = _("%(body)s: due by %(day)s (%(article)s)") % {
                    "body": meeting.body.label,
                    "day": day_in_words(meeting.by),
                    "article": meeting.article,
                }
                yield Mark(
                    "wanted",
                    "diamond",
                    _x(self.lanes[meeting.body]),
                    self.y(meeting.by),
                    lane_of(meeting.body).size,
                    words,
                )


def lane_of(body: BodyRow) -> Lane:
    """How a body looks in the picture. Of those that have no lane nothing is drawn."""
    if body.lane is None:
        raise ValueError(f"{body.code} has no lane")
    return body.lane


def key(drawing: LanesPicture) -> list[tuple[Mark, Any]]:
    """The key: each look once, with its words; of the rarer ones those that are there."""
    drawn = {mark.kind for mark in drawing.marks}
    shapes = {"wanted": "diamond"}
    kinds = [(kind, words) for kind, words in KINDS.items() if kind in drawn or kind in ALWAYS]
    return [(Mark(kind, shapes.get(kind, "circle"), 10, 10, 6, ""), words) for kind, words in kinds]


def _short(lapse: Lapse) -> str:
    words = ngettext("%(years)d y %(months)d m", "%(years)d y %(months)d m", lapse.years)
    return words % {"years": lapse.years, "months": lapse.months}


def _in_words(cycles: Cycles) -> str:
    """What the picture shows, for who hears the page: the table under it has every meeting."""
    return _(
        "Years from %(first)s to %(last)s downwards, with the terms of the Chair and the meetings of the bodies. "
        "The table after the picture has all of it in words."
    ) % {"first": cycles.first_year, "last": cycles.last_year}


def _x(x: int) -> int:
    return WIDTH - x if get_language_bidi() else x
