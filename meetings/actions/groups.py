"""A member state takes a seat in a working group, and leaves it."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.actions import record
from meetings.actions.owned import require_speaker
from meetings.models import GroupSeat, WorkingGroup
from members.actions import enter_for
from members.models import Participant, User
from record.acts.offers import MOVED_MEANWHILE
from record.dates import day_of_the_house
from record.letters import ReceivedLetter
from record.once import done_before
from record.refusals import StepRefused
from record.templatetags.signs import colon
from record.texts import in_all

SITS_ALREADY = _("This state sits in the group already.")
MANDATE_ENDED = _("The mandate of this group has ended.")
ENDS_BEFORE = _("It leaves on or after the day on which it joined.")


def join_group(
    *,
    group: WorkingGroup,
    owner: Participant,
    since: dt.date,
    by: User,
    letter: ReceivedLetter | None = None,
    once_key: str | None = None,
    at: dt.datetime | None = None,
) -> GroupSeat:
    """A member takes a seat from a day on. Raises StepRefused."""
    at = at or timezone.now()
    require_speaker(by, owner, letter, day_of_the_house(at), None)
    if group.until is not None and group.until <= since:
        raise StepRefused({"group": [MANDATE_ENDED]})
    said = {"group": group, "owner": owner, "since": since}
    try:
        with transaction.atomic():
            columns = letter.columns() if letter else {}
            seat = GroupSeat.objects.create(by=by, at=at, once_key=once_key, **said, **columns)
            changes = {"group": [None, group.code], "since": [None, since.isoformat()]}
            record(by=by, verb="group: joined", about=seat, changes=changes, at=at)
            if letter is not None:
                _tell_its_state(seat, seat._meta.verbose_name, letter, by, at)
    except IntegrityError as error:
        if already := done_before(GroupSeat, once_key, by=by, **said):
            return already
        if GroupSeat.objects.filter(group=group, owner=owner, until__isnull=True).exists():
            raise StepRefused({"": [SITS_ALREADY]}) from error
        raise
    return seat


def leave_group(
    *,
    seat: GroupSeat,
    until: dt.date,
    by: User,
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> GroupSeat:
    """A member leaves; what it did there stays. Raises StepRefused."""
    at = at or timezone.now()
    require_speaker(by, seat.owner, letter, day_of_the_house(at), None)
    if until < seat.since:
        raise StepRefused({"until": [ENDS_BEFORE]})
    with transaction.atomic():
        if not GroupSeat.objects.filter(pk=seat.pk, until__isnull=True).update(until=until):
            raise StepRefused({"": [MOVED_MEANWHILE]}, is_stale=True)
        seat.refresh_from_db()
        record(by=by, verb="group: left", about=seat, changes={"until": [None, until.isoformat()]}, at=at)
        if letter is not None:
            _tell_its_state(seat, _("that it leaves"), letter, by, at)
    return seat


def _tell_its_state(seat: GroupSeat, what: Any, letter: ReceivedLetter, by: User, at: dt.datetime) -> None:
    """What an officer entered in its name, by its letter."""
    enter_for(
        state=seat.owner, about=seat, what=in_all(lambda: f"{seat.group}{colon()}{what}"), url=seat.get_absolute_url(),
        by=by, at=at, letter=letter.reference,
    )  # fmt: skip
