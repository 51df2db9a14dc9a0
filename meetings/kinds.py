"""WHAT IS TOLD OF MEETINGS, and of what a body does there: agendas, decisions, texts that lie before the members."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from meetings.choices import AgendaStage, Outcome, PositionKind, SilenceState
from meetings.models.meetings import days_shown
from meetings.silence import instant_in
from notices.kinds import DAY, DAYS, HasBeenTold, KindOfNotice, KindOfReminder, Placeholder, Shape, Values, add, text
from record.dates import Precision
from record.texts import in_language

States = Mapping[str, str]

# -- Told as it happens. Where a meeting's name was told in four languages, it is shown in the reader's.


def _of_a_meeting(notice: HasBeenTold) -> dict[str, str]:
    values = notice.values
    return {
        "what": in_language(values.get("name") or {}) or notice.about_label,
        "days": _days(values.get("days")),
        "before": _days(values.get("before")),
    }


def _days(days: dict[str, Any] | None) -> str:
    if not days:
        return ""
    ends = dt.date.fromisoformat(days["ends"]) if days.get("ends") else None
    return days_shown(dt.date.fromisoformat(days["starts"]), ends, days.get("precision", Precision.EXACT))


def _planned(notice: HasBeenTold, states: States) -> str:
    return _now("%(what)s is planned for %(days)s.") % _of_a_meeting(notice)


def _moved(notice: HasBeenTold, states: States) -> str:
    words = _of_a_meeting(notice)
    if words["days"] == words["before"]:
        return _now("%(what)s, %(days)s: its hours, place or format have changed.") % words
    return _now("%(what)s was moved to %(days)s; before, it was planned for %(before)s.") % words


def _cancelled(notice: HasBeenTold, states: States) -> str:
    return _now("%(what)s, planned for %(days)s, was cancelled.") % _of_a_meeting(notice)


def _deadlines_changed(notice: HasBeenTold, states: States) -> str:
    words = _of_a_meeting(notice)
    return _now("%(what)s: the days by which papers and names are awaited have changed.") % words


def _agenda_circulated(notice: HasBeenTold, states: States) -> str:
    words = {"what": notice.about_label}
    if notice.values.get("stage") == AgendaStage.ADOPTED:
        return _now("The agenda of %(what)s was circulated as adopted.") % words
    return _now("The provisional agenda of %(what)s was circulated.") % words


MEETING_PLANNED = add(KindOfNotice("meeting-planned", _("A meeting was planned"), _planned))
MEETING_MOVED = add(KindOfNotice("meeting-moved", _("A meeting was moved"), _moved))
MEETING_CANCELLED = add(KindOfNotice("meeting-cancelled", _("A meeting was cancelled"), _cancelled))
DEADLINES_CHANGED = add(
    KindOfNotice(
        "deadlines-changed", _("The days by which papers and names are awaited have changed"), _deadlines_changed
    )
)
AGENDA_CIRCULATED = add(KindOfNotice("agenda-circulated", _("An agenda was circulated"), _agenda_circulated))


# -- Decisions. What states said of one is told wherever the decision is.


def _states_with_positions(values: Values) -> Iterable[str]:
    return [position["state"] for position in values.get("positions", ())]


def _with_positions(sentence: str, values: Values, states: States) -> str:
    positions = [
        _now("%(state)s: %(position)s.")
        % {
            "state": states.get(position["state"], position["state"]),
            "position": f"{PositionKind(position['kind']).label} {position['paragraphs']}".strip(),
        }
        for position in values.get("positions", ())
    ]
    return " ".join([sentence, *positions])


def _recorded(notice: HasBeenTold, states: States) -> str:
    outcome = Outcome(notice.values.get("outcome", Outcome.ADOPTED)).label
    sentence = _now("Decision %(what)s: %(outcome)s.") % {"what": notice.about_label, "outcome": outcome}
    return _with_positions(sentence, notice.values, states)


def _attached(notice: HasBeenTold, states: States) -> str:
    return _with_positions(_now("On decision %(what)s:") % {"what": notice.about_label}, notice.values, states)


DECISION_RECORDED = add(
    KindOfNotice("decision-recorded", _("A decision was recorded"), _recorded, _states_with_positions)
)
POSITION_ATTACHED = add(
    KindOfNotice(
        "position-attached", _("A state's position was attached to a decision"), _attached, _states_with_positions
    )
)

# -- Silence procedures: until when one runs, or how it ended.


def _of_a_procedure(notice: HasBeenTold, states: States) -> dict[str, str]:
    values = notice.values
    state = values.get("state", "")
    return {
        "what": f"{values.get('reference', '')} · {in_language(values.get('title', {}))}",
        "ends": instant_in(dt.datetime.fromisoformat(values["ends_at"]), values["zone"]),
        "state": states.get(state, state),
    }


def _opened(notice: HasBeenTold, states: States) -> str:
    return _now("%(what)s lies before the members until %(ends)s.") % _of_a_procedure(notice, states)


def _extended(notice: HasBeenTold, states: States) -> str:
    return _now("%(what)s: the period is longer now, until %(ends)s.") % _of_a_procedure(notice, states)


def _restarted(notice: HasBeenTold, states: States) -> str:
    words = _of_a_procedure(notice, states)
    return _now("%(what)s: the text has changed, and lies before the members until %(ends)s.") % words


def _ended(notice: HasBeenTold, states: States) -> str:
    words = _of_a_procedure(notice, states)
    match notice.values.get("outcome"):
        case SilenceState.BROKEN:
            return _now("%(what)s: %(state)s objected; nothing was adopted.") % words
        case SilenceState.HELD:
            return (
                _now("%(what)s: the period ended, and is held until it is known that every member was reached.") % words
            )
        case SilenceState.WITHDRAWN:
            return _now("%(what)s: the text was withdrawn.") % words
        case _other:
            return _now("%(what)s was adopted by silence procedure on %(ends)s.") % words


SILENCE_OPENED = add(KindOfNotice("silence-opened", _("A text lies before the members"), _opened))
SILENCE_EXTENDED = add(KindOfNotice("silence-extended", _("A silence procedure was extended"), _extended))
SILENCE_RESTARTED = add(
    KindOfNotice("silence-restarted", _("A silence procedure began again with a changed text"), _restarted)
)
SILENCE_ENDED = add(KindOfNotice("silence-ended", _("A silence procedure ended"), _ended))

# -- Reminders.

MEETING = text("meeting", _("the meeting"))

MEETING_APPROACHES = add(
    KindOfReminder(
        "meeting-approaches",
        _("A meeting approaches"),
        is_official=True,
        placeholders=(MEETING, DAY, DAYS, text("place", _("where it is held"), _("to be announced"))),
        line=_("{meeting}: {day} (days until then: {days})"),
        body=_("The meeting begins on {day}. Place: {place}. The page of the meeting shows its agenda and papers."),
        link=_("Open the meeting"),
        what="meeting",
        when="day",
    )
)
DEADLINE_APPROACHES = add(
    KindOfReminder(
        "deadline-approaches",
        _("A date for papers or names approaches"),
        is_official=True,
        placeholders=(
            Placeholder("what", Shape.TEXT, _("what is asked for")),
            MEETING,
            Placeholder("deadline", Shape.WHEN, _("until when, with its zone")),
            DAYS,
        ),
        line=_("{what} for {meeting}: until {deadline}"),
        body=_("For {meeting}, {what} can be sent until {deadline} (days until then: {days})."),
        link=_("Open the page"),
        what="what",
        when="deadline",
    )
)
MEETING_CALLED_OFF = add(
    KindOfReminder(
        "meeting-called-off",
        _("A meeting you were written to about was cancelled"),
        is_official=True,
        placeholders=(MEETING, DAY),
        line=_("Cancelled: {meeting}, {day}"),
        body=_("The meeting {meeting}, planned for {day}, was cancelled. Nothing more is asked for it."),
        link=_("Open the meeting"),
    )
)
MEETING_UNPLANNED = add(
    KindOfReminder(
        "meeting-unplanned",
        _("A meeting is to be planned"),
        is_official=False,
        placeholders=(text("body", _("the body")), Placeholder("by", Shape.DAY, _("by when its rhythm wants it"))),
        line=_("{body}: by its rhythm it would meet by {by}; none is planned yet"),
        body=_(
            "By its rhythm {body} would meet by {by}, and no meeting is planned yet. The page of cycles can propose one."
        ),
    )
)
SILENCE_ENDING = add(
    KindOfReminder(
        "silence-ending",
        _("A silence procedure is about to end"),
        is_official=True,
        placeholders=(
            text("text", _("the text before the members")),
            Placeholder("ends", Shape.WHEN, _("when silence ends, with its zone")),
        ),
        line=_("{text}: the period of the silence procedure ends on {ends}"),
        # Silence is nobody's choice, and no letter says what it would mean.
        body=_(
            "The period of the silence procedure on {text} ends on {ends}. A member that objects does so in writing"
            " before then. The page of the procedure holds the text."
        ),
        link=_("Open the procedure"),
        what="text",
        when="ends",
    )
)
