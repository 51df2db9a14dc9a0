from decisions.models.agenda import AgendaItem, AgendaVersion
from decisions.models.approach import ApproachProposal
from decisions.models.decisions import Decision, FollowUp, Position
from decisions.models.matters import AgendaMatter, AgendaPaper, DecidedMatter, SilenceMatter
from decisions.models.minutes import Minutes, MinutesChange, MinutesVersion
from decisions.models.silence import (
    ObjectionWithdrawal,
    SilenceNotification,
    SilenceObjection,
    SilenceProcedure,
    SilenceRound,
)

__all__ = [
    "AgendaItem",
    "AgendaMatter",
    "AgendaPaper",
    "AgendaVersion",
    "ApproachProposal",
    "DecidedMatter",
    "Decision",
    "FollowUp",
    "Minutes",
    "MinutesChange",
    "MinutesVersion",
    "ObjectionWithdrawal",
    "Position",
    "SilenceMatter",
    "SilenceNotification",
    "SilenceObjection",
    "SilenceProcedure",
    "SilenceRound",
]
