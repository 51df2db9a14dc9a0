"""The admin's pages about meetings, by noun."""

from meetings.admin import groups, meetings

__all__ = ["groups", "meetings"]
