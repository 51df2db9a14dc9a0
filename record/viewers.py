"""Whoever looks, as far as the record has to know: the people themselves stand a floor higher."""

from typing import Any, Protocol


class Viewer(Protocol):
    """A person who signed in, or somebody who didn't."""

    pk: Any

    @property
    def is_authenticated(self) -> bool: ...

    @property
    def is_active(self) -> bool: ...


def reads_the_record(viewer: Viewer) -> bool:
    """Whether the common record is theirs to read: of whoever may sign in, and wasn't let in to one paper alone."""
    return viewer.is_authenticated and viewer.is_active and not getattr(viewer, "is_guest", False)
