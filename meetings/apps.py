from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        from journal.choices import add_verbs
        from meetings.silence import ACTS

        # An act of a silence procedure is told in the journal as its table calls it.
        add_verbs({act.verb: act.label for act in ACTS})
        from meetings.sections import add_section
        from meetings.views.attendance import attendance_section
        from meetings.views.dates import dates_section
        from meetings.views.silence import silence_section

        add_section("dates", "meetings/partials/section_dates.html", dates_section, order=20)
        add_section("silence", "meetings/partials/section_silence.html", silence_section, order=60)
        add_section("attendance", "meetings/partials/section_attendance.html", attendance_section, order=40)
        add_section("calendar", "meetings/partials/section_calendar.html", lambda request, meeting: {}, order=90)
