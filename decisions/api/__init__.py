"""What bodies have before them and what they decided, under `/api/v1/`."""

from decisions.api.agenda_items import AgendaItems
from decisions.api.agendas import Agendas
from decisions.api.approach import ApproachProposals
from decisions.api.decisions import Decisions
from decisions.api.follow_ups import FollowUps
from decisions.api.minutes import MinutesChanges, MinutesOfMeetings
from decisions.api.silence import SilenceProcedures

__all__ = [
    "AgendaItems",
    "Agendas",
    "ApproachProposals",
    "Decisions",
    "FollowUps",
    "MinutesChanges",
    "MinutesOfMeetings",
    "SilenceProcedures",
]
