"""Whoever looks, as far as the record has to know: the people themselves stand a floor higher."""

from typing import Any, Protocol


class Viewer(Protocol):
    """A person who signed in, or somebody who didn't."""

    pk: Any

    @property
    def is_authenticated(self) -> bool: ...

    @property
    def is_active(self) -> bool: ...
