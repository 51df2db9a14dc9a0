from members.models.focal_points import FocalPoint
from members.models.participants import Chairmanship, MemberState, Participant, Participation
from members.models.users import User

__all__ = ["Chairmanship", "FocalPoint", "MemberState", "Participant", "Participation", "User"]
