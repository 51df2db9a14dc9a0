"""Replies to information, and requests for more of it, from the states that read it."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from activities.actions.telling_of_information import tell_states
from activities.choices import ReplyKind
from activities.kinds import INFORMATION_REPLIED
from activities.models import Information, InformationReply
from journal.actions import record
from meetings.actions.owned import require_speaker
from members.actions import enter_for
from members.models import Participant, User
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.once import done_before
from record.texts import in_all, language_written


def reply(
    *,
    information: Information,
    owner: Participant,
    text: str,
    by: User,
    kind: str = ReplyKind.REPLY,
    language: str = "",
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> InformationReply:
    """A participant says something to it, or asks for more; those who give it are told. Raises StepRefused."""
    at = at or timezone.now()
    Information.objects.visible_to(by).get(pk=information.pk)
    require_speaker(by, owner, letter, day_of_the_house(at), information, members_only=False)
    said: dict[str, Any] = {"information": information, "owner": owner, "kind": kind, "text": text}
    try:
        with transaction.atomic():
            made = InformationReply.objects.create(
                language=language or language_written(text), by=by, at=at, once_key=once_key, **said,
                **(letter.columns() if letter else {}),
            )  # fmt: skip
            record(by=by, verb="information: replied", about=made, at=at)
            states = [information.owner, *information.given_with]
            tell_states(INFORMATION_REPLIED, information, f"reply {made.uid}", states, by, at, replied_by=owner.code)
            if letter is not None:
                enter_for(
                    state=owner, about=made, what=in_all(lambda: made._meta.verbose_name), url=made.get_absolute_url(),
                    by=by, at=at, letter=letter.reference,
                )  # fmt: skip
    except IntegrityError:
        if already := done_before(InformationReply, once_key, by=by, **said):
            return already
        raise
    return made
