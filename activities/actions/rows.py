"""An activity as a plan says it: a row of an action plan and of a yearly plan alike, under the key that the activity has."""

from typing import Any

from activities.days import as_known
from activities.models import Activity

PlanRow = dict[str, Any]


def row_of(activity: Activity) -> PlanRow:
    """An activity as a plan says it. Its link isn't said."""
    return {
        "uid": str(activity.uid),
        "title": activity.title,
        "kind": activity.kind,
        "owner": activity.owner.code,
        "host": activity.host.code if activity.host else None,
        "organisers": [state.code for state in activity.organisers.all()],
        "days": as_known(activity.starts_on, activity.known),
        "starts_on": activity.starts_on.isoformat() if activity.starts_on else None,
        "ends_on": activity.ends_on.isoformat() if activity.ends_on else None,
        "known": activity.known,
        "format": activity.format,
        "place": activity.place,
        "expected": activity.expected,
        "contributions": activity.contributions,
        "commitment": activity.within.reference if activity.within else None,
        "measure": activity.measure.reference if activity.measure else None,
        "area": activity.area.reference,
    }
