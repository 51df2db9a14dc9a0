from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        from journal.names import add_page
        from journal.verbs import add_verbs
        from meetings import kinds, lines, mistakes, retention, searched, sheets  # noqa: F401 - kinds of notices register themselves
        from meetings.access import holds_a_group, pairs_of_reader_tokens, sight_of
        from meetings.actions.feeds import end_feeds
        from meetings.acts import groups
        from meetings.acts.attendance import DELEGATION, DELEGATIONS, PRESENT
        from meetings.acts.lists import IMPORT_PARTICIPANTS
        from meetings.acts.planning import ACTS, MEETING
        from meetings.models import Attendance, Meeting
        from meetings.verbs import VERBS
        from members.kinds import add_keys, add_post
        from members.private import add_private
        from record.acts import TABLE
        from record.api.unchanged import KNOWN
        from record.readers import SIGHT
        from record.standing_still import add_tells_of

        SIGHT.tokens_of = pairs_of_reader_tokens
        add_verbs(VERBS)
        add_tells_of("calendarfeed", ["made a calendar address", "revoked a calendar address"], "meetings_calendarfeed")
        of_delegations = ("meetings_attendance", "meetings_delegate")
        add_tells_of("attendance", ["announced a delegation"], *of_delegations, "members_enteredforstate")
        add_tells_of("meeting", ["kept attendance"], *of_delegations)
        KNOWN.sight = sight_of
        add_private(Attendance, "note", owner="participant")
        add_keys("calendar addresses", end_feeds)
        add_post("chairs a working group", holds_a_group)
        add_page(Meeting, lambda reference: reverse("meeting-detail", args=[reference]))
        TABLE.add_noun(MEETING, *ACTS, *PRESENT)
        TABLE.add_noun(DELEGATION, *DELEGATIONS)
        TABLE.add("import", IMPORT_PARTICIPANTS)
        TABLE.add_noun(groups.SEAT, *groups.SEAT_ACTS)
        mistakes.register()
        lines.register()
        retention.register()
        searched.register()
        sheets.register()
        _stand_on_pages()


def _stand_on_pages() -> None:
    """What this room shows on the page of a meeting."""
    from meetings.sections import add_section
    from meetings.views.attendance import attendance_section
    from meetings.views.dates import dates_section
    from meetings.views.meetings import acts_section

    add_section("acts", "acts/partials/buttons.html", acts_section, order=10)
    add_section("dates", "meetings/partials/section_dates.html", dates_section, order=70)
    add_section("attendance", "meetings/partials/section_attendance.html", attendance_section, order=40)
    add_section("calendar", "meetings/partials/section_calendar.html", lambda request, meeting: {}, order=90)
