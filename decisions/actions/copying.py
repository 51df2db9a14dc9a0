"""An agenda that begins as one of before: what every meeting of a body has, without what was before the earlier one."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from decisions.actions.items import check_preparing, claim, number
from decisions.choices import ItemOrigin
from decisions.models import AgendaItem
from decisions.reads.agenda import CLOSING
from journal.actions import record
from meetings.models import Meeting
from members.models import User
from record.refusals import Refused

ANOTHER_BODY = _("Choose a meeting of the same body.")


def copy_agenda(
    *,
    meeting: Meeting,
    earlier: Meeting,
    by: User,
    seen_agenda_revision: int | None = None,
    at: dt.datetime | None = None,
) -> list[AgendaItem]:
    """Put on an agenda what stands on an earlier one and is about no commitment, offer or area.

    It comes at the end, before the item that closes an agenda. What is here already, or was taken off by hand, isn't
    added; notes and papers of the earlier meeting stay there. Again, it changes nothing. Returns the items that are new.
    """
    check_preparing(by, meeting)
    if earlier.body != meeting.body or earlier == meeting:
        raise Refused({"earlier": [ANOTHER_BODY]})
    with transaction.atomic():
        wanted = _not_here_yet(meeting, AgendaItem.objects.visible_to(by).filter(meeting=earlier).standing())
        if not wanted:
            return []
        claim(meeting, seen_agenda_revision)
        standing = list(AgendaItem.objects.filter(meeting=meeting).standing())
        added = [
            AgendaItem.objects.create(
                meeting=meeting,
                position=place,
                title=item.title,
                origin=ItemOrigin.BY_HAND if not item.matter else item.origin,
                matter=item.matter,
            )
            for place, item in enumerate(wanted, start=len(standing) + 1)
        ]
        closes = bool(standing) and standing[-1].matter == CLOSING
        number([*standing[:-1], *added, standing[-1]] if closes else [*standing, *added])
        changes = {"items": [None, [item.title for item in added]], "earlier": [None, earlier.reference]}
        record(by=by, verb="drafted the agenda", about=meeting, changes=changes, at=at, wrote=added)
    return added


def _not_here_yet(meeting: Meeting, items: QuerySet[AgendaItem]) -> list[AgendaItem]:
    here = list(AgendaItem.objects.filter(meeting=meeting))
    matters, titles = {item.matter for item in here if item.matter}, [item.title for item in here]
    rows = items.filter(matters__isnull=True).order_by("position")
    return [item for item in rows if item.matter not in matters and item.title not in titles]
