"""Who a person is to a participant, and what is asked of them for it."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from allauth.account import app_settings
from django.conf import settings
from django.core import signing
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from journal.names import name_of
from journal.staff import is_of_staff, is_officer
from members.choices import Audience, Role, Standing
from members.kinds import ELSEWHERE, LINKS
from members.models import (
    Deputyship,
    EnteredForState,
    FocalPoint,
    Invitation,
    OwnedItem,
    Participant,
    Person,
    User,
    seats_of,
)
from record.acts import Speaker
from record.awaiting import SECRETARIAT, desk_of_a_person
from record.dates import day_of_the_house
from record.refusals import StepRefused
from record.viewers import Viewer

TWO_KEYS = _("Your state uses two keys: its authority submits. What you write is kept and shown to it.")
NOT_YOURS = _("You don't act for this state.")
MEMBERS_ONLY = _("This is open to member states.")
NO_SEAT = _("This is open to those who act for a state.")


def needs_second_factor(user: Person, today: dt.date) -> bool:
    """Whoever reads members' papers, or approves for anybody, signs in with a second factor.

    That is: officers, the people of member states, whoever acts for the Chair or presides a working group, the
    authorities of observers, and experts who were let in to a paper.

    The accounts of the demonstration go without, where the demonstration was switched on.
    """
    if settings.DEMO and user.is_demo:
        return False
    if user.is_of_the_secretariat or getattr(user, "is_guest", False):
        return True
    seats = seats_of(user, today)
    if seats.is_member or seats.holds_chair or any(seat.role == Role.AUTHORITY for seat in seats.seats):
        return True
    return any(holds(user.pk, today) for holds in ELSEWHERE.values())


def own_participants(user: Person, today: dt.date) -> QuerySet[Participant]:
    """The participants that a person acts for today, in seat order."""
    return Participant.objects.visible_to(user).filter(pk__in=seats_of(user, today).participant_ids).in_seat_order()


def own_states(user: Person, on: dt.date) -> dict[int, Participant]:
    """The participants that a person acts for, by their keys, in seat order. Asked once an object of the person and day."""
    by_day: dict[dt.date, dict[int, Participant]] = user.__dict__.setdefault("_own_states", {})
    if on not in by_day:
        is_anybody = bool(seats_of(user, on).participant_ids)
        by_day[on] = {state.pk: state for state in own_participants(user, on)} if is_anybody else {}
    return by_day[on]


def desks_of(user: Person, on: dt.date) -> tuple[str, ...]:
    """The desks at which a person sits: the Secretariat's, those of the participants they act or read for, their own."""
    if not (user.is_authenticated and user.is_active):
        return ()
    office = (SECRETARIAT,) if is_of_staff(user) else ()
    return (*office, *(state.code for state in own_states(user, on).values()), desk_of_a_person(user.pk))


def desk_in_office(user: Person, on: dt.date) -> str:
    """On which desk stands what the Secretariat and the Chair prepare; "" for whoever has no part in it."""
    if is_of_staff(user):
        return SECRETARIAT
    states = own_states(user, on)
    chair = (states.get(seat.participant_id) for seat in seats_of(user, on).seats if seat.holds_chair)
    return next((state.code for state in chair if state is not None), "")


def acts_at(user: Person, desk: str, on: dt.date) -> bool:
    """Whether a person does what stands on a desk of theirs; whoever only reads for a state does nothing there."""
    if desk in {SECRETARIAT, desk_of_a_person(user.pk)}:
        return True
    acting = seats_of(user, on).acting
    return any(state.code == desk and acting.acts_for(key) for key, state in own_states(user, on).items())


def speakers_of(user: Person, on: dt.date, *, members_only: bool = False) -> tuple[Speaker, ...]:
    """The participants for which a person may speak, each with why they may only prepare what it says."""
    seats = seats_of(user, on).acting.seats
    keys = {seat.participant_id for seat in seats if not members_only or seat.standing == Standing.MEMBER}
    return tuple(
        Speaker(state, why_not_submit(user, key, on)) for key, state in own_states(user, on).items() if key in keys
    )


def colleagues_of(user: User, on: dt.date) -> QuerySet[User]:
    """Who may stand in for somebody: who acts for one of the same participants, or is of the staff as they are."""
    if is_of_staff(user):
        return User.objects.all().staff().filter(is_active=True).exclude(pk=user.pk)
    keys = seats_of(user, on).acting.participant_ids
    posts = FocalPoint.objects.in_office(on).filter(participant__in=keys).exclude(role=Role.READER)
    return User.objects.filter(pk__in=posts.values("user"), is_active=True).exclude(pk=user.pk)


def deputised_by(user: User, on: dt.date) -> dict[int, User]:
    """For whom a person stands in on a day, by key, with the deputyship's own people. Asked once an object of the person."""
    by_day: dict[dt.date, dict[int, User]] = user.__dict__.setdefault("_stands_in_for", {})
    if on not in by_day:
        rows = Deputyship.objects.running(on).filter(deputy=user.pk).select_related("person")
        by_day[on] = {row.person_id: row.person for row in rows.order_by("since", "pk")}
    return by_day[on]


def deputies_of(user: User, on: dt.date) -> list[Deputyship]:
    """Whoever stands in on a day for somebody, or for whom they do: what their desk says on top."""
    rows = Deputyship.objects.running(on).filter(Q(person=user.pk) | Q(deputy=user.pk))
    return list(rows.select_related("person", "deputy").order_by("since", "pk"))


def names_of_whom_one_stands_in_for(by: object, at: dt.datetime) -> list[str]:
    """Of a person who acts, for whom they stand in that day: what the journal says beside what they did."""
    if not isinstance(by, User):
        return []
    return [person.get_full_name() for person in deputised_by(by, day_of_the_house(at)).values()]


def why_not_speak(user: Person) -> Any:
    """Why somebody can't say a thing for a member state."""
    return MEMBERS_ONLY if seats_of(user).acting.seats else NO_SEAT


def may_keep_people(user: Person, participant: Participant, today: dt.date) -> bool:
    """Only the authority of a participant chooses one key or two for it."""
    return seats_of(user, today).is_authority_of(participant.pk)


def may_let_in(user: Person, participant: Participant, today: dt.date) -> bool:
    """The authority of a participant, and the Secretariat for it, ask people to act for it and end their offices."""
    return seats_of(user, today).is_officer or may_keep_people(user, participant, today)


# For so long the link of a yearly letter opens what it asks about; afterwards it sends another letter.
DETAILS_AGE = dt.timedelta(days=14)


def details_key(person: User, at: dt.datetime) -> str:
    """What the link of a yearly letter of that instant carries: signed, good for these details until they change.

    The same at every call, so that the letter that waits stays as it is.
    """
    stamp = person.last_confirmed_at.isoformat() if person.last_confirmed_at else ""
    details = hashlib.sha256(f"{person.email} {stamp}".encode()).hexdigest()[:32]
    return signing.Signer(salt="details").sign_object([person.pk, details, int(at.timestamp())])


@dataclass(frozen=True)
class Details:
    """Whose details a link is about, and whether it is too old to show them."""

    person: User
    is_over: bool


def whose_details(key: str, at: dt.datetime) -> Details | None:
    """The person whose letter carried this key, while there is something to confirm; else None, whatever the reason."""
    try:
        number, _details, seconds = signing.Signer(salt="details").unsign_object(key)
        written = dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (signing.BadSignature, ValueError, TypeError):  # TypeError, ValueError: of a letter of an earlier version
        return None
    person = User.objects.filter(pk=number, is_active=True).first()
    if person is None or details_key(person, written) != key:
        return None
    return Details(person, is_over=at > written + DETAILS_AGE)


def invitation_key(invitation: Invitation) -> str:
    """What the link of its last letter carries: signed, so that nobody makes one up, and good for that letter only."""
    return signing.dumps([str(invitation.pk), invitation.sent_at.isoformat()], salt="invitation")


def invitation_of(key: str, at: dt.datetime) -> Invitation | None:
    """The invitation whose letter carried this key, while it may be accepted; else None, whatever the reason."""
    try:
        number, sent_at = signing.loads(key, salt="invitation")
    except signing.BadSignature:
        return None
    invitation = Invitation.objects.select_related("participant").filter(pk=number).first()
    return invitation if invitation and invitation.sent_at.isoformat() == sent_at and invitation.is_good(at) else None


# -- Keys of links in letters about accounts and posts. A letter keeps of which key it is; the key is made as it leaves.


def link_of_password(person: User, at: dt.datetime) -> str:
    return f"password {person.pk} {at.isoformat()}"


def link_of_invitation(invitation: Invitation) -> str:
    return f"invitation {invitation.pk} {invitation.sent_at.isoformat()}"


def link_of_details(person: User) -> str:
    return f"details {person.pk}"


def key_of_link(link: str, at: dt.datetime) -> str | None:
    """The key that a letter's link needs, made at this instant; None where it would open nothing any more."""
    what, number, *when = link.split(" ")
    match what:
        case "password":
            person = User.objects.filter(pk=number, is_active=True).first()
            asked = dt.datetime.fromisoformat(when[0])
            is_late = at - asked > dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
            return (
                None if person is None or is_late else app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
            )
        case "invitation":
            invitation = Invitation.objects.filter(pk=number).first()
            is_last = invitation is not None and invitation.sent_at.isoformat() == when[0] and invitation.is_good(at)
            return invitation_key(invitation) if invitation and is_last else None
        case "details":
            person = User.objects.filter(pk=number, is_active=True).first()
            return details_key(person, at) if person else None
        case _:
            if what not in LINKS:
                raise ValueError(f"no link is called {what}")
            return LINKS[what](number, when[0], at)


def require_seat(by: User, owner: Participant) -> None:
    """Refuse whoever doesn't act for `owner` today."""
    if not seats_of(by).acting.acts_for(owner.pk):
        raise StepRefused({"": [NOT_YOURS]})


def require_key(by: User, owner: Participant) -> None:
    """Refuse whoever doesn't act for `owner`, or may only prepare for it: what others are to see, its authority submits."""
    require_seat(by, owner)
    if why := why_not_submit(by, owner.pk):
        raise StepRefused({"": [why]})


READ_BY_THE_SECRETARIAT = _("What a letter says to the Secretariat is read there: choose who else sees it.")


def require_read_here(audience: str) -> None:
    """Refuse to keep to its own state what came to the Secretariat by letter."""
    if audience == Audience.OWN:
        raise StepRefused({"audience": [READ_BY_THE_SECRETARIAT]})


def require_member(by: User, owner: Participant) -> None:
    """Refuse whoever doesn't act for `owner`, a member state, or may only prepare for it."""
    require_seat(by, owner)
    if not any(
        seat.participant_id == owner.pk and seat.standing == Standing.MEMBER for seat in seats_of(by).acting.seats
    ):
        raise StepRefused({"": [MEMBERS_ONLY]})
    require_key(by, owner)


def why_not_submit(user: Person, participant_id: int, on: dt.date | None = None) -> Any:
    """Why this person may only prepare what a participant submits; None where they may submit it."""
    seats = [seat for seat in seats_of(user, on).acting.seats if seat.participant_id == participant_id]
    return TWO_KEYS if all(seat.two_keys and seat.role == Role.PREPARER for seat in seats) else None


def to_take_back(user: Person, items: Iterable[OwnedItem]) -> set[OwnedItem]:
    """Those of the items that a person may say were entered by mistake.

    For a state: what it said itself, whoever may say such a thing for it. For officers: what the Secretariat entered in a
    state's name, from its letter.
    """
    if is_officer(user):
        names = {name_of(item): item for item in items}
        kinds = {name.kind for name in names}
        rows = EnteredForState.objects.filter(about_kind__in=kinds, about_key__in=[name.key for name in names])
        entered = set(rows.values_list("about_kind", "about_key")) if names else set()
        return {item for name, item in names.items() if tuple(name) in entered}
    acting = seats_of(user).acting
    own = [item for item in items if acting.acts_for(item.owner_id)]
    return {item for item in own if item.audience == Audience.OWN or why_not_submit(user, item.owner_id) is None}


def may_take_back(viewer: Viewer, item: OwnedItem) -> bool:
    return item in to_take_back(cast(Person, viewer), [item])
