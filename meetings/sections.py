"""What stands on a meeting's page, section by section, each from whoever knows it.

This floor knows days, deadlines, agenda, attendance and decisions; the floor above knows papers and commitments, and
adds its sections when it starts (`add_section` in its `apps.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from meetings.models import Meeting

# Given the request and the meeting: what the template wants to know, by name; None where this reader has no such part.
Context = Callable[[HttpRequest, Meeting], dict[str, Any] | None]


@dataclass(frozen=True)
class Section:
    """A part of the page. `name` is its anchor as well; `order` says where it stands: 10, 20, 30.

    `tells_outcome`: where it stands, the record says what came of the meeting.
    """

    name: str
    template: str
    context: Context
    order: int
    tells_outcome: bool = False


@dataclass(frozen=True)
class ShownSection:
    """A section as one reader sees it."""

    name: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    tells_outcome: bool = False


SECTIONS: dict[str, Section] = {}


def add_section(name: str, template: str, context: Context, order: int, *, tells_outcome: bool = False) -> None:
    """A section for every meeting's page. The same name again replaces it."""
    SECTIONS[name] = Section(name, template, context, order, tells_outcome)


def sections_of(request: HttpRequest, meeting: Meeting) -> list[ShownSection]:
    """The sections of this meeting's page for who asks, in their order."""
    in_order = sorted(SECTIONS.values(), key=lambda section: (section.order, section.name))
    shown = ((section, section.context(request, meeting)) for section in in_order)
    return [
        ShownSection(section.name, section.template, context, section.tells_outcome)
        for section, context in shown
        if context is not None
    ]
