"""What of the record can have been entered by mistake: a row a kind of thing, which the rooms above register.

The grammar knows neither who was told what nor what rests on what: each room says it of its own nouns, and whoever keeps
the ledger of notices says who was told (`TELLING`).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from journal.names import Name, key_field_of, kind_of, model_of, name_of
from journal.staff import is_officer
from record.models import Correction, every_row
from record.viewers import Viewer

# A text, or one that waits for its reader's language.
Sentence = Any
Takes = Callable[[Any, Correction], None]

NAMED_BY = _("It is still named by what counts: %(what)s (%(number)d). Correct that first.")


@dataclass(frozen=True)
class Told:
    """What was told of a thing: everything about a name, or one occurrence of it, by one kind of notice where it is named."""

    name: Name
    occurrence: str = ""
    kind: str = ""


def told_of_itself(thing: Model) -> list[Told]:
    return [Told(name_of(thing))]


def nothing_stands_on_it(thing: Model) -> list[Sentence]:
    return []


def named_by(*relations: str) -> Callable[[Model], list[Sentence]]:
    """Blocks: what counts and names the thing, by its relations; each kind in a sentence of its own."""

    def blocks(thing: Model) -> list[Sentence]:
        sentences = []
        for relation in relations:
            rows = getattr(thing, relation)
            if (number := rows.count()) > 0:
                what = str(rows.model._meta.verbose_name_plural)
                sentences.append(str(NAMED_BY) % {"what": what, "number": number})
        return sentences

    return blocks


def takes_nothing_with_it(thing: Model, correction: Correction) -> None:
    return None


def no_rows_of_its_own(thing: Model, user: Viewer) -> Sequence[Any]:
    return ()


def always(thing: Model) -> bool:
    return True


def itself(thing: Model) -> Model:
    return thing


def officers_may(user: Viewer, thing: Model) -> bool:
    """Those who keep the record (Almaty Act, article 35)."""
    return is_officer(user)


@dataclass(frozen=True, kw_only=True)
class CorrectableKind:
    """How things of one kind are taken back.

    `may` says by whom. `relies`: states rely on it, so that a second officer confirms. `blocks`: what has to be corrected
    first, in sentences. `takes`: what it takes with it, done in the same transaction. `told_by`: by which notices people
    heard of it. `about`: the thing whose page is told of it.
    """

    model: type[Model]
    may: Callable[[Viewer, Any], bool] = officers_may
    relies: Callable[[Any], bool] = always
    blocks: Callable[[Any], Sequence[Sentence]] = nothing_stands_on_it
    takes: Takes = takes_nothing_with_it
    told_by: Callable[[Any], Iterable[Told]] = told_of_itself
    about: Callable[[Any], Model] = itself
    # What else happens, in words, shown before it is done.
    effect: Sentence = ""
    # Of what holds rows of its own: what would become of each, for whoever takes it back; shown before it is done.
    fates: Callable[[Any, Viewer], Sequence[Any]] = no_rows_of_its_own

    @property
    def kind(self) -> str:
        return kind_of(self.model)


KINDS: dict[str, CorrectableKind] = {}
# By kind, what rooms above the thing's own take with it.
ALSO_TAKES: dict[str, dict[str, Takes]] = {}


def also_takes(model: type[Model], name: str, takes: Takes) -> None:
    """Register what a room above takes with a thing, from `ready()`. The same name again replaces it."""
    ALSO_TAKES.setdefault(kind_of(model), {})[name] = takes


def take_all_with(thing: Model, correction: Correction) -> None:
    """What came of a mistaken entry goes with it: in its own room, then in those above. In the caller's transaction."""
    kind = kind_of_thing(thing)
    kind.takes(thing, correction)
    for takes in ALSO_TAKES.get(kind.kind, {}).values():
        takes(thing, correction)


def add_correctable(kind: CorrectableKind) -> CorrectableKind:
    """Register how things of a kind are taken back, from `ready()`. The same kind again replaces it."""
    KINDS[kind.kind] = kind
    return kind


def kind_of_thing(thing: Model) -> CorrectableKind:
    return KINDS[kind_of(type(thing))]


def thing_called(name: Name) -> Model | None:
    """What is called so, whether it counts or not; None where nothing is, or where its kind can't be corrected."""
    model = model_of(name.kind) if name.kind in KINDS else None
    if model is None:
        return None
    field_name = key_field_of(model)
    if field_name == "pk" and not (name.key.isascii() and name.key.isdecimal() and len(name.key) <= 18):
        return None
    return every_row(model).filter(**{field_name: name.key}).first()


class Teller(Protocol):
    """Whoever knows who was told what, and can tell them more."""

    def people(self, told: Iterable[Told]) -> Sequence[Any]: ...

    def tell(self, correction: Correction, about: Model, people: Sequence[Any], at: dt.datetime) -> None: ...

    def tell_restored(
        self, correction: Correction, about: Model, label: dict[str, str], people: Sequence[Any], at: dt.datetime
    ) -> None: ...


class NobodyTells:
    """Nobody was told anything: what stands here until a room says otherwise."""

    def people(self, told: Iterable[Told]) -> Sequence[Any]:
        return []

    def tell(self, correction: Correction, about: Model, people: Sequence[Any], at: dt.datetime) -> None:
        return None

    def tell_restored(
        self, correction: Correction, about: Model, label: dict[str, str], people: Sequence[Any], at: dt.datetime
    ) -> None:
        return None


@dataclass
class Telling:
    """Who tells in this house."""

    teller: Teller = field(default_factory=NobodyTells)


TELLING = Telling()


def people_to_tell_of(thing: Model) -> Sequence[Any]:
    """Everybody who was told of the thing, and is told that it was entered by mistake: no fewer, and nobody else."""
    return TELLING.teller.people(kind_of_thing(thing).told_by(thing))


def people_told_of(thing: Model) -> Sequence[Any]:
    """The same of anything: what can't be entered by mistake may have been changed by one."""
    return people_to_tell_of(thing) if kind_of(type(thing)) in KINDS else TELLING.teller.people(told_of_itself(thing))


def where_told_of(thing: Model) -> Model:
    """The thing whose page is told of it."""
    return KINDS[kind_of(type(thing))].about(thing) if kind_of(type(thing)) in KINDS else thing


WAITS = _("It is proposed already, and waits for a second officer.")
WAS_CORRECTED = _("It was found to be entered by mistake already.")


def why_not_now(thing: Model) -> list[Sentence]:
    """What has to happen first, in sentences; empty where it can be taken back now."""
    return list(kind_of_thing(thing).blocks(thing))
