"""What a body does with a commitment, from the commitment's page: its decision is recorded, and moves it."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from decisions.actions.decisions import MOVES_BY, decide_about
from decisions.actions.recording import Wording
from decisions.acts.decision_asks import (
    FOLLOW_UPS,
    POSITIONS,
    TEXT,
    deciding_step,
    meeting_that_may_decide,
    quorum_at,
)
from decisions.acts.decisions import RECORD
from decisions.asks import MEETING, meetings_begun
from decisions.choices import Outcome
from law.editions import workflows
from law.grammar.procedure import Step
from meetings.models import Meeting
from members.models import Person, seats_of
from record.acts import LONG, Group, Need, Offer, Setting, Words

WHY_SO = _("Why it was deferred or returned, or decided at another meeting than it was put before.")


def offered_before_a_body(user: Person, commitment: Commitment, at: dt.datetime) -> Offer | None:
    """To the Secretariat, while the commitment lies before a body that decides."""
    if not seats_of(user).is_officer:
        return None
    return Offer() if deciding_step(commitment) else Offer.not_now()


def meetings_that_may_decide(setting: Setting) -> QuerySet[Meeting]:
    """Those of the bodies that decide which take place and have begun: nothing is decided at a meeting to come."""
    bodies = {step.meeting for flow in workflows() for step in flow.steps if step.is_decided}
    return meetings_begun(setting).filter(body__in=bodies)


def meeting_proposed(setting: Setting) -> str | None:
    meeting = meeting_that_may_decide(setting)
    return meeting.reference if meeting else None


def quorum_at_the_proposed(setting: Setting) -> dict[str, Any]:
    meeting = meeting_that_may_decide(setting)
    return quorum_at(meeting) if meeting else {}


def title_proposed(setting: Setting) -> dict[str, str]:
    return {"en": setting.thing.title} if setting.thing is not None else {}


def say_why(setting: Setting, answers: dict[str, Any]) -> dict[str, list[Any]]:
    is_adopted = answers["wording"].outcome in {Outcome.ADOPTED, Outcome.NOTED}
    return {} if is_adopted or answers["note"].strip() else {"note": [_("Say why, for those who wrote the paper.")]}


OUTCOMES = {does: outcome for outcome, does in reversed(MOVES_BY.items())}


def page_of_the_decision(step: Step, reference: str) -> str:
    """Where the decision is recorded by which a commitment takes a step, with its outcome chosen."""
    address = reverse("commitment-act", args=[reference, DECIDE.name])
    return f"{address}?outcome={OUTCOMES[step.does]}"


WORDING = tuple(replace(ask, initial=title_proposed) if ask.name == "title" else ask for ask in TEXT)
DECIDE = replace(
    RECORD,
    name="decide",
    label=_("Record the Committee's decision"),
    offered=offered_before_a_body,
    lead=_("Recorded once, as a decision of the meeting; the commitment moves by it, as the outcome says."),
    asks=(
        replace(MEETING, initial=meeting_proposed, rows=meetings_that_may_decide, help_text=""),
        Group("wording", _("Text"), parts=(*WORDING, POSITIONS, FOLLOW_UPS), make=Wording),
        Words("note", _("Note"), Need.MAY, most=LONG, rows=4, help_text=WHY_SO),
    ),
    check=say_why,
    do=decide_about,
    guard="version",
    begins=False,
    beside=quorum_at_the_proposed,
    beside_template="decisions/partials/quorum.html",
    leads_to=lambda setting, decision: decision.get_absolute_url(),
    in_portal=True,
    in_admin=True,
    in_api=False,
    order=10,
)
COMMITMENT_ACTS = (DECIDE,)
