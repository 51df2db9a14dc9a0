from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from law.editions import each_edition


class DecisionsConfig(AppConfig):
    name = "decisions"
    verbose_name = _("Agendas and decisions")

    def ready(self) -> None:
        from commitments import decided
        from decisions import acts, columns, kinds, lines, mistakes, readers, searched  # noqa: F401 - kinds of notices register themselves
        from decisions.actions.considering import consider
        from decisions.acts.commitments import page_of_the_decision
        from decisions.models import ApproachProposal, Decision, Minutes, SilenceProcedure
        from decisions.reports.consensus import consensus_for_meetings
        from decisions.reports.decisions import page_by_symbol, symbol_of_step, with_decisions
        from decisions.reports.moving import items_without_a_paper, late_papers
        from decisions.verbs import VERBS
        from journal.names import add_page
        from journal.verbs import add_verbs
        from meetings import decided as meetings_decided
        from meetings.reports.moving import add_consequence
        from papers.reads import keep_decisions

        add_verbs(VERBS)
        add_page(Decision, lambda symbol: reverse("decision-detail", args=[symbol]))
        add_page(SilenceProcedure, lambda reference: reverse("silence-detail", args=[reference]))
        add_page(ApproachProposal, lambda uid: reverse("approach-proposal-detail", args=[uid]))
        add_page(Minutes, lambda reference: reverse("minutes-detail", args=[reference]))
        readers.register()
        acts.register()
        columns.register()
        mistakes.register()
        searched.register()
        lines.register()
        # An act of a silence procedure is told in the journal as its table calls it.
        each_edition(lambda law: add_verbs({act.verb: act.label for act in law.silence.acts}))
        _stand_on_pages()
        keep_decisions(page_by_symbol)
        add_consequence("late", late_papers)
        add_consequence("missing", items_without_a_paper)
        meetings_decided.keep(consensus_for_meetings)
        decided.keep(
            decided.DecisionsAbove(page_of_the_decision, consider, symbol=symbol_of_step, beside=with_decisions)
        )


def _stand_on_pages() -> None:
    """What this room shows on the page of a meeting."""
    from decisions.views.agenda import agenda_section
    from decisions.views.decisions import decisions_section
    from decisions.views.minutes import minutes_section
    from decisions.views.sections import silence_section
    from meetings.sections import add_section

    add_section("agenda", "decisions/partials/section_agenda.html", agenda_section, order=20)
    add_section(
        "decisions", "decisions/partials/section_decisions.html", decisions_section, order=50, tells_outcome=True
    )
    add_section("minutes", "decisions/partials/section_minutes.html", minutes_section, order=55)
    add_section("silence", "decisions/partials/section_silence.html", silence_section, order=60)
