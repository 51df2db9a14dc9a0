"""Where a person sits on a day: for whom they act, and what that lets them see."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import OuterRef, QuerySet, Subquery

from journal.staff import is_of_staff, is_officer
from members.choices import WITHIN, Audience, Keys, Role, Standing
from members.models.focal_points import FocalPoint
from members.models.participants import Chairmanship, Participant, Participation
from members.models.users import Person, User, of_the_secretariat
from record.dates import day_of_the_house
from record.prepared import PreparedQuestion
from record.readers import ENDS, SIGHT, Ends


@dataclass(frozen=True)
class Seat:
    """One participant that a person acts for, in what standing, with what role."""

    participant_id: int
    standing: str
    role: str
    holds_chair: bool
    two_keys: bool = False
    # Days ahead on which something ends that lets the participant read meanwhile: a term as coordinator.
    ends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seats:
    """All seats of a person on a day, and what follows from them."""

    is_of_staff: bool
    is_officer: bool
    seats: tuple[Seat, ...]

    @property
    def acting(self) -> "Seats":
        """Those in which the person does something for a participant; whoever only reads for one does nothing."""
        if all(seat.role != Role.READER for seat in self.seats):
            return self
        return replace(self, seats=tuple(seat for seat in self.seats if seat.role != Role.READER))

    @property
    def participant_ids(self) -> frozenset[int]:
        return frozenset(seat.participant_id for seat in self.seats)

    @property
    def is_member(self) -> bool:
        return any(seat.standing == Standing.MEMBER for seat in self.seats)

    @property
    def is_observer(self) -> bool:
        return any(seat.standing == Standing.OBSERVER for seat in self.seats)

    @property
    def holds_chair(self) -> bool:
        return any(seat.holds_chair for seat in self.seats)

    @property
    def sits_with_the_members(self) -> bool:
        """Of a member, the Chair or the Secretariat: what the members have among themselves is read together by these."""
        return self.is_of_staff or self.is_member or self.holds_chair

    def acts_for(self, participant_id: int | None) -> bool:
        return participant_id in self.participant_ids

    def is_authority_of(self, participant_id: int) -> bool:
        return any(seat.participant_id == participant_id and seat.role == Role.AUTHORITY for seat in self.seats)

    def audiences(self) -> tuple[str, ...]:
        """The audiences that this person belongs to, besides their own state's."""
        standings = {seat.standing for seat in self.seats}
        audiences = {audience for audience, within in WITHIN.items() if self.is_of_staff or standings & {*within}}
        if self.holds_chair:
            audiences.add(Audience.SECRETARIAT)
        return tuple(sorted(audiences | {Audience.PUBLIC}))


NOBODY = Seats(is_of_staff=False, is_officer=False, seats=())


def seats_of(user: Person, on: dt.date | None = None) -> Seats:
    """The seats of a person on a day (default: today). Asked once an object of the person and day: two queries.

    Whoever is anonymous, may not sign in, or was let in to one paper, sits nowhere.
    """
    if not (user.is_authenticated and user.is_active) or user.is_guest:
        return NOBODY
    on = on or day_of_the_house()
    if on not in _known(user):
        seat_people([user], on)
    return _known(user)[on]


def seat_people(people: Collection[User], on: dt.date) -> None:
    """Ask for the seats of many people on a day, so that `seats_of` knows them: two queries, however many they are."""
    seats = _seats(people, on)
    for person in people:
        _known(person)[on] = Seats(is_of_staff(person), is_officer(person), tuple(seats[person.pk]))


def seats_of_participants(participants: Collection[Participant], on: dt.date) -> dict[int, Seats]:
    """By key of a participant, where whoever is its authority on a day sits: two queries, however many they are.

    For what the Secretariat enters from its letters, also where it has nobody in the portal.
    """
    rows = Participation.objects.filter(participant__in=participants).holding(on).order_by("since", "pk")
    rows = rows.annotate(**{name: ends(on) for name, ends in zip(_names_of_ends(), ENDS.values(), strict=True)})
    # The latest of a participant comes last, and stays.
    held = {key: row for key, *row in rows.values_list("participant", "standing", *_names_of_ends())}
    chair = Chairmanship.objects.holding(on).order_by("-since").values_list("participant", flat=True).first()
    made = {}
    for participant in participants:
        standing, *ends = held.get(participant.pk, [""])
        seat = Seat(participant.pk, standing, Role.AUTHORITY, participant.pk == chair, ends=_days(ends))
        made[participant.pk] = Seats(is_of_staff=False, is_officer=False, seats=(seat,))
    return made


def _days(ends: Collection[str | None]) -> tuple[str, ...]:
    """The days that stand in the columns of a seat's ends."""
    return tuple(day for joined in ends if joined for day in joined.split(","))


def _names_of_ends() -> list[str]:
    """What the columns are called in which a seat's ends come."""
    return [f"ends_{place}" for place in range(len(ENDS))]


def _known(user: Person) -> dict[dt.date, Seats]:
    """What was asked already about this object of the person, by day."""
    if user.__dict__.get("_seats_before") != SIGHT.changed:
        user.__dict__.update(_seats={}, _seats_before=SIGHT.changed)
    return user.__dict__.setdefault("_seats", {})


@lru_cache(maxsize=8)
def _asked_of_a_day(on: dt.date, ends_of: tuple[Ends, ...]) -> tuple[QuerySet, PreparedQuestion, PreparedQuestion]:
    """The questions of a day: where everybody sits, where one person sits, and who is in the Chair. Every page begins with
    the last two, and their words are the same all day."""
    participation = (
        Participation.objects.filter(participant=OuterRef("participant")).holding(on).order_by("-since", "-pk")
    )
    rows = FocalPoint.objects.exclude(of_the_secretariat("user__")).in_office(on)
    rows = rows.annotate(standing=Subquery(participation.values("standing")[:1]))
    rows = rows.annotate(**{name: ends(on) for name, ends in zip(_names_of_ends(), ends_of, strict=True)})
    known = ("user", "participant", "standing", "role", "participant__keys")
    chairs = Chairmanship.objects.holding(on).order_by("-since").values_list("participant", flat=True)
    everybody = rows.values_list(*known, *_names_of_ends())
    of_one = PreparedQuestion(FocalPoint, lambda person: everybody.filter(user=person), ("user",), (-1,))
    return everybody, of_one, PreparedQuestion(Chairmanship, lambda: chairs[:1], (), ())


def _seats(people: Collection[User], on: dt.date) -> dict[int, list[Seat]]:
    """By person; none for whoever is of the Secretariat, whatever the table of posts says: officers act for no state."""
    everybody, of_one, chairs = _asked_of_a_day(on, tuple(ENDS.values()))
    chair = next((participant for (participant,) in chairs.tuples()), None)
    keys_of = [person.pk for person in people]
    rows = of_one.tuples(*keys_of) if len(keys_of) == 1 else everybody.filter(user__in=keys_of)
    seats: dict[int, list[Seat]] = defaultdict(list)
    for person, participant, standing, role, keys, *ends in rows:
        two_keys = keys == Keys.TWO
        seat = Seat(participant, standing or "", role, participant == chair, two_keys=two_keys, ends=_days(ends))
        seats[person].append(seat)
    return seats
