"""Working groups side by side: who sits in how many, which areas and measures they hold, which of their meetings collide."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from catalogue.models import Area, Measure
from meetings.choices import Status
from meetings.models import GroupSeat, Meeting, WorkingGroup
from members.models import Participant, Person


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
