"""The pages about meetings, noun by noun."""

from meetings.views.meetings import meeting_page, meetings_page

__all__ = ["meeting_page", "meetings_page"]
