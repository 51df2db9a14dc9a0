"""WHAT AWAITS WHOM of meetings: those that the cadence wants, the days by which something is to be ready, delegations."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from journal.names import Name, kind_of, name_of
from journal.staff import Work
from law.choices import DeadlineKind
from law.editions import edition_on
from law.grammar.basis import Basis
from meetings.access import OF_MEMBERS, OF_OBSERVERS, standings_concerned
from meetings.cadence import History, wanted
from meetings.choices import Status
from meetings.history import history_of_the_record
from meetings.models import Attendance, Deadline, Meeting
from meetings.reports.wording import day_in_words, reason_in_words
from members.access import desk_in_office, own_states
from members.models import Person, seats_of
from record.acts import TABLE
from record.awaiting import LINES, MOST, SECRETARIAT, DeskLine, LinePress, LinesOf
from record.dates import Precision, day_of_the_house, shown

# As far ahead as the first reminder goes, of a meeting and of a day by which something is to be ready.
WANTED_WITHIN, DUE_WITHIN = dt.timedelta(days=365), dt.timedelta(days=60)
# Meetings ahead for which delegations are announced.
MOST_MEETINGS = 3
PREPARED = frozenset({Work.PREPARE, Work.KEEP})
# What the Secretariat sends out. An agenda is followed by the room that circulates it.
OF_THE_SECRETARIAT = frozenset({DeadlineKind.INVITATION})
WHAT = {
    DeadlineKind.INVITATION: _("Send the invitations"),
    DeadlineKind.DOCUMENTS: _("Hand in documents for the meeting"),
    DeadlineKind.NOMINATIONS: _("Nominate experts for the meeting"),
}


def meetings_unplanned(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """What the cadence wants within a year and nobody has planned: for who prepares meetings. Practice asks for nothing."""
    on = day_of_the_house(at)
    if not (office := desk_in_office(user, on)):
        return
    # With the first of them, since it does so for all.
    besides: tuple[LinePress, ...] = (LinePress(_("Propose all that are due"), reverse("meeting-propose")),)
    history = history_of_the_record()
    for meeting in wanted(history, on):
        if meeting.basis == Basis.PRACTICE or meeting.by > on + WANTED_WITHIN:
            continue
        yield DeskLine(
            kind="meetings-unplanned",
            about=Name("body", meeting.body.code),
            part=str(meeting.by.year),
            desk=office,
            what=_now("Plan a meeting: %(body)s") % {"body": meeting.body.label_on(meeting.by)},
            thing=_now("would meet by %(day)s, %(why)s; none is planned")
            % {"day": day_in_words(meeting.by), "why": reason_in_words(meeting)},
            page=reverse("cadence"),
            press=LinePress(_("Plan it"), f"{reverse('meeting-plan')}?body={meeting.body.code}"),
            besides=besides,
            by=meeting.by,
            article=str(meeting.article),
        )
        besides = ()
    yield from _proposed(history, office, on)


def _proposed(history: History, office: str, on: dt.date) -> Iterator[DeskLine]:
    """What stands in the record as proposed alone: nobody has been told of a meeting until it is planned."""
    noun = TABLE.nouns["meeting"]
    for sitting in history.sittings:
        if sitting.status != Status.PROPOSED or not on <= sitting.last <= on + WANTED_WITHIN:
            continue
        yield DeskLine(
            kind="meetings-unplanned",
            about=Name(kind_of(Meeting), sitting.reference),
            part="proposed",
            desk=office,
            what=_now("Plan the proposed meeting: %(body)s")
            % {"body": edition_on(on).body(sitting.body).label_on(sitting.first)},
            thing=_now("proposed for %(day)s; those who take part are told once it is planned")
            % {"day": shown(sitting.first, sitting.precision)},
            reference=sitting.reference,
            page=reverse("meeting-detail", args=[sitting.reference]),
            press=LinePress(_("Plan it"), noun.address_of(TABLE.rows["meeting"]["confirm"], sitting.reference)),
            by=sitting.first,
            article="AA 29-31",
        )


def deadlines_ahead(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Days by which the Secretariat sends something out, and by which a state has something ready."""
    on = day_of_the_house(at)
    office, states = desk_in_office(user, on), own_states(user, on)
    kinds = (OF_THE_SECRETARIAT if office else frozenset()) | (_of_states(user, on) if states else frozenset())
    rows = Deadline.objects.visible_to(user).in_force().due_between(at, at + DUE_WITHIN).filter(kind__in=kinds)
    for deadline in rows.select_related("meeting__working_group").order_by("due_at", "pk")[:MOST]:
        is_of_the_office = deadline.kind in OF_THE_SECRETARIAT
        yield DeskLine(
            kind="deadlines",
            about=name_of(deadline.meeting),
            # Another day is another occasion.
            part=f"{deadline.kind} {deadline.due_on}",
            desk=office if is_of_the_office else next(iter(states.values())).code,
            what=WHAT[DeadlineKind(deadline.kind)],
            thing=deadline.meeting.label,
            reference=deadline.meeting.reference,
            page=f"{deadline.meeting.get_absolute_url()}#deadline-{deadline.kind}",
            press=_where_done(deadline),
            by_instant=deadline.due_at,
            by_in_words=deadline.written,
            by=deadline.due_on,
            article="AA 31, 35",
        )


def _of_states(user: Person, on: dt.date) -> frozenset[DeadlineKind]:
    """Delegations stand for themselves."""
    mine = OF_MEMBERS if seats_of(user, on).is_member else OF_OBSERVERS
    return frozenset(mine & WHAT.keys())


def _where_done(deadline: Deadline) -> LinePress | None:
    if deadline.kind == DeadlineKind.NOMINATIONS:
        return LinePress(_("Nominate"), f"{reverse('expert-nominate')}?meeting={deadline.meeting.reference}")
    if deadline.kind == DeadlineKind.DOCUMENTS:
        # What may be handed in, and where, is known on the floor above (`desk.views.handing_in`).
        return LinePress(_("Hand in documents"), reverse("meeting-hand-in", args=[deadline.meeting.reference]))
    return LinePress(_("To the meeting"), deadline.meeting.get_absolute_url())


def delegations_awaited(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """The next meetings for which a person's states have announced nobody yet, where the meeting concerns them."""
    on = day_of_the_house(at)
    states = own_states(user, on)
    if not states:
        return
    planned = Meeting.objects.visible_to(user).filter(
        status=Status.PLANNED, starts_precision=Precision.EXACT, starts_on__gte=on
    )
    meetings = list(planned.select_related("working_group").order_by("starts_on", "pk")[:MOST_MEETINGS])
    entered = Attendance.objects.visible_to(user).standing().filter(meeting__in=meetings, participant__in=states)
    known = set(entered.values_list("meeting", "participant"))
    rows = Deadline.objects.visible_to(user).filter(meeting__in=meetings, kind=DeadlineKind.DELEGATION_LIST)
    deadlines = {deadline.meeting_id: deadline for deadline in rows}
    standing = {seat.participant_id: seat.standing for seat in seats_of(user, on).seats}
    for meeting in meetings:
        for key, state in states.items():
            if (meeting.pk, key) in known or standing[key] not in standings_concerned(meeting):
                continue
            # Once its day is gone, a delegation may be announced as long as the meeting isn't over.
            deadline = asked_by if (asked_by := deadlines.get(meeting.pk)) and asked_by.due_on >= on else None
            yield DeskLine(
                kind="delegations",
                about=name_of(meeting),
                desk=state.code,
                what=_now("Announce the delegation of %(state)s") % {"state": state},
                thing=meeting.label,
                reference=meeting.reference,
                page=meeting.get_absolute_url(),
                press=LinePress(_("Announce it"), reverse("delegation", args=[meeting.reference, state.code])),
                by=deadline.due_on if deadline else meeting.last_day,
                by_instant=deadline.due_at if deadline else None,
                by_in_words=deadline.written if deadline else "",
                article="AA 35",
            )


def gone_by(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Meetings whose days are gone, and of which the record doesn't say whether they were held."""
    on = day_of_the_house(at)
    if not desk_in_office(user, on):
        return rows.none()
    gone = Meeting.objects.on_or_before(on - dt.timedelta(days=1)).filter(status=Status.PLANNED).values("pk")
    return rows.filter(pk__in=gone).order_by("-starts_on", "-pk")


def of_who_prepares(user: Person, thing: object) -> str:
    return desk_in_office(user, day_of_the_house()) or SECRETARIAT


def register() -> None:
    LINES.add(
        LinesOf(
            kind="meetings-unplanned",
            label=_("Meetings to plan"),
            article="AA 29-31",
            lines=meetings_unplanned,
            works=PREPARED,
            stands_still=True,
        ),
        LinesOf(kind="deadlines", label=_("Days before meetings"), article="AA 31, 35", lines=deadlines_ahead),
        LinesOf(
            kind="delegations",
            label=_("Delegations to announce"),
            article="AA 35",
            lines=delegations_awaited,
            stands_still=True,
        ),
    )
