"""Stages at a glance: the road of one commitment as a row of stops, and all commitments where they stand."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from commitments.models import Commitment, StepTaken
from commitments.reports.diagram import road
from law.editions import workflows
from law.grammar.procedure import Phase, StateRow
from members.models import Person
from record.dates import shown
from record.standing_still import rows_that_stand

# Of a stage where more stand than this, the newest are shown and the others counted.
MOST_OF_A_STAGE = 24
MOST_IN_ALL = 200


@dataclass(frozen=True)
class StepperStage:
    """A stage of the road: behind the commitment, where it is, or ahead. `kind` is "past", "unknown" to the public record,
    "passed" by another way, "here" or "ahead"; `day` is when it was reached, as far as that is known."""

    state: StateRow
    kind: str
    day: str = ""


@dataclass(frozen=True)
class Stepper:
    steps: tuple[StepperStage, ...]

    @property
    def here(self) -> StepperStage | None:
        return next((step for step in self.steps if step.kind == "here"), None)

    @property
    def number(self) -> int:
        """Which of its stages it has come to, counted from one."""
        return next((number for number, step in enumerate(self.steps, 1) if step.kind == "here"), len(self.steps))


def stepper(commitment: Commitment, taken: Iterable[StepTaken]) -> Stepper:
    """The stages of its modality in order, where it stands, and the days on which it came there; `taken` are its steps
    that count. One of the wayside stands where it left the road. What agrees to a paper in another way is left out."""
    reached = {step.to_state: shown(step.on, step.on_precision) for step in taken}
    stages, here = road(commitment.workflow), commitment.stands
    agreed = [stage for stage in stages if stage.phase is Phase.AGREED]
    way = next((stage for stage in agreed if stage in reached or stage == here), agreed[0] if agreed else None)
    stages = [stage for stage in stages if stage.phase is not Phase.AGREED or stage == way]
    if here.is_wayside:
        last = max((number for number, stage in enumerate(stages) if stage in reached), default=0)
        stages.insert(last + 1, here)
    at = stages.index(here)
    behind = "unknown" if commitment.source else "passed"
    return Stepper(
        tuple(
            StepperStage(
                stage,
                "here" if number == at else "ahead" if number > at else "past" if stage in reached else behind,
                reached.get(stage, "") if number <= at else "",
            )
            for number, stage in enumerate(stages)
        )
    )


@dataclass
class StageColumn:
    """A stage at which commitments stand: the newest of them, and how many there are."""

    state: StateRow
    count: int
    commitments: list[Commitment] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.commitments)


def where_commitments_are(user: Person, on: dt.date) -> list[StageColumn]:
    """Each stage at which a commitment stood on a day, in the order of the procedure, as far as `user` may see.

    Two queries, however many commitments there are; no state is counted.
    """
    rows = Commitment.objects.visible_to(user).standing_then(on)
    counts = dict(rows_that_stand(rows.order_by().values_list("stood").annotate(number=Count("pk"))))
    columns = {str(state): StageColumn(state, counts[state]) for state in every_stage() if state in counts}
    newest = rows.select_related("area", "measure").order_by("-moved_then", "-pk")
    for commitment in newest.defer("statement", "statement_in")[:MOST_IN_ALL]:
        column = columns.get(commitment.stood)
        if column is not None and len(column.commitments) < MOST_OF_A_STAGE:
            column.commitments.append(commitment)
    return list(columns.values())


def every_stage() -> list[StateRow]:
    """The stages of every modality once, each before what follows it on its own road."""
    stages: list[StateRow] = []
    for flow in workflows():
        following = len(stages)
        for state in reversed(flow.states()):
            if state in stages:
                following = stages.index(state)
            else:
                stages.insert(following, state)
    return stages
