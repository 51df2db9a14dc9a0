"""Which edition of the law holds on a day. What began under one keeps its key, and ends under it."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from law.cica.editions import EDITIONS
from law.grammar.bodies import BodyRow
from law.grammar.editions import LawEdition
from law.grammar.procedure import StateRow, Step, Workflow
from record.dates import day_of_the_house

_known: dict[str, LawEdition] = {edition.key: edition for edition in EDITIONS}
_listeners: list[Callable[[LawEdition], None]] = []


def editions() -> tuple[LawEdition, ...]:
    """Every edition there is, in order of the days from which they hold."""
    return tuple(sorted(_known.values(), key=lambda edition: (edition.holds_from, edition.key)))


def edition(key: str) -> LawEdition:
    """The edition of a key. Raises KeyError where there is none."""
    return _known[key]


def edition_on(day: dt.date) -> LawEdition:
    """The edition that holds on a day; of what came before all of them, the first."""
    every = editions()
    return next((row for row in reversed(every) if row.holds_from <= day), every[0])


def register(new: LawEdition) -> None:
    """Take an edition in. Raises ValueError with its faults, or where its key or its day is taken."""
    if faults := new.faults():
        raise ValueError("; ".join(faults))
    if any(new.key == known.key or new.holds_from == known.holds_from for known in _known.values()):
        raise ValueError(f"there is an edition {new.key}, or one that holds from {new.holds_from}")
    _known[new.key] = new
    for tell in _listeners:
        tell(new)


def each_edition(tell: Callable[[LawEdition], None]) -> None:
    """Tell a room of every edition there is, and of each that is taken in later: what it keeps by the names in tables."""
    _listeners.append(tell)
    for known in editions():
        tell(known)


@contextmanager
def registered(new: LawEdition) -> Iterator[LawEdition]:
    """An edition that is there for a while, as tests want it."""
    register(new)
    try:
        yield new
    finally:
        del _known[new.key]


# -- Over all editions: what stored keys can mean.


def workflows() -> tuple[Workflow, ...]:
    return tuple(flow for row in editions() for flow in row.workflows)


def workflow(edition_key: str, modality: str) -> Workflow:
    return _known[edition_key].workflow(modality)


def steps() -> tuple[Step, ...]:
    """Every step of every edition once a name, the newest edition's where several have it."""
    return tuple({step.name: step for flow in workflows() for step in flow.every_step()}.values())


def states() -> tuple[StateRow, ...]:
    """Every state of every edition once a key, the newest edition's where several have it."""
    return tuple({state.key: state for flow in workflows() for state in flow.states()}.values())


def bodies() -> tuple[BodyRow, ...]:
    """Every body of every edition once a code, the newest edition's where several have it."""
    return tuple({body.code: body for row in editions() for body in row.bodies}.values())


def bodies_that(does: Callable[[BodyRow], bool]) -> tuple[BodyRow, ...]:
    return tuple(body for row in editions() for body in row.bodies if does(body))


def choices(rows: tuple[BodyRow, ...] | tuple[StateRow, ...]) -> list[tuple[str, object]]:
    """Rows as the choices of a field."""
    return [(str(row), row.label) for row in rows]


def body_choices() -> list[tuple[str, object]]:
    """Every body there is, by what it is called today: a name that is to come is shown when it has come."""
    today = day_of_the_house()
    return [(body.code, body.label_on(today)) for body in bodies()]


def state_choices() -> list[tuple[str, object]]:
    return choices(states())


def edition_choices() -> list[tuple[str, object]]:
    return [(row.key, row.key) for row in editions()]
