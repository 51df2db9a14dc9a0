"""An edition that nobody adopted: of the law as it stands, one body renamed, one body more, another interval, another
quorum, a longer silence, one step more in either modality, a shorter term of the Chair and of coordinators, whom the
Secretariat designates. Everything that the house does has to hold under it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from law.choices import DeadlineKind, Relation, RemindOf
from law.cica.bodies import Body
from law.cica.editions import EDITION_2007
from law.cica.states import State
from law.grammar.basis import Basis
from law.grammar.bodies import BodyName, BodyRow, Lane
from law.grammar.cadence import CadenceRule, CadenceTable, Coupling
from law.grammar.coordination import Coordinating, CoordinationRules
from law.grammar.deciding import QuorumRule
from law.grammar.editions import LawEdition
from law.grammar.procedure import Does, Phase, StateRow, Step, Workflow
from law.grammar.times import LeadTimeRow, ReminderRow
from record.choices import Need

BY_DECISION = "invented decision"

# Renamed: the Committee. It keeps its code, so that what it did before stays its own.
ENVOYS = "Assembly of Envoys"
# One body more, between the Ministerial and the Committee's working groups.
COUNCIL = "Council of Elders"
ELDERS = BodyRow(
    "elders",
    names=(BodyName(dt.date(2027, 1, 1), COUNCIL, "invented 1"),),
    prefix="ELDERS",
    article="invented 1",
    basis=Basis.OURS,
    lane=Lane("Elders", 5),
)
# One state and one step more: what was circulated is heard by the elders before the working group considers it.
HEARD = StateRow("heard", "Heard by the elders", Phase.PREPARED, "invented 2", Basis.OURS)
HEAR = Step(
    "hear-the-elders",
    "Record what the elders said",
    Does.CONSIDERS,
    (State.CIRCULATED,),
    HEARD,
    (Relation.SECRETARIAT,),
    "invented 2",
    Basis.OURS,
    meeting=ELDERS,
    note=Need.MAY,
)


def invented_edition(holds_from: dt.date, key: str = "invented", adopted_by: str = BY_DECISION) -> LawEdition:
    """The edition, as it holds from a day."""
    committee = replace(
        Body.SENIOR_OFFICIALS,
        names=(*Body.SENIOR_OFFICIALS.names, BodyName(holds_from, ENVOYS, "invented 3")),
    )
    rows = {Body.SENIOR_OFFICIALS: committee}
    bodies = (Body.SUMMIT, Body.MINISTERIAL, committee, ELDERS, Body.WORKING_GROUP, Body.SPECIALISED)
    return replace(
        EDITION_2007,
        key=key,
        holds_from=holds_from,
        adopted_by=adopted_by,
        bodies=bodies,
        cadence=_cadence(rows),
        workflows=tuple(_workflow(flow, key, rows) for flow in EDITION_2007.workflows),
        coordination=_coordination(),
        quorum=QuorumRule(Fraction(3, 4), "invented 4", Basis.OURS),
        silence=replace(EDITION_2007.silence, period=replace(EDITION_2007.silence.period, days=21)),
        lead_times=(
            *(replace(row, body=rows.get(row.body, row.body)) for row in EDITION_2007.lead_times),
            LeadTimeRow(ELDERS, DeadlineKind.INVITATION, 40, "invented 1"),
        ),
        reminders=(
            *(replace(row, body=rows.get(row.body, row.body)) for row in EDITION_2007.reminders),
            ReminderRow(ELDERS, RemindOf.MEETING, (20, 5), "invented 1"),
        ),
    )


def _coordination() -> CoordinationRules:
    """The Secretariat designates and ends, and a term lasts a year at most."""
    designating = {Coordinating.DESIGNATES, Coordinating.ENDS}
    acts = [
        replace(act, actor=(Relation.SECRETARIAT,), article="invented 6") if act.does in designating else act
        for act in EDITION_2007.coordination.acts
    ]
    return replace(EDITION_2007.coordination, acts=tuple(acts), longest_term=1)


def _cadence(rows: dict[BodyRow, BodyRow]) -> CadenceTable:
    def own(body: BodyRow | None) -> BodyRow | None:
        return None if body is None else rows.get(body, body)

    rules = [replace(rule, body=own(rule.body)) for rule in EDITION_2007.cadence.rules]
    rules = [replace(rule, years=3) if rule.name == "summit" else rule for rule in rules]
    rules = [replace(rule, years=1) if rule.name == "chair" else rule for rule in rules]
    since = rules[0].since
    couplings = [
        replace(row, first=own(row.first), then=tuple(rows.get(body, body) for body in row.then))
        for row in EDITION_2007.cadence.couplings
    ]
    return CadenceTable(
        (*rules, CadenceRule("elders", ELDERS, "Every other year.", "invented 1", "", since, years=2, basis=Basis.OURS)),
        (
            *couplings,
            Coupling(
                "elders-before-summit", ELDERS, (Body.SUMMIT,), "The elders are heard before a Summit.", "invented 1",
                "", since, Basis.OURS, months=6,
            ),
        ),
    )  # fmt: skip


def _workflow(flow: Workflow, key: str, rows: dict[BodyRow, BodyRow]) -> Workflow:
    steps: list[Step] = []
    for step in flow.steps:
        meeting = rows.get(step.meeting, step.meeting) if step.meeting is not None else None
        own = replace(step, meeting=meeting)
        if own.does is Does.CONSIDERS:
            steps.append(HEAR)
            own = replace(own, source=(HEARD,))
        elif State.CIRCULATED in own.source and own.target in (None, State.WITHDRAWN):
            own = replace(own, source=_with_heard(own.source))
        steps.append(own)
    return replace(flow, edition=key, steps=tuple(steps))


def _with_heard(source: Iterable[StateRow]) -> tuple[StateRow, ...]:
    at = list(source)
    at.insert(at.index(State.CIRCULATED) + 1, HEARD)
    return tuple(at)
