"""Whom to tell of what happened to an activity."""

import datetime as dt

from django.db.models import Q, QuerySet

from activities.choices import ActivityCourse
from activities.kinds import ACTIVITY_ANNOUNCED
from activities.models import Activity
from meetings.access import people_in_office, people_whom_a_state_lets_see, states_of_audience, who_read_it, who_sees
from members.models import Participant, User
from notices.actions import tell
from record.dates import day_of_the_house


def states_near(activity: Activity) -> list[int]:
    """Keys of the participants that lead, host and organise it, and of those that said who comes."""
    named = {activity.owner_id, activity.host_id, *activity.organisers.values_list("pk", flat=True)}
    coming = activity.parties.filter(coming__gt=0).values_list("participant", flat=True)
    return sorted(key for key in {*named, *coming} if key is not None)


def tell_those_near(kind: str, activity: Activity, occurrence: str, by: User, at: dt.datetime) -> None:
    """The people of those participants, and the officers."""
    people = people_in_office(Q(participant__in=states_near(activity)), day_of_the_house(at))
    _tell(kind, activity, occurrence, list(people), by, at)


def tell_those_invited(kind: str, activity: Activity, occurrence: str, by: User, at: dt.datetime) -> None:
    """Everybody whom its state lets see it; of an invitation the states as well, so that it is served on paper where need be."""
    day = day_of_the_house(at)
    people = people_whom_a_state_lets_see(activity.audience, day) | people_in_office(
        Q(participant__in=states_near(activity)), day
    )
    states = states_invited(activity, day) if kind == ACTIVITY_ANNOUNCED else None
    _tell(kind, activity, occurrence, list(people.distinct()), by, at, states)


def states_invited(activity: Activity, day: dt.date) -> QuerySet[Participant]:
    """The participants that see it, but for the one that invites."""
    of_audience = Participant.objects.filter(pk__in=states_of_audience(day, activity.audience).values("pk"))
    near = Participant.objects.filter(pk__in=states_near(activity))
    seeing = who_read_it((of_audience | near).distinct(), activity, day)
    return Participant.objects.filter(pk__in=[state.pk for state in seeing]).exclude(pk=activity.owner_id)


def tell_of_its_course(kind: str, activity: Activity, was: str, occurrence: str, by: User, at: dt.datetime) -> None:
    """Of one that was announced everybody who was invited; of one that was only planned those near to it."""
    whom = tell_those_near if was == ActivityCourse.PLANNED else tell_those_invited
    whom(kind, activity, occurrence, by, at)


def _tell(
    kind: str,
    activity: Activity,
    occurrence: str,
    people: list[User],
    by: User,
    at: dt.datetime,
    states: QuerySet[Participant] | None = None,
) -> None:
    seeing = who_sees(people, lambda person: Activity.objects.visible_to(person).filter(pk=activity.pk))
    write_of_activity(kind, activity, occurrence, seeing, by, at, states=states)


def write_of_activity(
    kind: str,
    activity: Activity,
    occurrence: str,
    people: list[User],
    by: User,
    at: dt.datetime,
    *,
    states: QuerySet[Participant] | None = None,
    url: str = "",
) -> None:
    """One notice for each of those people but whoever did it; that they see what it is about was asked before."""
    tell(
        kind=kind,
        about=activity,
        occurrence=occurrence,
        to=[person for person in people if person != by],
        url=url or activity.get_absolute_url(),
        values={
            "activity": activity.title,
            "state": activity.owner.code,
            "days": {
                "starts": activity.starts_on.isoformat() if activity.starts_on else None,
                "ends": activity.ends_on.isoformat() if activity.ends_on else None,
                "known": activity.known,
            },
        },
        states=states,
        at=at,
    )
