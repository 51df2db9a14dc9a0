"""On a thing's own page: the letters about it, and the link by which one is begun."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from journal.staff import does
from members.models import Person
from papers.acts.asked import about_key
from papers.acts.laid_down import LAYS_DOWN
from papers.acts.outgoing import DRAFTS
from papers.reports.circulated import papers_about
from papers.reports.outgoing import letters_about

register = template.Library()


@register.inclusion_tag("papers/partials/papers_about.html")
def papers_laid_down(user: Person, thing: Any) -> dict[str, Any]:
    """The Secretariat's papers about a thing, for whoever reads them: one query."""
    address = f"{reverse('paper-lay-down')}?{urlencode({'about': about_key(thing)})}"
    return {"papers": papers_about(user, thing), "address": address if does(user, *LAYS_DOWN) else ""}


@register.inclusion_tag("papers/partials/letter_about.html")
def letter_about(user: Person, thing: Any) -> dict[str, Any]:
    """For whoever drafts letters, one query; nothing for everybody else."""
    if not does(user, *DRAFTS):
        return {"address": ""}
    return {
        "address": f"{reverse('outgoing-letter-begin')}?{urlencode({'about': about_key(thing)})}",
        "letters": letters_about(user, thing),
    }
