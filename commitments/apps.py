from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = _("Measures and commitments")

    def ready(self) -> None:
        from catalogue import coordination
        from commitments import checks  # noqa: F401 - checks register themselves
        from commitments.access import folders_seen, papers_of_coordinators
        from commitments.kept import forms
        from commitments.reports.coordination import standing
        from journal.choices import add_verbs
        from law.editions import steps
        from members.drafts import add_form
        from papers.readers import add_folders, add_readers

        # A step is told in the journal by its name; the table knows what it is called.
        add_verbs({step.name: step.label for step in steps()})
        add_folders("commitments", folders_seen)
        add_readers("coordinators", papers_of_coordinators)
        coordination.keep(standing)
        for form in forms():
            add_form(form)
