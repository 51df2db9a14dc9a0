"""For which period a commitment is undertaken: said by those who lead it, and told to whom it concerns."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commitments.actions.telling import people_concerned
from commitments.asks.periods import ENDS_BEFORE
from commitments.kinds import PERIOD_SAID
from commitments.models import Commitment, NamedPeriod, SaidPeriod
from journal.actions import record
from journal.staff import is_officer
from meetings.access import require_writer
from members.access import require_key
from members.actions import enter_for
from members.models import Participant, User
from notices.actions import tell
from record.dates import Precision, day_of_the_house, written
from record.letters import ReceivedLetter
from record.refusals import StepRefused
from record.templatetags.signs import colon
from record.texts import in_all

NOT_LED = _(
    "This is open to the states that coordinate it (where none does, to those that take part), and to the Secretariat."
)
SAID = "said its period"
ITS_PERIOD = _("its period")
HAS_ENDED = _("This commitment has ended.")


def say_period(
    *,
    commitment: Commitment,
    since: dt.date | None,
    until: dt.date | None,
    by: User,
    known: str = Precision.EXACT,
    on_behalf_of: Participant | None = None,
    letter: ReceivedLetter | None = None,
    at: dt.datetime | None = None,
) -> None:
    """Keep from when until when a commitment is undertaken, as well as its states know; without a last day it is open.

    Raises StepRefused where `by` may not say it, where it has ended, or where the days are in no order.
    """
    at = at or timezone.now()
    _require_that_it_is_theirs(commitment, by, on_behalf_of, letter, day_of_the_house(at))
    if commitment.is_ended:
        raise StepRefused({"": [HAS_ENDED]})
    named = NamedPeriod.of(since, until, known)
    if named.ends_before_it_begins:
        raise StepRefused({"until": [ENDS_BEFORE]})
    with transaction.atomic():
        changes = keep_period(commitment, named, by=by, at=at)
        tell(
            kind=PERIOD_SAID,
            about=commitment,
            occurrence=at.isoformat(),
            to=people_concerned(commitment, day_of_the_house(at)).exclude(pk=by.pk),
            url=commitment.get_absolute_url(),
            values={"commitment": in_all(lambda: commitment.heading)},
            at=at,
        )
        record(by=by, verb=SAID, about=commitment, changes=changes, at=at)
        if letter is not None and on_behalf_of is not None:
            enter_for(
                state=on_behalf_of,
                about=commitment,
                what=in_all(lambda: f"{commitment.reference}{colon()}{ITS_PERIOD}"),
                url=commitment.get_absolute_url(),
                by=by,
                at=at,
                letter=letter.reference,
            )


def keep_period(commitment: Commitment, named: NamedPeriod, *, by: User | None, at: dt.datetime) -> dict[str, Any]:
    """Keep a period that was looked at, and that it was said; in the caller's transaction. What changed, for the journal."""
    before = _in_words(commitment)
    commitment.period_since, commitment.period_until = named.since, named.until
    commitment.period_precision = named.known
    commitment.save(update_fields=["period_since", "period_until", "period_precision"])
    SaidPeriod.objects.create(
        commitment=commitment, since=named.since, until=named.until, precision=named.known, by=by, at=at
    )
    return {"period": [before, _in_words(commitment)]}


def _in_words(commitment: Commitment) -> list[str]:
    """As the journal keeps it: ISO text that says no more than is known."""
    days = commitment.period_since, commitment.period_until
    return [written(day, commitment.period_precision) for day in days]


def _require_that_it_is_theirs(
    commitment: Commitment, by: User, state: Participant | None, letter: ReceivedLetter | None, today: dt.date
) -> None:
    if state is None:
        if not is_officer(by):
            raise StepRefused({"": [NOT_LED]})
        return
    if state not in commitment.states_that_lead():
        raise StepRefused({"": [NOT_LED]})
    if letter is not None:
        require_writer(by, state, letter, today, members_only=True)
    else:
        require_key(by, state)
