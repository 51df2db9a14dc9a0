"""Whom a meeting concerns, who prepares it, and to which audiences a person belongs."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from journal.staff import Work, does, is_officer
from law.choices import DeadlineKind
from meetings.choices import Status
from meetings.models import Meeting, WorkingGroup
from members.access import NOT_YOURS, why_not_submit
from members.choices import WITHIN, Audience, Standing
from members.models import (
    Chairmanship,
    FocalPoint,
    Participant,
    Participation,
    Person,
    Seats,
    User,
    seat_people,
    seats_of,
    seats_of_participants,
)
from notices.access import acted_for, officers
from record.acts import Speaker
from record.dates import day_of_the_house
from record.letters import DAY_TO_COME, ReceivedLetter
from record.readers import CHAIR, GROUPS, SIGHT, STAFF, HasReaders, state_held
from record.refusals import StepRefused
from record.viewers import reads_the_record

# What a member gets ready itself, and what an observer does, who attends; the rest is the Secretariat's and the
# Chair's to send out (Almaty Act, articles 31 and 35).
OF_MEMBERS = frozenset({DeadlineKind.DOCUMENTS, DeadlineKind.NOMINATIONS, DeadlineKind.DELEGATION_LIST})
OF_OBSERVERS = frozenset({DeadlineKind.DELEGATION_LIST})
OF_WHO_PREPARES = frozenset(DeadlineKind)


def kinds_concerning(user: Person) -> frozenset[str]:
    """The kinds of deadlines by which this person, or the state they act for, has something to do."""
    if reads_preparations(user):
        return OF_WHO_PREPARES
    seats = seats_of(user)
    if seats.is_member:
        return OF_MEMBERS
    return OF_OBSERVERS if seats.is_observer else frozenset()


# -- Whom a meeting concerns: one answer, for who is told of it and who is reminded of it.


def standings_concerned(meeting: Meeting) -> tuple[Standing, ...]:
    """As what a participant takes part for the meeting to concern it: members; observers where they attend."""
    return WITHIN[Audience.OBSERVERS if meeting.body_row.observers_attend else Audience.MEMBERS]


def people_concerned_by(meeting: Meeting, on: dt.date) -> QuerySet[User]:
    """Everybody in office on a day for a participant that it concerns, the Chair, the officers, who chairs its group.

    Who chairs another group has no part in it.
    """
    held = Participation.objects.holding(on).filter(standing__in=standings_concerned(meeting)).values("participant")
    which = Q(participant__in=held) | Q(participant__in=state_in_chair(on))
    return people_in_office(which, on, groups=groups_chaired(on).filter(pk=meeting.working_group_id))


def reads_preparations(user: Person) -> bool:
    """Whether this person reads of meetings while they are prepared: the Secretariat's staff, and the Chair's people."""
    seats = seats_of(user)
    return seats.is_of_staff or seats.holds_chair


def prepares_meetings(user: Person) -> bool:
    """Whether this person prepares meetings and their agendas: officers and their assistants, and who acts for the Chair."""
    return does(user, Work.PREPARE) or seats_of(user).acting.holds_chair


def keeps_meetings(user: Person) -> bool:
    """Whether this person moves meetings and announces them: officers of the Secretariat, and who acts for the Chair."""
    seats = seats_of(user)
    return seats.is_officer or seats.acting.holds_chair


def why_not_announce(user: Person, meeting: Meeting, participant: Participant, today: dt.date) -> Any:
    """Why this person can't announce a delegation to a meeting: a sentence, or None.

    The Secretariat announces anybody's, also afterwards; a state's focal points their own, until the meeting is over.
    """
    if meeting.status in {Status.CANCELLED, Status.PROPOSED}:
        return _("This meeting does not take place.")
    if not Participation.objects.filter(participant=participant).holding(meeting.starts_on).exists():
        return _("On that day it takes no part in the Conference.")
    seats = seats_of(user, today)
    if seats.is_officer:
        return None
    if not seats.acting.acts_for(participant.pk):
        return _("You don't act for this state.")
    if why := why_not_submit(user, participant.pk, today):
        return why
    if meeting.status == Status.HELD or meeting.last_day < today:
        return _("This meeting is over.")
    return None


# What whoever chairs a working group sees as a member does (`audiences_of`).
OPEN_TO_GROUPS = frozenset({Audience.MEMBERS, Audience.OBSERVERS, Audience.PUBLIC})


def people_of_audience(audience: str, on: dt.date) -> QuerySet[User]:
    """Everybody in office on a day who belongs to an audience: officers, and who chairs a group, included."""
    return _of_audience(audience, on, with_groups=audience in OPEN_TO_GROUPS)


def out_of_reach(user: Person, audiences: Iterable[str], on: dt.date) -> list[Participant]:
    """Those of some audiences that have nobody in the portal on a day, and are to be reached by letter.

    For the Secretariat and the Chair, who see to that; to everybody else it is nothing.
    """
    if not reads_preparations(user):
        return []
    states = states_of_audience(on, *audiences).exclude(pk__in=acted_for(on).values("participant"))
    return list(states.in_seat_order())


def states_of_audience(on: dt.date, *audiences: str) -> Any:
    """The participants of a day that belong to one of these audiences."""
    standings = {standing for audience in audiences for standing in WITHIN.get(Audience(audience), ())}
    return states_in(standings, on)


def states_in(standings: Iterable[Standing], on: dt.date) -> Any:
    within = Participation.objects.of_latest(on).filter(standing__in=set(standings)).values("participant")
    return Participant.objects.filter(pk__in=within)


def people_whom_a_state_lets_see(audience: str, on: dt.date) -> QuerySet[User]:
    """As `people_of_audience`, of what a state owns: who chairs a group has no seat, and sees of it what is public."""
    return _of_audience(audience, on, with_groups=audience == Audience.PUBLIC)


def _of_audience(audience: str, on: dt.date, *, with_groups: bool) -> QuerySet[User]:
    if audience == Audience.OWN:
        return User.objects.none()
    held = Participation.objects.of_latest(on).filter(standing__in=WITHIN[Audience(audience)]).values("participant")
    which = Q(participant__in=held) | Q(participant__in=state_in_chair(on))
    return people_in_office(which, on, groups=groups_chaired(on) if with_groups else None)


def state_in_chair(on: dt.date) -> Any:
    """The participant that holds the Chair on a day, as a query."""
    return Chairmanship.objects.holding(on).order_by("-since").values("participant")[:1]


def groups_chaired(on: dt.date) -> QuerySet[WorkingGroup]:
    """The working groups whose mandate runs on a day, and that somebody chairs."""
    return WorkingGroup.objects.mandated(on).filter(chaired_by__is_active=True)


def people_in_office(which: Q, on: dt.date, *, groups: QuerySet[WorkingGroup] | None = None) -> QuerySet[User]:
    """The officers and those whose post, on a day, is `which`; who chairs one of the groups as well."""
    posts = FocalPoint.objects.in_office(on).filter(which, user__is_active=True)
    people = Q(pk__in=posts.values("user")) | Q(pk__in=officers().values("pk"))
    if groups is not None:
        people |= Q(pk__in=groups.values("chaired_by"))
    return User.objects.filter(people)


def chairs_a_group(user: Person, on: dt.date | None = None) -> bool:
    """Whether the person chairs a working group whose mandate runs on a day; asked once a person and day."""
    if not (user.is_authenticated and user.is_active):
        return False
    on = on or day_of_the_house()
    known: dict[dt.date, bool] = user.__dict__.setdefault("_chairs_a_group", {})
    if on not in known:
        known[on] = user.chaired_groups.mandated(on).exists()
    return known[on]


def audiences_of(user: Person) -> tuple[str, ...]:
    """The audiences a person belongs to here: by their seats; the chair of a working group as a member."""
    if "_audiences" not in user.__dict__:
        audiences = set(seats_of(user).audiences())
        if chairs_a_group(user):
            audiences |= OPEN_TO_GROUPS
        user.__dict__["_audiences"] = tuple(sorted(audiences))
    return user.__dict__["_audiences"]


# -- The tokens by which a person reads rows (`record.readers`): asked once an object of the person and day.


def reader_tokens(user: Person) -> tuple[str, ...]:
    """Those that a person holds today: the audiences they belong to, the states they act for, the Chair, staff, a group's chair."""
    return _tokens(user, "_reader_tokens", _single)


def pairs_of_reader_tokens(user: Person) -> tuple[str, ...]:
    """Those, and every pair of what lets a person see a thing with what lets them see that in which it lies."""
    return _tokens(user, "_pairs_of_reader_tokens", _paired)


def author_tokens(user: Person) -> tuple[str, ...]:
    """Those of the states that the person acts for, with what these hold until a day."""
    return tuple(sorted(_of_states(seats_of(user))))


def _tokens(user: Person, name: str, work_out: Callable[[Person], set[str]]) -> tuple[str, ...]:
    if not reads_the_record(user):
        return ()
    known: dict[tuple[str, dt.date, int], tuple[str, ...]] = user.__dict__.setdefault("_tokens_to_read", {})
    key = (name, day_of_the_house(), SIGHT.changed)
    if key not in known:
        known[key] = tuple(sorted(work_out(user)))
    return known[key]


def _single(user: Person) -> set[str]:
    held = _held_in(seats_of(user))
    return held | {GROUPS} if chairs_a_group(user) else held


def _held_in(seats: Seats) -> set[str]:
    held = {*seats.audiences(), *map(state_held, seats.participant_ids)}
    if seats.is_of_staff:
        held.add(STAFF)
    if seats.holds_chair:
        held.add(CHAIR)
    return held


def _of_states(seats: Seats) -> set[str]:
    of_terms = {state_held(seat.participant_id, until) for seat in seats.seats for until in seat.ends}
    return {state_held(seat.participant_id) for seat in seats.seats} | of_terms


def _paired(user: Person) -> set[str]:
    return _in_pairs(_single(user), seats_of(user))


def _in_pairs(single: set[str], seats: Seats) -> set[str]:
    near = single | _of_states(seats)
    return near | {f"{first}&{second}" for first in near for second in single}


def holds_a_group(person: Any, on: dt.date) -> bool:
    """Whether the person of that key is in the chair of a working group whose mandate runs on a day."""
    return WorkingGroup.objects.mandated(on).filter(chaired_by=person).exists()


# -- Whose letters the Secretariat enters.


def writers_of_letters(
    user: Person, on: dt.date, *, about: HasReaders | None = None, members_only: bool = False
) -> tuple[Speaker, ...]:
    """The participants of a day for which this person enters what they wrote: an officer, for each of them; others for none.

    `about` is what the letter is about: only of those that read it themselves, whether or not they have somebody here.
    """
    if not is_officer(user):
        return ()
    audience = Audience.MEMBERS if members_only else Audience.OBSERVERS
    participants = list(states_of_audience(on, audience).in_seat_order())
    if about is not None:
        participants = who_read_it(participants, about, on)
    return tuple(Speaker(participant, by_letter=True) for participant in participants)


def who_read_it(participants: Iterable[Participant], about: HasReaders, on: dt.date) -> list[Participant]:
    """Those of some participants that read something themselves on a day, whether or not they have somebody here."""
    asked = list(participants)
    seats, readers = seats_of_participants(asked, on), set(about.readers or ())
    return [
        participant
        for participant in asked
        if readers & _in_pairs(_held_in(seats[participant.pk]), seats[participant.pk])
    ]


def tokens_of_a_participant(participant: Participant, on: dt.date) -> tuple[str, ...]:
    """The tokens by which a participant itself reads rows on a day, whether or not it has somebody here."""
    return tuple(sorted(_held_in(seats_of_participants([participant], on)[participant.pk])))


def who_holds(
    participants: Collection[Participant], on: dt.date, tokens: Iterable[str], *, before: str = ""
) -> list[Participant]:
    """Those of the participants that hold one of these tokens of their own on a day; `before` stands before each token."""
    seats, wanted = seats_of_participants(participants, on), set(tokens)
    return [
        participant
        for participant in participants
        if wanted & {f"{before}{token}" for token in _of_states(seats[participant.pk])}
    ]


def require_writer(
    by: User,
    owner: Participant,
    letter: ReceivedLetter,
    on: dt.date,
    *,
    about: HasReaders | None = None,
    members_only: bool = False,
) -> None:
    """Refuse whoever may not enter a letter of `owner` about something, and a letter of a day to come."""
    writers = writers_of_letters(by, on, about=about, members_only=members_only)
    if owner not in [writer.participant for writer in writers]:
        raise StepRefused({"": [NOT_YOURS]})
    if letter.dated is not None and letter.dated > on:
        raise StepRefused({"dated": [DAY_TO_COME]})


# -- What many people see: asked for all of them at once.

# More parts than this in one statement a database may refuse.
PARTS_OF_A_QUERY = 200


def who_sees(people: Iterable[User], rows: Callable[[User], QuerySet], *, apart: User | None = None) -> list[User]:
    """Those of some people for whom `rows` finds anything today: four queries at most, however many they are.

    `rows` is what a door asks for one person (`visible_to`), so that there is no second rule. People who sit alike see
    alike: each kind of them is one part of a single query. Of whoever stands `apart` something else may be asked.
    """
    alike: dict[tuple[Any, ...], list[User]] = defaultdict(list)
    people = list(people)
    seat_together(people)
    for person in people:
        alike[person == apart, *sees_as(person)].append(person)
    kinds = list(alike.values())
    return [person for place in finding([kind[0] for kind in kinds], rows) for person in kinds[place]]


def finding(people: Sequence[User], rows: Callable[[User], QuerySet]) -> list[int]:
    """The places of those of some people for whom `rows` finds anything: one query for two hundred of them."""
    parts = [
        rows(person).order_by().annotate(nth_kind=Value(nth, IntegerField())).values_list("nth_kind", flat=True)
        for nth, person in enumerate(people)
    ]
    places: set[int] = set()
    for start in range(0, len(parts), PARTS_OF_A_QUERY):
        first, *others = parts[start : start + PARTS_OF_A_QUERY]
        places.update(first.union(*others) if others else first)
    return sorted(places)


def seat_together(people: Iterable[User]) -> None:
    """Ask where people sit today, and who of them chairs a group: three queries, and none of whoever was asked of before."""
    today = day_of_the_house()
    new = [person for person in people if today not in person.__dict__.get("_chairs_a_group", {})]
    if not new:
        return
    seat_people(new, today)
    chairs = set(WorkingGroup.objects.mandated(today).values_list("chaired_by", flat=True))
    for person in new:
        person.__dict__.setdefault("_chairs_a_group", {})[today] = person.is_active and person.pk in chairs


def sight_of(user: Person) -> str:
    """All of a person that decides what is told to them in a list: who they are to the house, where they sit, in what role."""
    seats = seats_of(user)
    office = (user.is_active, getattr(user, "staff_role", ""), getattr(user, "is_superuser", False))
    return repr((office, seats, sorted(audiences_of(user))))


def sees_as(user: Person) -> tuple[Any, ...]:
    """All that decides what a person is let see: two for whom it is the same see the same, in whatever role they sit."""
    seats = seats_of(user)
    return user.is_active, seats.is_of_staff, seats.participant_ids, seats.holds_chair, audiences_of(user)
