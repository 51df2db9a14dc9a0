from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        from journal.names import add_page
        from journal.verbs import add_verbs
        from meetings import kinds  # noqa: F401 - kinds of notices register themselves
        from meetings.models import Decision, Meeting, SilenceProcedure
        from meetings.sections import add_section
        from meetings.silence import ACTS
        from meetings.verbs import VERBS
        from meetings.views.attendance import attendance_section
        from meetings.views.dates import dates_section
        from meetings.views.silence import silence_section

        add_verbs(VERBS)
        # An act of a silence procedure is told in the journal as its table calls it.
        add_verbs({act.verb: act.label for act in ACTS})
        add_page(Meeting, lambda reference: reverse("meeting-detail", args=[reference]))
        add_page(Decision, lambda symbol: reverse("decision-detail", args=[symbol]))
        add_page(SilenceProcedure, lambda reference: reverse("silence-detail", args=[reference]))
        add_section("dates", "meetings/partials/section_dates.html", dates_section, order=20)
        add_section("silence", "meetings/partials/section_silence.html", silence_section, order=60)
        add_section("attendance", "meetings/partials/section_attendance.html", attendance_section, order=40)
        add_section("calendar", "meetings/partials/section_calendar.html", lambda request, meeting: {}, order=90)
