from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = _("Measures and commitments")

    def ready(self) -> None:
        from commitments import checks  # noqa: F401 - registers them
        from commitments.modalities import WORKFLOWS
        from journal.choices import add_verbs

        # A step is told in the journal by its name; the table knows what it is called.
        add_verbs({step.name: step.label for flow in WORKFLOWS.values() for step in (flow.start, *flow.steps)})
