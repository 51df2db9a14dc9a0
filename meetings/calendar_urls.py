from django.urls import path

from meetings.views import calendar

urlpatterns = [
    path("", calendar.calendar_page, name="calendar"),
    path("feeds/", calendar.feeds_page, name="calendar-feeds"),
    path("feeds/revoke/<int:key>/", calendar.feed_revoke, name="calendar-feed-revoke"),
    # The secret stands where the log leaves it out (`cica_tracker.middleware`).
    path("feeds/<secret:secret>.ics", calendar.feed, name="calendar-feed"),
]
