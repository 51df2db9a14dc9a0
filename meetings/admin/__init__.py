"""The admin's pages about meetings, by noun."""

from meetings.admin import attendance, deadlines, groups, meetings, reminding

__all__ = ["attendance", "deadlines", "groups", "meetings", "reminding"]
