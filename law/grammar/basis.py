"""What a row rests on: the instruments it cites, and how surely it stands in them."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# What a row names that is ours and leans on no article: a citation would say that there is one.
NO_ARTICLE = _("no article")


class Basis(TextChoices):
    """How a row is known. A practice binds nobody and is never counted for or against good order."""

    INSTRUMENT = "instrument", _("from the instrument")
    PRACTICE = "practice", _("observed practice")
    OURS = "ours", _("ours, to be confirmed by the Secretariat")


@dataclass(frozen=True)
class Instrument:
    """A text that the rows cite by its short code: "AA" is the Almaty Act. `key` is its name in addresses and files."""

    code: str
    title: Any
    adopted_on: dt.date
    key: str


class CitedRow(Protocol):
    """What every row of the law has."""

    @property
    def article(self) -> Any: ...
    @property
    def basis(self) -> Basis: ...


@dataclass(frozen=True)
class Cited:
    """One reference to an instrument: "AA 32" is article 32 of the Almaty Act, "CoA (a)" a part of the Approach."""

    instrument: Instrument
    place: str

    def __str__(self) -> str:
        return f"{self.instrument.code} {self.place}".strip()


def cited(article: Any, instruments: Iterable[Instrument]) -> Iterator[Cited]:
    """The references in words such as "AA 32; CoA (a), (b)". What cites no instrument of the list gives none."""
    known = {instrument.code: instrument for instrument in instruments}
    for part in str(article).split(";"):
        code, _space, places = part.strip().partition(" ")
        if code in known:
            for place in re.split(r",\s*", places):
                yield Cited(known[code], place)


def unfounded(kind: str, rows: Iterable[tuple[str, CitedRow]]) -> Iterator[str]:
    """A sentence for each row that names no article or whose basis is none. `rows` come with their names."""
    for name, row in rows:
        if not str(row.article):
            yield f"{kind} {name} rests on no article"
        if not isinstance(row.basis, Basis):
            yield f"{kind} {name} has no basis"
