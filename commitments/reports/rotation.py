"""Coordination goes round: whose term ends, who follows and stands beside meanwhile, who holds several, and what is handed over."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from catalogue.models import Edition
from commitments.models import Commitment, CoordinatorAssignment
from members.models import FocalPoint, Participant, Person
from papers.models import Comment, CommentOutcome, PaperVersion
from record.dates import day_of_the_house

A_YEAR = dt.timedelta(days=365)
MOST_TURNS, MOST_PAPERS, MOST_COMMENTS = 50, 100, 100


@dataclass(frozen=True)
class TermTurn:
    """A term that ends, and the designation that follows it, where there is one."""

    term: CoordinatorAssignment
    following: CoordinatorAssignment | None

    @property
    def stands_beside(self) -> bool:
        return self.following is not None and self.following.shadows_from is not None


def rotation(user: Person, editions: Iterable[Edition], on: dt.date) -> dict[str, Any]:
    """As it stands on a day: states with more than one term, and the terms that end within a year of it. One query."""
    rows = CoordinatorAssignment.objects.visible_to(user).designations().filter(edition__in=list(editions))
    terms = list(rows.running(on).known_to_hold(on).for_page().in_order())
    running = [term for term in terms if term.since is None or term.since <= on]
    by_state: dict[int, tuple[Participant, list[CoordinatorAssignment]]] = {}
    for term in running:
        by_state.setdefault(term.participant_id, (term.participant, []))[1].append(term)
    ending = [term for term in running if term.until is not None and term.until <= on + A_YEAR]
    ending.sort(key=lambda term: (term.until or dt.date.max, term.pk))
    return {
        "several": [(state, held) for state, held in by_state.values() if len(held) > 1],
        "turns": [TermTurn(term, _following(term, terms)) for term in ending[:MOST_TURNS]],
    }


def _about(term: CoordinatorAssignment) -> tuple[Any, ...]:
    return term.edition_id, term.depth, term.area_id, term.measure_id, term.commitment_id, term.role


def _following(term: CoordinatorAssignment, terms: Iterable[CoordinatorAssignment]) -> CoordinatorAssignment | None:
    """The first term about the same that goes on after this one."""
    end = term.until or dt.date.max
    later = [
        other
        for other in terms
        if other.pk != term.pk and _about(other) == _about(term) and (other.until is None or other.until > end)
    ]
    return min(later, key=lambda other: (other.since or dt.date.min, other.pk), default=None)


# -- What is handed over.


def handed_over(user: Person, term: CoordinatorAssignment) -> dict[str, Any]:
    """What lies under the subject of a term, as far as the reader sees it: commitments, newest papers, open comments, contacts."""
    commitments = list(_commitments_under(user, term))
    folders = [commitment.folder_id for commitment in commitments]
    versions = PaperVersion.objects.visible_to(user).filter(paper__folder__in=folders)
    later = versions.filter(paper=OuterRef("paper"), number__gt=OuterRef("number"))
    newest = versions.filter(~Exists(later)).select_related("paper").defer("text").order_by("paper__symbol")
    comments = Comment.objects.visible_to(user).filter(outcome=CommentOutcome.OPEN, version__paper__folder__in=folders)
    states = {state.pk: state for commitment in commitments for state in commitment.states_taking_part()}
    own = CoordinatorAssignment.objects.visible_to(user).designations().for_page()
    same = own.about_the_same(term.edition, term.depth, term.area, term.measure).filter(role=term.role)
    return {
        "commitments": commitments,
        "papers": list(newest[:MOST_PAPERS]),
        "comments": list(comments.select_related("owner", "version__paper").order_by("at", "pk")[:MOST_COMMENTS]),
        "contacts": sorted(states.values(), key=lambda state: (state.seat_name, state.code)),
        "in_the_portal": _with_people(states),
        "following": _following(term, same) if term.until else None,
    }


def _commitments_under(user: Person, term: CoordinatorAssignment) -> Any:
    rows = Commitment.objects.visible_to(user).with_everything().order_by("reference")
    if term.commitment_id is not None:
        return rows.filter(pk=term.commitment_id)
    if term.measure_id is not None:
        return rows.filter(measure=term.measure_id)
    if term.area_id is None:
        return rows.none()
    return rows.filter(Q(area=term.area_id) | Q(area__parent=term.area_id))


def _with_people(states: Iterable[int]) -> set[int]:
    """Those of the states that have somebody in office; others are written to."""
    posts = FocalPoint.objects.in_office(day_of_the_house()).filter(participant__in=states, user__is_active=True)
    return set(posts.values_list("participant", flat=True))
