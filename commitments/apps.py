from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = _("Measures and commitments")

    def ready(self) -> None:
        from catalogue import coordination
        from commitments import checks, columns, kinds, lines, mistakes, readers, searched  # noqa: F401 - checks and kinds of notices register themselves
        from commitments.access import ends_of_terms
        from commitments.acts.beginning import BEGIN
        from commitments.acts.exchange import SHARE_VIEW
        from commitments.acts.periods import BESIDE_ITS_STEPS
        from commitments.acts.steps import COMMITMENT
        from commitments.models import Commitment, ExpertNomination, View
        from commitments.reads import UNDERTAKINGS
        from commitments.reports.coordination import in_short, standing
        from commitments.reports.copies import papers_to_begin
        from commitments.verbs import register_verbs, tell_of_its_steps
        from commitments.views.coordinators import links_about, with_links
        from journal.names import add_page
        from journal.silence import add_kept
        from law.editions import each_edition
        from members.private import add_private
        from papers.reads import keep_begins, keep_undertakings
        from record.acts import TABLE
        from record.readers import add_ends

        register_verbs()
        add_private(ExpertNomination, "email", owner="owner")
        add_kept(View.everything.kept_to_themselves, "uid")
        add_kept(ExpertNomination.objects.kept_to_themselves, "uid")
        add_page(Commitment, lambda reference: reverse("commitment-detail", args=[reference]))
        keep_begins(papers_to_begin)
        keep_undertakings(UNDERTAKINGS)
        readers.register()
        add_ends("terms of coordinators", ends_of_terms)
        coordination.keep(coordination.CoordinationAbove(standing, links_about, with_links, in_short))
        TABLE.add_noun(COMMITMENT, BEGIN, SHARE_VIEW, *BESIDE_ITS_STEPS)
        _add_what_states_say_of_them()
        columns.register()
        mistakes.register()
        searched.register()
        lines.register()
        each_edition(tell_of_its_steps)


def _add_what_states_say_of_them() -> None:
    """Views, nominations and coordinators; and whether the world may read of a commitment."""
    from commitments import published
    from commitments.acts.coordination import COORDINATOR, COORDINATOR_ACTS
    from commitments.acts.exchange import EXPERT, EXPERT_ACTS, VIEW, VIEW_ACTS
    from commitments.acts.public_commitments import OF_THE_WORLD
    from record.acts import TABLE

    TABLE.add_noun(VIEW, *VIEW_ACTS)
    TABLE.add_noun(EXPERT, *EXPERT_ACTS)
    TABLE.add_noun(COORDINATOR, *COORDINATOR_ACTS)
    TABLE.add("commitment", *OF_THE_WORLD)
    published.register()
