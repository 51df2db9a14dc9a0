"""What people read where a row about participants or people can't be kept."""

from django.utils.translation import gettext_lazy as _

from record.sentences import ENDS_AFTER, IN_SMALL_LETTERS, IN_THE_RECORD, NOT_BEFORE

BROKEN = {
    "one_participation_from_a_day": IN_THE_RECORD,
    "participation_ends_after_it_begins": ENDS_AFTER,
    "one_chairmanship_from_a_day": _("The record has a term in the Chair from that day already."),
    "chairmanship_ends_after_it_begins": ENDS_AFTER,
    "email_in_lower_case": IN_SMALL_LETTERS,
    "office_ends_after_it_begins": NOT_BEFORE,
    "one_running_term_a_person_and_role": _("This person holds that role already."),
    "one_waiting_invitation_an_address_and_role": _("An invitation to this address waits already."),
    "invited_email_in_lower_case": IN_SMALL_LETTERS,
    "token_opens_something": _("Choose what it opens."),
    "token_ends_after_it_is_made": _("It may last for a year at most."),
    "one_waiting_request_a_person_and_thing": _("It is asked for already, and waits for a second officer."),
    "a_request_is_settled_or_waits": _("It was confirmed or declined already."),
    "a_second_officer_confirms": _("You asked for it: another officer confirms it."),
    "an_office_to_end_is_named": _("Say which office ends, and on which day."),
    "a_role_to_give_is_named": _("Choose the role."),
    "somebody_says_it_was_not_the_state": _("Say who says so for the state, and when."),
    "what_is_answered_was_contested": _("The state has not said that this isn't its own, or was answered already."),
    "nobody_deputises_for_themselves": _("Nobody deputises for themselves."),
    "a_deputyship_lasts_a_day": _("The first day back comes after the first day."),
    "somebody_ends_a_deputyship": _("Say who ended it, and when."),
    "token_that_ended_says_why": _("Say why: its person is told."),
}
