"""What a notice says, in the language of whoever reads it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from decisions.choices import AgendaStage, Outcome, PositionKind
from law.choices import SilenceState
from law.editions import workflows
from law.silence import instant_in
from meetings.models.meetings import days_shown
from members.drafts import label_of
from members.models import Participant
from notices.choices import Kind
from notices.kinds import REMINDERS
from notices.models import Notice
from notices.reports.sentences import sentence_of
from notices.words import Wordings
from record.dates import Precision
from record.texts import in_language

OF_MEETINGS = frozenset(
    {
        Kind.AGENDA_CIRCULATED,
        Kind.MEETING_PLANNED,
        Kind.MEETING_MOVED,
        Kind.MEETING_CANCELLED,
        Kind.DEADLINES_CHANGED,
    }
)
OF_DECISIONS = frozenset({Kind.DECISION_RECORDED, Kind.POSITION_ATTACHED})


@dataclass(frozen=True)
class Told:
    notice: Notice
    sentence: str


def told(user: Any, notices: Iterable[Notice]) -> list[Told]:
    """Each notice with its sentence; one query for the names of all states, one for how staff words reminders."""
    notices = list(notices)
    # Of a reminder it is no code but a name, in four languages.
    codes = {code for one in notices if isinstance(code := one.values.get("state"), str)} - {""}
    codes |= {said["state"] for one in notices for said in one.values.get("positions", ())}
    states = {state.code: str(state) for state in Participant.objects.visible_to(user).filter(code__in=codes)}
    wordings = Wordings() if any(one.kind in REMINDERS for one in notices) else None
    return [
        Told(one, sentence_of(one, wordings) if wordings and one.kind in REMINDERS else sentence(one, states))
        for one in notices
    ]


def sentence(notice: Notice, states: dict[str, str]) -> str:
    values = notice.values
    state = states.get(values.get("state", ""), values.get("state", ""))
    if notice.kind in OF_DECISIONS:
        return " ".join([_decision(notice), *_positions(values, states)])
    match notice.kind:
        case Kind.STEP_TAKEN:
            return _("%(what)s: “%(step)s” was done.") % {"what": notice.about_label, "step": _step(values)}
        case Kind.PAPER_CIRCULATED if notice.comments_by:
            day = date_format(notice.comments_by, "DATE_FORMAT")
            return _("The paper %(what)s was circulated; comments are welcome until %(day)s.") % {
                "what": notice.about_label,
                "day": day,
            }
        case Kind.PAPER_CIRCULATED:
            return _("The paper %(what)s was circulated.") % {"what": notice.about_label}
        case Kind.COMMENT_MADE:
            return _("%(state)s commented on %(what)s.") % {"state": state, "what": notice.about_label}
        case Kind.VIEW_SHARED:
            return _("%(state)s shared a view on %(what)s.") % {"state": state, "what": notice.about_label}
        case kind if kind in OF_MEETINGS:
            return meeting(notice)
        case Kind.DRAFT_READY:
            return _("A draft is ready for you to look at and submit: %(form)s.") % {
                "form": label_of(values.get("form", ""))
            }
        case Kind.SILENCE_OPENED | Kind.SILENCE_EXTENDED | Kind.SILENCE_RESTARTED | Kind.SILENCE_ENDED:
            return silence(notice, state)
        case _:
            return f"{notice.get_kind_display()}: {notice.about_label}"


def silence(notice: Notice, state: str) -> str:
    """What a notice says of a silence procedure: until when it runs, or how it ended."""
    values = notice.values
    said = {
        "what": f"{values.get('reference', '')} · {in_language(values.get('title', {}))}",
        "ends": instant_in(dt.datetime.fromisoformat(values["ends_at"]), values["zone"]),
        "state": state,
    }
    match notice.kind, values.get("outcome"):
        case Kind.SILENCE_OPENED, _outcome:
            return _("%(what)s lies before the members until %(ends)s.") % said
        case Kind.SILENCE_EXTENDED, _outcome:
            return _("%(what)s: the period is longer now, until %(ends)s.") % said
        case Kind.SILENCE_RESTARTED, _outcome:
            return _("%(what)s: the text has changed, and lies before the members until %(ends)s.") % said
        case _kind, SilenceState.BROKEN:
            return _("%(what)s: %(state)s objected; nothing was adopted.") % said
        case _kind, SilenceState.HELD:
            return _("%(what)s: the period ended, and is held until it is known that every member was reached.") % said
        case _kind, SilenceState.WITHDRAWN:
            return _("%(what)s: the text was withdrawn.") % said
        case _:
            return _("%(what)s was adopted by silence procedure on %(ends)s.") % said


def meeting(notice: Notice) -> str:
    """What happened to a meeting, or to its agenda; where its name was told in four languages, in the reader's."""
    values = notice.values
    said = {
        "what": in_language(values.get("name") or {}) or notice.about_label,
        "days": _days(values.get("days")),
        "before": _days(values.get("before")),
    }
    match notice.kind:
        case Kind.AGENDA_CIRCULATED if values.get("stage") == AgendaStage.ADOPTED:
            return _("The agenda of %(what)s was circulated as adopted.") % {"what": notice.about_label}
        case Kind.AGENDA_CIRCULATED:
            return _("The provisional agenda of %(what)s was circulated.") % {"what": notice.about_label}
        case Kind.MEETING_PLANNED:
            return _("%(what)s is planned for %(days)s.") % said
        case Kind.MEETING_MOVED if said["days"] == said["before"]:
            return _("%(what)s, %(days)s: its hours, place or format have changed.") % said
        case Kind.MEETING_MOVED:
            return _("%(what)s was moved to %(days)s; before, it was planned for %(before)s.") % said
        case Kind.MEETING_CANCELLED:
            return _("%(what)s, planned for %(days)s, was cancelled.") % said
        case _:
            return _("%(what)s: the days by which papers and names are awaited have changed.") % said


def _days(told: dict[str, Any] | None) -> str:
    if not told:
        return ""
    ends = dt.date.fromisoformat(told["ends"]) if told.get("ends") else None
    return days_shown(dt.date.fromisoformat(told["starts"]), ends, told.get("precision", Precision.EXACT))


def _decision(notice: Notice) -> str:
    if notice.kind == Kind.POSITION_ATTACHED:
        return _("On decision %(what)s:") % {"what": notice.about_label}
    outcome = Outcome(notice.values.get("outcome", Outcome.ADOPTED)).label
    return _("Decision %(what)s: %(outcome)s.") % {"what": notice.about_label, "outcome": outcome}


def _positions(values: dict[str, Any], states: dict[str, str]) -> list[str]:
    """What states said of a decision: it is told wherever the decision is."""
    return [
        _("%(state)s: %(position)s.")
        % {
            "state": states.get(one["state"], one["state"]),
            "position": f"{PositionKind(one['kind']).label} {one['paragraphs']}".strip(),
        }
        for one in values.get("positions", ())
    ]


def _step(values: dict[str, Any]) -> str:
    where = (values.get("edition", ""), values.get("modality", ""))
    flow = next((flow for flow in workflows() if (flow.edition, flow.modality) == where), None)
    step = flow.step(values.get("step", "")) if flow else None
    return str(step.label) if step else str(values.get("step", ""))
