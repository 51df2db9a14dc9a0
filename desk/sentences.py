"""What people read where an entry on a desk, a document or a saved list can't be kept."""

from django.utils.translation import gettext_lazy as _

BROKEN = {
    "what_is_assigned_names_an_officer": _("Say to whom it is given."),
    "what_is_set_aside_has_a_word": _("Say why, in a word."),
    "a_document_that_is_ready_has_a_digest": _("A file that is ready has its digest."),
    "a_person_has_one_list_of_a_name": _("You keep a list of this name already."),
    "what_is_taken_away_is_not_shared": _("A list that is taken away is shared no more."),
    "a_workbook_is_settled_by_somebody": _("Say by whom it is settled."),
    "somebody_undid_it": _("Say by whom it is undone."),
}
