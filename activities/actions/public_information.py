"""That information be public: each of the states that give it says so for itself, and once all agreed it is."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.actions.information import claim_information, what_is_asked_about
from activities.actions.telling_of_information import tell_those_who_see
from activities.choices import InformationStage
from activities.models import Information
from journal.actions import record
from meetings.actions.owned import require_speaker
from members.actions import enter_item
from members.choices import Audience
from members.models import Participant, User
from papers.actions import answer_to_publish, ask_to_publish, no_longer_public
from papers.models import open_request
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.refusals import StepRefused

ASKED_ALREADY = _("The states concerned have been asked already.")
WHETHER_PUBLIC = _("whether it may be public")


def ask_that_information_be_public(
    *,
    information: Information,
    by: User,
    letter: ReceivedLetter | None = None,
    seen_sequence: int | None = None,
    at: dt.datetime | None = None,
) -> Information:
    """Its state agrees that anybody in the world may read it, and asks those who give it together. Raises StepRefused.

    What is read is the version of now: of a later one it is asked anew, and until then this one is shown.
    """
    at = at or timezone.now()
    require_speaker(by, information.owner, letter, day_of_the_house(at), information)
    with transaction.atomic():
        now = claim_information(information, seen_sequence, at, (InformationStage.GIVEN, InformationStage.SENT))
        if open_request(now) is not None:
            raise StepRefused({"": [ASKED_ALREADY]})
        if letter is not None:
            enter_item(now, letter, by, at, what=WHETHER_PUBLIC)
        ask_to_publish(
            thing=now, states=[now.owner, *now.given_with], by=by, at=at, agreeing=now.owner, letter=letter,
            told=what_is_asked_about(now),
        )  # fmt: skip
    return Information.objects.select_related("owner", "folder").get(pk=now.pk)


def may_information_be_public(
    *,
    information: Information,
    participant: Participant,
    answer: str,
    by: User,
    words: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> Information:
    """A state concerned says whether it may be public. Raises StepRefused."""
    answer_to_publish(
        thing=information,
        participant=participant,
        answer=answer,
        by=by,
        words=words,
        language=language,
        letter=letter,
        at=at,
    )
    return Information.objects.select_related("folder").get(pk=information.pk)


def information_no_longer_public(
    *,
    information: Information,
    participant: Participant,
    by: User,
    words: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> Information:
    """A state concerned takes that back: who may read it here is for its state to say. Raises StepRefused."""
    no_longer_public(
        thing=information, participant=participant, by=by, words=words, language=language, letter=letter, at=at
    )
    return Information.objects.select_related("folder").get(pk=information.pk)


def becomes_public(information: Information, by: User, at: dt.datetime) -> None:
    """Each of the states that give it agreed that it be public: it is seen by all. In the caller's transaction."""
    now = claim_information(information, None, at, tuple(InformationStage))
    before, now.audience = now.audience, Audience.PUBLIC
    if before == now.audience:
        return
    now.save(update_fields=["audience"])
    record(by=by, verb="information: who sees it", about=now, changes={"audience": [before, now.audience]}, at=at)
    if now.is_given:
        tell_those_who_see(now, "given", by, at)
