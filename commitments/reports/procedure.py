"""The procedure for readers: the table of `modalities`, row by row, for the page and for `docs/procedure.md`."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy, override

from commitments.asks import asks_of
from commitments.reports.diagram import actors
from law import modalities
from law.choices import State
from law.modalities import WORKFLOWS, Own, Step, Workflow

CONDITIONS: dict[Any, Any] = {
    modalities.an_offer_to_coordinate_is_there: gettext_lazy("a state that intends it has offered to coordinate"),
    modalities.the_coordinator_is_yet_to_be_designated: gettext_lazy("the coordinator's place is vacant"),
    modalities.a_paper_is_there: gettext_lazy("a paper is there"),
    modalities.a_view_was_shared: gettext_lazy("a view was shared with the members"),
    modalities.an_expert_is_nominated: gettext_lazy("an expert is nominated"),
    modalities.the_specialised_meeting_was_held: gettext_lazy("the specialised meeting was held"),
    modalities.the_meeting_was_held: gettext_lazy("the meeting was held"),
    modalities.the_meeting_is_not_cancelled: gettext_lazy("the meeting is not cancelled"),
    modalities.the_host_is_a_member_or_an_observer_state: gettext_lazy("the host is a member or an observer state"),
}
OWN = {
    Own.JOINS: gettext_lazy("the state becomes one that intends it"),
    Own.LEAVES: gettext_lazy("the state leaves; the last one to leave ends the commitment"),
    Own.OFFERS: gettext_lazy("the state's offer is kept"),
}


@dataclass(frozen=True)
class ProcedureRow:
    """A step as a reader meets it."""

    name: str
    label: str
    actors: str
    sources: tuple[str, ...]
    target: str
    article: str
    asks: tuple[str, ...]
    conditions: tuple[str, ...]


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
        article=step.source_text,
        asks=tuple(asks(step)),
        conditions=tuple(str(CONDITIONS[guard]) for guard in (*step.guards, *step.answer_guards)),
    )


def asks(step: Step) -> list[str]:
    """What a step asks of whoever takes it, and what it does to the acting state's own part."""
    found = [str(ask.words) for ask in asks_of(step)]
    return [words for words in (*found, str(OWN[step.own]) if step.own else "") if words]


def document() -> str:
    """`docs/procedure.md`: both modalities of every edition, in English."""
    with override("en"):
        return "\n".join([*HEAD, *(line for flow in WORKFLOWS.values() for line in _chapter(flow))]) + "\n"


HEAD = (
    "# The procedure",
    "",
    "Written by `manage.py write_procedure` from the table in `commitments/modalities.py`; a test holds it to the table.",
    "CoA is the Cooperative Approach for the Implementation of the CICA Confidence-Building Measures (Bangkok, 14 March",
    "2007), AA the Almaty Act (4 June 2002). Everything in it is voluntary: to withdraw or to rest is an honourable end.",
)


def _chapter(flow: Workflow) -> list[str]:
    lines = ["", f"## {flow.modality.label}: edition of {flow.edition} ({flow.source_text})", "", *_mermaid(flow), ""]
    lines += ["| step | by whom | from | to | article | asks | where |", "|---|---|---|---|---|---|---|"]
    for row in rows(flow):
        cells = (
            f"{row.label} (`{row.name}`)",
            row.actors,
            ", ".join(row.sources) or "(start)",
            row.target or "(stays)",
            row.article,
            "; ".join(row.asks),
            "; ".join(row.conditions),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _mermaid(flow: Workflow) -> list[str]:
    def key(state: State) -> str:
        return state.value.replace("-", "_")

    lines = [
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {key(flow.start.target or State.INDICATED)}: {flow.start.label}",
    ]
    lines += [f"    {key(state)}: {state.label}" for state in flow.states()]
    for step in flow.steps:
        if step.target and step.target != State.WITHDRAWN:
            lines += [f"    {key(source)} --> {key(step.target)}: {step.label}" for source in step.source]
    return [*lines, "    completed --> [*]", "    withdrawn --> [*]", "```"]
