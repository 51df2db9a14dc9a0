"""What people are reminded of about activities: that one approaches in which their state has a part, that a period ends, that
progress notes are welcome for some days more."""

import datetime as dt
from collections.abc import Iterator

from activities.actions.telling import states_near
from activities.choices import ActivityCourse
from activities.kinds import ACTION_PLAN_ENDS, ACTIVITY_APPROACHES, NOTES_CLOSE
from activities.models import ActionPlan, Activity, NoteRequest, ProgressNote
from desk.reminders.before_meetings import Now
from desk.reminders.days_before import days_before
from journal.names import name_of
from notices.sources import each
from notices.wanted import Troubled, WantedNotice
from papers.reads import undertakings
from record.dates import day_of_the_house
from record.texts import in_all

BEFORE_AN_ACTIVITY = (14, 2)
BEFORE_A_PERIOD_ENDS = (30,)
BEFORE_NOTES_CLOSE = (7, 2)


def activities_approaching(now: Now) -> Iterator[WantedNotice | Troubled]:
    """The people of those that lead, host and organise it, and of those that said who comes; where its day is known."""
    last = day_of_the_house(now.end) + dt.timedelta(days=BEFORE_AN_ACTIVITY[0] + 1)
    rows = Activity.objects.with_a_day().filter(
        course=ActivityCourse.ANNOUNCED, starts_on__gt=now.today, starts_on__lte=last
    )
    rows = rows.select_related("owner").order_by("pk")
    yield from each(rows, lambda activity: _of_an_activity(activity, now), name_of)


def _of_an_activity(activity: Activity, now: Now) -> Iterator[WantedNotice]:
    first = activity.starts_on or dt.date.max
    day = first.isoformat()
    values = {
        "activity": activity.title,
        "state": in_all(lambda: activity.owner),
        "day": day,
        "days": day,
    }
    about = str(activity), activity.get_absolute_url(), day
    people = now.people.of(states_near(activity))
    yield from days_before(ACTIVITY_APPROACHES, activity, about, people, BEFORE_AN_ACTIVITY, first, values)


def periods_ending(now: Now) -> Iterator[WantedNotice | Troubled]:
    """The people of the state that proposed a plan, of which no next one is there."""
    last = day_of_the_house(now.end) + dt.timedelta(days=BEFORE_A_PERIOD_ENDS[0] + 1)
    rows = ActionPlan.objects.ending_by(last).filter(until__gt=now.today).as_listed().order_by("pk")
    yield from each(rows, lambda plan: _of_a_plan(plan, now), name_of)


def _of_a_plan(plan: ActionPlan, now: Now) -> Iterator[WantedNotice]:
    day = plan.until.isoformat()
    commitment = in_all(lambda: getattr(plan.commitment, "heading", plan.within))
    about = str(plan), plan.get_absolute_url(), day
    people = now.people.of([plan.owner_id])
    values = {"commitment": commitment, "day": day, "days": day}
    yield from days_before(ACTION_PLAN_ENDS, plan, about, people, BEFORE_A_PERIOD_ENDS, plan.until, values)


def notes_closing(now: Now) -> Iterator[WantedNotice | Troubled]:
    """The people of the states that were asked, and that gave no note since."""
    last = day_of_the_house(now.end) + dt.timedelta(days=BEFORE_NOTES_CLOSE[0] + 1)
    rows = NoteRequest.objects.open_on(now.today).filter(welcome_until__lte=last).select_related("area").order_by("pk")
    yield from each(rows, lambda request: _of_a_request(request, now), name_of)


def _of_a_request(request: NoteRequest, now: Now) -> Iterator[WantedNotice]:
    day = request.welcome_until.isoformat()
    told = set(ProgressNote.objects.filter(request=request).values_list("owner", flat=True))
    asked = undertakings().states_of(undertakings().in_area(request.area), now.today)
    states = [key for key in asked.values_list("pk", flat=True) if key not in told]
    values = {"area": request.area.name, "day": day, "days": day}
    about = str(request), request.get_absolute_url(), day
    people = now.people.of(states)
    yield from days_before(NOTES_CLOSE, request, about, people, BEFORE_NOTES_CLOSE, request.welcome_until, values)
