"""Who is told for a participant, where they are, and what the links in letters may do."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core import signing
from django.db.models import F, OuterRef, QuerySet, Subquery

from law.forum import FORUM
from members.choices import Rank, Role
from members.models import Deputyship, FocalPoint, User
from notices.courtesy import Habits
from notices.models import Rules


def told_for(participants: Collection[int], on: dt.date, roles: Collection[str] = ()) -> dict[int, list[User]]:
    """Who is told for each participant that day: its principals; in a role whose post is vacant, the alternate.

    And whoever stands in for one of them. One query. `roles` narrows it to who may do what is asked; a participant
    without anybody is not in the answer, and whoever only reads for one is asked for nothing.
    """
    posts = FocalPoint.objects.in_office(on).filter(participant__in=participants, user__is_active=True)
    posts = posts.filter(role__in=roles) if roles else posts.exclude(role=Role.READER)
    by_post: dict[tuple[int, str], dict[str, list[User]]] = defaultdict(lambda: defaultdict(list))
    stands_in = Deputyship.objects.running(on).filter(participant=OuterRef("participant"), person=OuterRef("user"))
    posts = posts.annotate(deputy=Subquery(stands_in.values("deputy")[:1]))
    deputies: dict[tuple[int, int], int] = {}
    for post in posts.select_related("user").order_by("participant", "role", "pk"):
        by_post[post.participant_id, post.role][post.rank].append(post.user)
        if post.deputy is not None:
            deputies[post.participant_id, post.user.pk] = post.deputy
    told: dict[int, dict[int, User]] = defaultdict(dict)
    there: dict[int, dict[int, User]] = defaultdict(dict)
    for (participant, _role), ranks in by_post.items():
        there[participant] |= {person.pk: person for people in ranks.values() for person in people}
        for person in ranks[Rank.PRINCIPAL] or ranks[Rank.ALTERNATE]:
            told[participant][person.pk] = person
    for (key, away), deputy in deputies.items():
        # A deputy is told what they could do themselves: in none of these roles, nothing.
        if away in told.get(key, ()) and deputy in there[key]:
            told[key][deputy] = there[key][deputy]
    return {participant: list(people.values()) for participant, people in told.items()}


def acted_for(on: dt.date) -> QuerySet[FocalPoint]:
    """The posts of a day by which somebody acts for a participant in the portal."""
    return FocalPoint.objects.in_office(on).filter(user__is_active=True)


def officers() -> QuerySet[User]:
    """Who is told for the Secretariat."""
    return User.objects.officers()


def habits_of(people: Iterable[User], on: dt.date, rules: Rules) -> dict[int, Habits]:
    """Where each person is: their zone, and the country of their first seat. One query."""
    people = list(people)
    seats = FocalPoint.objects.in_office(on).filter(user__in=[person.pk for person in people])
    codes = dict(
        seats.order_by(F("participant__seat_name").desc(), "-pk").values_list("user", "participant__code")
    )  # the first in seat order is the last to be put in
    return {
        person.pk: Habits(
            zone=person.time_zone,
            country=FORUM.country if person.is_of_the_secretariat else codes.get(person.pk, ""),
            hour=rules.hour,
            until_hour=rules.until_hour,
        )
        for person in people
    }


# -- Links in letters. Signed, so that nobody makes one up; they only ever quieten letters that may be declined.


@dataclass(frozen=True)
class Quieted:
    """What a link in a letter asks for: whose letters, of which kinds."""

    recipient: int
    kinds: tuple[str, ...]


# Longer than anybody keeps a letter to act on it; every new letter has a link of its own.
QUIET_AGE = dt.timedelta(days=90)


def quiet_key(recipient: int, kinds: Iterable[str]) -> str:
    return signing.dumps([recipient, sorted(set(kinds))], salt="quiet letters")


def quieted_by(key: str) -> Quieted | None:
    """What the link of a letter of the last 90 days asks for; else None, whatever the reason."""
    try:
        recipient, kinds = signing.loads(key, salt="quiet letters", max_age=QUIET_AGE)
    except signing.BadSignature:
        return None
    return Quieted(recipient, tuple(kinds))
