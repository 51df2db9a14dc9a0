from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        from meetings.sections import add_section

        add_section("calendar", "meetings/partials/section_calendar.html", lambda request, meeting: {}, order=90)
