"""The procedure for readers: the table of the law, row by row, for the page and for `docs/procedure.md`."""

from dataclasses import dataclass

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy, override

from commitments.asks import asks_of
from commitments.reports.diagram import actors
from law.editions import editions, workflows
from law.grammar.coordination import CoordinationAct
from law.grammar.editions import LawEdition
from law.grammar.procedure import Guard, OwnPart, Phase, StateRow, Step, Workflow
from record.templatetags.signs import comma
from record.texts import with_more

OWN = {
    OwnPart.JOINS: gettext_lazy("the state becomes one that intends it"),
    OwnPart.LEAVES: gettext_lazy("the state leaves; the last one to leave ends the commitment"),
    OwnPart.OFFERS: gettext_lazy("the state's offer is kept"),
}


@dataclass(frozen=True)
class ConditionRow:
    """A condition on a step, and on what it rests."""

    words: str
    article: str
    basis: str

    def __str__(self) -> str:
        return with_more(self.words, f"{self.article}{comma()}{self.basis}")


@dataclass(frozen=True)
class ProcedureRow:
    """A step as a reader meets it."""

    name: str
    label: str
    actors: str
    sources: tuple[str, ...]
    target: str
    article: str
    basis: str
    asks: tuple[str, ...]
    conditions: tuple["ConditionRow", ...]


def rows(flow: Workflow) -> list[ProcedureRow]:
    """The steps of a modality in the order of the table, the first one that begins it."""
    return [_row(step) for step in (flow.start, *flow.steps)]


def _row(step: Step) -> ProcedureRow:
    return ProcedureRow(
        name=step.name,
        label=str(step.label),
        actors=actors(step),
        sources=tuple(str(state.label) for state in step.source),
        target=str(step.target.label) if step.target else "",
        article=str(step.article),
        basis=str(step.basis.label),
        asks=tuple(asks(step)),
        conditions=tuple(_condition(guard) for guard in (*step.guards, *step.answer_guards)),
    )


@dataclass(frozen=True)
class CoordinationTable:
    """The acts of coordination outside a commitment, in an edition, and its limits in sentences."""

    edition: str
    article: str
    how_known: str
    rows: tuple[tuple[CoordinationAct, str], ...]
    limits: tuple[str, ...]


def coordination_tables() -> list[CoordinationTable]:
    """Of every edition: who offers, designates and ends coordination outside a commitment."""
    return [_coordination(law) for law in editions()]


def _coordination(law: LawEdition) -> CoordinationTable:
    rules = law.coordination
    longest = _now("Longest term of a coordinator, in years: %(years)d.") % {"years": rules.longest_term or 0}
    places = _now(
        "States that coordinate one thing at a time: %(number)d at the most; co-coordinators are not counted."
    )
    return CoordinationTable(
        edition=law.key,
        article=str(rules.article),
        how_known=str(rules.basis.label),
        rows=tuple((act, actors(act)) for act in rules.acts),
        limits=(
            longest if rules.longest_term is not None else _now("No text sets a longest term."),
            *([places % {"number": rules.places}] if rules.places is not None else []),
        ),
    )


def _condition(guard: Guard) -> ConditionRow:
    return ConditionRow(str(guard.words), str(guard.article), str(guard.basis.label))


def asks(step: Step) -> list[str]:
    """What a step asks of whoever takes it, and what it does to the acting state's own part."""
    asked = [str(ask.words) for ask in asks_of(step)]
    return [words for words in (*asked, str(OWN[step.own]) if step.own else "") if words]


def document() -> str:
    """`docs/procedure.md`: both modalities of every edition, in English."""
    with override("en"):
        lines = [*HEAD, str(editions()[-1].about), *(line for flow in workflows() for line in _chapter(flow))]
        return (
            "\n".join([*lines, *(line for table in coordination_tables() for line in _of_coordination(table))]) + "\n"
        )


HEAD = (
    "# The procedure",
    "",
    "Written by `manage.py write_procedure` from the tables in `law/`; a test holds it to them.",
    "What a step asks is ours, to be confirmed by the Secretariat, where its article doesn't say so.",
)


def _chapter(flow: Workflow) -> list[str]:
    lines = ["", f"## {flow.modality.label}: edition of {flow.edition} ({flow.article})", "", *_mermaid(flow), ""]
    lines += ["| step | by whom | from | to | article | basis | asks | where |", "|---|---|---|---|---|---|---|---|"]
    for row in rows(flow):
        cells = (
            f"{row.label} (`{row.name}`)",
            row.actors,
            ", ".join(row.sources) or "(start)",
            row.target or "(stays)",
            row.article,
            row.basis,
            "; ".join(row.asks),
            "; ".join(map(str, row.conditions)),
        )
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", "| state | article | basis |", "|---|---|---|"]
    lines += [f"| {state.label} (`{state.key}`) | {state.article} | {state.basis.label} |" for state in flow.states()]
    return lines


def _of_coordination(table: CoordinationTable) -> list[str]:
    lines = [
        "",
        f"## Coordination outside a commitment: edition of {table.edition} ({table.article}; {table.how_known})",
        "",
    ]
    lines += ["| act | by whom | article | basis |", "|---|---|---|---|"]
    lines += [f"| {act.label} (`{act.name}`) | {who} | {act.article} | {act.basis.label} |" for act, who in table.rows]
    return [*lines, "", *table.limits]


def _mermaid(flow: Workflow) -> list[str]:
    def key(state: StateRow | None) -> str:
        return str(state).replace("-", "_")

    lines = [
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {key(flow.start.target)}: {flow.start.label}",
    ]
    lines += [f"    {key(state)}: {state.label}" for state in flow.states()]
    for step in flow.steps:
        if step.target and step.target.phase is not Phase.LEFT:
            lines += [f"    {key(source)} --> {key(step.target)}: {step.label}" for source in step.source]
    return [*lines, *(f"    {key(state)} --> [*]" for state in flow.ends()), "```"]
