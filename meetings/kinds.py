"""WHAT IS TOLD OF MEETINGS and their deadlines."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from notices.kinds import (
    DATES_CHANGED,
    DAY,
    DAYS,
    ByLetter,
    HasBeenTold,
    KindOfNotice,
    KindOfReminder,
    Placeholder,
    Shape,
    Values,
    add,
    text,
)
from record.dates import Precision, days_shown
from record.texts import in_language

States = Mapping[str, str]

# -- Told as it happens. Where a meeting's name was told in four languages, it is shown in the reader's.


def _of_a_meeting(notice: HasBeenTold) -> dict[str, str]:
    values = notice.values
    return {
        "what": in_language(values.get("name") or {}) or notice.about_label,
        "days": _days(values.get("days")),
        "before": _days(values.get("before")),
    }


def _days(days: dict[str, Any] | None) -> str:
    if not days:
        return ""
    ends = dt.date.fromisoformat(days["ends"]) if days.get("ends") else None
    return days_shown(dt.date.fromisoformat(days["starts"]), ends, days.get("precision", Precision.EXACT))


def _planned(notice: HasBeenTold, states: States) -> str:
    return _now("%(what)s is planned for %(days)s.") % _of_a_meeting(notice)


def _moved(notice: HasBeenTold, states: States) -> str:
    words = _of_a_meeting(notice)
    if words["days"] == words["before"]:
        return _now("%(what)s, %(days)s: its hours, place or format have changed.") % words
    return _now("%(what)s was moved to %(days)s; before, it was planned for %(before)s.") % words


def _cancelled(notice: HasBeenTold, states: States) -> str:
    return _now("%(what)s, planned for %(days)s, was cancelled.") % _of_a_meeting(notice)


def _deadlines_changed(notice: HasBeenTold, states: States) -> str:
    words = _of_a_meeting(notice)
    return _now("%(what)s: the days by which papers and names are awaited have changed.") % words


# The reminder that follows whoever had a letter about it.
CALLED_OFF = "meeting-called-off"


def _first_day(values: Values) -> str | None:
    return (values.get("days") or {}).get("starts")


_LETTER = ByLetter(
    is_official=True,
    body=_("The page of the meeting shows its days, its place, its agenda and its papers."),
    link=_("Open the meeting"),
    day=_first_day,
)
MEETING_PLANNED = add(KindOfNotice("meeting-planned", _("A meeting was planned"), _planned, by_letter=_LETTER))
MEETING_MOVED = add(
    KindOfNotice(
        "meeting-moved", _("A meeting was moved"), _moved, by_letter=replace(_LETTER, instead_of=(DATES_CHANGED,))
    )
)
MEETING_CANCELLED = add(
    KindOfNotice(
        "meeting-cancelled",
        _("A meeting was cancelled"),
        _cancelled,
        by_letter=replace(_LETTER, body="", instead_of=(CALLED_OFF,)),
    )
)
DEADLINES_CHANGED = add(
    KindOfNotice(
        "deadlines-changed", _("The days by which papers and names are awaited have changed"), _deadlines_changed
    )
)
# -- Reminders.

MEETING = text("meeting", _("the meeting"))

MEETING_APPROACHES = add(
    KindOfReminder(
        "meeting-approaches",
        _("A meeting approaches"),
        is_official=True,
        placeholders=(MEETING, DAY, DAYS, text("place", _("where it is held"), _("to be announced"))),
        line=_("{meeting}: {day} ({days})"),
        body=_("The meeting begins on {day}. Place: {place}. The page of the meeting shows its agenda and papers."),
        link=_("Open the meeting"),
        what="meeting",
        when="day",
    )
)
DEADLINE_APPROACHES = add(
    KindOfReminder(
        "deadline-approaches",
        _("A date for papers or names approaches"),
        is_official=True,
        placeholders=(
            Placeholder("what", Shape.TEXT, _("what is asked for")),
            MEETING,
            Placeholder("deadline", Shape.WHEN, _("until when, with its zone")),
            DAYS,
        ),
        line=_("{what} for {meeting}: until {deadline}"),
        body=_("{what} for the meeting {meeting} can be sent until {deadline} ({days})."),
        link=_("Open the page"),
        what="what",
        when="deadline",
    )
)
MEETING_CALLED_OFF = add(
    KindOfReminder(
        CALLED_OFF,
        _("A meeting you were written to about was cancelled"),
        is_official=True,
        placeholders=(MEETING, DAY),
        line=_("Cancelled: {meeting}, {day}"),
        body=_("The meeting {meeting}, planned for {day}, was cancelled. Nothing more is asked for it."),
        link=_("Open the meeting"),
    )
)
MEETING_UNPLANNED = add(
    KindOfReminder(
        "meeting-unplanned",
        _("A meeting is to be planned"),
        is_official=False,
        placeholders=(
            text("body", _("the body")),
            Placeholder("by", Shape.DAY, _("by when it is due")),
            text("why", _("why by that day: by its interval, or before which meeting")),
        ),
        line=_("{body}: a meeting is due by {by} ({why}); none is planned yet"),
        body=_(
            "{body}: a meeting is due by {by} ({why}), and none is planned yet. The page of cycles can propose one."
        ),
    )
)
