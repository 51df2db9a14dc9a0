"""An edition of the law: every table that holds together from a day on, and the forum whose law it is."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from law.grammar.basis import Basis, CitedRow, Instrument, unfounded
from law.grammar.bodies import BodyName, BodyRow
from law.grammar.cadence import CadenceTable
from law.grammar.coordination import CoordinationRules
from law.grammar.deciding import ConsensusRule, QuorumRule, SilenceRules
from law.grammar.procedure import Does, StateRow, Workflow
from law.grammar.times import LeadTimeRow, ReminderRow, faults_of_times


@dataclass(frozen=True)
class LawEdition:
    """The tables that hold from a day. What began under an edition keeps it, whatever is adopted later."""

    key: str
    holds_from: dt.date
    # The symbol of the decision that adopted it, or what the record says of that.
    adopted_by: str
    instruments: tuple[Instrument, ...]
    # In order of rank.
    bodies: tuple[BodyRow, ...]
    cadence: CadenceTable
    workflows: tuple[Workflow, ...]
    coordination: CoordinationRules
    quorum: QuorumRule
    consensus: ConsensusRule
    silence: SilenceRules
    lead_times: tuple[LeadTimeRow, ...]
    reminders: tuple[ReminderRow, ...]
    # What its short names stand for, in a few sentences.
    about: Any = ""

    def body(self, code: str) -> BodyRow:
        """The row of a body; where this edition has none, one that is called by its code, and does nothing.

        A row that names such a body is shown with the others, and the check of the night names it.
        """
        row = next((body for body in self.bodies if body == code), None)
        name = BodyName(dt.date.min, code, "")
        return row or BodyRow(code, names=(name,), prefix=code.upper(), article="", basis=Basis.OURS)

    def workflow(self, modality: str) -> Workflow:
        """Raises KeyError where this edition has no such modality."""
        for flow in self.workflows:
            if flow.modality == modality:
                return flow
        raise KeyError(modality)

    # -- Bodies by what they do.

    def deciding_bodies(self) -> tuple[BodyRow, ...]:
        return tuple(body for body in self.bodies if body.decides)

    def body_of_commitments(self) -> BodyRow:
        """The body that decides about commitments: the first at whose meeting a step adopts them."""
        return next(step.meeting for flow in self.workflows for step in flow.steps_that(Does.ADOPTS) if step.meeting)

    def body_of_groups(self) -> BodyRow:
        """The body whose meetings are those of the working groups."""
        return next(body for body in self.bodies if body.is_of_groups)

    def drawn_bodies(self) -> tuple[BodyRow, ...]:
        """Those that have a lane in the picture of the cycles."""
        return tuple(body for body in self.bodies if body.lane)

    # -- Whether it holds together.

    def rows(self) -> Iterator[tuple[str, CitedRow]]:
        """Every row with its name, for whoever lays the tables beside the instruments."""
        yield from ((body.code, body) for body in self.bodies)
        yield from ((rule.name, rule) for rule in self.cadence.rules)
        yield from ((coupling.name, coupling) for coupling in self.cadence.couplings)
        for flow in self.workflows:
            yield f"modality {flow.modality}", flow
            yield from ((step.name, step) for step in flow.every_step())
            yield from ((state.key, state) for state in flow.states())
            yield from ((guard.name, guard) for step in flow.steps for guard in (*step.guards, *step.answer_guards))
        yield from ((act.name, act) for act in self.coordination.acts)
        yield from (("coordination", self.coordination),)
        yield from (("quorum", self.quorum), ("consensus", self.consensus), ("silence", self.silence))
        yield from ((act.name, act) for act in self.silence.acts)
        yield from ((f"{lead.body.code} {lead.kind}", lead) for lead in self.lead_times)
        yield from ((f"{reminder.body.code} {reminder.of}", reminder) for reminder in self.reminders)

    def faults(self) -> list[str]:
        """What is wrong with the tables, one sentence a fault."""
        return [f"edition {self.key}: {fault}" for fault in self._faults()]

    def _faults(self) -> Iterator[str]:
        if not self.adopted_by:
            yield "it says nothing of who adopted it"
        codes = [body.code for body in self.bodies]
        prefixes = [body.prefix for body in self.bodies]
        yield from (f"two bodies are {code}" for code in sorted({code for code in codes if codes.count(code) > 1}))
        yield from (
            f"two bodies begin with {prefix}" for prefix in sorted({p for p in prefixes if prefixes.count(p) > 1})
        )
        yield from unfounded("body", ((body.code, body) for body in self.bodies))
        for body in self.bodies:
            yield from body.faults()
        if not any(body.is_of_groups for body in self.bodies):
            yield "no body is that of the working groups"
        if not any(flow.steps_that(Does.ADOPTS) for flow in self.workflows):
            yield "no step adopts anything"
        yield from self.cadence.faults()
        for body in self._bodies_named():
            if not any(body is row for row in self.bodies):
                yield f"body {body.code} is named by a row and is none of its bodies"
        for flow in self.workflows:
            yield from (f"modality {flow.modality}: {fault}" for fault in flow.faults())
            if flow.edition != self.key:
                yield f"modality {flow.modality} says that it is of edition {flow.edition}"
        yield from self._states_that_differ()
        yield from self.coordination.faults()
        yield from self.quorum.faults()
        yield from unfounded("the", [("consensus", self.consensus)])
        yield from self.silence.faults()
        yield from faults_of_times(self.lead_times, self.reminders, self.bodies)

    def _bodies_named(self) -> list[BodyRow]:
        """Every body that a rule, a coupling or a step names: the very row, since one that differs says other things."""
        named = [rule.body for rule in self.cadence.rules]
        named += [body for row in self.cadence.couplings for body in (row.first, *row.then)]
        named += [step.meeting for flow in self.workflows for step in flow.every_step()]
        named += [lead.body for lead in self.lead_times]
        named += [reminder.body for reminder in self.reminders]
        return list({id(body): body for body in named if body is not None}.values())

    def _states_that_differ(self) -> Iterator[str]:
        """States of one key are one row: what is stored has to mean one thing in an edition."""
        rows: dict[str, StateRow] = {}
        for flow in self.workflows:
            named = [state for step in flow.every_step() for state in (*step.source, step.target) if state is not None]
            for state in {id(row): row for row in named}.values():
                if rows.setdefault(state.key, state) is not state:
                    yield f"state {state.key} is two rows"
