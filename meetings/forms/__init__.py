"""What the pages about meetings may be asked, by noun."""

from meetings.forms.feeds import FeedForm
from meetings.forms.meetings import MeetingFilter

__all__ = ["FeedForm", "MeetingFilter"]
