"""What may be done about who takes part: announce a delegation, change it, write down who is present."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.access import why_not_announce
from meetings.actions.attendance import (
    ONLY_OFFICERS,
    AttendanceLine,
    WrittenDelegate,
    announce_delegation,
    change_delegation,
    head_of,
    keep_attendance,
)
from meetings.choices import DelegateRank, Presence, Status
from meetings.models import Attendance, Delegate, Meeting
from meetings.quorum import quorum_of
from members.access import own_participants, why_not_submit
from members.acts.asked import ITS_LETTER, LETTER
from members.choices import Standing
from members.models import Participant, Person, seats_of
from members.private import READ_BY
from record.acts import (
    Act,
    Choice,
    Flag,
    Group,
    Need,
    Noun,
    Offer,
    Pick,
    PickMany,
    Rows,
    Setting,
    VersionSeen,
    Whom,
    Words,
    open_to,
)
from record.acts.groups import free_lines
from record.acts.kept_letters import WrittenBy
from record.acts.whom import Reads, read_by
from record.dates import day_of_the_house

# Lines for people who aren't on a delegation yet.
NEW_PEOPLE, MORE_PEOPLE = 12, 5
TAKES_PLACE = frozenset({Status.PLANNED, Status.HELD})
RANKS = DelegateRank.choices

# -- To whom.


def offered_to_states(user: Person, attendance: Attendance | None, at: dt.datetime) -> Offer | None:
    """To the Secretariat, and to those who act for a participant."""
    today = day_of_the_house(at)
    seats = seats_of(user, today).acting
    if seats.is_officer:
        return Offer()
    if not seats.participant_ids:
        return None
    reasons = [why_not_submit(user, key, today) for key in sorted(seats.participant_ids)]
    return Offer(why_not_submit=reasons[0] if all(reasons) else None)


def offered_to_its_own(user: Person, attendance: Attendance, at: dt.datetime) -> Offer | None:
    """To the Secretariat, and to the participant whose delegation it is."""
    today = day_of_the_house(at)
    seats = seats_of(user, today).acting
    if not (seats.is_officer or seats.acts_for(attendance.participant_id)):
        return None
    why = why_not_announce(user, attendance.meeting, attendance.participant, today)
    return Offer() if why is None else Offer.not_now(why)


def offered_to_the_office(user: Person, meeting: Meeting, at: dt.datetime) -> Offer | None:
    if not seats_of(user).is_officer:
        return None
    return Offer() if meeting.status in TAKES_PLACE else Offer.not_now()


# -- A delegation.


def meetings_to_attend(setting: Setting) -> QuerySet[Meeting]:
    rows = Meeting.objects.visible_to(setting.user).order_by("-starts_on", "pk")
    is_officer = seats_of(setting.user).is_officer
    return rows.filter(status__in=TAKES_PLACE if is_officer else {Status.PLANNED})


def participants_to_announce(setting: Setting) -> QuerySet[Participant]:
    if seats_of(setting.user).is_officer:
        return Participant.objects.visible_to(setting.user).in_seat_order()
    today = day_of_the_house(setting.at)
    return own_participants(setting.user, today).filter(pk__in=seats_of(setting.user, today).acting.participant_ids)


def people_on_it(setting: Setting) -> dict[str, Delegate | None]:
    """Those on the delegation, each with a line, and lines for more."""
    serving = list(setting.thing.delegates.serving()) if setting.thing is not None else []
    more = free_lines(setting, MORE_PEOPLE if serving else NEW_PEOPLE)
    return {**{str(delegate.pk): delegate for delegate in serving}, **{f"new{line}": None for line in range(more)}}


def delegate_now(delegate: Delegate) -> dict[str, Any]:
    return {
        "name": delegate.name,
        "function": delegate.function,
        "rank": delegate.rank,
        "is_head": delegate.is_head,
    }


def as_written_down(
    delegate: Delegate | None, name: str, function: str, rank: str, is_head: bool
) -> WrittenDelegate | None:
    """A line without a name is left out, and whoever stood on it has left the delegation."""
    key = delegate.pk if delegate else None
    return WrittenDelegate(name, function, rank or DelegateRank.OFFICIAL, is_head, key) if name.strip() else None


PEOPLE = Rows(
    "people",
    _("Delegation"),
    help_text=_("Names may follow later. Empty a name, and that person is no longer on the delegation."),
    parts=(
        Words("name", _("Name and protocol title"), Need.MAY, most=200),
        Words("function", _("Function"), Need.MAY, most=200),
        Choice("rank", pgettext_lazy("of a delegate", "Rank"), choices=RANKS, initial=DelegateRank.OFFICIAL),
        Flag("is_head", _("Heads the delegation")),
    ),
    rows=people_on_it,
    begins_with=delegate_now,
    make=as_written_down,
)
NOTE = Words("note", _("Note"), Need.MAY, most=2000, rows=3, help_text=READ_BY)
FIRST_IS_HEAD = {"people-new0-rank": DelegateRank.AMBASSADOR, "people-new0-is_head": True}


def the_head_first(setting: Setting) -> Mapping[str, Any]:
    """Where nobody is on it yet, the first line is for who heads it."""
    on_it = setting.thing is not None and setting.thing.delegates.serving().exists()
    note = {} if setting.thing is None else {"note": setting.thing.note}
    return note if on_it else {**note, **FIRST_IS_HEAD}


# -- Who is present.


@dataclass(frozen=True)
class LineOnSheet:
    """A participant on the sheet, with its entry where it has one."""

    participant: Participant
    entry: Attendance | None

    def __str__(self) -> str:
        return str(self.participant)


def entries_of(setting: Setting, standing: str) -> dict[str, LineOnSheet]:
    """Each participant of one standing on that day with its entry, by its code."""
    meeting = setting.thing
    if meeting is None:
        return {}
    rows = Attendance.objects.visible_to(setting.user).filter(meeting=meeting).prefetch_related("delegates")
    entries = {row.participant_id: row for row in rows}
    participants = Participant.objects.visible_to(setting.user).standing_as(standing, meeting.starts_on)
    return {state.code: LineOnSheet(state, entries.get(state.pk)) for state in participants.in_seat_order()}


def entry_now(line: LineOnSheet) -> dict[str, Any]:
    row = line.entry
    head = head_of(row) if row else None
    return {
        "presence": "" if row is None or row.presence == Presence.TAKEN_BACK else row.presence,
        "head": head.name if head else "",
        "rank": head.rank if head else DelegateRank.OFFICIAL,
        "seen": row.version if row else 0,
    }


def line_of_the_sheet(line: LineOnSheet, presence: str, head: str, rank: str, seen: int | None) -> AttendanceLine:
    return AttendanceLine(line.participant, presence, head, rank or DelegateRank.OFFICIAL, seen or 0)


PRESENCES = [("", _("no entry yet")), *(choice for choice in Presence.choices if choice[0] != Presence.TAKEN_BACK)]
LINE = (
    Choice("presence", _("Presence"), Need.MAY, choices=PRESENCES),
    Words("head", _("Head of delegation"), Need.MAY, most=200),
    Choice("rank", pgettext_lazy("of a delegate", "Rank"), choices=RANKS, initial=DelegateRank.OFFICIAL),
    VersionSeen("seen", _("Version")),
)
SHEET = Group(
    "lines",
    _("Who is present"),
    parts=tuple(
        Rows(
            name,
            label,
            parts=LINE,
            rows=partial(entries_of, standing=standing),
            begins_with=entry_now,
            make=line_of_the_sheet,
        )
        for name, label, standing in (
            ("members", _("Members"), Standing.MEMBER),
            ("observers", _("Observers"), Standing.OBSERVER),
        )
    ),
    make=lambda members, observers: (*members, *observers),
)


def lines_of_codes(**named: tuple[Participant, ...]) -> list[AttendanceLine]:
    """A line for each participant that is named; what isn't said of it stays as written down."""
    return [
        AttendanceLine(participant, CODES[name], None, None, None)
        for name, participants in named.items()
        for participant in participants
    ]


def participants_by_code(setting: Setting) -> QuerySet[Participant]:
    return Participant.objects.visible_to(setting.user).in_seat_order()


CODES: dict[str, str] = {"in_person": Presence.IN_PERSON, "online": Presence.ONLINE, "taken_back": ""}
BY_CODES = Group(
    "lines",
    _("Who is present"),
    parts=tuple(
        PickMany(name, label, Need.MAY, rows=participants_by_code, key="code", help_text=help_text)
        for name, label, help_text in (
            ("in_person", Presence.IN_PERSON.label, _("Codes: AZ.")),
            ("online", Presence.ONLINE.label, _("Codes: AZ.")),
            ("taken_back", Presence.TAKEN_BACK.label, _("Codes of those who have no entry after all.")),
        )
    ),
    make=lines_of_codes,
)


def counted(setting: Setting) -> dict[str, Any]:
    return {"quorum": quorum_of(setting.thing)}


PRESENT = (
    # A sheet for the eye, and lists of codes for a program: one verb.
    Act(
        name="attendance",
        label=_("Write down who is present"),
        submit_label=_("Write it down"),
        article="RoP",
        lead=_("A state without an entry is simply not listed. Heads are listed in order of precedence by their rank."),
        offered=offered_to_the_office,
        refusal=ONLY_OFFICERS,
        asks=(SHEET,),
        do=keep_attendance,
        beside=counted,
        beside_template="meetings/partials/quorum.html",
        done=lambda setting, rows: _now("Attendance recorded; entries changed: %(count)d.") % {"count": len(rows)},
        in_api=False,
        order=50,
    ),
    Act(
        name="presence",
        label=_("Write down who is present"),
        article="RoP",
        offered=offered_to_the_office,
        refusal=ONLY_OFFICERS,
        asks=(BY_CODES,),
        do=keep_attendance,
        done=lambda setting, rows: _now("Attendance recorded; entries changed: %(count)d.") % {"count": len(rows)},
        in_portal=False,
        in_admin=False,
        order=50,
    ),
)
DELEGATIONS = (
    Act(
        name="announce",
        label=_("Announce a delegation"),
        submit_label=_("Announce the delegation"),
        article="AA 35",
        offered=offered_to_states,
        whom=open_to(Whom.MEMBERS, Whom.OBSERVERS),
        refusal=_("This is open to those who act for a state."),
        asks=(
            Pick("meeting", _("Meeting"), rows=meetings_to_attend, help_text=_("Reference of a meeting.")),
            Pick("participant", _("Participant"), rows=participants_to_announce, key="code"),
            PEOPLE,
            NOTE,
            LETTER,
        ),
        written_by=WrittenBy(names="participant", said=ITS_LETTER),
        suggests=the_head_first,
        do=announce_delegation,
        begins=True,
        done=_("The delegation is announced."),
    ),
    Act(
        name="amend",
        label=_("Change the delegation"),
        submit_label=_("Save the delegation"),
        article="AA 35",
        offered=offered_to_its_own,
        whom=open_to(Whom.OWNERS),
        refusal=_("You don't act for this state."),
        asks=(PEOPLE, NOTE, LETTER),
        written_by=WrittenBy(of="participant", said=ITS_LETTER),
        suggests=the_head_first,
        do=change_delegation,
        guard="version",
        done=_("The delegation is announced."),
    ),
)
DELEGATION = Noun(
    name="delegation",
    model=Attendance,
    key="key",
    seen_by=lambda user: Attendance.objects.visible_to(user).standing().select_related("meeting", "participant"),
    lookup=Attendance.lookup,
    page=lambda attendance: f"{attendance.meeting.get_absolute_url()}#attendance",
    read_by=read_by(Reads.OWNERS, Reads.MEMBERS),
    verbs_say="attendance",
    list_address="meeting-list",
    label_plural=_("Meetings"),
    prefix="delegations/",
    creates="announce",
    heading=lambda attendance: f"{attendance.participant} · {attendance.meeting.label}",
    lead=lambda attendance: attendance.meeting.days,
)
