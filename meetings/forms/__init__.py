"""What the pages about meetings may be asked, by noun."""

from meetings.forms.feeds import FeedForm

__all__ = ["FeedForm"]
