"""What people read where a row of the ledger can't be kept."""

from django.utils.translation import gettext_lazy as _

from record.sentences import ENDS_AFTER, IN_THE_RECORD

BROKEN = {
    "one_letter_of_a_number_a_day": IN_THE_RECORD,
    "notices_go_to_a_person": _("Notices go to a person: say to whom."),
    "one_wording_a_kind_and_language": _("This kind of letter has a wording in this language already."),
    "one_notice_of_a_thing_to_a_person": IN_THE_RECORD,
    "one_delivery_of_a_notice_to_an_address": IN_THE_RECORD,
    "what_is_not_delivered_says_why": _("Say why it was set aside."),
    "one_addressee_of_a_thing_told": IN_THE_RECORD,
    "one_receipt_of_an_addressee": IN_THE_RECORD,
    "one_wish_for_paper_a_state": IN_THE_RECORD,
    "a_line_goes_on_to_each_once": IN_THE_RECORD,
    "an_ask_waits_some_days": _("Between one and sixty working days."),
    "a_notice_or_a_letter_moves": _("It is about a notice or a letter: say which."),
    "one_set_of_rules": _("There is one set of rules."),
    "letters_leave_in_some_hour": ENDS_AFTER,
    "one_wish_a_person_and_thing": IN_THE_RECORD,
}
