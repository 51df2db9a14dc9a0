"""Under which circumstances a step is taken, and to which day it belongs."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from commitments.actions.answers import Answers
from commitments.models import Commitment
from members.models import Participant, User
from papers.uploads import Submitted
from record.choices import Channel
from record.dates import Precision, day_of_the_house, shown
from record.letters import BY_LETTER, DAY_TO_COME

NOT_BEFORE_WHAT_LED_HERE = _("The letter can't be of a day before %(day)s, when the step was taken that led here.")


@dataclass(frozen=True)
class Circumstances:
    """The circumstances of one step: who, for whom, by which way, when, and under which one-time key.

    Nobody acts (`by` is None) where the end of a silence procedure does.
    """

    by: User | None
    at: dt.datetime
    on_behalf_of: Participant | None = None
    channel: str = Channel.PORTAL
    scan: Submitted | None = None
    once_key: str | None = None
    # The number and day of the letter by which a state asked for it, where an officer enters it.
    letter_reference: str = ""
    # The day of that letter: what it says holds from then, and not from the day on which it was entered.
    dated: dt.date | None = None

    @property
    def today(self) -> dt.date:
        return day_of_the_house(self.at)

    @property
    def day(self) -> dt.date:
        """The day on which a state said it: that of its letter, where it came by one; else today."""
        return self.dated if self.dated is not None and self.channel in BY_LETTER else self.today

    @property
    def person(self) -> User:
        """Who submits a paper: somebody always does, since the end of a silence procedure submits none."""
        if self.by is None:
            raise ValueError("a paper is submitted by a person")
        return self.by


def day_of(answers: Answers, commitment: Commitment, act: Circumstances) -> dt.date:
    """The day a step belongs to: the decision's, or of the meeting that is past the first it could be, else the letter's.

    Where no letter is dated, it is today.
    """
    if answers.decision is not None:
        return min(answers.decision.on, act.today)
    meeting, led_here = answers.meeting, commitment.led_here()
    if meeting is None or meeting.starts_on >= act.today:
        return act.day
    return max(meeting.starts_on, led_here.on) if led_here else meeting.starts_on


def problems_of_the_letter(
    act: Circumstances, commitment: Commitment | None = None, state: int | None = None
) -> dict[str, list[Any]]:
    """What is wrong with the day of the letter, at its field: it is to come, or of before what led to the step.

    A state's own part counts as well: nobody leaves before they joined, or offers before. `commitment` is None where one
    begins.
    """
    if act.day > act.today:
        return {"dated": [DAY_TO_COME]}
    earliest = max(_days_that_led_here(commitment, state), default=None) if commitment else None
    if earliest is None or act.day >= min(earliest, act.today):
        return {}
    return {"dated": [NOT_BEFORE_WHAT_LED_HERE % {"day": shown(earliest, Precision.EXACT)}]}


def _days_that_led_here(commitment: Commitment, state: int | None) -> Iterator[dt.date]:
    """The days of the step that led here, of those by which the state takes part, and of its running terms."""
    led_here = commitment.led_here()
    for taken in commitment.steps.all():
        if taken == led_here or (state is not None and state in (taken.on_behalf_of_id, taken.party_id)):
            yield taken.on
    for term in commitment.coordinators.all():
        if term.participant_id == state:
            yield from (day for day in (term.on, term.since) if day is not None)
