"""Coordination outside a commitment: what it is about, who may offer, designate or end it, and what stands in the way; and which
commitments are whose, for the rooms that don't know them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogue.choices import Depth
from catalogue.models import Area, Edition, Measure
from commitments.choices import Fact
from commitments.models import Commitment, CoordinatorAssignment, Intention
from journal.staff import is_officer
from law.choices import CoordinatorRole, Relation
from law.grammar.coordination import Coordinating, CoordinationAct
from law.grammar.editions import LawEdition
from members.access import speakers_of
from members.choices import Standing
from members.models import Chairmanship, Participant, Person, seats_of
from papers.models import Folder, FolderQuerySet
from papers.reads import UndertakingsAbove
from record.acts import Offer, Speaker
from record.texts import WordingStatus, language_written

IT_HAS_ENDED = _("It has ended already.")
OF_A_COMMITMENT = _("It was made in a commitment's procedure: it changes by the steps of that commitment.")
NOT_IN_FORCE = _("No edition in force on that day has it.")
FACT_OF = {
    Coordinating.TAKES_BACK: Fact.OFFER,
    Coordinating.ENDS: Fact.DESIGNATION,
    Coordinating.LAYS_DOWN: Fact.DESIGNATION,
}
Problems = dict[str, list[Any]]


# -- What it is about.


@dataclass(frozen=True)
class About:
    """What is offered or coordinated, as deep as the state goes: a measure, a topic, an area, or nothing named yet.

    `text` are the state's own words, in `language` (the one that its letters show, if none is named).
    """

    depth: str = Depth.MEASURE
    measure: Measure | None = None
    area: Area | None = None
    text: str = ""
    language: str = ""

    @property
    def wording(self) -> dict[str, str]:
        words = self.text.strip()
        return {self.language or language_written(words): words} if words else {}

    @property
    def lies_in(self) -> Area | None:
        return self.measure.area if self.measure else self.area

    def edition(self, on: dt.date) -> Edition | None:
        """The edition it is of; of what names nothing of one, the first of those in force. None where it is of none."""
        editions = Edition.objects.in_force(on)
        return editions.filter(pk=self.lies_in.edition_id).first() if self.lies_in else editions.first()

    def problems(self, on: dt.date) -> Problems:
        """What is missing, too much, or of no edition in force on the day, by field."""
        problems: Problems = {}
        if self.depth == Depth.MEASURE and self.measure is None:
            problems["measure"] = [_("Name the measure, or choose another depth.")]
        if self.depth != Depth.MEASURE and self.measure is not None:
            problems["measure"] = [_("A measure is named only where it is about a measure.")]
        if self.depth == Depth.AREA and self.area is None:
            problems["area"] = [_("Name the area, or choose another depth.")]
        if self.measure and self.area and self.measure.area_id != self.area.pk:
            problems["area"] = [_("This measure lies in another area.")]
        if self.depth == Depth.TOPIC and not self.text.strip():
            problems["text"] = [_("A topic is given in its own words.")]
        if not problems and self.edition(on) is None:
            problems["measure" if self.measure else "area"] = [NOT_IN_FORCE]
        return problems

    def columns(self, edition: Edition) -> dict[str, Any]:
        """What an offer or a designation keeps of it."""
        return {
            "edition": edition,
            "depth": self.depth,
            "area": self.lies_in,
            "measure": self.measure,
            "wording": self.wording,
            "wording_status": dict.fromkeys(self.wording, WordingStatus.OFFICIAL.value),
        }

    def same_on(self, on: dt.date) -> list[CoordinatorAssignment]:
        """What runs on a day, and is known to, about the very same, outside commitments."""
        edition = self.edition(on)
        if edition is None:
            return []
        rows = CoordinatorAssignment.objects.outside_commitments().running(on).known_to_hold(on)
        rows = rows.about_the_same(edition, self.depth, self.lies_in, self.measure).select_related("participant")
        if self.depth in (Depth.MEASURE, Depth.AREA):
            return list(rows)
        own = {words.casefold() for words in self.wording.values()}
        return [row for row in rows if own == {words.casefold() for words in row.wording.values()}]


def has_offered(state: Participant, about: About, on: dt.date) -> bool:
    """Whether the state offers on a day to coordinate it: by itself, with its whole area, or with nothing named yet."""
    offers = CoordinatorAssignment.objects.outside_commitments().offers().running(on).known_to_hold(on)
    offers = offers.filter(participant=state)
    covering = Q(depth=Depth.UNSPECIFIED) | Q(depth=Depth.AREA, area=about.lies_in)
    return offers.filter(covering).exists() or any(
        row.fact == Fact.OFFER and row.participant_id == state.pk for row in about.same_on(on)
    )


# -- Who may.


def offered_as(rule: CoordinationAct, user: Person, row: CoordinatorAssignment | None, on: dt.date) -> Offer | None:
    """A row of the law as it is offered to a person: for their state, in an office of their own, or by a state's letter.

    Of what can't be done with an offer or a designation any more, to whom it would belong reads why.
    """
    if row is not None and row.fact != FACT_OF[rule.does]:
        return None
    keys = _keys(rule, user, row, on)
    own = tuple(speaker for speaker in speakers_of(user, on) if speaker.participant.pk in keys)
    is_own = Relation.SECRETARIAT in rule.actor and seats_of(user, on).is_officer
    letters = () if is_own else _letters(rule, user, row, on, keys)
    if not (own or is_own or letters):
        return None
    offer = Offer(
        speakers=(*own, *letters),
        is_own=is_own,
        acting_as=Relation.SECRETARIAT if is_own else (_relation(rule, row) if own else ""),
    )
    why = None if row is None else why_not_now(row, on)
    return offer if why is None else replace(offer, problems=(why,), is_now=False)


def why_not_now(row: CoordinatorAssignment, on: dt.date) -> Any:
    """Why nothing can be done about an offer or a designation on a day; None where something can."""
    if row.commitment_id is not None:
        return OF_A_COMMITMENT
    return IT_HAS_ENDED if row.ended_by(on) else None


def acting_as(rule: CoordinationAct, state: Participant | None, row: CoordinatorAssignment | None) -> Relation:
    """As what somebody acts: for no state as the Secretariat."""
    return Relation.SECRETARIAT if state is None else _relation(rule, row)


def _relation(rule: CoordinationAct, row: CoordinatorAssignment | None) -> Relation:
    if rule.is_of_its_own and row is not None and row.role in rule.actor:
        return Relation(row.role)
    return next(relation for relation in rule.actor if relation is not Relation.SECRETARIAT)


def _keys(rule: CoordinationAct, user: Person, row: CoordinatorAssignment | None, on: dt.date) -> set[int]:
    """Of the states that the person acts for, those that may do it."""
    seats = seats_of(user, on).acting.seats
    if rule.is_of_its_own:
        return {seat.participant_id for seat in seats if row is not None and seat.participant_id == row.participant_id}
    keys = {seat.participant_id for seat in seats if seat.holds_chair and Relation.CHAIR in rule.actor}
    return keys | {
        seat.participant_id for seat in seats if seat.standing == Standing.MEMBER and Relation.MEMBER in rule.actor
    }


def _letters(
    rule: CoordinationAct, user: Person, row: CoordinatorAssignment | None, on: dt.date, keys: set[int]
) -> tuple[Speaker, ...]:
    """For which states an officer may enter what they wrote."""
    if not is_officer(user):
        return ()
    states: list[Participant] = []
    if rule.is_of_its_own:
        states = [row.participant] if row is not None else []
    elif Relation.MEMBER in rule.actor:
        states = list(Participant.objects.visible_to(user).members_on(on).in_seat_order())
    elif Relation.CHAIR in rule.actor:
        chair = Chairmanship.objects.visible_to(user).select_related("participant").of(on)
        states = [chair.participant] if chair else []
    return tuple(Speaker(state, by_letter=True) for state in states if state.pk not in keys)


# -- What stands in the way.


def why_not_offer(state: Participant, about: About, on: dt.date) -> Any:
    """Why a state can't offer it on a day: it offers it, or coordinates it, already. None where it can."""
    facts = {row.fact for row in about.same_on(on) if row.participant_id == state.pk}
    if Fact.DESIGNATION in facts:
        return _now("%(state)s coordinates it already.") % {"state": state}
    return _now("%(state)s offers to coordinate it already.") % {"state": state} if Fact.OFFER in facts else None


def problems_of_a_term(law: LawEdition, since: dt.date, until: dt.date | None) -> Problems:
    """What is wrong with the days of a designation, by the edition under which it begins."""
    latest = law.coordination.ends_by(since)
    if until is not None and until <= since:
        return {"last_day": [_("A term ends after the day on which it begins.")]}
    if latest is not None and (until is None or until > latest):
        last_day = {"day": date_format(latest - dt.timedelta(days=1))}
        return {"last_day": [_now("The last day of such a term is %(day)s at the latest.") % last_day]}
    return {}


def why_not_designate(law: LawEdition, state: Participant, role: str, about: About, since: dt.date) -> Any:
    """Why a state can't be designated for a term that begins on a day: it is already, or the place is taken."""
    running = [row for row in about.same_on(since) if row.fact == Fact.DESIGNATION]
    if any(row.participant_id == state.pk for row in running):
        return _now("%(state)s is designated for it already.") % {"state": state}
    leading = [row for row in running if row.role == CoordinatorRole.COORDINATOR]
    if not law.coordination.is_taken(role, len(leading)):
        return None
    return _now("%(state)s coordinates it on that day. End that designation first, or designate a co-coordinator.") % {
        "state": leading[0].participant
    }


# -- As the rooms below and beside this one ask for it.


def folders_in(area: Area) -> FolderQuerySet:
    """Of the commitments in an area, and in what lies in it, that haven't ended."""
    rows = Commitment.objects.open().filter(Q(area=area) | Q(area__parent=area))
    return Folder.objects.filter(commitment__in=rows)


def folders_of_states(keys: Collection[int], on: dt.date) -> FolderQuerySet:
    """Of the commitments in which these states take part on a day."""
    return Folder.objects.filter(commitment__in=Commitment.objects.open().of_states(keys, on))


def states_of_folders(folders: QuerySet[Folder], on: dt.date) -> QuerySet[Participant]:
    """The states that intend, or coordinate, these commitments on a day."""
    rows = Commitment.objects.filter(folder__in=folders)
    intends = Intention.objects.holding(on).filter(commitment__in=rows)
    leads = CoordinatorAssignment.objects.designations().running(on).made_by(on).filter(commitment__in=rows)
    # By keys: what is asked of them next is long enough by itself for the parser of SQLite.
    keys = {*intends.values_list("participant", flat=True), *leads.values_list("participant", flat=True)}
    return Participant.objects.filter(pk__in=keys)


UNDERTAKINGS = UndertakingsAbove(folders_in, folders_of_states, states_of_folders)
