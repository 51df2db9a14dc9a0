"""Which states take part in a commitment, and as what: those that intend it, offer to coordinate it, and are designated."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Prefetch

from commitments.choices import Fact
from commitments.models.parts import Intention
from law.choices import CoordinatorRole
from law.grammar.procedure import Does
from members.models import Participant
from record.dates import day_of_the_house

# Where it is unstated which of the two a state is, it is neither.
DESIGNATED_AS = (CoordinatorRole.COORDINATOR, CoordinatorRole.CO_COORDINATOR)


def who_takes_part() -> tuple[Prefetch | str, ...]:
    intentions = Intention.objects.select_related("participant").order_by("since", "pk")
    return Prefetch("intentions", intentions), "coordinators__participant"


class WithParties(models.Model):
    """What guards ask of who takes part. It reads only what `with_parties` fetched, so that many commitments cost few queries."""

    intentions: Any
    coordinators: Any
    steps: Any
    told_on: dt.date | None

    class Meta:
        abstract = True

    def read_parties_anew(self) -> None:
        """Who takes part is asked of the database again: a state joined, left or offered, or was designated."""
        known = getattr(self, "_prefetched_objects_cache", {})
        for name in ("intentions", "coordinators"):
            known.pop(name, None)
        models.prefetch_related_objects([self], *who_takes_part())

    def running_intentions(self) -> list[Intention]:
        if (on := self.told_on) is None:
            return [intention for intention in self.intentions.all() if intention.until is None]
        begun = [intention for intention in self.intentions.all() if intention.since <= on]
        return [intention for intention in begun if intention.until is None or intention.until > on]

    def intending_states(self) -> list[Participant]:
        return [intention.participant for intention in self.running_intentions()]

    def joined_states(self) -> list[Participant]:
        """States that take part and don't coordinate it."""
        coordinating = self.coordinating_states()
        return [state for state in self.intending_states() if state not in coordinating]

    def offering_states(self) -> list[Participant]:
        """States that intend it, have offered to coordinate, and hold no designation in it."""
        offered = {
            assignment.participant_id for assignment in self._running_assignments() if assignment.fact == Fact.OFFER
        }
        return [state for state in self.states_to_designate() if state.pk in offered]

    def states_to_designate(self) -> list[Participant]:
        """States that intend it and hold no designation in it: the Chair consults them on who coordinates (CoA (a))."""
        designated = {state.pk for state in self._designated(*DESIGNATED_AS)}
        return [state for state in self.intending_states() if state.pk not in designated]

    def states_that_lead(self) -> list[Participant]:
        """Those that coordinate it, alone or with others; where none is designated, those that take part."""
        return [*self.coordinating_states(), *self.co_coordinating_states()] or self.states_taking_part()

    def states_taking_part(self) -> list[Participant]:
        """Those that intend it and those that hold a designation in it; one that does both stands there twice."""
        return [*self.intending_states(), *self._designated(*DESIGNATED_AS)]

    def implementing_states(self) -> list[Participant]:
        """States that began to carry it out, and still intend it."""
        began = {step.on_behalf_of_id for step in self.steps.all() if step.does is Does.CARRIES_OUT}
        return [state for state in self.intending_states() if state.pk in began]

    def coordinating_states(self) -> list[Participant]:
        return self._designated(CoordinatorRole.COORDINATOR)

    def co_coordinating_states(self) -> list[Participant]:
        return self._designated(CoordinatorRole.CO_COORDINATOR)

    def _designated(self, *roles: str) -> list[Participant]:
        running = self._running_assignments()
        return [
            assignment.participant
            for assignment in running
            if assignment.fact == Fact.DESIGNATION and assignment.role in roles
        ]

    def _running_assignments(self) -> list[Any]:
        on = self.told_on or day_of_the_house()
        running = [
            assignment for assignment in self.coordinators.all() if assignment.until is None or assignment.until > on
        ]
        if self.told_on is None:
            return running
        return [
            assignment
            for assignment in running
            if all(day is None or day <= on for day in (assignment.on, assignment.since))
        ]
