"""What the columns of a table are made of: which columns of the database a file reads, so that it makes no object a row.

A field that tells a column of the database, or one of a row that its row names, says so by its source. One that is reckoned
is said in `made_of` of its serializer: the paths that it asks of its row, `intentions__participant__code` for each of
several rows that hang on it, `state=stood` for an attribute that stands under another name. The same method and the same
property tell it, of what stands in for the row (`standing_in`). A table with one column of which neither is said is told
from objects.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable
from rest_framework import serializers

from record.api.standing_in import Maker, Several, Value, says_of_every_row

# What a field tells that isn't told of this row: its key is left out.
NOTHING = object()


class Unsayable(Exception):
    """A column isn't made of columns of the database, as far as anybody said."""


@dataclass
class Hanging:
    """Several rows that hang on each row: those that `prefetch_related` would fetch, in its order."""

    rows: QuerySet
    by: str
    values: list[Value] = field(default_factory=list)

    def add(self, value: Value) -> None:
        if value not in self.values:
            self.values.append(value)

    def of(self, keys: Sequence[Any]) -> dict[Any, Several]:
        """What stands in for those of each row."""
        several = {key: Several() for key in keys}
        make, expressions = Maker(self.rows.model, self.values), [value.expression for value in self.values]
        for read in self.rows.filter(**{f"{self.by}__in": keys}).values_list(*expressions, self.by):
            several[read[-1]].append(make(read))
        return several


@dataclass
class ToldField:
    """One field of the table: of which values, by their places among all that is read, and how it is told."""

    name: str
    field: serializers.Field
    places: tuple[int, ...]
    # Whether rows that hang on this one are among them.
    hangs: bool = False


class MadeOf:
    """All that a table reads. Raises Unsayable."""

    def __init__(self, rows: QuerySet, serializer: serializers.Serializer):
        self.rows, self.model = rows, rows.model
        self.serializer = serializer
        self.values: list[Value] = []
        self.hanging: dict[str, Hanging] = {}
        self.said: dict[str, tuple[str, ...]] = getattr(serializer, "made_of", {})
        self._require_plain_rows()
        self.columns = [self._told(name, each) for name, each in serializer.fields.items()]

    def _require_plain_rows(self) -> None:
        query = self.rows.query
        is_own = type(self.serializer).to_representation is not serializers.Serializer.to_representation
        if query.combinator or query.is_sliced or self.rows._iterable_class is not ModelIterable:
            raise Unsayable("rows")
        if is_own and not self.said:
            raise Unsayable("to_representation")

    def _told(self, name: str, each: serializers.Field) -> ToldField:
        places: list[int] = []
        paths = self._paths_of(name, each)
        hung = [path for path in paths if self._hangs(path)]
        if hung and getattr(each, "keys", None):
            raise Unsayable(name)  # of rows that hang on one, texts and lists of texts are told
        for path in paths:
            places += [] if path in hung else self._places_of(path)
        for path in hung:
            self._hang(path)
        return ToldField(name, each, tuple(dict.fromkeys(places)), bool(hung))

    def _paths_of(self, name: str, each: serializers.Field) -> tuple[str, ...]:
        view = self.serializer.context.get("view")
        if name in getattr(view, "on_request", ()) and not view.is_asked_for(name):
            return ()
        if name in self.said:
            return self.said[name]
        if (coded := getattr(each, "coded", None)) is not None:
            return self._paths_of(coded.field_name, coded)
        if (said := getattr(each, "made_of", None)) is not None:
            return said
        is_plain = type(each).get_attribute is serializers.Field.get_attribute
        if not is_plain or each.source == "*" or isinstance(each, serializers.BaseSerializer):
            raise Unsayable(name)
        return ("__".join(each.source_attrs),)

    def _places_of(self, path: str) -> Iterator[int]:
        """Where the value of a path stands, and before it the keys of the rows that it leads through."""
        name, _is, told_as = path.partition("=")
        path = told_as or path
        *steps, leaf = path.split("__")
        model = self.model
        for number, step in enumerate(steps):
            kind = _field_of(model, step)
            if not (kind.is_relation and kind.concrete):
                raise Unsayable(path)
            key = "__".join((*steps[:number], kind.attname))
            yield self._place(Value(key, key, None))
            model = kind.related_model
        if not steps and leaf in self.rows.query.annotations:
            kind = self.rows.query.annotations[leaf].output_field
        elif not steps and says_of_every_row(model, leaf):
            return
        else:
            kind = _column_of(model, leaf)
        yield self._place(Value(path, name, kind))

    def _place(self, value: Value) -> int:
        if value not in self.values:
            self.values.append(value)
        return self.values.index(value)

    def _hangs(self, path: str) -> bool:
        first, _then, rest = path.partition("__")
        if not rest or "=" in path:
            return False
        return bool(_field_of(self.model, first).one_to_many)

    def _hang(self, path: str) -> None:
        name, _then, rest = path.partition("__")
        relation = self.model._meta.get_field(name)
        if name not in self.hanging:
            self.hanging[name] = Hanging(self._fetched(name, relation), relation.field.attname)
        hanging, model = self.hanging[name], relation.related_model
        *steps, leaf = rest.split("__")
        for number, step in enumerate(steps):
            kind = _field_of(model, step)
            key = "__".join((*steps[:number], kind.attname))
            hanging.add(Value(key, key, None))
            model = kind.related_model
        hanging.add(Value(rest, rest, _column_of(model, leaf)))

    def _fetched(self, name: str, relation: Any) -> QuerySet:
        """As the rows' own `prefetch_related` says that they are fetched."""
        for lookup in self.rows._prefetch_related_lookups:
            queryset = getattr(lookup, "queryset", None)
            if getattr(lookup, "prefetch_to", lookup) == name and queryset is not None:
                return queryset.select_related(None)
        return relation.related_model._default_manager.all()

    def maker(self, places: Sequence[int]) -> Maker:
        """Makes what stands in for a row of which these values were read."""
        return Maker(self.model, [self.values[place] for place in places])


def _field_of(model: type[Model], name: str) -> Any:
    try:
        return model._meta.pk if name == "pk" else model._meta.get_field(name)
    except FieldDoesNotExist:
        raise Unsayable(f"{model.__name__}.{name}") from None


def _column_of(model: type[Model], name: str) -> Any:
    """A column of a model, or the key of one of its relations by its own name (`near_id`)."""
    kind = _field_of(model, name)
    if not kind.concrete or (kind.is_relation and kind.attname != name) or kind.many_to_many:
        raise Unsayable(f"{model.__name__}.{name}")
    return kind


def what_it_is_made_of(rows: Any, serializer: Any) -> MadeOf | None:
    """What a file of these rows reads; None where they, or a column, are told from objects alone."""
    if not isinstance(rows, QuerySet):
        return None
    try:
        return MadeOf(rows, serializer)
    except Unsayable:
        return None
