"""Coordination goes round: whose term ends, who follows and stands beside meanwhile, who holds several, and what is handed over."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

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
    """As it stands on a day: states with more than one term, each with how many, and the terms that end within a year of it.

    Four queries that read no more terms than they list, however many there are.
    """
    rows = CoordinatorAssignment.objects.visible_to(user).designations().filter(edition__in=list(editions))
    rows = rows.running(on).known_to_hold(on)
    begun = rows.filter(Q(since__isnull=True) | Q(since__lte=on))
    ending = begun.filter(until__lte=on + A_YEAR).order_by("until", "pk").annotate(**ABOUT)
    ending = ending.annotate(next=Subquery(_going_on(rows).values("pk")[:1]))
    terms = list(ending.for_page()[:MOST_TURNS])
    following = rows.for_page().in_bulk({term.next for term in terms if term.next})
    return {
        "several": _holding_several(begun),
        "turns": [TermTurn(term, following.get(term.next)) for term in terms],
    }


def _holding_several(rows: Any) -> list[tuple[Participant, int]]:
    """By state in seat order, how many terms each has that has more than one."""
    own = rows.filter(participant=OuterRef("pk")).order_by().values("participant").annotate(number=Count("pk"))
    states = Participant.objects.annotate(terms=Subquery(own.values("number"))).filter(terms__gt=1).in_seat_order()
    return [(state, state.terms) for state in states]


# What a term is about, so that nothing is told from nothing.
ABOUT = {f"{name}_or_none": Coalesce(f"{name}_id", 0) for name in ("area", "measure", "commitment")}


def _going_on(rows: Any) -> Any:
    """Of the term of the query around: terms about the same that go on after it, the first first."""
    same = {name: OuterRef(name) for name in ("edition", "depth", "role", *ABOUT)}
    later = Q(until__isnull=True) | Q(until__gt=OuterRef("until"))
    return rows.annotate(**ABOUT).filter(later, **same).exclude(pk=OuterRef("pk")).order_by("since", "pk")


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
    same = own.about_the_same(term.edition, term.depth, term.area, term.measure).filter(
        Q(until__isnull=True) | Q(until__gt=term.until or dt.date.max), role=term.role, commitment=term.commitment_id
    )
    return {
        "commitments": commitments,
        "papers": list(newest[:MOST_PAPERS]),
        "comments": list(comments.select_related("owner", "version__paper").order_by("at", "pk")[:MOST_COMMENTS]),
        "contacts": sorted(states.values(), key=lambda state: (state.seat_name, state.code)),
        "in_the_portal": _with_people(states),
        "following": same.exclude(pk=term.pk).order_by("since", "pk").first() if term.until else None,
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
