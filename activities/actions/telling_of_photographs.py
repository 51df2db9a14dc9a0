"""Whom to tell of a photograph: while it waits its state and the officers, with consent those near the activity as well."""

import datetime as dt

from django.db.models import Q

from activities.actions.telling import states_near, write_of_activity
from activities.kinds import PHOTOGRAPH_SHOWN, PHOTOGRAPH_WAITS, PHOTOGRAPH_WITHDRAWN
from activities.models import Activity, Photograph
from meetings.access import people_in_office, who_sees
from members.models import User
from record.dates import day_of_the_house


def tell_that_one_waits(photograph: Photograph, by: User, at: dt.datetime) -> None:
    _tell(PHOTOGRAPH_WAITS, photograph, who_sees_it(photograph, at), by, at)


def tell_that_one_is_shown(photograph: Photograph, by: User, at: dt.datetime) -> None:
    _tell(PHOTOGRAPH_SHOWN, photograph, who_sees_it(photograph, at), by, at)


def tell_that_one_is_withdrawn(photograph: Photograph, saw: list[User], by: User, at: dt.datetime) -> None:
    """Those of them who see its activity still."""
    seeing = who_sees(saw, lambda person: Activity.objects.visible_to(person).filter(pk=photograph.activity_id))
    _tell(PHOTOGRAPH_WITHDRAWN, photograph, seeing, by, at)


def who_sees_it(photograph: Photograph, at: dt.datetime) -> list[User]:
    """Of the people of the states near the activity, and the officers, those who see the photograph now.

    Asked before consent is withdrawn, it says to whom the photograph was shown.
    """
    near = people_in_office(Q(participant__in=states_near(photograph.activity)), day_of_the_house(at))
    return who_sees(near, lambda person: Photograph.objects.visible_to(person).filter(pk=photograph.pk))


def _tell(kind: str, photograph: Photograph, people: list[User], by: User, at: dt.datetime) -> None:
    is_shown = kind != PHOTOGRAPH_WITHDRAWN
    place = (photograph if is_shown else photograph.activity).get_absolute_url()
    write_of_activity(kind, photograph.activity, f"photograph {photograph.uid.hex}", people, by, at, url=place)
