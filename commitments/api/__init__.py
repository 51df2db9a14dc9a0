"""What is undertaken, and how it moves, under `/api/v1/`."""

from commitments.api.agenda_items import AgendaItems
from commitments.api.agendas import Agendas
from commitments.api.catalogue import Areas, Editions, Measures
from commitments.api.commitments import Commitments
from commitments.api.coordinators import Coordinators
from commitments.api.decisions import Decisions
from commitments.api.experts import Experts
from commitments.api.history import Steps
from commitments.api.meetings import MeetingsToPlan
from commitments.api.papers import Papers
from commitments.api.silence import SilenceProcedures
from commitments.api.views import Views

__all__ = [
    "AgendaItems",
    "Agendas",
    "Areas",
    "Commitments",
    "Coordinators",
    "Decisions",
    "Editions",
    "Experts",
    "Measures",
    "MeetingsToPlan",
    "Papers",
    "SilenceProcedures",
    "Steps",
    "Views",
]
