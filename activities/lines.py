"""WHAT AWAITS WHOM of activities: those whose day has gone by, those held and not told of yet, and those open to others; progress
notes that are asked for; periods of action plans that end; information to be given together, and to be sent out."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from activities.choices import AHEAD, ActivityCourse, Consent, GiverAnswer, InformationStage, WiderAnswer
from activities.models import (
    ActionPlan,
    Activity,
    ActivityParty,
    Information,
    InformationGiver,
    NoteRequest,
    ProgressNote,
    YearPlan,
)
from journal.names import name_of
from journal.staff import is_officer
from members.access import own_states
from members.choices import Audience
from members.models import Person, seats_of
from papers.reads import undertakings
from record.acts import TABLE
from record.awaiting import LINES, MOST, DeskLine, LinePress, LinesOf, Stands
from record.dates import day_of_the_house

# The nearest of them; the others stand in the list of activities.
MOST_INVITED = 5
INVITED = "activities-invited"
NOTES_WELCOME = "progress-notes"
PERIOD_ENDS = "action-plan-ends"
# So long before the period of an action plan ends, the next one is thought of.
BEFORE_IT_ENDS = dt.timedelta(days=60)


def of_its_state(user: Person, activity: Activity) -> str:
    """On the desk of the state that leads it; of the Secretariat's staff, nobody waits for it."""
    return str(activity.owner.code)


def _led_by_own(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    return rows.filter(owner__in=seats_of(user, day_of_the_house(at)).participant_ids)


def whose_day_is_gone(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Those of the person's states of which the last day that is known has gone by."""
    gone = _led_by_own(rows, user, at).filter(course__in=AHEAD, starts_on__lt=day_of_the_house(at))
    return gone.exclude(ends_on__gte=day_of_the_house(at)).order_by("starts_on", "pk")


def to_report(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    return _led_by_own(rows, user, at).filter(course=ActivityCourse.HELD).order_by("starts_on", "pk")


def photographs_without_consent(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Those of the person's states of which nobody said yet whether they may be shown."""
    return _led_by_own(rows, user, at).filter(consent=Consent.WAITED_FOR).order_by("at", "pk")


def plans_to_settle(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Yearly plans whose meeting has begun: for the Secretariat."""
    settled = YearPlan.objects.to_be_settled(day_of_the_house(at)) if is_officer(user) else YearPlan.objects.none()
    return rows.filter(pk__in=settled.values("pk")).order_by("year")


def open_to_us(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Those to which others invite, and of which the person's states have said nothing yet; the nearest first."""
    day = day_of_the_house(at)
    own = own_states(user, day)
    if not own:
        return
    answered = ActivityParty.objects.filter(activity=OuterRef("pk"), participant__in=own)
    rows = Activity.objects.visible_to(user).filter(course=ActivityCourse.ANNOUNCED).exclude(owner__in=own)
    rows = rows.exclude(starts_on__lt=day).filter(~Exists(answered)).select_related("area", "owner")
    noun, act = TABLE.nouns["activity"], TABLE.rows["activity"]["take-part"]
    desk = next(iter(own.values())).code
    for activity in rows.order_by("starts_on", "pk")[:MOST_INVITED]:
        yield DeskLine(
            kind=INVITED,
            about=name_of(activity),
            desk=desk,
            stands=Stands.OPEN,
            what=_("Say who comes, if your state wishes"),
            thing=activity.heading,
            page=activity.get_absolute_url(),
            press=LinePress(act.label, noun.form_of(act, noun.key_of(activity))),
            article=str(act.article),
            by_in_words=activity.days,
            area=activity.area,
        )


def notes_welcome(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Commitments in which the person's states take part, in areas of which notes are asked for, and of which none of them
    said anything since."""
    day = day_of_the_house(at)
    own = own_states(user, day)
    if not own:
        return
    requests = list(NoteRequest.objects.visible_to(user).open_on(day).select_related("area").order_by("-at", "-pk"))
    if not requests:
        return
    told = ProgressNote.objects.filter(owner__in=own).values_list("within", "request")
    answered = set(told.filter(request__in=requests))
    folders = undertakings().of_states(own, day).with_holders().order_by("reference")
    noun, act = TABLE.nouns["commitment"], TABLE.rows["commitment"]["progress-note"]
    shown = 0
    for folder in folders:
        commitment = folder.holder
        request = next(
            (asked for asked in requests if asked.area_id in {commitment.area_id, commitment.area.parent_id}), None
        )
        if request is None or (folder.pk, request.pk) in answered:
            continue
        shown += 1
        if shown > MOST:
            return
        yield DeskLine(
            kind=NOTES_WELCOME,
            about=name_of(commitment),
            part=str(request.pk),
            desk=next(iter(own.values())).code,
            stands=Stands.OPEN,
            what=_("Say how it goes on, if your state wishes"),
            thing=commitment.heading,
            reference=commitment.reference,
            page=request.get_absolute_url(),
            press=LinePress(act.label, noun.form_of(act, commitment.reference)),
            article=str(act.article),
            by=request.welcome_until,
            area=commitment.area,
        )


def periods_that_end(user: Person, at: dt.datetime) -> Iterator[DeskLine]:
    """Action plans of the person's states of which the period ends soon, or has ended, and which none follows."""
    day = day_of_the_house(at)
    own = own_states(user, day)
    if not own:
        return
    rows = ActionPlan.objects.visible_to(user).filter(owner__in=own).ending_by(day + BEFORE_IT_ENDS).as_listed()
    noun, act = TABLE.nouns["commitment"], TABLE.rows["commitment"]["action-plan"]
    for plan in rows.order_by("until", "pk")[:MOST]:
        commitment: Any = plan.commitment
        yield DeskLine(
            kind=PERIOD_ENDS,
            # Named by what everybody knows of it: a key drawn by chance would tell one record from another.
            about=name_of(commitment),
            part=str(plan.until),
            desk=own[plan.owner_id].code,
            stands=Stands.OPEN,
            what=_("Propose what is done in the next period, if your state wishes"),
            thing=commitment.heading,
            reference=commitment.reference,
            page=plan.get_absolute_url(),
            press=LinePress(act.label, noun.form_of(act, commitment.reference)),
            article=str(act.article),
            by=plan.until,
            area=plan.area,
        )


def asked_together(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """Information that the person's states are asked to give as well, or to let more see, and to which they said nothing yet."""
    own = seats_of(user, day_of_the_house(at)).participant_ids
    to_give = Q(answer=GiverAnswer.ASKED, information__stage=InformationStage.ASKED)
    asked = InformationGiver.objects.filter(to_give | Q(wider=WiderAnswer.ASKED), participant__in=own)
    return rows.filter(pk__in=asked.values("information")).order_by("at", "pk")


def of_whoever_is_asked(user: Person, information: Information) -> str:
    """On the desk of the person's own state among those asked; of the Secretariat's staff, nobody waits for it."""
    asked = {giver.participant_id for giver in information.givers.all() if giver.is_asked}
    own = own_states(user, day_of_the_house())
    return next((str(state.code) for key, state in own.items() if key in asked), "")


def to_be_sent_out(rows: QuerySet[Any], user: Person, at: dt.datetime) -> QuerySet[Any]:
    """What the Secretariat is asked to send out."""
    waiting = rows.filter(stage=InformationStage.GIVEN, to_be_sent=True).exclude(audience=Audience.SECRETARIAT)
    return (waiting if is_officer(user) else waiting.none()).order_by("at", "pk")


def register() -> None:
    LINES.add(
        LinesOf(
            kind=INVITED,
            label=_("Activities to which others invite"),
            article="AA 24",
            lines=open_to_us,
            stands_still=True,
        ),
        LinesOf(
            kind=NOTES_WELCOME,
            label=_("Progress notes that are asked for"),
            article="AA 24",
            lines=notes_welcome,
            stands_still=True,
        ),
        LinesOf(
            kind=PERIOD_ENDS,
            label=_("Action plans whose period ends"),
            article="AA 24",
            lines=periods_that_end,
            stands_still=True,
        ),
    )
