"""The procedure as a picture drawn from its table: a road of states downwards, with "you are here" for a commitment.

The picture is SVG with classes only, so that page, print and PDF show the same one under a strict policy; in Arabic it
is drawn from the other side. What it shows is also told in words.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language_bidi, pgettext
from django.utils.translation import gettext as _

from law.grammar.coordination import CoordinationAct
from law.grammar.procedure import StateRow, Step, Workflow
from record.templatetags.signs import arrow, colon

# In units of the picture. Arcs bow out before the road; words stand behind it.
WIDTH, ROAD, WORDS, TOP = 400, 76, 100, 26
LINE, SMALL_LINE, BETWEEN = 20, 17, 22
CHARACTERS, SMALL_CHARACTERS = 31, 40
BOWS = 4
BOW, NEAREST_BOW = 14, 16


@dataclass(frozen=True)
class RoadStop:
    """A state on the road: where it is drawn, what it is called, and what is said under it."""

    state: StateRow
    kind: str  # "past", "unknown" (to the public record), "passed" (by another way), "here" or "ahead"
    x: int
    y: int
    lines: tuple["RoadWords", ...]
    words: str


@dataclass(frozen=True)
class RoadWords:
    """A line of words with its place; `kind` is "name" or "detail"."""

    kind: str
    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Bow:
    """A step that leaves the road: back, or past a state."""

    path: str
    is_back: bool
    words: str


@dataclass(frozen=True)
class RoadPicture:
    width: int
    height: int
    road_x: int
    first_y: int
    last_y: int
    stops: tuple[RoadStop, ...]
    bows: tuple[Bow, ...]
    is_mirrored: bool
    words: str


def road(flow: Workflow) -> list[StateRow]:
    """The states from the beginning to the end, those by the wayside left out."""
    return [state for state in flow.states() if not state.is_wayside]


def steps_between(flow: Workflow, source: StateRow, target: StateRow) -> list[Step]:
    return [step for step in flow.from_state(source) if step.target == target]


def actors(step: Step | CoordinationAct) -> str:
    return pgettext("between the things of a list", ", ").join(str(relation.label) for relation in step.actor)


def picture(
    flow: Workflow, here: str = "", reached: Mapping[str, str] | None = None, unknown: frozenset[str] = frozenset()
) -> RoadPicture:
    """Draw a table. `here` is where a commitment stands, `reached` the days on which it reached what lies behind it.

    `unknown` are states that lie behind it without any word in the public record.
    """
    states = road(flow)
    standing = flow.state(here) if here else None
    if standing and standing.is_wayside:
        states.insert(_place_of_the_wayside(flow, states, standing, reached or {}), standing)
    is_mirrored, stops, y = get_language_bidi(), [], TOP
    for number, state in enumerate(states):
        before = states[number - 1] if number else None
        stop = _stop(flow, state, before, y, _Standing(states, standing, reached or {}, unknown))
        stops.append(stop)
        y = stop.lines[-1].y + BETWEEN + LINE
    bows = _bows(flow, {stop.state: stop.y for stop in stops})
    return RoadPicture(
        width=WIDTH,
        height=stops[-1].lines[-1].y + LINE,
        road_x=_x(ROAD),
        first_y=stops[0].y,
        last_y=stops[-1].y,
        stops=tuple(stops),
        bows=bows,
        is_mirrored=is_mirrored,
        words=" ".join(f"{number}. {stop.words}." for number, stop in enumerate(stops, 1)),
    )


@dataclass(frozen=True)
class _Standing:
    """Where the commitment of the picture stands on the road."""

    states: list[StateRow]
    here: StateRow | None
    reached: Mapping[str, str]
    unknown: frozenset[str]

    def kind(self, state: StateRow) -> str:
        if self.here == state:
            return "here"
        if not self.here or (self.here.is_wayside and self.here.is_end):
            return "past" if state in self.reached else "ahead"
        is_behind = self.states.index(state) < self.states.index(self.here)
        if not is_behind:
            return "ahead"
        return "past" if state in self.reached else ("unknown" if state in self.unknown else "passed")


def _place_of_the_wayside(flow: Workflow, states: list[StateRow], wayside: StateRow, reached: Mapping[str, str]) -> int:
    """Rest lies after the state from which one comes to it; a withdrawal after the last state that was reached."""
    if not wayside.is_end:
        return max(states.index(state) for step in flow.steps if step.target == wayside for state in step.source) + 1
    return max((states.index(state) for state in states if state in reached), default=0) + 1


def _stop(flow: Workflow, state: StateRow, before: StateRow | None, y: int, standing: _Standing) -> RoadStop:
    kind = standing.kind(state)
    name = str(state.label)
    details = [_("You are here")] if kind == "here" else []
    if kind != "ahead" and state in standing.reached:
        details.append(standing.reached[state])
    elif kind == "unknown":
        details.append(_("not in the public record"))
    elif kind == "ahead" and before is not None:
        details += [f"{step.label}{colon()}{actors(step)}" for step in steps_between(flow, before, state)][:1]
    lines, at = [], y + 5
    for number, text in enumerate(wrapped(name, CHARACTERS)):
        lines.append(RoadWords("name", _x(WORDS), at + number * LINE, text))
    for detail in details:
        for text in wrapped(detail, SMALL_CHARACTERS):
            lines.append(RoadWords("detail", _x(WORDS), lines[-1].y + SMALL_LINE, text))
    return RoadStop(state, kind, _x(ROAD), y, tuple(lines), " – ".join([name, *details]))


def _bows(flow: Workflow, places: dict[StateRow, int]) -> tuple[Bow, ...]:
    """Steps that join two states of the picture which aren't neighbours downwards."""
    order, bows = list(places), []
    for step in flow.steps:
        if step.target is None or step.target not in places or step.own:
            continue
        for source in step.source:
            if source not in places or order.index(step.target) == order.index(source) + 1 or source.is_end:
                continue
            words = f"{source.label} {arrow()} {step.target.label}{colon()}{step.label}"
            span = abs(order.index(step.target) - order.index(source))
            path = _bow(places[source], places[step.target], min(span, BOWS), source.is_wayside)
            bows.append(Bow(path, order.index(step.target) < order.index(source), words))
    return tuple(bows)


def _bow(begin: int, end: int, reach: int, is_near: bool) -> str:
    out = _x(ROAD - (NEAREST_BOW if is_near else NEAREST_BOW + reach * BOW))
    edge = _x(ROAD - 9)
    shift = 4 if end > begin else -4
    return f"M{edge} {begin + shift} C{out} {begin + shift} {out} {end - shift} {edge} {end - shift}"


def _x(x: int) -> int:
    return WIDTH - x if get_language_bidi() else x


def wrapped(text: str, most: int) -> list[str]:
    """The text in lines that are no longer than so many Latin letters; wide signs may break anywhere."""
    lines, line, length = [], "", 0.0
    for piece in _pieces(text):
        size = sum(_breadth(sign) for sign in piece)
        if line and length + size > most:
            lines.append(line.strip())
            line, length = "", 0.0
        line, length = line + piece, length + size
    return [*lines, line.strip()] if line.strip() else lines or [""]


def _breadth(sign: str) -> float:
    """In Latin letters of the faces that systems have: Cyrillic ones are a fifth broader."""
    if unicodedata.east_asian_width(sign) in "WF":
        return 2
    return 1.2 if unicodedata.name(sign, "").startswith("CYRILLIC") else 1


def _pieces(text: str) -> list[str]:
    """Words with the space after them; wide signs one by one."""
    pieces = [""]
    for sign in text:
        if unicodedata.east_asian_width(sign) in "WF":
            pieces += [sign, ""]
        else:
            pieces[-1] += sign
            if sign == " ":
                pieces.append("")
    return [piece for piece in pieces if piece]
