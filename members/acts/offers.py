"""To whom the acts about a participant's people are offered."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from journal.staff import is_of_staff
from members.access import may_keep_people, may_let_in
from members.choices import Role
from members.models import FocalPoint, Invitation, Participant, Person, User
from record.acts import Offer
from record.dates import day_of_the_house
from record.forms import number_in

ONLY_THE_AUTHORITY = _("The authority of this participant does it.")
THOSE_WHO_LET_IN = _("The authority of this participant does it, or the Secretariat for it.")
IT_ENDS_ALREADY = _("This office has an end already, or nobody holds it.")
IT_IS_OVER = _("This invitation was accepted or withdrawn.")


def as_who(user: User) -> Any:
    """In which capacity somebody keeps the people of a participant."""
    return _("Secretariat") if is_of_staff(user) else Role.AUTHORITY.label


def offered_to_the_authority(user: Person, participant: Participant, at: dt.datetime) -> Offer | None:
    """To the participant's own authority alone: it is the participant's choice."""
    if not may_keep_people(user, participant, day_of_the_house(at)):
        return None
    return Offer(acting_as=as_who(user))


def offered_to_those_who_let_in(user: Person, participant: Participant, at: dt.datetime) -> Offer | None:
    """To the participant's authority, and to the Secretariat for it."""
    if not may_let_in(user, participant, day_of_the_house(at)):
        return None
    return Offer(acting_as=as_who(user))


def offered_of_a_post(user: Person, office: FocalPoint, at: dt.datetime) -> Offer | None:
    """To the same, of a post that somebody holds without an end."""
    offer = offered_to_those_who_let_in(user, office.participant, at)
    if offer is None or (office.user_id is not None and office.until is None):
        return offer
    return Offer.not_now(IT_ENDS_ALREADY, acting_as=as_who(user))


def offered_to_hand_over(user: Person, office: FocalPoint, at: dt.datetime) -> Offer | None:
    """To the same, of a post that has no end yet, also where it stands vacant."""
    offer = offered_to_those_who_let_in(user, office.participant, at)
    return offer if offer is None or office.until is None else Offer.not_now(IT_ENDS_ALREADY, acting_as=as_who(user))


def offered_while_it_waits(user: Person, invitation: Invitation, at: dt.datetime) -> Offer | None:
    """To the same, of an invitation that nobody has accepted."""
    offer = offered_to_those_who_let_in(user, invitation.participant, at)
    if offer is None or (invitation.accepted_at is None and invitation.withdrawn_at is None):
        return offer
    return Offer.not_now(IT_IS_OVER, acting_as=as_who(user))


def offered_to_oneself(user: Person, person: User, at: dt.datetime) -> Offer | None:
    """To the person whom it is about, and to nobody else."""
    return Offer() if user.is_active and user.pk == person.pk else None


def placed(key: str) -> dict[str, Any]:
    """A post by the participant's code and its number there."""
    code, _sign, number = key.rpartition("-")
    return {"participant__code": code, "number": number_in(number, 8) or 0}
