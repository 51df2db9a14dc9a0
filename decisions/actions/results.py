"""A working group submits its results to the body that decides (Almaty Act, article 32): one press puts them on its agenda."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.actions.items import label_of, lay_before, next_position
from decisions.choices import ItemOrigin
from decisions.kinds import RESULTS_PROPOSED
from decisions.models import AgendaItem
from decisions.reads.agenda import results_of
from journal.actions import record
from journal.staff import is_officer
from meetings.choices import Status
from meetings.models import Meeting
from members.models import User
from notices.access import officers
from notices.actions import tell
from papers.models import PaperVersion
from record.dates import day_of_the_house
from record.refusals import Refused
from record.texts import in_all, language_written

NOT_THE_GROUPS = _("Whoever chairs the group proposes its results, or the Secretariat.")
NOT_MET = _("The group proposes results once its meeting has begun.")
PROPOSED_ALREADY = _("They stand on the agenda of that meeting already, or were taken off by who prepares it.")
TO_COME = _("Choose a meeting to come of the body that decides.")


def may_propose(user: User, meeting: Meeting) -> bool:
    group = meeting.working_group
    return group is not None and (is_officer(user) or group.chaired_by_id == user.pk)


def propose_results(
    *,
    meeting: Meeting,
    committee: Meeting,
    by: User,
    papers: Sequence[PaperVersion] | None = None,
    note: str = "",
    at: dt.datetime | None = None,
) -> AgendaItem:
    """Put what the group did at a meeting on the agenda of another, with its papers; who prepares that one orders it. Raises Refused."""
    at = at or timezone.now()
    today = day_of_the_house(at)
    if problems := _why_not(meeting, committee, by, today):
        raise Refused(problems)
    matter, note = f"meeting:{meeting.reference}", note.strip()
    with transaction.atomic():
        Meeting.objects.select_for_update(of=("self",)).get(pk=committee.pk)
        if AgendaItem.objects.filter(meeting=committee, matter=matter).exists():
            raise Refused({"committee": [PROPOSED_ALREADY]})
        item = AgendaItem.objects.create(
            meeting=committee,
            position=next_position(committee),
            title=in_all(partial(results_of, meeting)),
            origin=ItemOrigin.GROUP_RESULTS,
            matter=matter,
            note=note,
            language=language_written(note) if note else None,
        )
        Meeting.objects.filter(pk=committee.pk).update(agenda_revision=committee.agenda_revision + 1)
        for version in papers or ():
            lay_before(item, version, brings_back=False)
        changes = {"meeting": [None, meeting.reference]}
        verb = "proposed results for an agenda"
        record(by=by, verb=verb, about=item, changes=changes, at=at, label=label_of(item))
        tell(
            kind=RESULTS_PROPOSED,
            about=committee,
            occurrence=matter,
            to=officers().exclude(pk=by.pk),
            url=item.get_absolute_url(),
            values={"meeting": in_all(lambda: str(committee))},
            at=at,
        )
    return item


def _why_not(meeting: Meeting, committee: Meeting, by: User, today: dt.date) -> dict[str, list[Any]]:
    if not may_propose(by, meeting):
        return {"": [NOT_THE_GROUPS]}
    if not meeting.was_held_by(today):
        return {"": [NOT_MET]}
    is_to_come = committee.status == Status.PLANNED and committee.last_day >= today
    return {} if is_to_come and committee.body_row.decides else {"committee": [TO_COME]}
