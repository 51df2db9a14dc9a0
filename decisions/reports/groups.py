"""Working groups side by side: who sits in how many, which areas and measures they hold, which of their meetings collide."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from django.db.models import Prefetch

from catalogue.models import Area, Measure
from decisions.choices import ItemOrigin
from decisions.models import AgendaItem, AgendaPaper, AgendaVersion
from decisions.reports.agendas import papers_readable
from meetings.access import audiences_of, reads_preparations
from meetings.choices import Status
from meetings.models import GroupSeat, Meeting, WorkingGroup
from members.choices import Audience
from members.models import Participant, Person
from papers.models import PaperVersion


@dataclass
class GroupShown:
    """A working group as one reader sees it on a day."""

    group: WorkingGroup
    seats: list[GroupSeat] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    to_come: list[Meeting] = field(default_factory=list)


@dataclass(frozen=True)
class Collision:
    """Two meetings of different groups of which days overlap, and the states that sit in both."""

    first: Meeting
    second: Meeting
    states: tuple[Participant, ...]


def groups_shown(user: Person, on: dt.date, groups: Iterable[WorkingGroup]) -> list[GroupShown]:
    """Four queries, however many groups there are."""
    shown = {group.pk: GroupShown(group) for group in groups}
    for seat in GroupSeat.objects.visible_to(user).running(on).filter(group__in=shown).with_places():
        shown[seat.group_id].seats.append(seat)
    held: dict[int, list[int]] = defaultdict(list)
    for key, group in Area.objects.filter(working_groups__in=shown).values_list("pk", "working_groups"):
        if group in shown:
            held[key].append(group)
    for area in Area.objects.visible_to(user).filter(pk__in=held).select_related("edition").order_by("reference_order"):
        for group in held[area.pk]:
            shown[group].areas.append(area)
    for measure in Measure.objects.visible_to(user).filter(area__in=held).in_order():
        for group in held[measure.area_id]:
            shown[group].measures.append(measure)
    for meeting in meetings_of_groups(user, on).filter(working_group__in=shown):
        shown[_group_of(meeting)].to_come.append(meeting)
    return list(shown.values())


def meetings_of_groups(user: Person, on: dt.date) -> Any:
    """Those planned that go on after that day, the next first."""
    rows = Meeting.objects.visible_to(user).filter(status=Status.PLANNED, working_group__isnull=False)
    return rows.after(on - dt.timedelta(days=1)).select_related("working_group").order_by("starts_on", "pk")


def who_sits_where(groups: Iterable[GroupShown]) -> list[tuple[Participant, list[WorkingGroup]]]:
    """By state, in the order of the seats, the groups in which it sits."""
    by_state: dict[int, tuple[Participant, list[WorkingGroup]]] = {}
    for shown in groups:
        for seat in shown.seats:
            by_state.setdefault(seat.owner_id, (seat.owner, []))[1].append(shown.group)
    return sorted(by_state.values(), key=lambda row: (row[0].seat_name, row[0].code))


def collisions(groups: Iterable[GroupShown]) -> list[Collision]:
    """Meetings to come of different groups on the same days, each pair once, the next first."""
    sitting = {shown.group.pk: {seat.owner_id: seat.owner for seat in shown.seats} for shown in groups}
    meetings = sorted(
        (meeting for shown in groups for meeting in shown.to_come), key=lambda row: (row.starts_on, row.pk)
    )
    return [
        Collision(first, second, _in_both(sitting[_group_of(first)], sitting[_group_of(second)]))
        for first, second in combinations(meetings, 2)
        if first.working_group_id != second.working_group_id
        and first.starts_on <= second.last_day
        and second.starts_on <= first.last_day
    ]


def _group_of(meeting: Meeting) -> int:
    return meeting.working_group_id or 0


def _in_both(first: dict[int, Participant], second: dict[int, Participant]) -> tuple[Participant, ...]:
    both = [first[key] for key in first.keys() & second.keys()]
    return tuple(sorted(both, key=lambda state: (state.seat_name, state.code)))


# -- What it submitted (Almaty Act, article 32).


@dataclass(frozen=True)
class GroupResult:
    """What a group did at a meeting, as it stands on the agenda of the body to which it was submitted, with its papers."""

    met: Meeting
    committee: Meeting
    title: dict[str, str]
    note: str
    language: str | None
    papers: tuple[PaperVersion, ...]


def results_submitted(user: Person, group: WorkingGroup) -> list[GroupResult]:
    """Those that the reader may know of: who prepares the agenda all of them, others what went out to them. The latest first."""
    met = {f"meeting:{row.reference}": row for row in Meeting.objects.visible_to(user).filter(working_group=group)}
    items = AgendaItem.objects.standing().filter(origin=ItemOrigin.GROUP_RESULTS, matter__in=met)
    items = items.filter(meeting__in=Meeting.objects.visible_to(user)).select_related("meeting")
    laid = Prefetch(
        "papers", AgendaPaper.objects.select_related("version__paper").order_by("pk"), to_attr="papers_that_lie_there"
    )
    rows = list(items.order_by("-meeting__starts_on", "-pk").prefetch_related(laid))
    if rows and not reads_preparations(user):
        went_out = _sent_to(user, {row.meeting_id for row in rows})
        rows = [row for row in rows if row.pk in went_out]
    readable = papers_readable(user) if rows else frozenset()
    return [
        GroupResult(met[row.matter], row.meeting, row.title, row.note, row.language, _readable_of(row, readable))
        for row in rows
    ]


def _sent_to(user: Person, meetings: set[int]) -> set[int]:
    """The items that stand on agendas of these meetings that were sent to the reader, and aren't closed to them."""
    own = audiences_of(user)
    versions = AgendaVersion.objects.visible_to(user).filter(meeting__in=meetings)
    return {
        item["item"]
        for version in versions
        for item in version.content
        if item.get("audience", Audience.MEMBERS) in own
    }


def _readable_of(item: Any, readable: frozenset[tuple[str, int]]) -> tuple[PaperVersion, ...]:
    versions = (paper.version for paper in item.papers_that_lie_there)
    return tuple(version for version in versions if (version.paper.symbol, version.number) in readable)
