"""To ask each state concerned whether something may be public, and to keep what it says: of publications, of information, of all
that has a folder."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from meetings.access import people_in_office, who_sees
from meetings.actions.owned import require_speaker
from members.actions import enter_for
from members.models import Participant, User
from notices.actions import tell
from papers.choices import PublishingSaid, PublishingStage
from papers.kinds import PUBLISHING_ANSWERED, PUBLISHING_ASKED
from papers.models import PublishingAnswer, PublishingRequest
from record.choices import Channel
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.refusals import StepRefused
from record.texts import in_all, language_written

NOT_CONCERNED = _("This state isn’t asked whether it may be public.")
SAY_WHICH = _("Say which changes your state would prefer.")
DID_NOT_AGREE = _("Your state has not agreed that it be public, or took that back already.")
NO_STATE = _("Name the states concerned first: each of them is asked.")

# What follows for a thing once every state concerned agreed, by its model: said by the room of the thing (`when_agreed`).
Follows = Callable[[Any, User, dt.datetime], None]
WHEN_AGREED: dict[type[Model], Follows] = {}


def when_agreed(model: type[Model], follows: Follows) -> None:
    """Register what follows for things of a model, from `ready()`. The same model again replaces it."""
    WHEN_AGREED[model] = follows


def ask_to_publish(
    *,
    thing: Any,
    states: Iterable[Participant],
    by: User,
    at: dt.datetime,
    until: dt.date | None = None,
    agreeing: Participant | None = None,
    letter: ReceivedLetter | None = None,
    told: dict[str, Any] | None = None,
) -> PublishingRequest:
    """Ask each of the states concerned whether it may be public; who asks for its own state agrees by that.

    `told` is what of it is asked about, beside its title. In the caller's transaction. A question that waits is set aside;
    what was agreed before counts until this is agreed. Raises StepRefused.
    """
    concerned = sorted(set(states), key=lambda state: state.pk)
    if not concerned:
        raise StepRefused({"": [NO_STATE]})
    set_aside(thing, by, at, (PublishingStage.OPEN,))
    asked_about = {"title": titles_of(thing), **(told or {})}
    request = PublishingRequest.objects.create(folder=thing.folder, until=until, told=asked_about, by=by, at=at)
    rows = []
    for state in concerned:
        said: dict[str, Any] = {}
        if state == agreeing:
            said = {"answer": PublishingSaid.AGREED, **(letter.columns() if letter else {})}
        rows.append(PublishingAnswer.objects.create(request=request, participant=state, by=by, at=at, **said))
    changes = {"states": [None, ", ".join(state.code for state in concerned)]}
    record(by=by, verb="publishing: asked", about=request, changes=changes, at=at, wrote=rows, label=str(thing))
    asked = [state for state in concerned if state != agreeing]
    values = {"what": titles_of(thing), "until": until.isoformat() if until else ""}
    _tell(PUBLISHING_ASKED, thing, f"publishing {request.uid}", asked, values, by, at)
    _settle(thing, request, by, at)
    return request


def titles_of(thing: Any) -> dict[str, str]:
    """What a thing is called, in every language that it was given one in."""
    return getattr(thing, "titles", None) or thing.title


LIVING = (PublishingStage.OPEN, PublishingStage.AGREED)


def set_aside(thing: Any, by: User, at: dt.datetime, stages: tuple[str, ...] = LIVING) -> None:
    """What was asked about has changed, or nobody wants it public any more: what was said stays, and counts no more."""
    for request in thing.folder.publishing.filter(stage__in=stages):
        before, request.stage = request.stage, PublishingStage.SET_ASIDE
        request.save(update_fields=["stage"])
        changes = {"stage": [before, request.stage]}
        record(by=by, verb="publishing: set aside", about=request, changes=changes, at=at, label=str(thing))


def answer_to_publish(
    *,
    thing: Any,
    participant: Participant,
    answer: str,
    by: User,
    words: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> PublishingRequest:
    """A state concerned agrees that it be public, or says which changes it would prefer; until all agreed it may say otherwise.

    Raises StepRefused.
    """
    at = at or timezone.now()
    require_speaker(by, participant, letter, day_of_the_house(at), thing, members_only=False)
    if answer == PublishingSaid.CHANGES and not words.strip():
        raise StepRefused({"words": [SAY_WHICH]})
    with transaction.atomic():
        request = thing.folder.publishing.select_for_update().filter(stage=PublishingStage.OPEN).first()
        row = request.answers.filter(participant=participant).first() if request else None
        if request is None or row is None:
            raise StepRefused({"": [NOT_CONCERNED]})
        before, row.answer, row.words, row.by, row.at = row.answer, answer, words, by, at
        row.language = (language or language_written(words)) if words else None
        if letter is not None:
            row.channel, row.dated = letter.channel, letter.dated
        row.save()
        changes = {participant.code: [before, answer]}
        record(by=by, verb="publishing: answered", about=request, changes=changes, at=at, wrote=[row], label=str(thing))
        if letter is not None:
            enter_for(
                state=participant, about=thing, what=in_all(lambda: row._meta.verbose_name),
                url=thing.get_absolute_url(), by=by, at=at, letter=letter.reference,
            )  # fmt: skip
        _tell_the_answer(thing, request, participant, answer, by, at)
        _settle(thing, request, by, at)
    return request


def no_longer_public(
    *,
    thing: Any,
    participant: Participant,
    by: User,
    words: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> PublishingRequest:
    """A state that agreed takes that back: from now on the world reads it no more. Raises StepRefused."""
    at = at or timezone.now()
    require_speaker(by, participant, letter, day_of_the_house(at), thing, members_only=False)
    with transaction.atomic():
        agreed = PublishingAnswer.objects.select_for_update().filter(
            request__folder=thing.folder_id, participant=participant, answer=PublishingSaid.AGREED
        )
        row = agreed.exclude(request__stage=PublishingStage.OPEN).order_by("-request__at", "-request").first()
        if row is None:
            raise StepRefused({"": [DID_NOT_AGREE]})
        row.answer, row.words, row.by, row.at = PublishingSaid.NO_MORE, words, by, at
        row.language = (language or language_written(words)) if words else None
        row.channel, row.dated = (letter.channel, letter.dated) if letter else (Channel.PORTAL, None)
        row.save()
        changes = {participant.code: [PublishingSaid.AGREED, row.answer]}
        request = row.request
        record(by=by, verb="publishing: no more", about=request, changes=changes, at=at, wrote=[row], label=str(thing))
        if letter is not None:
            enter_for(
                state=participant, about=thing, what=in_all(lambda: row._meta.verbose_name),
                url=thing.get_absolute_url(), by=by, at=at, letter=letter.reference,
            )  # fmt: skip
        _tell_the_answer(thing, request, participant, row.answer, by, at)
    return request


def _tell_the_answer(
    thing: Any, request: PublishingRequest, participant: Participant, answer: str, by: User, at: dt.datetime
) -> None:
    values = {"what": titles_of(thing), "state": participant.code, "answer": answer}
    others = [other.participant for other in request.answers.select_related("participant")]
    occurrence = f"publishing {request.uid} {participant.code} {at.isoformat()}"
    _tell(PUBLISHING_ANSWERED, thing, occurrence, others, values, by, at)


def _settle(thing: Any, request: PublishingRequest, by: User, at: dt.datetime) -> None:
    """Once every state concerned agreed, what follows for the thing follows."""
    if request.answers.exclude(answer=PublishingSaid.AGREED).exists():
        return
    request.stage = PublishingStage.AGREED
    request.save(update_fields=["stage"])
    record(by=by, verb="publishing: agreed", about=request, at=at, label=str(thing))
    if (follows := WHEN_AGREED.get(type(thing))) is not None:
        follows(thing, by, at)


def _tell(
    kind: str,
    thing: Any,
    occurrence: str,
    states: list[Participant],
    values: dict[str, Any],
    by: User,
    at: dt.datetime,
) -> None:
    rows = Participant.objects.filter(pk__in=[state.pk for state in states])
    people = people_in_office(Q(participant__in=rows.values("pk")), day_of_the_house(at))
    seeing = who_sees(people, lambda person: type(thing).objects.visible_to(person).filter(pk=thing.pk))
    tell(
        kind=kind,
        about=thing,
        occurrence=occurrence,
        to=[person for person in seeing if person != by],
        url=f"{thing.get_absolute_url()}#publishing",
        values=values,
        states=rows,
        at=at,
    )
