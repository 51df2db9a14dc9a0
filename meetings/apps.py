from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        from meetings.sections import add_section
        from meetings.views.attendance import attendance_section
        from meetings.views.dates import dates_section
        from meetings.views.planning import acts_section

        add_section("acts", "meetings/partials/section_meeting_acts.html", acts_section, order=10)
        add_section("dates", "meetings/partials/section_dates.html", dates_section, order=20)
        add_section("attendance", "meetings/partials/section_attendance.html", attendance_section, order=40)
        add_section("calendar", "meetings/partials/section_calendar.html", lambda request, meeting: {}, order=90)
