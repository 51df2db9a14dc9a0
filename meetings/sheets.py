"""What of this room stands in the workbook that a state takes home: its delegations to meetings ahead."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from meetings.choices import Status
from meetings.models import Attendance, Delegate, Meeting
from members.models import Person
from record.dates import day_of_the_house
from record.sheets import SHEETS, LinesSheet, Parent, Taking


def person_of(taking: Taking) -> Person:
    """Whoever takes them along, as this floor and those above know people."""
    return cast(Person, taking.user)


def meetings_ahead(taking: Taking) -> list[Parent]:
    """Meetings to come that it may attend, each with its delegation, where one was announced."""
    ahead = Meeting.objects.visible_to(person_of(taking)).filter(
        status=Status.PLANNED, starts_on__gte=day_of_the_house(taking.at)
    )
    rows = (
        Attendance.objects.visible_to(person_of(taking))
        .standing()
        .filter(meeting__in=ahead, participant=taking.owner.pk)
    )
    announced = {row.meeting_id: row for row in rows.select_related("meeting", "participant")}
    return [
        Parent(meeting.reference, f"{meeting.reference} · {meeting.days}", "amend", announced[meeting.pk])
        if meeting.pk in announced
        else Parent(
            meeting.reference,
            f"{meeting.reference} · {meeting.days}",
            "announce",
            fixed={"meeting": meeting.reference, "participant": taking.owner.code},
        )
        for meeting in ahead.order_by("starts_on", "pk")
    ]


def key_of_a_delegate(delegate: Delegate) -> str:
    return str(delegate.pk)


DELEGATION_LINES = LinesSheet(
    name="delegations",
    label=_("Delegations"),
    lead=_(
        "Who comes to meetings ahead, a person a row. Empty a name, and that person is no longer on the delegation."
    ),
    noun_name="delegation",
    parents=meetings_ahead,
    begins="announce",
    ask="people",
    line_key=key_of_a_delegate,
    of_label=_("Meeting"),
)


def register() -> None:
    SHEETS.add(50, DELEGATION_LINES)
