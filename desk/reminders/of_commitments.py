"""What people are reminded of about commitments: a step, a day for comments, a term, a measure without coordinator."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.urls import reverse

from commitments.kinds import COMMITMENT_PERIOD_ENDS, MEASURE_WITHOUT_COORDINATOR, STEP_AWAITED, TERM_ENDING
from commitments.models import Commitment, CoordinatorAssignment
from commitments.reports.standing import Awaited, Surroundings, awaited_for, is_of_the_record
from desk.reminders.before_meetings import Now
from desk.reminders.days_before import days_before
from desk.reminders.words import beginning_of, meeting_in_all
from journal.names import name_of
from law.choices import Relation, RemindOf
from meetings.models import Meeting
from members.choices import WITHIN, Audience
from members.models import Chairmanship
from notices.models import Notice
from notices.sources import each
from notices.wanted import Troubled, WantedNotice
from papers.kinds import COMMENT_DATE
from papers.models import Circulation, Comment, PaperVersion
from record.dates import day_of_the_house
from record.texts import in_all

BEFORE_COMMENTS_CLOSE = (7, 2)
BEFORE_A_TERM_ENDS = (120, 30)
BEFORE_A_PERIOD_ENDS = (90, 30)
# Before a SOC, which oversees the working groups and their coordinators (AA 31).
BEFORE_A_SOC = 60
# Rows that are read at once.
AT_ONCE = 200


def steps_awaited(now: Now) -> Iterator[WantedNotice | Troubled]:
    """Whoever may take a commitment onward, some days before the meeting that would hear of it."""
    term = Chairmanship.objects.select_related("participant").of(now.today)
    surroundings = Surroundings(term.participant if term else None, tuple(now.meetings))
    leads = {meeting.pk: _leads_of_steps(meeting, now) for meeting in now.meetings}
    if not any(leads.values()):
        return

    def say(commitment: Commitment) -> Iterator[WantedNotice]:
        for awaited in awaited_for(commitment, surroundings):
            meeting = awaited.meeting
            if meeting is not None and leads[meeting.pk]:
                yield from _of_a_step(commitment, awaited, meeting, leads[meeting.pk], now)

    rows = Commitment.objects.open().with_everything().order_by("pk")
    rows = rows if now.only is None else rows.filter(reference__in=now.only)
    under_way = (commitment for commitment in rows.iterator(AT_ONCE) if not is_of_the_record(commitment))
    yield from each(under_way, say, name_of)


def _leads_of_steps(meeting: Meeting, now: Now) -> list[int]:
    """Those that are near: a step names no date, so that nobody is told of a change of what lies further ahead."""
    first = beginning_of(meeting.starts_on, meeting.zone)
    return now.leads_in_time(meeting, RemindOf.STEP, first, all_of_them=False)


def _of_a_step(
    commitment: Commitment, awaited: Awaited, meeting: Meeting, leads: list[int], now: Now
) -> Iterator[WantedNotice]:
    people = now.people.of(state.pk for state in awaited.states)
    if Relation.SECRETARIAT in awaited.relations:
        people += now.people.secretariat
    if Relation.SWG_CHAIR in awaited.relations:
        people += now.people.group_chairs
    values = {
        "commitment": in_all(lambda: f"{commitment.reference} · {commitment.heading}"),
        "step": in_all(lambda: awaited.step.label),
        "meeting": meeting_in_all(meeting),
    }
    url = reverse("commitment-act", args=[commitment.reference, awaited.step.name])
    for days in leads:
        for person in dict.fromkeys(people):
            yield WantedNotice(
                kind=STEP_AWAITED,
                about=name_of(commitment),
                about_label=str(commitment),
                occurrence=f"{awaited.step.name}, {days} days before {meeting.reference}",
                group=f"{awaited.step.name} {meeting.reference}"[:60],
                recipient=person,
                due_at=beginning_of(meeting.starts_on - dt.timedelta(days=days), meeting.zone),
                expires_at=beginning_of(meeting.starts_on, meeting.zone),
                url=url,
                values=values,
            )


def comments_welcome(now: Now) -> Iterator[WantedNotice | Troubled]:
    """States to which a paper was circulated and that have not commented on it, before the day that was named.

    Nobody is asked any more once a newer version went out, or the commitment ended.
    """
    rows = Circulation.objects.asking_for_comments(now.today).order_by("pk")
    rows = rows.exclude(version__paper__folder__commitment__in=Commitment.objects.ended())
    rows = rows.select_related(
        "version__paper__folder__commitment__measure", "version__paper__folder__commitment__area"
    )
    circulations = list(rows.defer("version__text").prefetch_related("participants"))
    heard_from: dict[int, set[int]] = defaultdict(set)
    comments = Comment.objects.filter(version__in=[circulation.version_id for circulation in circulations])
    for version, owner in comments.values_list("version", "owner"):
        heard_from[version].add(owner)

    def say(circulation: Circulation) -> Iterator[WantedNotice]:
        states = now.people.taking_part_as(WITHIN[Audience(circulation.audience)])
        states |= {participant.pk for participant in circulation.participants.all()}
        return _of_a_circulation(
            circulation, circulation.version, now.people.of(sorted(states - heard_from[circulation.version_id]))
        )

    yield from each(circulations, say, name_of)


def _of_a_circulation(circulation: Circulation, version: PaperVersion, people: list[int]) -> Iterator[WantedNotice]:
    day = circulation.comments_by or dt.date.max
    paper = in_all(lambda: f"{version.paper.symbol} · {version.paper.heading}")
    values = {"paper": paper, "day": day.isoformat(), "days": day.isoformat()}
    for days in BEFORE_COMMENTS_CLOSE:
        for person in people:
            yield WantedNotice(
                kind=COMMENT_DATE,
                about=name_of(circulation),
                about_label=str(version),
                occurrence=f"{days} days before",
                recipient=person,
                due_at=beginning_of(day - dt.timedelta(days=days)),
                expires_at=beginning_of(day + dt.timedelta(days=1)),
                fingerprint=day.isoformat(),
                url=version.get_absolute_url(),
                values=values,
            )


def terms_ending(now: Now) -> Iterator[WantedNotice | Troubled]:
    """The coordinator itself, the Chair and the Secretariat, before a term ends."""
    terms = CoordinatorAssignment.objects.designations().filter(until__gt=now.today)
    # What ends later concerns nobody yet but those who were told another day.
    near = Q(until__lte=day_of_the_house(now.end) + dt.timedelta(days=BEFORE_A_TERM_ENDS[0] + 1))
    told = Notice.objects.filter(source=TERM_ENDING, about_key=Cast(OuterRef("pk"), CharField()))
    rows = terms.filter(near | Exists(told)).select_related("participant", "commitment", "area", "measure")
    yield from each(rows.order_by("pk").iterator(AT_ONCE), lambda term: _of_a_term(term, now), name_of)


def _of_a_term(term: CoordinatorAssignment, now: Now) -> Iterator[WantedNotice]:
    until = term.until or dt.date.max
    last = (until - dt.timedelta(days=1)).isoformat()
    values = {
        "subject": in_all(lambda term=term: term.subject),
        "state": in_all(lambda term=term: term.participant),
        "day": last,
        "days": last,
    }
    url = term.commitment.get_absolute_url() if term.commitment else reverse("coordinator-list")
    people = [*now.people.of([term.participant_id]), *now.people.chair, *now.people.secretariat]
    about = str(term), url, last
    yield from days_before(TERM_ENDING, term, about, people, BEFORE_A_TERM_ENDS, until, values)


def commitments_ending(now: Now) -> Iterator[WantedNotice | Troubled]:
    """Those who lead a commitment, and the Secretariat, before its period ends, where no other renews it."""
    last = day_of_the_house(now.end) + dt.timedelta(days=BEFORE_A_PERIOD_ENDS[0] + 1)
    rows = Commitment.objects.ending_by(last).filter(period_until__gt=now.today).with_parties()
    rows = rows.select_related("measure", "area").order_by("pk")
    yield from each(rows, lambda commitment: _of_a_period(commitment, now), name_of)


def _of_a_period(commitment: Commitment, now: Now) -> Iterator[WantedNotice]:
    until = commitment.period_until or dt.date.max
    day = until.isoformat()
    states = [state.pk for state in commitment.states_that_lead()]
    people = [*now.people.of(states), *now.people.secretariat]
    values = {"commitment": in_all(lambda: commitment.heading), "day": day, "days": day}
    about = commitment.called, commitment.get_absolute_url(), day
    yield from days_before(COMMITMENT_PERIOD_ENDS, commitment, about, people, BEFORE_A_PERIOD_ENDS, until, values)


def measures_without_coordinator(now: Now) -> Iterator[WantedNotice]:
    """The Secretariat, before each SOC: measures that states intend to carry out and that no state coordinates yet."""
    officials_meetings = [meeting for meeting in now.meetings if meeting.body_row.looks_after_coordinators]
    if not officials_meetings:
        return
    led = (
        CoordinatorAssignment.objects.designations()
        .running(now.today)
        .known_to_hold(now.today)
        .filter(measure__isnull=False)
    )
    led_commitments = (
        CoordinatorAssignment.objects.designations()
        .running(now.today)
        .known_to_hold(now.today)
        .exclude(commitment=None)
    )
    open_ones = Commitment.objects.open().filter(measure__isnull=False, intentions__until=None)
    open_ones = open_ones.exclude(pk__in=led_commitments.values("commitment"))
    rows = open_ones.exclude(measure__in=led.values("measure")).select_related("measure__area")
    measures = {row.measure_id: row.measure for row in rows.order_by("measure__reference") if row.measure}
    meeting = officials_meetings[0]
    for measure in measures.values():
        for person in now.people.secretariat:
            yield WantedNotice(
                kind=MEASURE_WITHOUT_COORDINATOR,
                about=name_of(measure),
                about_label=str(measure),
                occurrence=f"before {meeting.reference}",
                recipient=person,
                due_at=beginning_of(meeting.starts_on - dt.timedelta(days=BEFORE_A_SOC), meeting.zone),
                expires_at=beginning_of(meeting.starts_on, meeting.zone),
                url=reverse("measure-detail", args=[measure.reference]),
                values={"measure": in_all(lambda measure=measure: measure)},
            )
