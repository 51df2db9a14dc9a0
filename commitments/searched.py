"""What is searched of this room: commitments and who intends them, offers in their own words, views, experts."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.models import Area, Measure
from commitments.models import Commitment, CoordinatorAssignment, ExpertNomination, Intention, View
from members.models import Participant
from record.dates import day_of_the_house
from record.searchable import SEARCH, Followed, SearchedNoun, SearchedWords
from record.texts import in_language


def _of_commitment(commitment: Commitment) -> Iterator[SearchedWords]:
    subject = commitment.measure.title if commitment.measure else commitment.area.name
    is_as_its_subject = commitment.title == in_language(subject, "en")
    yield SearchedWords(
        # As its page is headed; what it is about is found by as well.
        titles=subject if is_as_its_subject else commitment.titles,
        texts=(*commitment.statements.values(), *commitment.topic.values()),
        reference=commitment.reference,
        aliases=" ".join(subject.values()),
        on=day_of_the_house(commitment.moved_at),
    )


def _of_intention(intention: Intention) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=intention.participant.name,
        key=intention.commitment.reference,
        reference=intention.commitment.reference,
        on=intention.since,
    )


def _of_assignment(assignment: CoordinatorAssignment) -> Iterator[SearchedWords]:
    """Offers and designations in words of their own; the others are found by their state and measure."""
    if assignment.wording:
        yield SearchedWords(titles=assignment.wording, key=assignment.participant.code, on=assignment.on)


def _of_view(view: View) -> Iterator[SearchedWords]:
    reference = view.commitment.reference
    yield SearchedWords(
        titles=view.owner.name,
        texts=(view.text,),
        key=f"{reference}#view-{view.uid}",
        reference=reference,
        on=day_of_the_house(view.at),
    )


def _of_expert(expert: ExpertNomination) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles={expert.language or "en": expert.name},
        texts=(expert.affiliation, expert.expertise, *expert.owner.name.values()),
        key=str(expert.uid),
        on=expert.since,
    )


def _commitment_page(key: str) -> str:
    reference, _hash, place = key.partition("#")
    address = reverse("commitment-detail", args=[reference])
    return f"{address}#{place}" if place else address


def _every_commitment() -> QuerySet:
    return Commitment.everything.select_related("measure", "area")


COMMITMENTS = SearchedNoun(
    name="commitments",
    label=_("Commitments"),
    model=Commitment,
    says=_of_commitment,
    seen_by=Commitment.objects.visible_to,
    page=_commitment_page,
    leads=True,
    every=_every_commitment,
    follows={
        Measure: Followed(lambda measure: _every_commitment().filter(measure=measure.pk)),
        Area: Followed(lambda area: _every_commitment().filter(area=area.pk, measure=None)),
    },
)
INTENTIONS = SearchedNoun(
    name="intentions",
    label=_("Intentions"),
    model=Intention,
    says=_of_intention,
    seen_by=Intention.objects.visible_to,
    page=_commitment_page,
    columns=frozenset({"participant", "commitment", "since"}),
    every=lambda: Intention.everything.select_related("participant", "commitment"),
    follows={
        Participant: Followed(
            lambda state: Intention.everything.filter(participant=state.pk).select_related("participant", "commitment")
        )
    },
)
OFFERS = SearchedNoun(
    name="coordinators",
    label=_("Offers in their own words"),
    model=CoordinatorAssignment,
    says=_of_assignment,
    seen_by=CoordinatorAssignment.objects.visible_to,
    page=lambda code: reverse("participant-detail", args=[code]),
    every=lambda: CoordinatorAssignment.everything.select_related("participant"),
)
VIEWS = SearchedNoun(
    name="views",
    label=_("Views"),
    model=View,
    says=_of_view,
    seen_by=View.objects.visible_to,
    page=_commitment_page,
    columns=frozenset({"text", "owner", "commitment"}),
    every=lambda: View.everything.select_related("owner", "commitment"),
)
EXPERTS = SearchedNoun(
    name="experts",
    label=_("Experts"),
    model=ExpertNomination,
    says=_of_expert,
    seen_by=ExpertNomination.objects.visible_to,
    page=lambda uid: f"{reverse('expert-list')}#expert-{uid}",
    columns=frozenset({"name", "affiliation", "expertise", "owner", "language"}),
    every=lambda: ExpertNomination.objects.select_related("owner"),
)


def register() -> None:
    for noun, order in ((COMMITMENTS, 20), (INTENTIONS, 100), (OFFERS, 110), (VIEWS, 120), (EXPERTS, 160)):
        SEARCH.add(noun, order=order)
