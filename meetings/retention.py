"""What is kept of calendars' addresses, and how long."""

from django.utils.translation import gettext_lazy as _

from meetings.models import CalendarFeed
from record.kept import RETENTION, Kept, removes


def register() -> None:
    RETENTION.add(
        Kept(
            "calendar addresses",
            _("Addresses of calendars that were revoked, with their digest"),
            365,
            _("they were revoked"),
            _("the row is removed"),
            _("they open nothing any more"),
            removes(CalendarFeed.objects.all, "revoked_at"),
        )
    )
