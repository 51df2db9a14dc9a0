"""What people read where a row about commitments can't be kept."""

from django.utils.translation import gettext_lazy as _

from record.sentences import ENDS_AFTER, IN_THE_RECORD, NOT_BEFORE

BROKEN = {
    "a_shadow_period_lies_before_the_term": _("It stands beside before its own term begins."),
    "a_state_intends_a_commitment_once": _("This state intends the commitment already."),
    "intention_ends_after_it_begins": NOT_BEFORE,
    "a_period_ends_after_it_begins": NOT_BEFORE,
    "one_step_a_number": IN_THE_RECORD,
    "coordinator_term_ends_after_it_begins": NOT_BEFORE,
    "a_measure_deep_names_its_measure": _("Where it is about a measure, say which."),
    "an_area_deep_names_its_area": _("Where it is about an area, say which."),
    "only_a_measure_deep_names_a_measure": _("A measure is named only where it is about a measure."),
    "an_expert_is_nominated_for_something": _("Say for which measure or commitment."),
    "nomination_ends_after_it_begins": ENDS_AFTER,
}
