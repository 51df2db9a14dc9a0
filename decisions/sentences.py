"""What people read where a row about agendas, decisions and silence procedures can't be kept."""

from django.utils.translation import gettext_lazy as _

from record.sentences import ENDS_AFTER, IN_THE_RECORD

BROKEN = {
    "one_item_a_matter_and_meeting": _("This matter is on the agenda already."),
    "one_agenda_a_number": IN_THE_RECORD,
    "an_item_that_was_considered_has_its_day": _("Say what became of the item, and on which day."),
    "an_agenda_matter_is_one_thing": _("An item is about one thing."),
    "one_paper_version_an_item": _("This paper is with the item already."),
    "one_decided_matter_a_commitment": _("The decision is about this commitment already."),
    "silence_opened_at_a_meeting_or_by_the_chair": _("It is opened at a meeting or by the Chair: say which."),
    "one_silence_round_a_number": IN_THE_RECORD,
    "a_silence_round_ends_after_it_begins": ENDS_AFTER,
    "one_silence_notification_a_way": IN_THE_RECORD,
    "a_proof_has_its_instant": _("Say when it reached them, and by which proof."),
    "one_silence_objection_a_member_and_round": _("This member has objected in this period already."),
    "one_silence_matter_a_commitment": _("The text is about this commitment already."),
    "a_decision_at_a_meeting_names_it": _("Say at which meeting it was taken."),
    "a_decision_by_silence_names_its_procedure": _("Name the silence procedure, or the source that tells of it."),
    "one_position_of_a_kind_a_state": _("This state's position of this kind is in the record already."),
    "a_dissociation_names_paragraphs": _("Say from which paragraphs."),
    "one_set_of_minutes_a_meeting": _("There are minutes of this meeting already."),
    "minutes_are_adopted_at_a_meeting": _("Say at which meeting they were adopted."),
    "one_version_of_minutes_a_number": IN_THE_RECORD,
    "what_became_of_a_correction_has_its_instant": _("Say what became of the proposed correction."),
    "an_edition_rests_on_a_decision": _("Name the decision on which the edition rests."),
}
