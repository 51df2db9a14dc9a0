"""Activities, what was done about them, action plans, the plans of years, progress notes, information and photographs, for programs."""

from activities.api.action_plans import ActionPlans
from activities.api.activities import Activities, ActivityDeeds
from activities.api.information import InformationGiven, InformationReplies
from activities.api.notes import NoteRequests, ProgressNotes
from activities.api.photographs import Photographs
from activities.api.plans import YearPlans

__all__ = [
    "ActionPlans",
    "Activities",
    "ActivityDeeds",
    "InformationGiven",
    "InformationReplies",
    "NoteRequests",
    "Photographs",
    "ProgressNotes",
    "YearPlans",
]
