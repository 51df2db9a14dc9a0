"""The pages about meetings, noun by noun."""

from meetings.views.cadence import cadence_page
from meetings.views.meetings import meeting_page, meetings_page

__all__ = ["cadence_page", "meeting_page", "meetings_page"]
