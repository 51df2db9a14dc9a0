"""What is done about things that a state owns, whatever room they stand in: who may say it for the state, and to let more see it."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from meetings.access import require_writer
from members.access import require_key, require_member
from members.actions import enter_item
from members.choices import WIDTH
from members.models import Participant, User
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.readers import HasReaders
from record.refusals import StepRefused


def require_speaker(
    by: User,
    owner: Participant,
    letter: ReceivedLetter | None,
    today: dt.date,
    about: HasReaders | None,
    *,
    members_only: bool = True,
) -> None:
    """Refuse whoever may not say it for `owner`, a member where `members_only`: of a letter, whoever enters none of its."""
    if letter is not None:
        require_writer(by, owner, letter, today, about=about, members_only=members_only)
    elif members_only:
        require_member(by, owner)
    else:
        require_key(by, owner)


def widen(
    *, item: Any, audience: str, by: User, letter: ReceivedLetter | None = None, at: dt.datetime | None = None
) -> None:
    """Let more people see an item: its owner's choice, by its letter too. To narrow is refused, since some have seen it."""
    at = at or timezone.now()
    if letter is None:
        require_key(by, item.owner)
    else:
        require_writer(by, item.owner, letter, day_of_the_house(at), about=item)
    if WIDTH.index(audience) <= WIDTH.index(item.audience):
        raise StepRefused({"audience": [_("Choose a wider audience than now; it cannot be narrowed later.")]})
    with transaction.atomic():
        before = item.audience
        changed = type(item).objects.filter(pk=item.pk, audience=before).update(audience=audience)
        if not changed:
            raise StepRefused(
                {"": [_("Somebody changed this meanwhile. Read it as it stands now, then send yours again.")]},
                is_stale=True,
            )
        item.audience = audience
        record(by=by, verb="widened", about=item, changes={"audience": [before, audience]}, at=at)
        if letter is not None:
            enter_item(item, letter, by, at, what=_("wider access"))
