"""What people are reminded of before a meeting: the meeting, its deadlines, a silence procedure's end, one not planned."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.urls import reverse

from decisions.choices import AgendaStage, Proof
from decisions.kinds import SILENCE_ENDING
from decisions.models import AgendaVersion, SilenceProcedure
from desk.reminders.people import People
from desk.reminders.words import beginning_of, meeting_in_all, moment
from journal.names import Name, name_of
from law.choices import DeadlineKind, RemindOf, SilenceState
from law.grammar.basis import Basis
from meetings.cadence import wanted
from meetings.choices import Status
from meetings.history import history_of_the_record
from meetings.kinds import (
    DEADLINE_APPROACHES,
    MEETING_APPROACHES,
    MEETING_CALLED_OFF,
    MEETING_CANCELLED,
    MEETING_UNPLANNED,
)
from meetings.models import Attendance, Deadline, Meeting, ReminderLead
from meetings.models.reminding import days_in
from meetings.reports.wording import reason_in_words
from members.models import Participant
from notices.choices import NoticeChannel, Stage
from notices.models import Notice, NoticeTransition
from notices.sources import each
from notices.wanted import Troubled, WantedNotice
from record.dates import Precision, day_of_the_house
from record.texts import in_all

# Leads that no body sets: days before. Proposed, as the others are.
BEFORE_SILENCE_ENDS = (5, 2, 1)
# On the last day it says so once more, whenever that is noticed.
BEFORE_WANTED = (365, 180, 90, 30, 0)


@dataclass(frozen=True)
class Now:
    """The circumstances of one sweep: the instant, how far ahead rows are written, and who is who on its day."""

    at: dt.datetime
    end: dt.datetime
    # Of the things with these keys alone; None: of all.
    only: Collection[str] | None = None

    @cached_property
    def people(self) -> People:
        return People.on(self.today)

    @property
    def today(self) -> dt.date:
        return day_of_the_house(self.at)

    @cached_property
    def leads(self) -> dict[tuple[str, str, str], list[int]]:
        """Numbers of days by edition, body and thing."""
        return {(lead.edition, lead.body, lead.of): days_in(lead.days) for lead in ReminderLead.objects.all()}

    def leads_of(self, meeting: Meeting, of: str) -> list[int]:
        """How many days before a meeting people are reminded of a thing, by the edition that the meeting keeps."""
        return self.leads.get((meeting.law.key, meeting.body, of), [])

    def leads_in_time(self, meeting: Meeting, of: str, first: dt.datetime, *, all_of_them: bool) -> list[int]:
        """Those of which rows are written down by now; all of them where somebody was told already, who is told of a change."""
        days_before = self.leads_of(meeting, of)
        return days_before if all_of_them else [days for days in days_before if first - dt.timedelta(days) <= self.end]

    def told_of(self, kind: str) -> frozenset[str]:
        """Keys of what the ledger has rows about, of one kind of reminder."""
        return frozenset(Notice.objects.filter(source=kind).order_by().values_list("about_key", flat=True).distinct())

    @cached_property
    def codes(self) -> dict[int, str]:
        """The codes of participants for which somebody acts, in seat order."""
        rows = Participant.objects.filter(pk__in=self.people.by_participant).in_seat_order()
        return dict(rows.values_list("pk", "code"))

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Those to come, of which the day is known."""
        rows = Meeting.objects.filter(
            status=Status.PLANNED, starts_precision=Precision.EXACT, starts_on__gte=self.today - dt.timedelta(days=1)
        )
        return list(rows.select_related("working_group").order_by("starts_on", "pk"))


def meetings_approaching(now: Now) -> Iterator[WantedNotice | Troubled]:
    """Everybody whom a meeting concerns, some days ahead, until it is over."""
    told = now.told_of(MEETING_APPROACHES)
    return each(now.meetings, lambda meeting: _of_a_meeting(meeting, now, is_told=meeting.reference in told), name_of)


def _of_a_meeting(meeting: Meeting, now: Now, *, is_told: bool) -> Iterator[WantedNotice]:
    first = beginning_of(meeting.starts_on, meeting.zone)
    leads = now.leads_in_time(meeting, RemindOf.MEETING, first, all_of_them=is_told)
    if not leads:
        return
    people = now.people.of_meeting(meeting)
    values = {
        "meeting": meeting_in_all(meeting),
        "day": meeting.starts_on.isoformat(),
        "days": meeting.starts_on.isoformat(),
        "place": meeting.place or "",
    }
    for days in leads:
        for person in people:
            yield WantedNotice(
                kind=MEETING_APPROACHES,
                about=name_of(meeting),
                about_label=_label(meeting),
                occurrence=f"{days} days before",
                recipient=person,
                due_at=beginning_of(meeting.starts_on - dt.timedelta(days=days), meeting.zone),
                expires_at=beginning_of(meeting.last_day + dt.timedelta(days=1), meeting.zone),
                fingerprint=meeting.starts_on.isoformat(),
                values=values,
                attachment=f"meeting-ics:{meeting.reference}",
                # Whoever moves it tells it in the portal (`actions.move_meeting`).
                changes_by=(NoticeChannel.EMAIL,),
            )


def letters_about_what_is_off(at: dt.datetime) -> str:
    """The last move of a letter, while a meeting is off that was to come: who had one may have had it just now."""
    is_off = Q(status=Status.CANCELLED) | Q(mistaken_at__isnull=False)
    if not Meeting.everything.filter(is_off, starts_on__gte=day_of_the_house(at)).exists():
        return ""
    return str(NoticeTransition.objects.order_by("-pk").values_list("pk", flat=True).first() or "")


def meetings_called_off(now: Now) -> Iterator[WantedNotice | Troubled]:
    """Whoever had a letter about a meeting that won't be: by letter, too, what the portal told them at once."""
    is_off = Q(status=Status.CANCELLED) | Q(mistaken_at__isnull=False)
    rows = Meeting.everything.filter(is_off, starts_on__gte=now.today, starts_precision=Precision.EXACT)
    off = {meeting.reference: meeting for meeting in rows.order_by("starts_on", "pk")}
    letters = Notice.objects.about(*off.values()).filter(channel=NoticeChannel.EMAIL, stage=Stage.SENT)
    # Not what told of it: whoever had that letter alone knows.
    letters = letters.exclude(kind__in=[MEETING_CALLED_OFF, MEETING_CANCELLED])
    people: dict[str, list[int]] = defaultdict(list)
    for reference, person in (
        letters.order_by("about_key", "recipient").values_list("about_key", "recipient").distinct()
    ):
        people[reference].append(person)
    yield from each(off.values(), lambda meeting: _of_one_called_off(meeting, people[meeting.reference]), name_of)


def _of_one_called_off(meeting: Meeting, people: list[int]) -> Iterator[WantedNotice]:
    for person in people:
        yield WantedNotice(
            kind=MEETING_CALLED_OFF,
            about=name_of(meeting),
            about_label=_label(meeting),
            occurrence="cancelled",
            recipient=person,
            due_at=meeting.mistaken_at or meeting.changed_at,
            expires_at=beginning_of(meeting.last_day + dt.timedelta(days=1), meeting.zone),
            values={"meeting": meeting_in_all(meeting), "day": meeting.starts_on.isoformat()},
            attachment=f"meeting-ics:{meeting.reference}",
            channels=(NoticeChannel.EMAIL,),
        )


def deadlines_approaching(now: Now) -> Iterator[WantedNotice | Troubled]:
    """Whoever has something to get ready by a deadline, until it is done or the deadline has passed."""
    meetings = {meeting.pk: meeting for meeting in now.meetings}
    rows = Deadline.objects.in_force().filter(meeting__in=meetings, due_at__gt=now.at)
    rows = rows.order_by("meeting__starts_on", "meeting", "due_at", "pk")
    told = now.told_of(DEADLINE_APPROACHES)
    announced: dict[int, set[int]] = defaultdict(set)
    listed = Attendance.objects.standing().filter(meeting__in=meetings)
    for key, participant in listed.values_list("meeting", "participant"):
        announced[key].add(participant)
    sent = AgendaVersion.objects.filter(meeting__in=meetings, stage=AgendaStage.PROVISIONAL)
    with_agenda = set(sent.filter(circulated_at__isnull=False).values_list("meeting", flat=True))
    deadlines = [
        deadline
        for deadline in rows
        if not (deadline.kind == DeadlineKind.PROVISIONAL_AGENDA and deadline.meeting_id in with_agenda)
    ]

    def say(deadline: Deadline) -> Iterator[WantedNotice]:
        ready = announced[deadline.meeting_id] if deadline.kind == DeadlineKind.DELEGATION_LIST else ()
        meeting = meetings[deadline.meeting_id]
        return _of_a_deadline(deadline, meeting, now, ready, is_told=meeting.reference in told)

    yield from each(deadlines, say, lambda deadline: name_of(meetings[deadline.meeting_id]))


def _of_a_deadline(
    deadline: Deadline, meeting: Meeting, now: Now, ready: Collection[int], *, is_told: bool
) -> Iterator[WantedNotice]:
    last_day = beginning_of(deadline.due_on, deadline.zone)
    leads = now.leads_in_time(meeting, deadline.kind, last_day, all_of_them=is_told)
    if not leads:
        return
    due = moment(deadline.due_at, deadline.zone)
    values = {
        "what": in_all(deadline.get_kind_display),
        "meeting": meeting_in_all(meeting),
        "deadline": due,
        "days": due,
    }
    forms = _forms_for(deadline.kind, meeting, now, ready)
    for days in leads:
        for person in now.people.concerned_by(deadline.kind, ready):
            yield WantedNotice(
                kind=DEADLINE_APPROACHES,
                about=name_of(meeting),
                about_label=_label(meeting),
                occurrence=f"{deadline.kind}, {days} days before",
                group=deadline.kind,
                recipient=person,
                due_at=beginning_of(deadline.due_on - dt.timedelta(days=days), deadline.zone),
                expires_at=deadline.due_at,
                fingerprint=due["at"],
                url=forms.get(person, meeting.get_absolute_url()),
                values=values,
            )


def _forms_for(kind: str, meeting: Meeting, now: Now, ready: Collection[int]) -> dict[int, str]:
    """By person the page where it is done, where that is another than the meeting's."""
    people = now.people.concerned_by(kind, ready)
    match kind:
        case DeadlineKind.NOMINATIONS:
            return dict.fromkeys(people, f"{reverse('expert-nominate')}?meeting={meeting.reference}")
        case DeadlineKind.PROVISIONAL_AGENDA:
            return dict.fromkeys(people, reverse("agenda-draft", args=[meeting.reference]))
        case DeadlineKind.DELEGATION_LIST:
            # Whoever acts for several states begins with the first that is awaited.
            states = [state for state in reversed(now.codes) if state not in ready]
            return {
                person: reverse("delegation", args=[meeting.reference, now.codes[state]])
                for state in states
                for person in now.people.by_participant[state]
            }
    return {}


def silence_ending(now: Now) -> Iterator[WantedNotice | Troubled]:
    """Members of which nothing says yet that they have the text, before the period ends."""
    rows = SilenceProcedure.objects.filter(state=SilenceState.OPEN, ends_at__gt=now.at).with_everything()
    yield from each(rows, lambda procedure: _of_a_silence(procedure, now), name_of)


def _of_a_silence(procedure: SilenceProcedure, now: Now) -> Iterator[WantedNotice]:
    heard = {
        row.participant_id
        for silence_round in procedure.rounds.all()
        for row in silence_round.notifications.all()
        if row.proof == Proof.ACKNOWLEDGED and silence_round.sha256 == procedure.latest.sha256
    }
    states = [state.pk for state in procedure.concerned if state.pk not in heard]
    end = moment(procedure.ends_at, procedure.zone)
    for days in BEFORE_SILENCE_ENDS:
        for person in now.people.of(states):
            yield WantedNotice(
                kind=SILENCE_ENDING,
                about=name_of(procedure),
                about_label=str(procedure),
                # A period that begins anew reminds anew.
                occurrence=f"period {procedure.latest.number}, {days} days before",
                recipient=person,
                due_at=procedure.ends_at - dt.timedelta(days=days),
                expires_at=procedure.ends_at,
                fingerprint=end["at"],
                values={"text": procedure.title, "ends": end},
            )


def meetings_unplanned(now: Now) -> Iterator[WantedNotice]:
    """The Secretariat and the Chair, of a meeting that the cadence wants (AA 29-31) and nobody has planned."""
    horizon = now.today + dt.timedelta(days=BEFORE_WANTED[0])
    # The whole cycle is reckoned, as on the page of cycles: a meeting beyond the horizon may bring one forward.
    for meeting in sorted(wanted(history_of_the_record(), now.today), key=lambda meeting: meeting.body.code):
        # What only practice suggests is shown on the page of cycles, and nobody is reminded of it.
        if meeting.basis == Basis.PRACTICE or meeting.by > horizon:
            continue
        values = {
            "body": in_all(lambda meeting=meeting: meeting.body.label_on(meeting.by)),
            "by": meeting.by.isoformat(),
            "why": in_all(lambda meeting=meeting: reason_in_words(meeting)),
        }
        for days in BEFORE_WANTED:
            for person in dict.fromkeys([*now.people.secretariat, *now.people.chair]):
                yield WantedNotice(
                    kind=MEETING_UNPLANNED,
                    about=Name("body", meeting.body.code),
                    about_label=str(meeting.body.label),
                    # The year tells this cycle from the next; the day moves with what is planned meanwhile.
                    occurrence=f"{meeting.by.year}, {days} days before",
                    group=str(meeting.by.year),
                    recipient=person,
                    due_at=beginning_of(meeting.by - dt.timedelta(days=days)),
                    url=reverse("cadence"),
                    values=values,
                )


def _label(meeting: Meeting) -> str:
    return f"{meeting.reference} · {meeting.label}"
