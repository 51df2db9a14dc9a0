"""Asks made of asks: several that make one thing, and the same row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

from django import forms

from record.acts.asks import Ask
from record.acts.offers import Sentence
from record.acts.questions import in_row
from record.acts.table import Setting

# In the link of a form: how many free lines it has besides those that stand there already, and at most.
LINES, MOST_LINES = "lines", 1000


def free_lines(setting: Setting, usual: int) -> int:
    """How many free lines a form has: so many, or as many as its link asks for."""
    asked = setting.link.get(LINES) or ""
    return (
        max(usual, min(int(asked), MOST_LINES)) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else usual
    )


def begins_with_nothing(setting: Setting) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Group(Ask):
    """Several asks whose answers make one thing: `make` is given the answers of the parts, by their names.

    `begins_with` is what the parts begin with, by field. A group may hold a group.
    """

    _: KW_ONLY
    parts: tuple[Ask, ...] = ()
    make: Callable[..., Any] = dict
    begins_with: Callable[[Setting], Mapping[str, Any]] = begins_with_nothing

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for part in self.parts:
            fields.update(part.fields(setting))
        for name, value in self.begins_with(setting).items():
            fields[name].initial = value
        return fields

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        for part in self.parts:
            answers.update(part.answers(cleaned, setting))
        return {self.name: self.make(**answers)}

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Sentence]]:
        problems: dict[str, list[Sentence]] = {}
        for part in self.parts:
            problems.update(part.problems(cleaned, setting))
        return problems

    def suggested(self, setting: Setting) -> dict[str, Any]:
        return {name: value for part in self.parts for name, value in part.suggested(setting).items()}

    @property
    def instead(self) -> dict[str, str]:
        return {name: other for part in self.parts for name, other in part.instead.items()}

    def optional(self, fields: Mapping[str, forms.Field]) -> Sequence[str]:
        return [name for part in self.parts for name in part.optional(fields)]

    @property
    def of_every_letter(self) -> frozenset[str]:
        return frozenset(name for part in self.parts for name in part.of_every_letter)

    @property
    def headings(self) -> dict[Sentence, frozenset[str]]:
        return {heading: names for part in self.parts for heading, names in part.headings.items()}

    @property
    def folded(self) -> frozenset[Sentence]:
        return frozenset(heading for part in self.parts for heading in part.folded)


@dataclass(frozen=True)
class Aside(Group):
    """Asks that are seldom answered: a page shows them under one heading, when somebody wants them or one holds something.

    They are answered as if they stood by themselves. Each is of one field, and begins with nothing.
    """

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        for part in self.parts:
            answers.update(part.answers(cleaned, setting))
        return answers

    @property
    def headings(self) -> dict[Sentence, frozenset[str]]:
        return {self.label: frozenset(part.name for part in self.parts)}

    @property
    def folded(self) -> frozenset[Sentence]:
        return frozenset({self.label})


@dataclass(frozen=True)
class Rows(Ask):
    """The same asks row by row: of every commitment before a body, or four times over.

    `rows` gives what each row is about, by its key (None: about nothing in particular). `make` is given that and the
    answers of the parts, by their names; a row of which it makes None is left out. A field is "positions-0-kind".
    """

    _: KW_ONLY
    parts: tuple[Ask, ...] = ()
    rows: Callable[[Setting], Mapping[str, Any]]
    make: Callable[..., Any]
    # What the parts of a row begin with, by field.
    begins_with: Callable[[Any], Mapping[str, Any]] = begins_with_nothing
    # A page shows it when somebody wants it, until a row holds something.
    folds: bool = False

    def fields(self, setting: Setting) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for key, thing in self.rows(setting).items():
            begins = self.begins_with(thing) if thing is not None else {}
            for part in self.parts:
                for name, field in part.fields(setting).items():
                    field.required, field.initial = False, begins.get(name, field.initial)
                    if thing is not None:
                        field.label = f"{thing}: {field.label}"
                    fields[f"{self.name}-{key}-{name}"] = field
        return fields

    def answers(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, Any]:
        return {self.name: tuple(made for _start, _row, made in self._made(cleaned, setting) if made is not None)}

    def problems(self, cleaned: dict[str, Any], setting: Setting) -> dict[str, list[Sentence]]:
        """What is wrong in a row, at its own fields; a row that is left out is wrong in nothing."""
        problems: dict[str, list[Sentence]] = {}
        for start, row, made in self._made(cleaned, setting):
            for part in self.parts if made is not None else ():
                for name, sentences in part.problems(row, setting).items():
                    problems[f"{start}{name}"] = [in_row(sentence, start) for sentence in sentences]
        return problems

    def suggested(self, setting: Setting) -> dict[str, Any]:
        return {
            f"{self.name}-{key}-{name}": value
            for key in self.rows(setting)
            for part in self.parts
            for name, value in part.suggested(setting).items()
        }

    def _made(self, cleaned: dict[str, Any], setting: Setting) -> list[tuple[str, dict[str, Any], Any]]:
        """Each row: how its fields begin, what they hold, and what is made of it."""
        rows = []
        for key, thing in self.rows(setting).items():
            start = f"{self.name}-{key}-"
            row = {name.removeprefix(start): value for name, value in cleaned.items() if name.startswith(start)}
            if not row:
                # It came after the form was shown.
                continue
            answers: dict[str, Any] = {}
            for part in self.parts:
                answers.update(part.answers(row, setting))
            rows.append((start, row, self.make(thing, **answers)))
        return rows

    def lines(self, fields: Mapping[str, forms.Field]) -> list[tuple[str, ...]]:
        """The names of the fields that somebody fills in, a tuple a row."""
        lines: dict[str, list[str]] = {}
        for name, field in fields.items():
            if name.startswith(f"{self.name}-") and not field.widget.is_hidden:
                lines.setdefault(name.split("-")[1], []).append(name)
        return [tuple(names) for names in lines.values()]


def sheets_of(asks: Sequence[Ask]) -> list[Rows]:
    """The asks that are asked row by row, also inside of groups."""
    sheets: list[Rows] = []
    for ask in asks:
        if isinstance(ask, Rows):
            sheets.append(ask)
        elif isinstance(ask, Group):
            sheets += sheets_of(ask.parts)
    return sheets
