from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from journal.choices import add_verbs
from law.editions import each_edition
from members.drafts import add_form

if TYPE_CHECKING:
    from law.grammar.editions import Edition


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = _("Measures and commitments")

    def ready(self) -> None:
        from catalogue import coordination
        from commitments import checks  # noqa: F401 - checks register themselves
        from commitments.access import folders_seen, papers_of_coordinators
        from commitments.kept import FORMS, form_of_step
        from commitments.reports.coordination import standing
        from papers.readers import add_folders, add_readers

        def know_its_steps(law: "Edition") -> None:
            """A step is told in the journal by its name, and its form is kept under it."""
            for flow in law.workflows:
                add_verbs({step.name: step.label for step in flow.every_step()})
                for step in flow.every_step():
                    add_form(form_of_step(step))

        add_folders("commitments", folders_seen)
        add_readers("coordinators", papers_of_coordinators)
        coordination.keep(standing)
        for form in FORMS:
            add_form(form)
        each_edition(know_its_steps)
