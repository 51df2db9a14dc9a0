from django.apps import AppConfig
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        from desk import filters, kinds, reminders, retention, searched  # noqa: F401 - kinds of notices register themselves
        from desk.acts import (
            BROUGHT_FILE,
            DESK_ACTS,
            DESK_ENTRY,
            REQUESTED_DOCUMENT,
            REQUESTED_DOCUMENT_ACTS,
            SAVED_LIST,
            SAVED_LIST_ACTS,
            WORKBOOK_ACTS,
        )
        from desk.models import BroughtFile, DeskEntry
        from desk.reports import area_reviews
        from desk.verbs import OF_DOCUMENTS, OF_LINES, OF_SAVED_LISTS, VERBS
        from desk.views.handing_in import hand_in_section
        from journal.names import add_page
        from journal.silence import add_kept, add_silence
        from journal.verbs import add_verbs
        from meetings.sections import add_section
        from members.models import Participant
        from record.acts import TABLE
        from record.standing_still import add_tells_of

        add_verbs(VERBS)
        add_tells_of("deskentry", OF_LINES, "desk_deskentry")
        add_tells_of("user", OF_DOCUMENTS)
        add_tells_of("savedlist", OF_SAVED_LISTS, "desk_savedlist")
        add_kept(DeskEntry.objects.kept_to_themselves, "pk")
        add_kept(BroughtFile.objects.kept_to_themselves, "pk")
        # What somebody calls their lists is theirs, also when the row is gone.
        add_silence(lambda: Q(about_kind="savedlist"))
        TABLE.add_noun(DESK_ENTRY, *DESK_ACTS)
        TABLE.add_noun(SAVED_LIST, *SAVED_LIST_ACTS)
        TABLE.add_noun(REQUESTED_DOCUMENT, *REQUESTED_DOCUMENT_ACTS)
        TABLE.add_noun(BROUGHT_FILE, *WORKBOOK_ACTS)
        add_section("hand-in", "desk/partials/section_hand_in.html", hand_in_section, order=15)
        filters.register()
        searched.register()
        retention.register()
        area_reviews.register()

        add_page(Participant, lambda code: reverse("participant-detail", args=[code]))
        reminders.register()
