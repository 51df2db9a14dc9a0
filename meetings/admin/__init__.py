"""The admin's pages about meetings, by noun."""

from meetings.admin import groups, meetings, reminding

__all__ = ["groups", "meetings", "reminding"]
