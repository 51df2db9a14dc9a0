"""What people read where a row about papers or letters can't be kept."""

from django.utils.translation import gettext_lazy as _

from record.sentences import IN_THE_RECORD

BROKEN = {
    "one_version_a_number": IN_THE_RECORD,
    "a_version_is_a_file_or_a_text": _("Give a file or a text, not both."),
    "a_file_was_read_or_says_why_not": _("A file was read, or it says why it was not."),
    "a_scan_was_read_or_says_why_not": _("A file was read, or it says why it was not."),
    "one_letter_a_number_in_a_series": IN_THE_RECORD,
    "a_letter_that_came_in_is_from_somebody": _("Say from which participant it came, or from whom else in words."),
    "a_letter_is_dated_before_it_arrives": _("It can't have arrived before the day on which it was written."),
    "a_letter_waits_for_somebody_until_a_day": _("Say who sees to it, and until when."),
    "somebody_closes_a_letter": _("A letter is closed by somebody, on a day."),
    "one_scan_of_a_letter_a_number": IN_THE_RECORD,
    "a_letter_has_a_scan_once": _("This letter has that very file already."),
    "a_letter_does_a_thing_once": IN_THE_RECORD,
    "a_letter_that_was_sent_stands_in_the_register": _("A letter that was sent stands in the register."),
    "a_letter_to_a_group_names_it": _("Name the working group, where the letter goes to one."),
    "an_annex_is_a_paper_or_a_file": _("An annex is a paper of the record, or a file with a title."),
    "a_paper_is_annexed_once": IN_THE_RECORD,
    "entrusted_for_a_day_at_least": _("It ends after its first day, on a day to come."),
    "an_expert_is_let_in_by_both": _("An expert is let in once the state and the Secretariat agreed."),
    "a_paper_is_entrusted_to_an_expert_once": _(
        "This expert is let in to this paper already, or it waits for an answer."
    ),
    "one_draft_a_number": IN_THE_RECORD,
    "a_draft_is_a_file_or_a_text": _("Give a file or a text, not both."),
    "one_wording_of_letters_a_number": IN_THE_RECORD,
    "one_form_of_address_a_number": IN_THE_RECORD,
    "one_question_at_a_time_whether_it_may_be_public": IN_THE_RECORD,
    "a_state_is_asked_once_whether_it_may_be_public": IN_THE_RECORD,
    "who_prefers_changes_says_which": _("Say which changes your state would prefer."),
    "what_is_published_has_its_day": IN_THE_RECORD,
    "what_is_withdrawn_has_its_day": IN_THE_RECORD,
    "one_text_of_a_publication_a_language": IN_THE_RECORD,
    "a_published_text_was_circulated": IN_THE_RECORD,
    "an_institution_serves_for_a_day_at_least": _("A term ends on a day to come."),
}
