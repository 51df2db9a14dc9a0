"""One file that somebody sends: its kind, its name, its bytes when they are asked for, and whether it has to be taken."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Sent:
    """`kind` is what such files have in common: by day one of each kind is tried."""

    kind: str
    name: str
    extension: str
    make: Callable[[], bytes]

    @property
    def heading(self) -> str:
        return f"{self.kind}: {self.name}.{self.extension}"


def ready(kind: str, extension: str, files: Iterable[tuple[str, bytes]]) -> list[Sent]:
    """Files that are made already."""
    return [Sent(kind, name, extension, lambda data=data: data) for name, data in files]
