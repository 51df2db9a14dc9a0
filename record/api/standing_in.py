"""What stands in for a row that was read as values: attributes that were read, and what the row's model reckons from them."""

import inspect
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter
from types import FunctionType
from typing import Any

from django.db import connection
from django.db.models import F, JSONField, Model, TextField
from django.db.models.functions import Cast

# How many values of a column are known again; of most that is all there are, and the others are met once.
REMEMBERED = 256


class NotRead(LookupError):
    """A column asks a row for what it doesn't say it is made of."""


class Remembered(dict[Hashable, Any]):
    """What was made of values, as long as they are few."""

    def __init__(self, make: Callable[[Any], Any]):
        super().__init__()
        self.make = make

    def __missing__(self, key: Hashable) -> Any:
        if len(self) >= REMEMBERED:
            self.clear()
        made = self[key] = self.make(key)
        return made


@dataclass(frozen=True)
class Value:
    """One value read of each row: under which path, as what attribute, of what kind (None: the key of a row it names)."""

    path: str
    name: str
    kind: Any

    @property
    def is_json(self) -> bool:
        return isinstance(self.kind, JSONField)

    @property
    def expression(self) -> Any:
        """JSON is read as its text: most of it is met again, and is read as JSON once."""
        return Cast(F(self.path), TextField()) if self.is_json else F(self.path)

    @property
    def decoded(self) -> Callable[[Any], Any] | None:
        """How what was read becomes what the attribute of a row holds; None where it is that."""
        return (lambda text: self.kind.from_db_value(text, None, connection)) if self.is_json else None


class RowOfValues:
    """A row that nobody made."""

    def __getattr__(self, name: str) -> Any:
        raise NotRead(f"{type(self).__name__}.{name}")


class Several(list[RowOfValues]):
    """The rows that hang on one, as `prefetch_related` leaves them there."""

    def all(self) -> "Several":
        return self


@cache
def stand_in_of(model: type[Model]) -> type[RowOfValues]:
    """With what the model's own classes say of every row: their properties, their methods, and what they hold."""
    said: dict[str, Any] = {}
    for each in model.__mro__[: model.__mro__.index(Model)]:
        for name, static in vars(each).items():
            if not name.startswith("__") and (isinstance(static, property | FunctionType) or is_held(static)):
                said.setdefault(name, static)
    return type(f"{model.__name__}RowOfValues", (RowOfValues,), said)


def is_held(static: object) -> bool:
    return not hasattr(static, "__get__") and not isinstance(static, type)


def says_of_every_row(model: type[Model], name: str) -> bool:
    """Whether the class itself holds it, so that there is nothing to read."""
    static = inspect.getattr_static(model, name, NotRead)
    return static is not NotRead and is_held(static)


class Maker:
    """Makes what stands in for a row of the values that were read of it, in their order."""

    def __init__(self, model: type[Model], values: Sequence[Value]):
        self.model = stand_in_of(model)
        plain = [place for place, value in enumerate(values) if not _step(value) and not value.decoded]
        self.names = [values[place].name for place in plain]
        self.take = _taking(plain)
        self.decoded = [(value.name, place, value.decoded) for place, value in enumerate(values) if value.decoded]
        self.decoded = [(name, place, decode) for name, place, decode in self.decoded if "__" not in name]
        self.named = [(step, *self._named(model, step, values)) for step in dict.fromkeys(map(_step, values)) if step]

    @staticmethod
    def _named(model: type[Model], step: str, values: Sequence[Value]) -> tuple[Any, Remembered]:
        """A row that this one names, by its key and what was read of it: made once for all that name it."""
        related = model._meta.get_field(step)
        key = next(place for place, value in enumerate(values) if value.name == related.attname)  # type: ignore[union-attr]
        places = [place for place, value in enumerate(values) if _step(value) == step]
        inner = [replace(values[place], name=values[place].name.partition("__")[2]) for place in places]
        make = Maker(related.related_model, inner)  # type: ignore[arg-type]
        return _taking([key, *places]), Remembered(lambda read: None if read[0] is None else make(read[1:]))

    def __call__(self, read: Sequence[Any]) -> RowOfValues:
        row = self.model()
        held = dict(zip(self.names, self.take(read), strict=True))
        for name, place, decode in self.decoded:
            held[name] = decode(read[place])  # type: ignore[misc]
        for step, take, made in self.named:
            held[step] = made[take(read)]
        row.__dict__ = held
        return row


def _step(value: Value) -> str:
    return value.name.partition("__")[0] if "__" in value.name else ""


def _taking(places: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """The values at some places, as a tuple whatever their number."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda read: tuple(read[place] for place in places)
