"""The admin's pages about meetings, by noun."""

from meetings.admin import deadlines, groups, meetings, reminding

__all__ = ["deadlines", "groups", "meetings", "reminding"]
