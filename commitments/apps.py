from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = _("Measures and commitments")

    def ready(self) -> None:
        from catalogue import coordination
        from commitments import checks, kinds  # noqa: F401 - checks and kinds of notices register themselves
        from commitments.access import folders_seen, papers_of_coordinators
        from commitments.kept import FORMS, know_its_steps
        from commitments.models import Commitment
        from commitments.reports.coordination import standing
        from commitments.verbs import VERBS
        from journal.names import add_page
        from journal.verbs import add_verbs
        from law.editions import each_edition
        from members.drafts import add_form
        from papers.readers import add_folders, add_readers

        add_verbs(VERBS)
        add_page(Commitment, lambda reference: reverse("commitment-detail", args=[reference]))
        add_folders("commitments", folders_seen)
        add_readers("coordinators", papers_of_coordinators)
        coordination.keep(standing)
        for form in FORMS:
            add_form(form)
        each_edition(know_its_steps)
