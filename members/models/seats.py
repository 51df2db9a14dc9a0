"""Where a person sits on a day: for whom they act, and what that lets them see."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db.models import OuterRef, Subquery

from journal.staff import is_of_staff, is_officer
from members.choices import WITHIN, Audience, Keys, Role, Standing
from members.models.focal_points import FocalPoint
from members.models.participants import Chairmanship, Participation
from members.models.users import Person, User, of_the_secretariat
from record.dates import day_of_the_house


@dataclass(frozen=True)
class Seat:
    """One participant that a person acts for, in what standing, with what role."""

    participant_id: int
    standing: str
    role: str
    holds_chair: bool
    two_keys: bool = False


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

    Whoever is anonymous or may not sign in sits nowhere.
    """
    if not (user.is_authenticated and user.is_active):
        return NOBODY
    on = on or day_of_the_house()
    seats_by_day: dict[dt.date, Seats] = user.__dict__.setdefault("_seats", {})
    if on not in seats_by_day:
        seats_by_day[on] = Seats(is_of_staff=is_of_staff(user), is_officer=is_officer(user), seats=_seats(user, on))
    return seats_by_day[on]


def _seats(user: User, on: dt.date) -> tuple[Seat, ...]:
    """None for whoever is of the Secretariat, whatever the table of posts says: officers act for no state."""
    participation = (
        Participation.objects.filter(participant=OuterRef("participant")).holding(on).order_by("-since", "-pk")
    )
    rows = FocalPoint.objects.filter(user=user).exclude(of_the_secretariat("user__")).in_office(on)
    rows = rows.annotate(standing=Subquery(participation.values("standing")[:1]))
    chair = Chairmanship.objects.holding(on).order_by("-since").values_list("participant", flat=True).first()
    return tuple(
        Seat(participant, standing or "", role, participant == chair, two_keys=keys == Keys.TWO)
        for participant, standing, role, keys in rows.values_list(
            "participant", "standing", "role", "participant__keys"
        )
    )
