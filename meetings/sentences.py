"""What people read where a row about meetings can't be kept."""

from django.utils.translation import gettext_lazy as _

from record.sentences import IN_THE_RECORD, NOT_BEFORE

BROKEN = {
    "meeting_ends_after_it_begins": NOT_BEFORE,
    "one_seat_a_state_and_group": _("This state sits in the group already."),
    "a_seat_ends_after_it_begins": NOT_BEFORE,
    "one_meeting_a_number_in_a_series": _("The record has a meeting of this number in the series already."),
    "one_row_of_dates_a_change": IN_THE_RECORD,
    "one_attendance_a_participant_and_meeting": _("This participant has an entry at this meeting already."),
    "one_head_a_delegation": _("A delegation has one head."),
    "one_lead_time_a_body_and_kind": _("There is a lead time of this kind for this body already."),
    "one_deadline_of_a_kind_a_meeting": _("The meeting has a deadline of this kind already."),
    "one_row_of_reminders_a_body_and_thing": _("There is a row of reminders of this for this body already."),
}
