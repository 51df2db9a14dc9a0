"""What a cell of a public table holds, and how programs are told it."""

from dataclasses import asdict, dataclass
from typing import Any

from public_site.absolute import absolute
from record.dates import KnownDate, written

Texts = dict[str, str]


@dataclass(frozen=True)
class Coded:
    """A fixed value: its code for programs, its words for people."""

    code: str
    label: Any


@dataclass(frozen=True)
class Named:
    """A participant: its code, and its name in four languages."""

    code: str
    name: Texts


@dataclass(frozen=True)
class DatedStep:
    """A step that a source shows, and its day."""

    step: Coded
    on: KnownDate


@dataclass(frozen=True)
class Digest:
    """A digest: longer than a telephone is wide, and without a place of its own to break at."""

    words: str


@dataclass(frozen=True)
class FileForAnybody:
    """A file that anybody may take: in which language, where, and by which digest it is known again."""

    language: str
    address: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class CitedKeys:
    """Where a fact was read, as far as anybody can look there."""

    keys: tuple[str, ...]


Cell = (
    str
    | int
    | bool
    | Texts
    | Coded
    | Named
    | KnownDate
    | DatedStep
    | Digest
    | FileForAnybody
    | CitedKeys
    | tuple[Any, ...]
    | None
)


def as_data(cell: Cell) -> Any:
    """A cell as JSON tells it. A day says no more than is known: "2004-10", "by 2010-06-08"."""
    match cell:
        case Coded():
            return cell.code
        case Named():
            return {"code": cell.code, "name": cell.name}
        case KnownDate():
            return written(cell.day, cell.precision)
        case DatedStep():
            return {"step": cell.step.code, "on": as_data(cell.on)}
        case Digest():
            return cell.words
        case FileForAnybody():
            return asdict(cell) | {"address": absolute(cell.address)}
        case CitedKeys():
            return list(cell.keys)
        case tuple():
            return [as_data(part) for part in cell]
        case _:
            return cell
