"""The link by which a letter is begun about a thing, on the thing's own page."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from journal.staff import does
from members.models import Person
from papers.acts.asked import about_key
from papers.acts.outgoing import DRAFTS

register = template.Library()


@register.inclusion_tag("papers/partials/letter_about.html")
def letter_about(user: Person, thing: Any) -> dict[str, Any]:
    """For whoever drafts letters; nothing for everybody else."""
    if not does(user, *DRAFTS):
        return {"address": ""}
    return {"address": f"{reverse('outgoing-letter-begin')}?{urlencode({'about': about_key(thing)})}"}
