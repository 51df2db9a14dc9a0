"""The only room of the activities that writes anything that matters."""

from activities.actions.course import announce, give_up, mark_held, move_activity, put_off, report
from activities.actions.parties import say_who_comes
from activities.actions.planning import ActivitySaid, NamedDays, Under, change_activity, plan_activity

__all__ = [
    "ActivitySaid",
    "NamedDays",
    "Under",
    "announce",
    "change_activity",
    "give_up",
    "mark_held",
    "move_activity",
    "plan_activity",
    "put_off",
    "report",
    "say_who_comes",
]
