"""What is searched of this room: decisions and what states said of them, silence procedures, agendas, follow-ups."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from decisions.models import (
    AgendaItem,
    AgendaVersion,
    ApproachProposal,
    Decision,
    FollowUp,
    Minutes,
    MinutesChange,
    MinutesVersion,
    Position,
    SilenceProcedure,
    SilenceRound,
)
from decisions.reports.agendas import agendas_seen_by
from meetings.access import audiences_of
from meetings.models import Meeting
from members.choices import Audience
from members.models import Person
from record.dates import day_of_the_house
from record.searchable import SEARCH, Followed, SearchedNoun, SearchedWords
from record.texts import language_written


def _of_decision(decision: Decision) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=decision.title,
        texts=(*decision.text.values(), decision.consensus),
        reference=decision.symbol,
        on=decision.on,
    )


def _of_position(position: Position) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=position.participant.name,
        texts=(position.paragraphs, *position.text.values()),
        key=position.decision.symbol,
        reference=position.decision.symbol,
        on=position.on,
    )


def _of_follow_up(follow_up: FollowUp) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles={language_written(follow_up.what): follow_up.what},
        texts=(follow_up.report,),
        key=f"{follow_up.decision.symbol}#follow-up-{follow_up.pk}",
        reference=follow_up.decision.symbol,
        on=day_of_the_house(follow_up.at),
    )


def _of_procedure(procedure: SilenceProcedure) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=procedure.title,
        texts=tuple(silence_round.text for silence_round in procedure.rounds.all()),
        reference=procedure.reference,
        on=day_of_the_house(procedure.at),
    )


def _of_item(item: AgendaItem) -> Iterator[SearchedWords]:
    """The draft: whoever prepares the meeting reads it."""
    yield SearchedWords(
        titles=item.title,
        texts=(item.note, item.outcome_note),
        key=f"{item.meeting.reference}#item-{item.pk}",
        reference=item.meeting.reference,
    )


def _of_agenda(version: AgendaVersion) -> Iterator[SearchedWords]:
    """What was circulated, an item a part: each is for those to whom it was opened."""
    for part, item in enumerate(version.content, 1):
        yield SearchedWords(
            titles=item["title"],
            texts=(item["note"],),
            key=f"{version.meeting.reference}#{version.number}",
            reference=version.meeting.reference,
            on=day_of_the_house(version.at),
            part=part,
            audience=item.get("audience", Audience.MEMBERS),
        )


def _of_minutes(version: MinutesVersion) -> Iterator[SearchedWords]:
    """An item a part: each is for those to whom it is open."""
    for part, item in enumerate(version.content, 1):
        yield SearchedWords(
            titles=item["title"],
            texts=(item["text"],),
            key=f"{version.minutes.reference}#item-{item['number']}",
            reference=version.minutes.meeting.reference,
            on=day_of_the_house(version.at),
            part=part,
            audience=item["audience"],
        )


def _of_change(change: MinutesChange) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles=change.owner.name,
        texts=(change.text, change.answer_note),
        key=f"{change.minutes.reference}#change-{change.uid}",
        reference=change.minutes.meeting.reference,
        on=day_of_the_house(change.at),
    )


def _of_proposal(proposal: ApproachProposal) -> Iterator[SearchedWords]:
    yield SearchedWords(
        titles={language_written(proposal.title): proposal.title},
        texts=(proposal.text, proposal.unit),
        key=str(proposal.uid),
        on=day_of_the_house(proposal.at),
    )


def latest_minutes_seen_by(user: Person) -> QuerySet[MinutesVersion]:
    """Of each minutes the latest version that the person may read."""
    seen = MinutesVersion.objects.visible_to(user).filter(minutes__in=Minutes.objects.all()).order_by()
    later = seen.filter(minutes=OuterRef("minutes"), number__gt=OuterRef("number"))
    return seen.filter(~Exists(later))


def latest_agendas_seen_by(user: Person) -> QuerySet[AgendaVersion]:
    """Of each meeting the latest version that was sent to the person: an earlier one says what it said once more."""
    seen = agendas_seen_by(user).order_by().select_related(None)
    later = seen.filter(meeting=OuterRef("meeting"), number__gt=OuterRef("number"))
    return seen.filter(~Exists(later))


def drafts_seen_by(user: Person) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.visible_to(user).standing().filter(meeting__in=Meeting.objects.visible_to(user))


def _decision_page(key: str) -> str:
    symbol, _hash, place = key.partition("#")
    address = reverse("decision-detail", args=[symbol])
    return f"{address}#{place}" if place else address


def _draft_page(key: str) -> str:
    reference, _hash, place = key.partition("#")
    return f"{reverse('agenda-draft', args=[reference])}#{place}"


def _agenda_page(key: str) -> str:
    reference, _hash, number = key.partition("#")
    return reverse("agenda-version", args=[reference, int(number)])


def _minutes_page(key: str) -> str:
    reference, _hash, place = key.partition("#")
    return f"{reverse('minutes-detail', args=[reference])}#{place}"


def _every_procedure() -> QuerySet:
    return SilenceProcedure.objects.prefetch_related(Prefetch("rounds", SilenceRound.objects.order_by("number")))


DECISIONS = SearchedNoun(
    name="decisions",
    label=_("Decisions"),
    model=Decision,
    says=_of_decision,
    seen_by=Decision.objects.visible_to,
    page=_decision_page,
    leads=True,
)
POSITIONS = SearchedNoun(
    name="positions",
    label=_("Positions of states"),
    model=Position,
    says=_of_position,
    seen_by=Position.objects.visible_to,
    page=_decision_page,
    every=lambda: Position.everything.select_related("participant", "decision"),
)
FOLLOW_UPS = SearchedNoun(
    name="follow-ups",
    label=_("Follow-ups"),
    model=FollowUp,
    says=_of_follow_up,
    seen_by=FollowUp.objects.visible_to,
    page=_decision_page,
    every=lambda: FollowUp.everything.select_related("decision"),
)
SILENCE = SearchedNoun(
    name="silence",
    label=_("Silence procedures"),
    model=SilenceProcedure,
    says=_of_procedure,
    seen_by=SilenceProcedure.objects.visible_to,
    page=lambda reference: reverse("silence-detail", args=[reference]),
    leads=True,
    every=_every_procedure,
    follows={
        SilenceRound: Followed(
            lambda silence_round: _every_procedure().filter(pk=silence_round.procedure_id), is_named=False
        )
    },
)
DRAFTED = SearchedNoun(
    name="agenda-items",
    label=_("Agendas as they are drafted"),
    model=AgendaItem,
    says=_of_item,
    seen_by=drafts_seen_by,
    page=_draft_page,
    columns=frozenset({"title", "note", "outcome_note", "meeting"}),
    every=lambda: AgendaItem.objects.select_related("meeting"),
)
AGENDAS = SearchedNoun(
    name="agendas",
    label=_("Agendas"),
    model=AgendaVersion,
    says=_of_agenda,
    seen_by=latest_agendas_seen_by,
    reads=audiences_of,
    page=_agenda_page,
    columns=frozenset({"content", "meeting", "number"}),
    every=lambda: AgendaVersion.objects.select_related("meeting"),
)
MINUTES = SearchedNoun(
    name="minutes",
    label=_("Minutes of meetings"),
    model=MinutesVersion,
    says=_of_minutes,
    seen_by=latest_minutes_seen_by,
    reads=audiences_of,
    page=_minutes_page,
    columns=frozenset({"content", "minutes", "number"}),
    every=lambda: MinutesVersion.objects.select_related("minutes__meeting"),
)
CHANGES = SearchedNoun(
    name="minutes-changes",
    label=_("Proposed corrections of minutes"),
    model=MinutesChange,
    says=_of_change,
    seen_by=MinutesChange.objects.visible_to,
    page=_minutes_page,
    columns=frozenset({"text", "answer_note", "owner", "minutes"}),
    every=lambda: MinutesChange.everything.select_related("minutes__meeting", "owner"),
)
PROPOSALS = SearchedNoun(
    name="approach-proposals",
    label=_("Review of the Approach"),
    model=ApproachProposal,
    says=_of_proposal,
    seen_by=ApproachProposal.objects.visible_to,
    page=lambda uid: reverse("approach-proposal-detail", args=[uid]),
    columns=frozenset({"title", "text", "unit"}),
    every=ApproachProposal.everything.all,
)
ORDERS = (
    (DECISIONS, 70),
    (SILENCE, 75),
    (AGENDAS, 80),
    (DRAFTED, 85),
    (MINUTES, 87),
    (CHANGES, 88),
    (PROPOSALS, 89),
    (POSITIONS, 130),
    (FOLLOW_UPS, 135),
)


def register() -> None:
    for noun, order in ORDERS:
        SEARCH.add(noun, order=order)
