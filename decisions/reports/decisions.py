"""Decisions as a reader may know them, with all that is shown beside them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Subquery

from commitments.models import Commitment, StepTaken
from decisions.models import DecidedMatter, Decision
from law.grammar.procedure import Does
from members.models import Person
from record.called import called

# What a step does that is taken by a decision.
BY_DECISION = frozenset({Does.ADOPTS, Does.TAKES_NOTE, Does.DEFERS, Does.RETURNS})


def shown_decisions(user: Person, decisions: Any = None) -> Any:
    """Decisions that a person may read, with all that is shown beside them: positions, follow-ups, commitments.

    `decisions`: among which, where not among those that count.
    """
    matters = DecidedMatter.objects.filter(
        commitment__in=Commitment.objects.visible_to(user), taken__in=StepTaken.objects.all()
    )
    matters = matters.select_related("commitment__measure", "commitment__area", "taken__commitment").order_by("pk")
    every = Decision.objects.all() if decisions is None else decisions
    rows = every.visible_to(user).with_positions()
    return rows.prefetch_related(Prefetch("matters", matters, to_attr="shown_matters"))


def with_decisions(user: Person, steps: Iterable[StepTaken]) -> list[StepTaken]:
    """The steps, each with the decision by which it was taken where the reader may know it (`decided`)."""
    steps = list(steps)
    by_decision = [step.pk for step in steps if step.does in BY_DECISION]
    decided = {}
    if by_decision:
        readable = Decision.objects.visible_to(user).filter(matters__taken__in=by_decision)
        rows = readable.prefetch_related("positions__participant").annotate(taken_by=F("matters__taken"))
        decided = {row.taken_by: row for row in rows}
    for step in steps:
        step.decided = decided.get(step.pk)  # type: ignore[attr-defined]
    return steps


def symbol_of_step(user: Person) -> Subquery:
    """The symbol of the decision that a step carried out, where the person may read it."""
    decided = Decision.objects.visible_to(user).filter(matters__taken=OuterRef("pk"))
    return Subquery(decided.values("symbol")[:1])


def page_by_symbol(user: Person, symbol: str) -> str:
    """Where a decision is read that somebody named by its symbol; "" for whoever doesn't see it."""
    decision = called(Decision.objects.visible_to(user), symbol, "symbol").first()
    return decision.get_absolute_url() if decision else ""
