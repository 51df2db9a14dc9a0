"""Drafting a meeting's agenda by hand, and freezing it as it stands.

Every change raises the meeting's `agenda_revision`: of two who worked from the same draft, the second one is told.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.choices import AgendaStage, ItemOrigin
from decisions.models import AgendaItem, AgendaVersion
from journal.actions import record
from meetings.access import prepares_meetings
from meetings.choices import Status
from meetings.models import Meeting
from members.models import User
from record.refusals import Refused

CHANGED_MEANWHILE = _("Somebody changed this agenda meanwhile. Look at it again; what you wrote is kept.")
NOT_PREPARING = _("The Secretariat and the Chair prepare the agenda.")
IS_CANCELLED = _("This meeting was cancelled: its agenda stays as it is.")
GIVE_A_TITLE = _("Give the item a title.")
EACH_ONCE = _("Name every item of the agenda once.")
NOT_BEGUN = _("An agenda is adopted at the meeting: its first day has not come yet.")
ONLY_PROPOSED = _("This meeting is only proposed: plan it before its agenda is circulated.")
NO_ITEMS = _("There is no item on the agenda yet.")
SENT_ALREADY = _("This form was sent already, with another text.")


def add_item(
    *,
    meeting: Meeting,
    title: dict[str, str],
    by: User,
    note: str = "",
    origin: str = ItemOrigin.BY_HAND,
    matter: str = "",
    seen_revision: int | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> AgendaItem:
    """Put an item at the end of the agenda. A second one with the same key is the first."""
    _check(by, meeting, title)
    with transaction.atomic():
        if already := _added_before(once_key, meeting, title):
            return already
        claim(meeting, seen_revision)
        item = AgendaItem.objects.create(
            meeting=meeting,
            position=_next_position(meeting),
            title=title,
            note=note.strip(),
            origin=origin,
            matter=matter,
            once_key=once_key,
        )
        record(by=by, verb="put on the agenda", about=item, changes={"title": [None, title]}, at=at, label=_label(item))
    return item


def reword(
    *,
    item: AgendaItem,
    title: dict[str, str],
    by: User,
    note: str = "",
    seen_revision: int | None = None,
    at: dt.datetime | None = None,
) -> AgendaItem:
    """Call an item otherwise, or write another note beside it."""
    _check(by, item.meeting, title)
    before, note = {"title": item.title, "note": item.note}, note.strip()
    with transaction.atomic():
        claim(item.meeting, seen_revision)
        item.title, item.note = title, note
        item.save(update_fields=["title", "note"])
        told = {name: [old, getattr(item, name)] for name, old in before.items() if old != getattr(item, name)}
        if told:
            record(by=by, verb="reworded", about=item, changes=told, at=at, label=_label(item))
    return item


def reorder(
    *, meeting: Meeting, order: Sequence[int], by: User, seen_revision: int | None, at: dt.datetime | None = None
) -> None:
    """Number the items anew, in the order of these keys: every item of the agenda once."""
    _check(by, meeting)
    with transaction.atomic():
        claim(meeting, seen_revision)
        items = {item.pk: item for item in AgendaItem.objects.filter(meeting=meeting).standing()}
        if sorted(order) != sorted(items):
            raise Refused({"order": [EACH_ONCE]})
        before = [item.pk for item in sorted(items.values(), key=lambda one: (one.position, one.pk))]
        number([items[key] for key in order])
        if before != list(order):
            changes = {"order": [before, list(order)]}
            record(by=by, verb="ordered the agenda", about=meeting, changes=changes, at=at)


def shift(
    *, item: AgendaItem, places: int, by: User, seen_revision: int | None = None, at: dt.datetime | None = None
) -> None:
    """Move an item up (-1) or down (+1); at the end of the list it stays where it is."""
    keys = list(AgendaItem.objects.filter(meeting=item.meeting).standing().values_list("pk", flat=True))
    if item.pk not in keys:
        raise Refused({"": [CHANGED_MEANWHILE]}, is_stale=True)
    here = keys.index(item.pk)
    there = min(max(here + places, 0), len(keys) - 1)
    keys.insert(there, keys.pop(here))
    reorder(meeting=item.meeting, order=keys, by=by, seen_revision=seen_revision, at=at)


def take_off(
    *, item: AgendaItem, by: User, seen_revision: int | None = None, at: dt.datetime | None = None
) -> AgendaItem:
    """Take an item off the agenda; it is kept, and drafting from what is ripe doesn't bring it back."""
    return _dropped(item, True, "took off the agenda", by, seen_revision, at)


def put_back(
    *, item: AgendaItem, by: User, seen_revision: int | None = None, at: dt.datetime | None = None
) -> AgendaItem:
    """Put an item that was taken off back, at the end."""
    return _dropped(item, False, "put back on the agenda", by, seen_revision, at)


def _dropped(
    item: AgendaItem, dropped: bool, verb: str, by: User, seen_revision: int | None, at: dt.datetime | None
) -> AgendaItem:
    _check(by, item.meeting)
    with transaction.atomic():
        claim(item.meeting, seen_revision)
        position = item.position if dropped else _next_position(item.meeting)
        if (
            not AgendaItem.objects.filter(pk=item.pk)
            .exclude(dropped=dropped)
            .update(dropped=dropped, position=position)
        ):
            return item
        item.refresh_from_db(fields=["dropped", "position"])
        number(AgendaItem.objects.filter(meeting=item.meeting).standing())
        record(by=by, verb=verb, about=item, at=at, label=_label(item))
    return item


def freeze(
    *,
    meeting: Meeting,
    stage: str,
    audience: str,
    content: list[dict[str, Any]],
    by: User,
    note: str = "",
    at: dt.datetime | None = None,
) -> AgendaVersion:
    """Keep the agenda as it stands as its next version, circulated with that.

    1. The content is what the floor above made of the items, since it knows their papers. 2. Its SHA-256 is of its
    canonical JSON. Runs in the transaction of who circulates it, after `claim`; who circulates writes the journal.
    """
    at = at or timezone.now()
    check_may_be_frozen(meeting, stage, has_items=bool(content), at=at)
    last = AgendaVersion.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0
    return AgendaVersion.objects.create(
        meeting=meeting,
        number=last + 1,
        stage=stage,
        content=content,
        sha256=seal(content),
        note=note.strip(),
        audience=audience,
        by=by,
        at=at,
        circulated_at=at,
    )


def check_may_be_frozen(meeting: Meeting, stage: str, *, has_items: bool, at: dt.datetime) -> None:
    """Refuse what can't be circulated yet: adopted before the first day at the host's place, proposed, cancelled, empty."""
    problems = []
    if meeting.status == Status.CANCELLED:
        problems.append(IS_CANCELLED)
    if meeting.status == Status.PROPOSED:
        problems.append(ONLY_PROPOSED)
    if not has_items:
        problems.append(NO_ITEMS)
    if problems:
        raise Refused({"": problems})
    if stage == AgendaStage.ADOPTED and at.astimezone(meeting.zone).date() < meeting.starts_on:
        raise Refused({"stage": [NOT_BEGUN]})


def seal(content: list[dict[str, Any]]) -> str:
    """SHA-256 of the canonical JSON: keys sorted, no blanks, UTF-8."""
    return hashlib.sha256(
        json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


def claim(meeting: Meeting, seen_revision: int | None) -> None:
    """Raise the agenda's revision, in the caller's transaction, if nobody raised it since `seen_revision` was read."""
    rows = Meeting.objects.filter(pk=meeting.pk)
    if seen_revision is not None:
        rows = rows.filter(agenda_revision=seen_revision)
    if not rows.update(agenda_revision=F("agenda_revision") + 1):
        raise Refused({"": [CHANGED_MEANWHILE]}, is_stale=True)
    meeting.refresh_from_db(fields=["agenda_revision"])


def number(items: Iterable[AgendaItem]) -> None:
    """Give the items their numbers, 1, 2, 3, in this order; the caller holds the claim."""
    moved = []
    for position, item in enumerate(items, start=1):
        if item.position != position:
            item.position = position
            moved.append(item)
    AgendaItem.objects.bulk_update(moved, ["position"])


def _check(by: User, meeting: Meeting, title: dict[str, str] | None = None) -> None:
    if not prepares_meetings(by):
        raise Refused({"": [NOT_PREPARING]})
    if meeting.status == Status.CANCELLED:
        raise Refused({"": [IS_CANCELLED]})
    if title is not None and not any(text.strip() for text in title.values()):
        raise Refused({"title": [GIVE_A_TITLE]})


def _added_before(once_key: str | None, meeting: Meeting, title: dict[str, str]) -> AgendaItem | None:
    found = AgendaItem.objects.filter(once_key=once_key).first() if once_key else None
    if found and (found.meeting_id != meeting.pk or found.title != title):
        raise Refused({"": [SENT_ALREADY]})
    return found


def _next_position(meeting: Meeting) -> int:
    return AgendaItem.objects.filter(meeting=meeting).standing().count() + 1


def _label(item: AgendaItem) -> str:
    return f"{item.meeting.reference} · {item}"
