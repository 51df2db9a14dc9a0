"""What a special meeting may rest on: texts that were adopted, at a meeting or by silence procedure."""

from typing import Any

from django.urls import reverse

from decisions.choices import Outcome
from decisions.models import Decision, SilenceProcedure
from law.choices import SilenceState
from meetings.decided import ConsensusAbove
from members.models import Person

MOST = 50


def to_rest_on(user: Person) -> list[tuple[str, str]]:
    """The latest texts that were adopted, of those that the person may read."""
    rows = Decision.objects.visible_to(user).filter(outcome=Outcome.ADOPTED).order_by("-on", "-pk")
    return [(decision.symbol, str(decision)) for decision in rows[:MOST]]


def is_adopted(key: str) -> bool:
    decided = Decision.objects.filter(symbol=key, outcome=Outcome.ADOPTED).exists()
    return decided or SilenceProcedure.objects.filter(reference=key, state=SilenceState.ADOPTED).exists()


def shown(user: Person, key: str) -> tuple[str, str] | None:
    """The text of that key and its page, where the person may read it."""
    thing: Any = Decision.objects.visible_to(user).filter(symbol=key).first()
    if thing is not None:
        return str(thing), reverse("decision-detail", args=[key])
    thing = SilenceProcedure.objects.visible_to(user).filter(reference=key).first()
    return (str(thing), reverse("silence-detail", args=[key])) if thing is not None else None


consensus_for_meetings = ConsensusAbove(to_rest_on, is_adopted, shown)
