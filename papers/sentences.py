"""What people read where a row about papers can't be kept."""

from django.utils.translation import gettext_lazy as _

from record.sentences import IN_THE_RECORD

BROKEN = {
    "one_version_a_number": IN_THE_RECORD,
    "a_version_is_a_file_or_a_text": _("Give a file or a text, not both."),
    "a_file_was_read_or_says_why_not": _("A file was read, or it says why it was not."),
}
