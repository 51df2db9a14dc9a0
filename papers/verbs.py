"""What is said of papers, as the journal tells it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "commented": _("commented"),
}
