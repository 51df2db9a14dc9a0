"""The admin's pages about what is undertaken, how it moves, and what it rests on; in the order in which they are shown."""

from commitments.admin import (  # noqa: I001 - the order shown
    commitments,
    papers,
    exchange,
    coordinators,
    catalogue,
    meetings,
    agenda,
    decisions,
    silence,
)

__all__ = [
    "agenda",
    "catalogue",
    "commitments",
    "coordinators",
    "decisions",
    "exchange",
    "meetings",
    "papers",
    "silence",
]
