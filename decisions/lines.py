"""WHAT AWAITS WHOM of agendas, follow-ups, minutes and texts under silence."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commitments.lines.open import own_members
from decisions.choices import RECEIPTS_AT_ONCE, AgendaStage, MinutesStage, Proof
from decisions.models import (
    AgendaItem,
    AgendaVersion,
    ApproachProposal,
    FollowUp,
    Minutes,
    MinutesChange,
    SilenceProcedure,
)
from journal.names import name_of
from journal.staff import Work, does, is_of_staff, is_officer
from law.choices import DeadlineKind, SilenceState
from law.grammar.deciding import SilenceDoes
from meetings.choices import Status
from meetings.models import Deadline, Meeting
from members.access import desk_in_office, own_states
from members.models import Participant, Person
from record.acts import TABLE
from record.awaiting import LINES, MOST, SECRETARIAT, DeskLine, LinePress, LinesOf, Stands
from record.dates import day_of_the_house, instant_in
from record.texts import in_language

# Texts that lie before the members, or are held, at one time.
MOST_TEXTS = 10
CORRECTIONS = "minutes-corrections"
DUE_WITHIN = dt.timedelta(days=60)
# Of meetings of longer ago, who wishes it drafts them on the meeting's own page.
SOON_AFTER = dt.timedelta(days=90)


def agendas_to_circulate(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Meetings to come whose provisional agenda hasn't gone out: until it has, or the meeting has begun."""
    on = day_of_the_house(at)
    if not (office := desk_in_office(user, on)):
        return
    sent = AgendaVersion.objects.filter(meeting=OuterRef("meeting"), stage=AgendaStage.PROVISIONAL)
    rows = Deadline.objects.visible_to(user).in_force().filter(kind=DeadlineKind.PROVISIONAL_AGENDA)
    rows = rows.filter(~Exists(sent.filter(circulated_at__isnull=False)), meeting__starts_on__gte=on)
    # An agenda without an item can't go out: first it is drafted.
    drafted = AgendaItem.objects.standing().filter(meeting=OuterRef("meeting"))
    rows = rows.annotate(is_drafted=Exists(drafted))
    for deadline in (
        rows.filter(due_at__lte=at + DUE_WITHIN)
        .select_related("meeting__working_group")
        .order_by("due_at", "pk")[:MOST]
    ):
        yield DeskLine(
            kind="agendas",
            about=name_of(deadline.meeting),
            part="provisional",
            desk=office,
            what=_("Circulate the provisional agenda"),
            thing=deadline.meeting.label,
            reference=deadline.meeting.reference,
            page=deadline.meeting.get_absolute_url(),
            press=_press_of_agenda(deadline.meeting.reference, is_drafted=deadline.is_drafted, user=user),
            by=deadline.due_on,
            by_instant=deadline.due_at,
            by_in_words=deadline.written,
            article="AA 31, 35",
        )


def _press_of_agenda(reference: str, *, is_drafted: bool, user: Person) -> LinePress:
    """Who prepares what an officer circulates is led to the draft."""
    prepares_alone = does(user, Work.PREPARE) and not is_officer(user)
    if not is_drafted or prepares_alone:
        words = _("Work on the draft") if is_drafted else _("Draft the agenda")
        return LinePress(words, reverse("agenda-draft", args=[reference]))
    act = TABLE.rows["meeting"]["circulate-agenda"]
    return LinePress(_("Circulate it"), TABLE.nouns["meeting"].form_of(act, reference))


def texts_under_silence(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """For a member, a text it hasn't acknowledged; for who opened it, members that nothing shows to have it, and one held."""
    on = day_of_the_house(at)
    office, states = desk_in_office(user, on), own_states(user, on)
    rows = SilenceProcedure.objects.visible_to(user).filter(state__in=[SilenceState.OPEN, SilenceState.HELD])
    for procedure in rows.with_everything().order_by("ends_at", "pk")[:MOST_TEXTS]:
        if procedure.state == SilenceState.HELD or procedure.ends_at <= at:
            if office and (is_of_staff(user) or procedure.opened_by_chair_id):
                yield _held(procedure, office)
            continue
        if is_of_staff(user) and (not_reached := procedure.not_reached):
            yield _to_reach(procedure, not_reached)
        for state in _to_answer(procedure, states):
            yield _to_read(procedure, state)


def _line(procedure: SilenceProcedure) -> DeskLine:
    return DeskLine(
        kind="silence",
        about=name_of(procedure),
        thing=in_language(procedure.title),
        reference=procedure.reference,
        page=procedure.get_absolute_url(),
        by=day_of_the_house(procedure.ends_at),
        by_instant=procedure.ends_at,
        by_in_words=instant_in(procedure.ends_at, procedure.time_zone),
        article=str(procedure.rules.act(SilenceDoes.OPENS).article),
    )


def _held(procedure: SilenceProcedure, desk: str) -> DeskLine:
    return replace(
        _line(procedure),
        part=f"held {procedure.latest.number}",
        desk=desk,
        what=_("A silence procedure is held: extend it, begin again, or withdraw the text"),
        press=LinePress(_("Look at it"), procedure.get_absolute_url()),
    )


def _to_reach(procedure: SilenceProcedure, states: list[Participant]) -> DeskLine:
    words = ngettext(
        "Nothing shows that the text reached %(number)d member: serve it on paper, and enter the receipt",
        "Nothing shows that the text reached %(number)d members: serve it on paper, and enter the receipts",
        len(states),
    )
    receipts = TABLE.rows["silence"][RECEIPTS_AT_ONCE]
    return replace(
        _line(procedure),
        part=f"reach {procedure.latest.number}",
        desk=SECRETARIAT,
        what=words % {"number": len(states)},
        press=LinePress(_("Enter receipts"), TABLE.nouns["silence"].form_of(receipts, procedure.reference)),
        waits_for=tuple(states),
    )


def _to_answer(procedure: SilenceProcedure, states: dict[int, Participant]) -> list[Participant]:
    """Of a person's states the members that the period is for and that have neither acknowledged the text nor objected."""
    seal = procedure.latest.sha256
    heard = {
        row.participant_id
        for silence_round in procedure.rounds.all()
        if silence_round.sha256 == seal
        for row in silence_round.notifications.all()
        if row.proof == Proof.ACKNOWLEDGED
    }
    heard |= {objection.participant_id for objection in procedure.latest.objections.all()}
    return [state for state in procedure.concerned if state.pk in states and state.pk not in heard]


def _to_read(procedure: SilenceProcedure, state: Participant) -> DeskLine:
    return replace(
        _line(procedure),
        part=f"read {procedure.latest.number}",
        desk=state.code,
        stands=Stands.TO_DO,
        what=_("Read the text before the silence ends"),
        press=LinePress(_("Read it"), procedure.get_absolute_url()),
        remarks=(_("no answer means no objection"),),
    )


# -- Of follow-ups, an act says when it awaits somebody.


def to_report(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Open follow-ups of the Secretariat, where nobody else is named, and of a person's states."""
    open_ones = rows.filter(pk__in=FollowUp.objects.open().values("pk"))
    states = own_states(user, day_of_the_house(at))
    ours = open_ones.filter(owner__isnull=True) if is_of_staff(user) else open_ones.filter(owner__in=states)
    return ours.order_by(F("hears__starts_on").asc(nulls_last=True), "pk")


def who_looks_after(user: Person, follow_up: FollowUp) -> str:
    return follow_up.owner.code if follow_up.owner else SECRETARIAT


def day_it_is_heard(follow_up: FollowUp) -> dt.date | None:
    return follow_up.hears.starts_on if follow_up.hears else None


def proposals_to_settle(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Proposals about the Approach that stood on an agenda of a meeting which is over: what was decided is to be entered."""
    if not is_officer(user):
        return rows.none()
    heard = AgendaItem.objects.standing().filter(
        matter=Concat(Value("approach:"), Cast(OuterRef("pk"), CharField())),
        meeting__starts_on__lt=day_of_the_house(at),
    )
    open_ones = rows.filter(pk__in=ApproachProposal.objects.open().values("pk"))
    return open_ones.filter(Exists(heard)).order_by("at", "pk")


# -- Of minutes.


def meetings_to_minute(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Meetings of the last months whose agenda went out from here, which are over, and of which there are no minutes."""
    if not does(user, Work.PREPARE):
        return rows.none()
    today = day_of_the_house(at)
    over = Q(ends_on__lt=today) | Q(ends_on__isnull=True, starts_on__lt=today)
    circulated = AgendaVersion.objects.filter(meeting=OuterRef("pk"), circulated_at__isnull=False)
    minuted = Minutes.objects.filter(meeting=OuterRef("pk"))
    begun = rows.filter(over, status__in=[Status.PLANNED, Status.HELD], starts_on__gte=today - SOON_AFTER)
    return begun.filter(Exists(circulated), ~Exists(minuted)).order_by("starts_on", "pk")


def changes_to_answer(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    waiting = rows.filter(pk__in=MinutesChange.objects.unanswered().values("pk"))
    return (waiting if is_officer(user) else waiting.none()).order_by("at", "pk")


def minutes_to_settle(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Those that were circulated, once the next meeting of that body has begun."""
    if not is_officer(user):
        return rows.none()
    next_one = Meeting.objects.filter(
        Q(working_group=OuterRef("meeting__working_group")) | Q(working_group__isnull=True),
        body=OuterRef("meeting__body"), status__in=[Status.PLANNED, Status.HELD],
        starts_on__gt=OuterRef("meeting__starts_on"), starts_on__lte=day_of_the_house(at),
    )  # fmt: skip
    return rows.filter(Exists(next_one), stage=MinutesStage.CIRCULATED).order_by("changed_at", "pk")


def corrections_welcome(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Minutes of meetings at which the person's states sat, until their last day for corrections, or one was proposed."""
    day = day_of_the_house(at)
    own = own_states(user, day)
    if not own:
        return
    members = [state.pk for state in own_members(user, day)]
    proposed = MinutesChange.objects.filter(minutes=OuterRef("pk"), owner__in=own)
    rows = Minutes.objects.visible_to(user).open_to_corrections(day).of_those_who_sat(list(own), members)
    rows = rows.filter(~Exists(proposed)).select_related("meeting__working_group").order_by("corrections_until", "pk")
    for minutes in rows[:MOST]:
        yield DeskLine(
            kind=CORRECTIONS,
            about=name_of(minutes),
            part=str(minutes.corrections_until),
            desk=next(iter(own.values())).code,
            stands=Stands.OPEN,
            what=_("Propose a correction of the minutes, if your state wishes"),
            thing=str(minutes),
            page=minutes.get_absolute_url(),
            press=LinePress(_("Open the minutes"), minutes.get_absolute_url()),
            article="AA 35",
            by=minutes.corrections_until,
        )


def register() -> None:
    LINES.add(
        LinesOf(
            kind="agendas",
            label=_("Agendas to circulate"),
            article="AA 35",
            lines=agendas_to_circulate,
            works=frozenset({Work.PREPARE, Work.KEEP}),
        ),
        LinesOf(kind="silence", label=_("Texts under silence"), article="SCICA-PR2128", lines=texts_under_silence),
        LinesOf(
            kind=CORRECTIONS,
            label=_("Minutes that may be corrected"),
            article="AA 35",
            lines=corrections_welcome,
            stands_still=True,
        ),
    )
