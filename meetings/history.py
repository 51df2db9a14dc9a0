"""Rows of the record as the cadence reckons with them: for whoever asks what is wanted of the years to come."""

from collections.abc import Iterable

from law.choices import Session
from meetings.cadence import History, Sitting, Term
from meetings.choices import Status
from meetings.models import Meeting
from members.models import Chairmanship
from record.dates import Precision


def history_of(meetings: Iterable[Meeting], terms: Iterable[Chairmanship]) -> History:
    """What these rows show. The terms need their participants at hand: `select_related("participant")`."""
    return History(tuple(map(_sitting, meetings)), tuple(map(_term, terms)))


def history_of_the_record() -> History:
    """All that was entered, whoever looks: for actions and clocks. Two queries."""
    terms = Chairmanship.objects.select_related("participant").order_by("since")
    return history_of(Meeting.objects.order_by("starts_on", "pk"), terms)


def _sitting(meeting: Meeting) -> Sitting:
    return Sitting(
        meeting.body,
        meeting.starts_on,
        meeting.ends_on or meeting.starts_on,
        Session(meeting.session),
        Status(meeting.status),
        Precision(meeting.starts_precision),
        meeting.reference,
    )


def _term(row: Chairmanship) -> Term:
    precisions = Precision(row.since_precision), Precision(row.until_precision)
    return Term(row.participant.code, row.since, row.until, *precisions, edition=row.edition)
