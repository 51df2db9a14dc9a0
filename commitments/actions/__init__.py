"""The only room that writes anything that matters about commitments."""

from commitments.actions.answers import Answers, says_the_same
from commitments.actions.beginning import begin
from commitments.actions.coordination import designate_coordinator, end_coordination, offer_to_coordinate
from commitments.actions.exchange import (
    end_nomination,
    nominate,
    share_view,
)
from commitments.actions.periods import say_period
from commitments.actions.steps import take_step
from commitments.actions.wording import word_in_other_languages

__all__ = [
    "Answers",
    "begin",
    "designate_coordinator",
    "end_coordination",
    "end_nomination",
    "nominate",
    "offer_to_coordinate",
    "say_period",
    "says_the_same",
    "share_view",
    "take_step",
    "word_in_other_languages",
]
