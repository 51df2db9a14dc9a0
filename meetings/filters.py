"""What the list of meetings may be asked, and how a meeting is named in parameters."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from law.choices import Session
from law.editions import body_choices
from meetings.choices import Status
from meetings.models import GroupSeat, Meeting, WorkingGroup
from members.filters import state_called
from members.models import Person
from record.called import called
from record.filters import (
    CorrectableFilter,
    DayFilter,
    KeyFilter,
    RecordFilter,
    SomeOfFilter,
    as_of_filter,
    by_words,
)


def meeting_called(user: Person, key: str) -> QuerySet[Meeting]:
    """By its reference, in capitals or not: the one answer of every list and every body."""
    return called(Meeting.objects.visible_to(user), key, "reference")


class MeetingFilter(CorrectableFilter):
    """By default every meeting, past and to come; as of a day, those that had ended by it, or ended on it."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: meetings that were over by then. Every meeting, if not given."))
    body = SomeOfFilter(label=_("Body"), choices=body_choices)
    status = SomeOfFilter(label=_("Status"), choices=Status.choices)
    session = SomeOfFilter(label=_("Session"), choices=Session.choices)
    state = KeyFilter(field_name="host", label=_("Host"), named=state_called, help_text=_("Code of the host: KZ."))

    on_page = ("body", "from", "to", "search")
    names_before = {
        **RecordFilter.names_before,
        "year_from": ("from", "{}-01-01"),
        "year_to": ("to", "{}-12-31"),
    }

    class Meta:
        model = Meeting
        fields: list[str] = []

    def not_before(self, rows: QuerySet, name: str, day: dt.date) -> QuerySet:
        return rows.filter(Q(starts_on__gte=day) | Q(ends_on__gte=day))

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.on_or_before(self.as_of_given) if self.as_of_given else rows


# "from" is a word of Python's own, so that it can't be declared in the class.
MeetingFilter.base_filters["from"] = DayFilter(
    method="not_before",
    label=_("From the day"),
    help_text=_("Meetings that go on, or begin, on that day or later."),
)
MeetingFilter.base_filters["to"] = DayFilter(
    field_name="starts_on",
    lookup_expr="lte",
    label=_("To the day"),
    help_text=_("Meetings that begin on that day or earlier."),
)


def group_called(user: Person, key: str) -> QuerySet[WorkingGroup]:
    return called(WorkingGroup.objects.visible_to(user), key, "code")


class GroupSeatFilter(CorrectableFilter):
    """By default every seat, also of those that left; as of a day, those that ran then."""

    as_of = as_of_filter(_("A day, YYYY-MM-DD: seats that ran then. Every one, if not given."))
    group = KeyFilter(
        field_name="group", label=_("Working group"), named=group_called, help_text=_("Code of a working group.")
    )
    participant = KeyFilter(
        field_name="owner", label=_("State"), named=state_called, help_text=_("Code of a state: AZ.")
    )

    class Meta:
        model = GroupSeat
        fields: list[str] = []

    def look_for(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return by_words(rows, words, "group__words", "owner__words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        rows = super().filter_queryset(queryset)
        return rows.running(self.as_of_given) if self.as_of_given else rows
