from members.models.asked_links import LinkAsked
from members.models.deputies import Deputyship
from members.models.drafts import Draft
from members.models.entered import EnteredForState
from members.models.focal_points import FocalPoint
from members.models.invitations import Invitation
from members.models.ownership import OwnedItem, OwnedQuerySet
from members.models.participants import Chairmanship, MemberState, Participant, Participation
from members.models.seats import Seat, Seats, seat_people, seats_of, seats_of_participants
from members.models.second_officer import SecondOfficerRequest
from members.models.tokens import ApiToken
from members.models.users import Person, User

__all__ = [
    "ApiToken",
    "Chairmanship",
    "Deputyship",
    "Draft",
    "EnteredForState",
    "FocalPoint",
    "Invitation",
    "LinkAsked",
    "MemberState",
    "OwnedItem",
    "OwnedQuerySet",
    "Participant",
    "Participation",
    "Person",
    "Seat",
    "Seats",
    "SecondOfficerRequest",
    "User",
    "seat_people",
    "seats_of",
    "seats_of_participants",
]
