"""Drafting a meeting's agenda by hand, and freezing it as it stands.

Every change raises the meeting's `agenda_revision`: of two who worked from the same draft, the second one is told.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from decisions.choices import AgendaStage, ItemOrigin
from decisions.models import AgendaItem, AgendaPaper, AgendaVersion
from journal.actions import record
from journal.staff import Work, does
from law.choices import PaperKind
from meetings.access import prepares_meetings
from meetings.choices import Status
from meetings.models import Meeting
from members.models import User
from papers.models import PaperVersion
from record.once import KeyIsUsed
from record.references import next_in
from record.refusals import Refused
from record.texts import said_in

CHANGED_MEANWHILE = _(
    "Somebody changed this agenda meanwhile. What you wrote is kept: read the agenda as it stands now, then send yours again."
)
NOT_PREPARING = _("The Secretariat and the Chair prepare the agenda.")
IS_CANCELLED = _("This meeting was cancelled: its agenda stays as it is.")
GIVE_A_TITLE = _("Give the item a title.")
EACH_ONCE = _("Name every item of the agenda once.")
NOT_BEGUN = _("An agenda is adopted at the meeting: its first day has not come yet.")
ONLY_PROPOSED = _("This meeting is only proposed: plan it before its agenda is circulated.")
NO_ITEMS = _("There is no item on the agenda yet.")
IS_TAKEN_OFF = _("The item is taken off the agenda.")
NO_SUCH_PLACE = _("Give the number of a place on the agenda.")
A_LETTER = _("This is a state's letter: it is not circulated.")
NO_SUCH_PAPER = _("There is no such version of a paper.")


def add_item(
    *,
    meeting: Meeting,
    title: dict[str, str],
    by: User,
    note: str = "",
    language: str | None = None,
    origin: str = ItemOrigin.BY_HAND,
    matter: str = "",
    seen_agenda_revision: int | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> AgendaItem:
    """Put an item at the end of the agenda. A second one with the same key is the first."""
    check_preparing(by, meeting, title)
    with transaction.atomic():
        if already := _added_before(once_key, meeting, title):
            return already
        claim(meeting, seen_agenda_revision)
        item = AgendaItem.objects.create(
            meeting=meeting,
            position=next_position(meeting),
            title=title,
            note=note.strip(),
            language=said_in(language, note),
            origin=origin,
            matter=matter,
            once_key=once_key,
        )
        record(
            by=by, verb="put on the agenda", about=item, changes={"title": [None, title]}, at=at, label=label_of(item)
        )
    return item


def change_item(
    *,
    agenda_item: AgendaItem,
    title: dict[str, str] | None = None,
    note: str | None = None,
    language: str | None = None,
    number: int | None = None,
    taken_off: bool | None = None,
    papers: Sequence[PaperVersion] | None = None,
    by: User,
    seen_agenda_revision: int | None = None,
    at: dt.datetime | None = None,
) -> AgendaItem:
    """Make of an item what is given, all of it or nothing; what isn't given stays.

    1. Taken off, it is kept, and drafting from what is ripe doesn't bring it back; put back, it comes last. 2. It is
    called otherwise, or another note stands beside it. 3. It gets another number. 4. `papers` are all that lie before it.
    """
    only_words = number is None and taken_off is None and papers is None
    check_preparing(by, agenda_item.meeting, title, only_words=only_words)
    with transaction.atomic():
        claim(agenda_item.meeting, seen_agenda_revision)
        if taken_off is not None:
            _take_off_or_put_back(agenda_item, taken_off, by, at)
        _reword(agenda_item, title, note, language, by, at)
        if number is not None:
            _renumber(agenda_item, number, by, at)
        if papers is not None:
            _change_papers(agenda_item, papers, by, at)
    return agenda_item


def shift(
    *,
    agenda_item: AgendaItem,
    places: int,
    by: User,
    seen_agenda_revision: int | None = None,
    at: dt.datetime | None = None,
) -> AgendaItem:
    """Move an item up (-1) or down (+1); at the end of the list it stays where it is."""
    keys = _keys_in_order(agenda_item.meeting)
    if agenda_item.pk not in keys:
        raise Refused({"": [CHANGED_MEANWHILE]}, is_stale=True)
    number = min(max(keys.index(agenda_item.pk) + 1 + places, 1), len(keys))
    return change_item(agenda_item=agenda_item, number=number, by=by, seen_agenda_revision=seen_agenda_revision, at=at)


def reorder(
    *,
    meeting: Meeting,
    order: Sequence[int],
    by: User,
    seen_agenda_revision: int | None = None,
    at: dt.datetime | None = None,
) -> Meeting:
    """Number the items anew, in the order of these keys: every item of the agenda once."""
    check_preparing(by, meeting)
    with transaction.atomic():
        claim(meeting, seen_agenda_revision)
        _put_in_order(meeting, order, by, at)
    return meeting


def lay_paper(
    *,
    agenda_item: AgendaItem,
    paper: PaperVersion,
    by: User,
    seen_agenda_revision: int | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Put a version of a paper before an item. It goes out with the agenda, to whom it may."""
    check_preparing(by, agenda_item.meeting)
    with transaction.atomic():
        claim(agenda_item.meeting, seen_agenda_revision)
        _lay(agenda_item, paper, by, at)


def take_paper_off(
    *,
    agenda_item: AgendaItem,
    paper: PaperVersion,
    by: User,
    seen_agenda_revision: int | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Take a paper off an item; drafting again doesn't bring it back."""
    check_preparing(by, agenda_item.meeting)
    with transaction.atomic():
        claim(agenda_item.meeting, seen_agenda_revision)
        _take_paper_off(agenda_item, paper, by, at)


# -- What becomes of an item. Whoever calls these holds the claim.


def _take_off_or_put_back(item: AgendaItem, taken_off: bool, by: User, at: dt.datetime | None) -> None:
    rows = AgendaItem.objects.filter(pk=item.pk).exclude(dropped=taken_off)
    if not rows.update(dropped=taken_off, position=item.position if taken_off else next_position(item.meeting)):
        return
    item.refresh_from_db(fields=["dropped", "position"])
    number(AgendaItem.objects.filter(meeting=item.meeting).standing())
    verb = "took off the agenda" if taken_off else "put back on the agenda"
    record(by=by, verb=verb, about=item, at=at, label=label_of(item))


def _reword(
    item: AgendaItem,
    title: dict[str, str] | None,
    note: str | None,
    language: str | None,
    by: User,
    at: dt.datetime | None,
) -> None:
    before = {"title": item.title, "note": item.note, "language": item.language}
    item.title = item.title if title is None else title
    if note is not None:
        item.language = item.language if language is None and note.strip() == item.note else said_in(language, note)
        item.note = note.strip()
    changes = {name: [old, getattr(item, name)] for name, old in before.items() if old != getattr(item, name)}
    if changes:
        item.save(update_fields=list(changes))
        record(by=by, verb="reworded", about=item, changes=changes, at=at, label=label_of(item))


def _renumber(item: AgendaItem, place: int, by: User, at: dt.datetime | None) -> None:
    keys = _keys_in_order(item.meeting)
    if item.pk not in keys:
        raise Refused({"number": [IS_TAKEN_OFF]})
    if not 1 <= place <= len(keys):
        raise Refused({"number": [NO_SUCH_PLACE]})
    keys.remove(item.pk)
    keys.insert(place - 1, item.pk)
    _put_in_order(item.meeting, keys, by, at)


def _put_in_order(meeting: Meeting, order: Sequence[int], by: User, at: dt.datetime | None) -> None:
    items = {item.pk: item for item in AgendaItem.objects.filter(meeting=meeting).standing()}
    if sorted(order) != sorted(items):
        raise Refused({"order": [EACH_ONCE]})
    before = [item.pk for item in sorted(items.values(), key=lambda item: (item.position, item.pk))]
    number([items[key] for key in order])
    if before != list(order):
        changes = {"order": [before, list(order)]}
        record(by=by, verb="ordered the agenda", about=meeting, changes=changes, at=at)


def _change_papers(item: AgendaItem, papers: Sequence[PaperVersion], by: User, at: dt.datetime | None) -> None:
    laid = {row.version_id: row.version for row in AgendaPaper.objects.filter(item=item, dropped=False)}
    to_lie_there = {version.pk: version for version in papers}
    for version in (to_lie_there[key] for key in to_lie_there if key not in laid):
        _lay(item, version, by, at)
    for version in (laid[key] for key in laid if key not in to_lie_there):
        _take_paper_off(item, version, by, at)


def _lay(item: AgendaItem, version: PaperVersion, by: User, at: dt.datetime | None) -> None:
    if not PaperVersion.objects.visible_to(by).filter(pk=version.pk).exists():
        raise Refused({"paper": [NO_SUCH_PAPER]})
    if version.paper.kind == PaperKind.NOTE:
        raise Refused({"paper": [A_LETTER]})
    lay_before(item, version, brings_back=True)
    record(by=by, verb="laid a paper before", about=item, changes={"paper": [None, str(version)]}, at=at)


def lay_before(item: AgendaItem, version: PaperVersion, *, brings_back: bool) -> None:
    """Put a version before an item, in place of earlier ones of its paper; one taken off stays off unless asked for."""
    papers = AgendaPaper.objects.filter(item=item)
    paper, is_new = AgendaPaper.objects.get_or_create(
        item=item, version=version, defaults={"position": next_in(papers.all(), "position")}
    )
    if is_new:
        papers.filter(version__paper=version.paper_id, version__number__lt=version.number).update(dropped=True)
    elif brings_back:
        papers.filter(pk=paper.pk).update(dropped=False)


def _take_paper_off(item: AgendaItem, version: PaperVersion, by: User, at: dt.datetime | None) -> None:
    if AgendaPaper.objects.filter(item=item, version=version, dropped=False).update(dropped=True):
        record(by=by, verb="took a paper off", about=item, changes={"paper": [str(version), None]}, at=at)


# -- Freezing.


def freeze(
    *,
    meeting: Meeting,
    stage: str,
    audience: str,
    content: list[dict[str, Any]],
    by: User,
    note: str = "",
    language: str | None = None,
    at: dt.datetime | None = None,
) -> AgendaVersion:
    """Keep the agenda as it stands as its next version, circulated with that.

    1. The content is what the floor above made of the items, since it knows their papers. 2. Its SHA-256 is of its
    canonical JSON. Runs in the transaction of who circulates it, after `claim`; who circulates writes the journal.
    """
    at = at or timezone.now()
    check_may_be_frozen(meeting, stage, has_items=bool(content), at=at)
    return AgendaVersion.objects.create(
        meeting=meeting,
        number=next_in(AgendaVersion.objects.filter(meeting=meeting)),
        stage=stage,
        content=content,
        sha256=seal(content),
        note=note.strip(),
        language=said_in(language, note),
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


def claim(meeting: Meeting, seen_agenda_revision: int | None) -> None:
    """Raise the agenda's revision, in the caller's transaction, if nobody raised it since `seen_agenda_revision` was read."""
    rows = Meeting.objects.filter(pk=meeting.pk)
    if seen_agenda_revision is not None:
        rows = rows.filter(agenda_revision=seen_agenda_revision)
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


def check_preparing(
    by: User, meeting: Meeting, title: dict[str, str] | None = None, *, only_words: bool = False
) -> None:
    """Refuse who doesn't prepare the meeting (nor writes wordings, of `only_words`), a cancelled one, an item without a title."""
    if not (prepares_meetings(by) or (only_words and does(by, Work.WORD))):
        raise Refused({"": [NOT_PREPARING]})
    if meeting.status == Status.CANCELLED:
        raise Refused({"": [IS_CANCELLED]})
    if title is not None and not any(text.strip() for text in title.values()):
        raise Refused({"title": [GIVE_A_TITLE]})


def _added_before(once_key: str | None, meeting: Meeting, title: dict[str, str]) -> AgendaItem | None:
    item = AgendaItem.objects.filter(once_key=once_key).first() if once_key else None
    if item and (item.meeting_id != meeting.pk or item.title != title):
        raise KeyIsUsed
    return item


def _keys_in_order(meeting: Meeting) -> list[int]:
    return list(AgendaItem.objects.filter(meeting=meeting).standing().values_list("pk", flat=True))


def next_position(meeting: Meeting) -> int:
    return next_in(AgendaItem.objects.filter(meeting=meeting).standing(), "position")


def label_of(item: AgendaItem) -> str:
    return f"{item.meeting.reference} · {item}"
