"""The plan of a year goes with the decision on the item that put it forward: recorded once, there."""

import datetime as dt

from activities.actions.plans import adopt_plan
from activities.choices import PlanStage
from activities.models import YearPlan
from decisions.choices import Outcome
from decisions.models import Decision
from members.models import User
from record.actions import restore
from record.models import Correction

# How an item names the plan that it puts forward.
OF_A_PLAN = "plan:"


def matter_of(plan: YearPlan) -> str:
    return f"{OF_A_PLAN}{plan.year}"


def plan_put_forward(decision: Decision) -> YearPlan | None:
    """The plan that was put before the meeting by the item on which the decision was taken, and that awaits it."""
    item = decision.agenda_item
    if item is None or not item.matter.startswith(OF_A_PLAN):
        return None
    year = item.matter.removeprefix(OF_A_PLAN)
    return YearPlan.objects.before(item.meeting).filter(year=int(year)).first() if year.isdecimal() else None


def adopt_by_decision(decision: Decision, by: User, at: dt.datetime) -> YearPlan | None:
    """Where the text was adopted, the plan is adopted by it. In the caller's transaction."""
    plan = plan_put_forward(decision) if decision.outcome == Outcome.ADOPTED else None
    return adopt_plan(plan=plan, decision=decision.symbol, by=by, at=at) if plan is not None else None


def let_await_again(decision: Decision, correction: Correction) -> None:
    """A decision that was entered by mistake adopted no plan: it stands before its meeting, as it did."""
    for plan in YearPlan.objects.filter(decision=decision.symbol, stage=PlanStage.ADOPTED):
        restore(
            plan,
            correction,
            stage=PlanStage.BEFORE,
            decision="",
            sequence=plan.sequence + 1,
            changed_at=correction.settled_at,
        )
