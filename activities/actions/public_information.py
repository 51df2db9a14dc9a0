"""That information be public: each of the states that give it says so for itself, and once all agreed it is."""

import datetime as dt

from activities.actions.information import claim_information
from activities.actions.telling_of_information import tell_those_who_see
from activities.choices import InformationStage
from activities.models import Information
from journal.actions import record
from members.choices import Audience
from members.models import Participant, User
from papers.actions import answer_to_publish
from record.letters import ReceivedLetter


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


def becomes_public(information: Information, by: User, at: dt.datetime) -> None:
    """Each of the states that give it agreed that it be public: it is seen by all. In the caller's transaction."""
    now = claim_information(information, None, at, tuple(InformationStage))
    before, now.audience = now.audience, Audience.PUBLIC
    now.save(update_fields=["audience"])
    record(by=by, verb="information: who sees it", about=now, changes={"audience": [before, now.audience]}, at=at)
    if now.is_given:
        tell_those_who_see(now, "given", by, at)
