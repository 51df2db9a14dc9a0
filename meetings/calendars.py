"""Meetings and deadlines as calendars that other programs read (RFC 5545), in the active language.

A meeting fills days at the host's place, or hours where they are known; a deadline is one instant in the zone it was
counted in. Alarms ring in the working hours of whoever the calendar is made for, and of nobody else. What moves keeps
its UID and raises its SEQUENCE; what is cancelled says so, and stays.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vDuration, vText

from law.forum import FORUM
from meetings.choices import Format, Status
from meetings.models import Deadline, Meeting
from members.models import Person
from notices.courtesy import Habits, last_good_morning
from record.marked import marked
from record.texts import in_language

# Part of every UID: it names the house, not the machine, so that a calendar knows its entries after a move.
DOMAIN = "cica-tracker"
ALARMS = (dt.timedelta(days=7), dt.timedelta(days=1))
REFRESH = dt.timedelta(hours=6)
STATUSES = {
    Status.PROPOSED: "TENTATIVE",
    Status.PLANNED: "CONFIRMED",
    Status.HELD: "CONFIRMED",
    Status.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True, kw_only=True)
class CalendarThing:
    """Something of a room above that fills days: what its calendar entry is called by for life, and what it says."""

    key: str
    sequence: int
    changed_at: dt.datetime
    first_day: dt.date
    last_day: dt.date
    title: str
    status: str
    category: str
    address: str
    place: str = ""
    lines: tuple[str, ...] = ()


# By name, what rooms above put into a person's calendar: those that the person sees, on days in [first, end).
OtherThings = Callable[[Person, dt.date, dt.date], Iterable[CalendarThing]]
OTHER_THINGS: dict[str, OtherThings] = {}


def add_things(name: str, things: OtherThings) -> None:
    """Register what else stands in calendars, from `ready()`. The same name again replaces it."""
    OTHER_THINGS[name] = things


def other_things_between(user: Person, first: dt.date, end: dt.date) -> list[CalendarThing]:
    return [thing for things in OTHER_THINGS.values() for thing in things(user, first, end)]


def calendar_of(
    meetings: Iterable[Meeting],
    deadlines: Iterable[Deadline],
    *,
    name: str,
    reader: Habits | None = None,
    others: Iterable[CalendarThing] = (),
) -> bytes:
    """The calendar as a file, in UTF-8. Deadlines come with their meeting. `reader` says in whose hours alarms ring.

    For nobody in particular, and at an hour that is anybody's night, none ring.
    A meeting of which only the month or the year is known has no day yet, and is left out.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{FORUM.short} tracker//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, vText(marked(name)))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for meeting in meetings:
        if meeting.is_certain:
            calendar.add_component(_of_a_meeting(meeting, reader))
    for deadline in deadlines:
        if deadline.meeting.is_certain:
            calendar.add_component(_of_a_deadline(deadline, reader))
    for thing in others:
        calendar.add_component(_of_a_thing(thing))
    _add_zones(calendar)
    return calendar.to_ical()


def _of_a_meeting(meeting: Meeting, reader: Habits | None) -> Event:
    event = _event(f"{meeting.reference}@{DOMAIN}", meeting, meeting.sequence)
    event.add("summary", _text(marked(meeting.label)))
    begins, ends = _span_of(meeting)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("transp", "OPAQUE")
    where = in_language(meeting.place)
    if where:
        event.add("location", _text(where))
    event.add("description", _text("\n".join(_about(meeting))))
    event.add("categories", [_("Meeting")])
    _remind(event, meeting, reader)
    return event


def _span_of(meeting: Meeting) -> tuple[dt.date, dt.date]:
    """From when until when: whole days where the hour of opening isn't known.

    Where only the closing one isn't, it lasts until its last day ends on the clocks of its place.
    """
    first, after = meeting.starts_on, meeting.last_day + dt.timedelta(days=1)
    if not meeting.opens_at:
        return first, after
    begins = dt.datetime.combine(first, meeting.opens_at, meeting.zone)
    ends = dt.datetime.combine(after, dt.time(), meeting.zone)
    if meeting.closes_at:
        ends = dt.datetime.combine(meeting.last_day, meeting.closes_at, meeting.zone)
    return begins, max(begins, ends)


def _about(meeting: Meeting) -> list[str]:
    lines = [str(meeting.get_status_display())]
    if meeting.hours:
        lines.append(meeting.hours)
    if meeting.format != Format.UNKNOWN:
        lines.append(str(meeting.get_format_display()))
    if meeting.host:
        lines.append(_("Host: %(state)s") % {"state": meeting.host})
    if meeting.prepares:
        lines.append(_("Prepares: %(meeting)s") % {"meeting": meeting.prepares.label})
    return lines


def _of_a_deadline(deadline: Deadline, reader: Habits | None) -> Event:
    meeting = deadline.meeting
    # Both only grow, so their sum grows whenever one of them does.
    event = _event(f"{meeting.reference}.{deadline.kind}@{DOMAIN}", meeting, meeting.sequence + deadline.sequence)
    words = {"what": deadline.get_kind_display(), "meeting": meeting.label}
    event.add("summary", _text(marked(_("%(what)s: %(meeting)s") % words)))
    event.add("dtstart", deadline.local.replace(fold=0))
    event.add("transp", "TRANSPARENT")
    basis = [str(deadline.get_standing_display()), deadline.basis_in_words]
    event.add("description", _text("\n".join(line for line in basis if line)))
    event.add("categories", [_("Deadline")])
    _remind(event, meeting, reader)
    return event


def _of_a_thing(thing: CalendarThing) -> Event:
    event = Event()
    event.add("uid", f"{thing.key}@{DOMAIN}")
    event.add("sequence", thing.sequence)
    for name in ("dtstamp", "last-modified"):
        event.add(name, thing.changed_at.astimezone(dt.UTC).replace(microsecond=0))
    event.add("status", thing.status)
    event.add("url", settings.SITE_URL + thing.address)
    event.add("summary", _text(marked(thing.title)))
    event.add("dtstart", thing.first_day)
    event.add("dtend", thing.last_day + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    if thing.place:
        event.add("location", _text(thing.place))
    event.add("description", _text("\n".join(thing.lines)))
    event.add("categories", [thing.category])
    return event


def _event(uid: str, meeting: Meeting, sequence: int) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", meeting.changed_at.astimezone(dt.UTC).replace(microsecond=0))
    event.add("last-modified", meeting.changed_at.astimezone(dt.UTC).replace(microsecond=0))
    event.add("status", STATUSES[Status(meeting.status)])
    event.add("url", settings.SITE_URL + meeting.get_absolute_url())
    return event


def _remind(event: Event, meeting: Meeting, reader: Habits | None) -> None:
    """Two alarms on the reader's own device, in the morning of a working day; none for what will not be, or has been."""
    if meeting.status != Status.PLANNED or reader is None:
        return
    begins = event.start
    if not isinstance(begins, dt.datetime):
        begins = dt.datetime.combine(begins, dt.time(), meeting.zone)
    for before in ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", last_good_morning(begins - before, reader), parameters={"VALUE": "DATE-TIME"})
        alarm.add("description", event["summary"])
        event.add_component(alarm)


def _text(words: Any) -> vText:
    return vText(str(words), params={"LANGUAGE": get_language() or "en"})


def _add_zones(calendar: Calendar) -> None:
    """Describe every zone that an hour stands in, for the years of this calendar."""
    days = [_day(event.start) for event in calendar.events]
    if days:
        span = dt.timedelta(days=366)
        calendar.add_missing_timezones(first_date=min(days) - span, last_date=max(days) + span)


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
