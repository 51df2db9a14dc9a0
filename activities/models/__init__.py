"""What follows what states undertake: activities and who takes part; plans; notes; information; photographs."""

from activities.models.action_plans import ActionPlan, ActionPlanVersion
from activities.models.activities import Activity, ActivityParty, ActivityTurn
from activities.models.information import Information, InformationGiver, InformationReply
from activities.models.notes import NoteRequest, ProgressNote
from activities.models.photographs import Photograph
from activities.models.plans import PlanVersion, YearPlan

__all__ = [
    "ActionPlan",
    "ActionPlanVersion",
    "Activity",
    "ActivityParty",
    "ActivityTurn",
    "Information",
    "InformationGiver",
    "InformationReply",
    "NoteRequest",
    "Photograph",
    "PlanVersion",
    "ProgressNote",
    "YearPlan",
]
