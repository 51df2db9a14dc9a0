"""Why the words of a file aren't searched, as a row keeps it and people read it."""

from django.utils.translation import gettext_lazy as _

from papers.extraction.reasons import WhyUnread

UNREAD = (
    (WhyUnread.NO_WORDS.value, _("it holds pictures of pages and no words")),
    (WhyUnread.NOT_READABLE.value, _("no words could be read in it")),
    (WhyUnread.TOO_MUCH_WORK.value, _("it could not be read with reasonable effort")),
    (WhyUnread.MISSING.value, _("the file is missing")),
)
