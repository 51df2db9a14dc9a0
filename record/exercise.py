"""The grammar of an exercise: a house in motion, made of invented states by the acts that people have.

A room tells its part of it as scenes, in its `exercise.py`. A scene is a generator: it yields the day on which it goes on,
counted from today (-40: forty days ago), and does there what people do, each by the form that a page would show them.
All scenes run side by side by their days, so that the history of the house is in the order in which it happened.

The same seed on the same day makes the same house. What the law has as tables (steps, bodies, silence) scenes read there.
"""

import datetime as dt
import heapq
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from journal.actions import record
from journal.models import Entry
from record.acts import TABLE, ActForm, take_turn
from record.acts.forms import PREVIEWED
from record.acts.table import Act, Noun, Setting
from record.acts.turns import Turn
from record.marked import BEGAN
from record.models import Source
from record.viewers import Viewer

# What every fact of it cites.
SOURCE = "EXERCISE"
SAYS = "Invented for an exercise. No state said or did it."
# In the morning of a day its first act, and a minute after it the next one.
MORNING, A_WHILE = dt.time(7, 0, tzinfo=dt.UTC), dt.timedelta(minutes=1)

Days = Iterator[int]


class SceneFault(Exception):
    """A scene can't be played: an act isn't offered to its person, or refuses what it was told."""


@dataclass(frozen=True)
class Scene:
    """One thread of an exercise; `name` says what it shows. On one day scenes go on in the order of `order` and name."""

    name: str
    play: Callable[["Exercise"], Days]
    order: int = 50


SCENES: dict[str, Scene] = {}


# By a word each: scenes that are as many as the law of a day has rows.
SCENES_BY_LAW: dict[str, Callable[[dt.date], Iterable[Scene]]] = {}


def add_scenes(*scenes: Scene) -> None:
    """Register the scenes of a room. The same name again replaces one."""
    SCENES.update({scene.name: scene for scene in scenes})


def add_scenes_by_law(word: str, scenes: Callable[[dt.date], Iterable[Scene]]) -> None:
    """Register scenes that a room makes of the tables of the law that holds on a day."""
    SCENES_BY_LAW[word] = scenes


def scenes_on(day: dt.date) -> list[Scene]:
    """Every scene of an exercise that is dated from a day."""
    return [*SCENES.values(), *(scene for scenes in SCENES_BY_LAW.values() for scene in scenes(day))]


@dataclass
class Exercise:
    """What scenes are played with: a day that is today, chance that is always the same, and who takes part."""

    # An instant with zone: nothing in the exercise is later.
    now: dt.datetime
    chance: random.Random
    # By a word each: "officer", "chair", "xa".
    people: dict[str, Viewer] = field(default_factory=dict)
    # What a scene keeps for another one, by a word.
    things: dict[str, Any] = field(default_factory=dict)
    clock: dt.datetime = field(init=False)

    def __post_init__(self) -> None:
        # Nothing has happened yet.
        self.clock = self.now - dt.timedelta(days=365 * 30)

    @property
    def today(self) -> dt.date:
        return self.now.astimezone(dt.UTC).date()

    def day(self, ahead: int) -> dt.date:
        return self.today + dt.timedelta(days=ahead)

    def turn_to(self, ahead: int) -> None:
        """Go on to a day, if it isn't later already; never beyond now."""
        begins = dt.datetime.combine(self.day(ahead), MORNING)
        self.clock = min(self.now, max(self.clock, begins))

    # -- What people do.

    def does(self, who: str, act: str, about: models.Model | None = None, /, **answers: object) -> Any:
        """Somebody does something, as by its page: `act` is "meeting.move", `answers` are the fields that they fill in.

        What the form begins with goes along as it stands. Returns what the verb returns. Raises SceneFault.
        """
        noun_name, _dot, name = act.partition(".")
        noun, person = TABLE.nouns[noun_name], self.people[who]
        thing = None if about is None else noun.seen_by(person).get(pk=about.pk)
        chosen = TABLE.act(noun, name, thing)
        setting = chosen.setting(person, thing, self.clock) if chosen else None
        if chosen is None or setting is None:
            raise SceneFault(f"{who}: {act} isn't offered, of {about}")
        with override(getattr(person, "language", "en")):
            turn = _sent(noun, setting, answers)
        if not turn.is_done:
            raise SceneFault(f"{who}: {act} of {about}: {turn.form.errors.as_text() or 'not done'}")
        self.clock = min(self.now, self.clock + A_WHILE)
        return turn.result

    def may(self, who: str, act: str, about: models.Model) -> bool:
        """Whether somebody sees it, and could do that with it now."""
        noun_name, _dot, name = act.partition(".")
        noun, person = TABLE.nouns[noun_name], self.people[who]
        thing = noun.seen_by(person).filter(pk=about.pk).first()
        chosen: Act | None = TABLE.act(noun, name, thing) if thing is not None else None
        setting = chosen.setting(person, thing, self.clock) if chosen else None
        return setting is not None and setting.offer.may_submit

    def pick(self, rows: Sequence[Any]) -> Any:
        """One of them, by chance that is the same each time."""
        return rows[self.chance.randrange(len(rows))]


def _sent(noun: Noun, setting: Setting, answers: dict[str, Any]) -> Turn:
    """The turn in which the act is done: the form as it begins, with the answers over it, sent; and again after a preview."""
    begun = ActForm.begun(setting, {})
    data: MultiValueDict[str, str] = MultiValueDict()
    files: MultiValueDict[str, UploadedFile] = MultiValueDict()
    for bound in begun:
        _set(data, bound.name, bound.value())
    for name, value in answers.items():
        if name not in begun.fields:
            raise SceneFault(f"{setting.act.name} asks for no {name}: {', '.join(begun.fields)}")
        if isinstance(value, UploadedFile):
            files[name] = value
        else:
            _set(data, name, value)
    turn = take_turn(noun, setting, data, files)
    if turn.preview is not None and not turn.is_done:
        _set(data, PREVIEWED, turn.form[PREVIEWED].value())
        turn = take_turn(noun, setting, data, files)
    return turn


def _set(data: MultiValueDict[str, str], name: str, value: Any) -> None:
    """A value as a browser sends it: a box that isn't ticked, and what is empty, not at all."""
    values = list(value) if isinstance(value, list | tuple | set) else [value]
    written = [_written(each) for each in values]
    written = [text for text in written if text]
    if written:
        data.setlist(name, written)
    else:
        data.pop(name, None)


def _written(value: Any) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "on"
        case dt.datetime():
            return value.strftime("%Y-%m-%dT%H:%M:%S%z")
        case models.Model():
            return str(getattr(value, getattr(value, "key_field", "pk")))
    return str(value)


# -- Beginning one.


def begin_exercise(*, by: str, at: dt.datetime) -> Source:
    """Mark an empty database as that of an exercise, for good: the first entry of its journal says so.

    In the caller's transaction. Raises SceneFault where the journal has an entry: a true house never becomes one.
    """
    if Entry.objects.exists():
        raise SceneFault("This database holds a house already; an exercise begins in an empty one.")
    source = Source(key=SOURCE, says=SAYS)
    source.full_clean()
    source.save()
    record(by=by, verb=BEGAN, about=source, at=at)
    return source


def play(exercise: Exercise, scenes: Iterable[Scene]) -> None:
    """Play scenes side by side, by their days, from the earliest; all of them, or nothing. Raises SceneFault."""
    rows = sorted(scenes, key=lambda scene: (scene.order, scene.name))
    with transaction.atomic():
        going = [(scene, scene.play(exercise)) for scene in rows]
        waiting: list[tuple[int, int]] = []
        for place, (_scene, days) in enumerate(going):
            _go_on(days, place, waiting)
        while waiting:
            ahead, place = heapq.heappop(waiting)
            scene, days = going[place]
            exercise.turn_to(ahead)
            try:
                _go_on(days, place, waiting)
            except SceneFault as fault:
                raise SceneFault(f"“{scene.name}”, day {ahead}: {fault}") from fault
            except Exception as fault:
                fault.add_note(f"“{scene.name}”, day {ahead}")
                raise


def _go_on(days: Days, place: int, waiting: list[tuple[int, int]]) -> None:
    """To where the scene waits for its next day."""
    if (ahead := next(days, None)) is not None:
        heapq.heappush(waiting, (ahead, place))
