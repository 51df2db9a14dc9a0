"""The conditions on steps. None but the host's stands in the Approach, which lets things happen where these want them."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from law.grammar.basis import Basis
from law.grammar.procedure import Guard


def _designable(commitment: Any) -> Any:
    return None if commitment.states_to_designate() else _("Every state that intends it is designated already.")


def _vacant(commitment: Any) -> Any:
    return _("A coordinator is designated already.") if commitment.coordinating_states() else None


def _with_paper(commitment: Any) -> Any:
    return None if commitment.latest_version() else _("No paper has been submitted yet.")


def _with_view(commitment: Any) -> Any:
    return None if commitment.has_views() else _("No view has been shared with the members yet.")


def _specialised_meeting_held(commitment: Any) -> Any:
    if commitment.specialised_meeting_was_held():
        return None
    return _("The specialised meeting has not been held yet.")


def _held(answers: Any, today: dt.date) -> Any:
    meeting = answers.meeting
    return None if meeting is None or meeting.was_held_by(today) else _("This meeting has not been held yet.")


def _not_cancelled(answers: Any, today: dt.date) -> Any:
    meeting = answers.meeting
    return _("This meeting was cancelled.") if meeting and meeting.is_cancelled else None


def _hosted(answers: Any, today: dt.date) -> Any:
    meeting = answers.meeting
    if meeting is None or (meeting.host and meeting.host.is_member_or_observer_state_on(today)):
        return None
    return _("A specialised meeting is hosted by a member or an observer state; this one names no such host.")


# The Chair may consult "those states" that indicated an intention on which of them is designated.
A_STATE_CAN_BE_DESIGNATED = Guard(
    "a state can be designated", _designable, _("a state intends it that isn't designated yet"),
    "CoA (a)", Basis.INSTRUMENT,
)  # fmt: skip
THE_PLACE_IS_VACANT = Guard(
    "the coordinator is yet to be designated", _vacant, _("the coordinator's place is vacant"), "CoA (a)", Basis.OURS
)
A_PAPER_IS_THERE = Guard("a paper is there", _with_paper, _("a paper is there"), "CoA (a), (b)", Basis.INSTRUMENT)
A_VIEW_WAS_SHARED = Guard(
    "a view was shared", _with_view, _("a view was shared with the members"), "CoA (b)", Basis.INSTRUMENT
)
# Qualified experts are charged at specialised meetings (CoA (b)).
THE_SPECIALISED_MEETING_WAS_HELD = Guard(
    "the specialised meeting was held", _specialised_meeting_held, _("the specialised meeting was held"),
    "CoA (b)", Basis.INSTRUMENT,
)  # fmt: skip
THE_MEETING_WAS_HELD = Guard("the meeting was held", _held, _("the meeting was held"), "AA 31; AA 32", Basis.OURS)
THE_MEETING_IS_NOT_CANCELLED = Guard(
    "the meeting is not cancelled", _not_cancelled, _("the meeting is not cancelled"), "AA 33", Basis.OURS
)
THE_HOST_IS_A_MEMBER_OR_AN_OBSERVER_STATE = Guard(
    "the host is a member or an observer state", _hosted, _("the host is a member or an observer state"),
    "CoA (b)", Basis.INSTRUMENT,
)  # fmt: skip
