"""The conditions on steps. None but the host's stands in the Approach, which lets things happen where these want them."""

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
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


def _held(answers: Any, commitment: Any, today: dt.date) -> Any:
    meeting = answers.meeting
    if meeting is None or meeting.was_held_by(today):
        return None
    return _taking_place(answers, commitment, today) or _("This meeting has not been held yet.")


def _taking_place(answers: Any, commitment: Any, today: dt.date) -> Any:
    meeting = answers.meeting
    if meeting is None:
        return None
    if meeting.is_cancelled:
        return _("This meeting was cancelled.")
    return _("This meeting is only proposed.") if meeting.is_only_proposed else None


def _in_order(answers: Any, commitment: Any, today: dt.date) -> Any:
    led_here, meeting, decision = commitment.led_here(), answers.meeting, answers.decision
    day = decision.on if decision is not None else meeting.last_day if meeting is not None else None
    if led_here is None or day is None or day >= led_here.on:
        return None
    words = {"day": date_format(day), "step": led_here.label, "before": date_format(led_here.on)}
    if decision is not None:
        return _now("It was decided on %(day)s; “%(step)s”, which led here, is of %(before)s.") % words
    return _now("This meeting ended on %(day)s; “%(step)s”, which led here, is of %(before)s.") % words


def _where_it_was_put(answers: Any, commitment: Any, today: dt.date) -> Any:
    put_before, meeting = commitment.put_before(), answers.meeting
    if put_before is None or meeting is None or meeting == put_before:
        return None
    words = {"meeting": put_before}
    if meeting.starts_on < put_before.starts_on and not put_before.is_cancelled:
        return _now("It was put before %(meeting)s: that meeting decides on it, or a later one.") % words
    if answers.note.strip():
        return None
    return _now("It was put before %(meeting)s. Say in the note why another meeting decides on it.") % words


def _hosted(answers: Any, commitment: Any, today: dt.date) -> Any:
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
THE_MEETING_TAKES_PLACE = Guard(
    "the meeting takes place", _taking_place, _("the meeting is planned or held, and not cancelled"), "AA 31-33",
    Basis.OURS,
)  # fmt: skip
# No instrument says so: what happened before the paper was there, or the views were, can't have been about them.
THE_MEETING_IS_NOT_BEFORE_WHAT_LED_TO_IT = Guard(
    "the meeting is not before what led to it", _in_order,
    _("the meeting did not end before the day of the step that led there"), "AA 31-33", Basis.OURS,
)  # fmt: skip
THE_MEETING_IS_WHERE_IT_WAS_PUT = Guard(
    "the meeting is the one it was put before", _where_it_was_put,
    _("the meeting is the one before which it was put, or a later one with the reason"), "AA 31; CoA (a), (b)",
    Basis.OURS,
)  # fmt: skip
THE_HOST_IS_A_MEMBER_OR_AN_OBSERVER_STATE = Guard(
    "the host is a member or an observer state", _hosted, _("the host is a member or an observer state"),
    "CoA (b)", Basis.INSTRUMENT,
)  # fmt: skip
