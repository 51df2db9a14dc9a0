"""The words of the instruments, read once from `law/data/`, and what a citation opens.

They are files and not rows of the database: the words of an instrument change when somebody who holds the original puts
them right and others have looked, never on a page.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.urls import reverse

from law.editions import editions
from law.grammar.basis import Instrument
from law.grammar.words import CitedWords, InstrumentText, Unit, in_citation
from record.texts import in_all

DATA = Path(__file__).parent / "data"
# Ten times as fast where PyYAML was built with libyaml, as its wheels are.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def instruments() -> tuple[Instrument, ...]:
    """Every instrument that an edition cites, once, the earliest first."""
    every = {instrument.code: instrument for edition in editions() for instrument in edition.instruments}
    return tuple(sorted(every.values(), key=lambda instrument: instrument.adopted_on))


def library() -> tuple[InstrumentText, ...]:
    """Every instrument with its words, as far as they are in the record."""
    return tuple(text_of(instrument.key) for instrument in instruments())


@cache
def text_of(key: str) -> InstrumentText:
    """The words of the instrument of a key. Raises KeyError where there is no such instrument."""
    instrument = {known.key: known for known in instruments()}[key]
    path = DATA / f"{key}.yaml"
    if not path.exists():
        return InstrumentText(instrument, in_all(lambda: instrument.title), {})
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    units = tuple(_unit(instrument, row) for row in content["units"])
    return InstrumentText(instrument, content["title"], content["title_status"], units)


def _unit(instrument: Instrument, row: dict[str, Any]) -> Unit:
    return Unit(instrument, **{**row, "notes": tuple(row.get("notes", ()))})


def find(key: str) -> InstrumentText | None:
    """The instrument that an address names."""
    return text_of(key) if key in [instrument.key for instrument in instruments()] else None


def citations(article: Any) -> Iterator[CitedWords]:
    """The stretches of a citation, with what each opens."""
    return in_citation(article, library())


def units_cited(article: Any) -> list[Unit]:
    return [stretch.unit for stretch in citations(article) if stretch.unit]


def address_of(stretch: CitedWords) -> str:
    """Where its words are read: at the unit, or at the instrument where no place of it is named; "" for other words."""
    if stretch.unit:
        return reverse("instrument-unit", args=[stretch.unit.instrument.key, stretch.unit.slug])
    return reverse("instrument-detail", args=[stretch.instrument.key]) if stretch.instrument else ""


def resting_on(unit: Unit) -> list[tuple[Any, Any]]:
    """What the tables rest on a unit: the label of each row that has one, and its basis; each label once."""
    resting: dict[str, tuple[Any, Any]] = {}
    for edition in editions():
        for _name, row in edition.rows():
            label = getattr(row, "label", None) or getattr(row, "words", None)
            if label and unit in units_cited(row.article):
                resting.setdefault(str(label), (label, row.basis))
    return list(resting.values())
