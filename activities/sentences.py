"""What people read where a row about activities can't be kept."""

from django.utils.translation import gettext_lazy as _

from record.sentences import IN_THE_RECORD, NOT_BEFORE

BROKEN = {
    "an_activity_ends_after_it_begins": NOT_BEFORE,
    "an_activity_ends_on_a_known_day": _("A last day goes with a first one that is known to the day."),
    "what_was_held_has_a_day": _("What was held has a day: name it, as well as it is known."),
    "one_plan_a_year": _("There is a plan of that year already."),
    "a_plan_is_put_before_a_meeting": _("Say before which meeting it is put."),
    "a_plan_is_adopted_by_a_decision": _("Say by which decision it was adopted."),
    "one_version_of_a_plan_a_number": IN_THE_RECORD,
    "an_action_plan_ends_after_it_begins": NOT_BEFORE,
    "one_version_of_an_action_plan_a_number": IN_THE_RECORD,
    "a_period_of_information_ends_after_it_begins": NOT_BEFORE,
    "what_was_sent_out_is_seen_by_members": _("It was sent out: those who have it keep it. It may be opened to more."),
    "a_state_is_asked_once_to_give_information_together": IN_THE_RECORD,
    "a_period_asked_about_ends_after_it_begins": NOT_BEFORE,
    "a_period_told_of_ends_after_it_begins": NOT_BEFORE,
    "a_progress_note_says_what_is_new_or_that_nothing_is": _("Say what is new, or that there is nothing new."),
    "a_photograph_is_told_in_words": _("Say what is to be seen, for those who don’t see the picture."),
    "consent_has_somebody_who_gave_it_a_way_and_a_day": _("Say who gave consent, how, and on which day."),
    "consent_that_is_withdrawn_has_its_instant": IN_THE_RECORD,
    "an_activity_has_a_photograph_once": IN_THE_RECORD,
    "one_turn_a_number": IN_THE_RECORD,
    "a_state_takes_part_in_an_activity_once": IN_THE_RECORD,
}
