"""What people are reminded of about commitments: a step, a day for comments, a term, a measure without coordinator."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.urls import reverse

from commitments.kinds import MEASURE_WITHOUT_COORDINATOR, STEP_AWAITED, TERM_ENDING
from commitments.models import Commitment, CoordinatorAssignment
from commitments.reports.standing import Awaited, Surroundings, awaited_for, is_of_the_record
from desk.reminders.before_meetings import Now
from desk.reminders.words import beginning_of, in_all, meeting_in_all
from journal.names import name_of
from law.choices import ENDED, Body, Relation
from meetings.choices import RemindOf
from meetings.models import Meeting
from members.choices import Audience
from members.models import Chairmanship
from notices.sources import each
from notices.wanted import Troubled, Wanted
from papers.kinds import COMMENT_DATE
from papers.models import Circulation, Comment, PaperVersion

BEFORE_COMMENTS_CLOSE = (7, 2)
BEFORE_A_TERM_ENDS = (120, 30)
# Before a SOC, which oversees the working groups and their coordinators (AA 31).
BEFORE_A_SOC = 60


def steps_awaited(now: Now) -> Iterator[Wanted | Troubled]:
    """Whoever may take a commitment onward, some days before the meeting that would hear of it."""
    term = Chairmanship.objects.select_related("participant").of(now.today)
    around = Surroundings(term.participant if term else None, tuple(now.meetings))

    def say(commitment: Commitment) -> Iterator[Wanted]:
        for one in awaited_for(commitment, around):
            meeting = one.meeting
            if meeting is not None:
                yield from _of_a_step(commitment, one, meeting, now)

    rows = Commitment.objects.exclude(state__in=ENDED).with_everything().order_by("pk")
    yield from each((one for one in rows if not is_of_the_record(one)), say, name_of)


def _of_a_step(commitment: Commitment, one: Awaited, meeting: Meeting, now: Now) -> Iterator[Wanted]:
    people = now.people.of(state.pk for state in one.states)
    if Relation.SECRETARIAT in one.relations:
        people += now.people.secretariat
    if Relation.SWG_CHAIR in one.relations:
        people += now.people.group_chairs
    values = {
        "commitment": in_all(lambda: f"{commitment.reference} · {commitment.heading}"),
        "step": in_all(lambda: one.step.label),
        "meeting": meeting_in_all(meeting),
    }
    url = reverse("commitment-act", args=[commitment.reference, one.step.name])
    for days in now.leads.get((meeting.body, RemindOf.STEP), []):
        for person in dict.fromkeys(people):
            yield Wanted(
                kind=STEP_AWAITED,
                about=name_of(commitment),
                about_label=str(commitment),
                occurrence=f"{one.step.name}, {days} days before {meeting.reference}",
                group=f"{one.step.name} {meeting.reference}"[:60],
                recipient=person,
                due_at=beginning_of(meeting.starts_on - dt.timedelta(days=days), meeting.zone),
                expires_at=beginning_of(meeting.starts_on, meeting.zone),
                url=url,
                values=values,
            )


def comments_welcome(now: Now) -> Iterator[Wanted | Troubled]:
    """States to which a paper was circulated and that have not commented on it, before the day that was named."""
    rows = Circulation.objects.filter(comments_by__gte=now.today).order_by("pk")
    rows = rows.select_related(
        "version__paper__folder__commitment__measure", "version__paper__folder__commitment__area"
    )
    sent = list(rows.defer("version__text"))
    said: dict[int, set[int]] = defaultdict(set)
    comments = Comment.objects.filter(version__in=[one.version_id for one in sent])
    for version, owner in comments.values_list("version", "owner"):
        said[version].add(owner)

    def say(one: Circulation) -> Iterator[Wanted]:
        states = now.people.members | (now.people.observers if one.audience == Audience.OBSERVERS else frozenset())
        return _of_a_circulation(one, one.version, now.people.of(sorted(states - said[one.version_id])))

    yield from each(sent, say, name_of)


def _of_a_circulation(one: Circulation, version: PaperVersion, people: list[int]) -> Iterator[Wanted]:
    day = one.comments_by or dt.date.max
    paper = in_all(lambda: f"{version.paper.symbol} · {version.paper.heading}")
    values = {"paper": paper, "day": day.isoformat(), "days": day.isoformat()}
    for days in BEFORE_COMMENTS_CLOSE:
        for person in people:
            yield Wanted(
                kind=COMMENT_DATE,
                about=name_of(one),
                about_label=str(version),
                occurrence=f"{days} days before",
                recipient=person,
                due_at=beginning_of(day - dt.timedelta(days=days)),
                expires_at=beginning_of(day + dt.timedelta(days=1)),
                fingerprint=day.isoformat(),
                url=version.get_absolute_url(),
                values=values,
            )


def terms_ending(now: Now) -> Iterator[Wanted | Troubled]:
    """The coordinator itself, the Chair and the Secretariat, before a term ends."""
    terms = CoordinatorAssignment.objects.designations().filter(until__gt=now.today)
    rows = terms.select_related("participant", "commitment", "area", "measure").order_by("pk")
    yield from each(rows, lambda term: _of_a_term(term, now), name_of)


def _of_a_term(term: CoordinatorAssignment, now: Now) -> Iterator[Wanted]:
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
    for days in BEFORE_A_TERM_ENDS:
        for person in dict.fromkeys(people):
            yield Wanted(
                kind=TERM_ENDING,
                about=name_of(term),
                about_label=str(term),
                occurrence=f"{days} days before",
                recipient=person,
                due_at=beginning_of(until - dt.timedelta(days=days)),
                expires_at=beginning_of(until),
                fingerprint=last,
                url=url,
                values=values,
            )


def measures_without_coordinator(now: Now) -> Iterator[Wanted]:
    """The Secretariat, before each SOC: measures that states intend to carry out and that no state coordinates yet."""
    coming = [one for one in now.meetings if one.body == Body.SENIOR_OFFICIALS]
    if not coming:
        return
    led = CoordinatorAssignment.objects.designations().running(now.today).filter(measure__isnull=False)
    led_commitments = CoordinatorAssignment.objects.designations().running(now.today).exclude(commitment=None)
    open_ones = Commitment.objects.exclude(state__in=ENDED).filter(measure__isnull=False, intentions__until=None)
    open_ones = open_ones.exclude(pk__in=led_commitments.values("commitment"))
    rows = open_ones.exclude(measure__in=led.values("measure")).select_related("measure__area")
    measures = {row.measure_id: row.measure for row in rows.order_by("measure__reference") if row.measure}
    meeting = coming[0]
    for measure in measures.values():
        for person in now.people.secretariat:
            yield Wanted(
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
