"""Whom to tell of information: those who give it, and those whom they let see it."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from activities.kinds import INFORMATION_GIVEN
from activities.models import Information
from meetings.access import people_in_office, people_whom_a_state_lets_see, who_sees
from members.models import Participant, User
from notices.actions import tell
from record.dates import day_of_the_house


def tell_those_who_see(information: Information, occurrence: str, by: User, at: dt.datetime) -> None:
    """Everybody whom its states let see it, and they themselves; who was told already is not told again."""
    day = day_of_the_house(at)
    near = {information.owner_id, *information.recipients.values_list("pk", flat=True)}
    near |= {state.pk for state in information.given_with}
    people = people_whom_a_state_lets_see(information.audience, day) | people_in_office(Q(participant__in=near), day)
    _tell(INFORMATION_GIVEN, information, occurrence, list(people.distinct()), by, at)


def tell_states(
    kind: str,
    information: Information,
    occurrence: str,
    states: Iterable[Participant],
    by: User,
    at: dt.datetime,
    **values: str,
) -> None:
    which = Q(participant__in=[state.pk for state in states])
    _tell(kind, information, occurrence, list(people_in_office(which, day_of_the_house(at))), by, at, **values)


def _tell(
    kind: str,
    information: Information,
    occurrence: str,
    people: list[User],
    by: User,
    at: dt.datetime,
    replied_by: str = "",
) -> None:
    seeing = who_sees(people, lambda person: Information.objects.visible_to(person).filter(pk=information.pk))
    tell(
        kind=kind,
        about=information,
        occurrence=occurrence,
        to=[person for person in seeing if person != by],
        url=information.get_absolute_url(),
        values={"information": information.title, "state": replied_by or information.owner.code},
        at=at,
    )
