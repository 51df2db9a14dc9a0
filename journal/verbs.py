"""The verbs that the journal is written with, in the reader's language: each app registers its own (`verbs.py`)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Promise | str] = {"sealed what stood": _("sealed what stood")}


def add_verbs(words: Mapping[str, Promise | str]) -> None:
    """Register what each verb of an app is called, from `ready()` of that app."""
    VERBS.update(words)


def verb_shown(verb: str) -> str:
    """A verb whose app is gone reads as it was written."""
    return str(VERBS.get(verb, verb))
