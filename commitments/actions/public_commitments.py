"""That a commitment be shown to the world: each state that undertakes it says so for itself, and once all agreed it is."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from meetings.actions.owned import require_speaker
from members.actions import enter_for
from members.models import Participant, User
from papers.actions import answer_to_publish, ask_to_publish, no_longer_public
from papers.models import open_request
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.refusals import StepRefused
from record.templatetags.signs import colon
from record.texts import in_all

NOT_UNDERTAKEN = _("This is open to the states that take part in the commitment.")
ASKED_ALREADY = _("The states concerned have been asked already.")
WHETHER_PUBLIC = _("whether it may be public")


def ask_that_commitment_be_public(
    *,
    commitment: Commitment,
    on_behalf_of: Participant,
    by: User,
    letter: ReceivedLetter | None = None,
    until: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Commitment:
    """A state that takes part agrees that the world may read of it, and asks the others that do. Raises StepRefused.

    Shown are its title and statement as they are now, what it is about, and who takes part; no step, paper or view.
    """
    at = at or timezone.now()
    require_speaker(by, on_behalf_of, letter, day_of_the_house(at), commitment)
    states = commitment.intending_states()
    if on_behalf_of not in states:
        raise StepRefused({"": [NOT_UNDERTAKEN]})
    with transaction.atomic():
        commitment.folder.publishing.select_for_update().exists()
        if open_request(commitment) is not None:
            raise StepRefused({"": [ASKED_ALREADY]})
        if letter is not None:
            enter_for(
                state=on_behalf_of, about=commitment,
                what=in_all(lambda: f"{commitment.reference}{colon()}{WHETHER_PUBLIC}"),
                url=commitment.get_absolute_url(), by=by, at=at, letter=letter.reference,
            )  # fmt: skip
        ask_to_publish(
            thing=commitment, states=states, by=by, at=at, until=until, agreeing=on_behalf_of, letter=letter,
            told={"text": commitment.statements},
        )  # fmt: skip
    return _anew(commitment)


def may_commitment_be_public(
    *,
    commitment: Commitment,
    participant: Participant,
    answer: str,
    by: User,
    words: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> Commitment:
    """A state that takes part says whether the world may read of it. Raises StepRefused."""
    answer_to_publish(
        thing=commitment,
        participant=participant,
        answer=answer,
        by=by,
        words=words,
        language=language,
        letter=letter,
        at=at,
    )
    return _anew(commitment)


def commitment_no_longer_public(
    *,
    commitment: Commitment,
    participant: Participant,
    by: User,
    words: str = "",
    language: str = "",
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> Commitment:
    """A state that agreed takes that back: the world reads of it no more. Raises StepRefused."""
    no_longer_public(
        thing=commitment, participant=participant, by=by, words=words, language=language, letter=letter, at=at
    )
    return _anew(commitment)


def _anew(commitment: Commitment) -> Commitment:
    return Commitment.objects.with_everything().get(pk=commitment.pk)
