from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = _("Measures and commitments")

    def ready(self) -> None:
        from commitments import checks, kinds, reminders  # noqa: F401 - checks and kinds of notices register themselves
        from commitments.modalities import WORKFLOWS
        from commitments.models import Commitment
        from commitments.verbs import VERBS
        from commitments.views.agenda import agenda_section
        from commitments.views.decisions import decisions_section
        from commitments.views.meetings import acts_section
        from journal.names import add_page
        from journal.verbs import add_verbs
        from meetings.sections import add_section
        from members.models import Participant

        add_verbs(VERBS)
        # A step is told in the journal by its name; the table knows what it is called.
        add_verbs({step.name: step.label for flow in WORKFLOWS.values() for step in (flow.start, *flow.steps)})
        reminders.register()
        add_page(Commitment, lambda reference: reverse("commitment-detail", args=[reference]))
        add_page(Participant, lambda code: reverse("participant-detail", args=[code]))
        add_section("acts", "commitments/partials/section_meeting_acts.html", acts_section, order=10)
        add_section("decisions", "meetings/partials/section_decisions.html", decisions_section, order=50)
        add_section("agenda", "meetings/partials/section_agenda.html", agenda_section, order=30)
