"""What stands beside a thing on its page, from rooms of which the thing's own room knows nothing.

A room says when it starts what it shows on the page of a kind of thing (`add_beside`), by the name of that kind
(`journal.names`): it need not import the room in which the thing stands. The page asks for all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from journal.names import name_of

# Given the request and the thing: what the template wants to know, by name; None where this reader has no such part.
BesideContext = Callable[[HttpRequest, Any], dict[str, Any] | None]


@dataclass(frozen=True)
class BesidePart:
    """A part of the page of a kind of thing, as its room declared it."""

    name: str
    template: str
    context: BesideContext
    order: int


@dataclass(frozen=True)
class ShownBeside:
    """Such a part as one reader sees it."""

    name: str
    template: str
    context: dict[str, Any]


BESIDE: dict[str, dict[str, BesidePart]] = {}


def add_beside(kind: str, name: str, template: str, context: BesideContext, order: int = 50) -> None:
    """Register a part for the page of every thing of a kind, from `ready()`. The same name again replaces it."""
    BESIDE.setdefault(kind, {})[name] = BesidePart(name, template, context, order)


def beside(request: HttpRequest, thing: Model) -> list[ShownBeside]:
    """What stands beside a thing for who asks, in order."""
    parts = sorted(BESIDE.get(name_of(thing).kind, {}).values(), key=lambda part: (part.order, part.name))
    shown = ((part, part.context(request, thing)) for part in parts)
    return [ShownBeside(part.name, part.template, context) for part, context in shown if context is not None]
