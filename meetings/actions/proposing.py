"""Proposing the meetings of a cycle that the cadence wants and nobody has planned."""

import datetime as dt

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format

from law.editions import edition_on
from meetings.actions.deadlines import require_preparing
from meetings.actions.planning import MeetingPlan, Whereabouts, propose
from meetings.cadence import WantedMeeting, wanted
from meetings.choices import Status
from meetings.history import history_of_the_record
from meetings.models import Meeting
from members.models import User
from record.dates import day_of_the_house

TO_COME = (Status.PROPOSED, Status.PLANNED)


def missing(on: dt.date) -> tuple[WantedMeeting, ...]:
    """The meetings that the coming cycle wants and that are neither planned nor proposed, the soonest first."""
    return wanted(history_of_the_record(), on)


def propose_cycle(*, by: User, on: dt.date | None = None, at: dt.datetime | None = None) -> list[Meeting]:
    """Put down as proposed every meeting that the cycle wants and that nobody has planned. Again, it adds nothing.

    Each is on the last day by which it is wanted, and says what it rests on; whoever plans it gives it its days.
    """
    require_preparing(by)
    at = at or timezone.now()
    on = on or day_of_the_house(at)
    proposals: list[Meeting] = []
    with transaction.atomic():
        # Heads first, so that what comes before them can name them.
        order = list(edition_on(on).bodies)
        for meeting in sorted(missing(on), key=lambda meeting: order.index(meeting.body)):
            plan = MeetingPlan(
                meeting.body.code, Whereabouts(meeting.day(on)), prepares=_head(meeting), note=_why(meeting)
            )
            proposals.append(propose(plan=plan, by=by, at=at))
    return sorted(proposals, key=lambda meeting: (meeting.starts_on, meeting.pk))


def _head(wanted_meeting: WantedMeeting) -> Meeting | None:
    """The meeting that it comes before, where there is one by now."""
    if wanted_meeting.coupled_to is None:
        return None
    rows = Meeting.objects.filter(
        body=wanted_meeting.coupled_to, starts_on=wanted_meeting.coupled_day, status__in=TO_COME
    )
    return rows.order_by("pk").first()


def _why(wanted_meeting: WantedMeeting) -> str:
    """In English, as every note of the record."""
    with translation.override("en"):
        return f"Proposed: due by {date_format(wanted_meeting.by, 'DATE_FORMAT')} ({wanted_meeting.article or wanted_meeting.source})."
