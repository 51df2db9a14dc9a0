"""What each source puts on a desk: lines that are made now, or that stand as they were made for whoever sits alike.

Of a source that says so (`stands_still`) the lines are kept by the process, by where a person sits, their language, their
zone and the day, until something is written of which they are made. The journal is asked once for all of them.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from django.db import DatabaseError
from django.utils import timezone, translation

from journal.names import name_of
from journal.staff import Work, is_of_staff, works_of
from meetings.access import chairs_a_group
from members.models import Person, seats_of
from record.acts import TABLE, Act, Noun
from record.awaiting import LINES, MOST, DeskLine, LinePress
from record.dates import day_of_the_house
from record.standing_still import all_while_nothing_is_written

log = structlog.get_logger(__name__)

# Keys that nobody is called by.
NO_REFERENCES = frozenset({"pk", "uid"})


@dataclass(frozen=True)
class AskedSource:
    """A source, or an act that says when it awaits somebody, as a desk asks it: what its kind is called, and whose work it is."""

    kind: str
    label: Any
    works: frozenset[Work]
    lines: Callable[[Person, dt.datetime], Iterable[DeskLine]]
    stands_still: bool

    def read(self, user: Person, at: dt.datetime) -> tuple[DeskLine, ...]:
        """What can't be said is told to the log, and the rest of the desk is there."""
        try:
            return tuple(self.lines(user, at))
        except DatabaseError:
            raise
        except Exception as fault:
            log.exception("lines of the desk not read", kind=self.kind, fault=repr(fault))
            return ()


def every_line(user: Person, at: dt.datetime) -> Iterator[tuple[DeskLine, Any, frozenset[Work]]]:
    """Each line with the words for its kind, and with whose work it is."""
    sources = list(_asked_of(user))
    standing = _standing(user, at)
    still = {(standing, source.kind): source for source in sources if source.stands_still and standing is not None}
    kept = all_while_nothing_is_written({name: partial(source.read, user, at) for name, source in still.items()})
    for source in sources:
        name = (standing, source.kind)
        for line in kept[name] if name in kept else source.read(user, at):
            yield line, source.label, source.works


def _asked_of(user: Person) -> Iterator[AskedSource]:
    for source in LINES.rows.values():
        yield AskedSource(source.kind, source.label, source.works, source.lines, source.stands_still)
    for noun_name, acts in TABLE.rows.items():
        noun = TABLE.nouns[noun_name]
        for act in acts.values():
            if act.awaits is not None and (is_of_staff(user) or act.may_be_for(user)):
                label, lines = act.awaits.what or act.label, partial(lines_of_an_act, noun, act)
                yield AskedSource(f"{noun_name}.{act.name}", label, act.works, lines, act.awaits.stands_still)


def _standing(user: Person, at: dt.datetime) -> Hashable:
    """Whatever lets two people read the same lines: where they sit on the day, what they do for the Secretariat, in which
    language and hours they read. Who chairs a group has a desk of their own. None for another day than this one."""
    on = day_of_the_house(at)
    if on != day_of_the_house():
        return None
    own = user.pk if chairs_a_group(user, on) else None
    language, zone = translation.get_language(), timezone.get_current_timezone_name()
    return ("lines of a desk", on, seats_of(user, on), works_of(user), own, language, zone)


def lines_of_an_act(noun: Noun, act: Act, user: Person, at: dt.datetime) -> Iterable[DeskLine]:
    """The lines that an act declares of itself: one a thing that it awaits. One query."""
    awaits = act.awaits
    if awaits is None:
        return
    for thing in awaits.rows(noun.seen_by(user), user, at)[:MOST]:
        by = awaits.by(thing)
        yield DeskLine(
            kind=f"{noun.name}.{act.name}",
            about=name_of(thing),
            part=str(by or ""),
            desk=awaits.desk(user, thing),
            what=awaits.what or act.label,
            thing=awaits.thing(thing),
            reference=noun.key_of(thing) if noun.key not in NO_REFERENCES else "",
            page=noun.page_of(thing),
            press=LinePress(act.label, noun.form_of(act, noun.key_of(thing))),
            by=day_of_the_house(by) if isinstance(by, dt.datetime) else by,
            by_instant=by if isinstance(by, dt.datetime) else None,
            article=str(act.article),
            remarks=awaits.remarks(thing),
            officer=awaits.officer(thing),
        )
