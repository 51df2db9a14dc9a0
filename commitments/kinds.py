"""WHAT IS TOLD OF COMMITMENTS, their papers and coordinators, and of what keeps the house reachable."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commitments.modalities import WORKFLOWS
from notices.kinds import DAY, DAYS, HasBeenTold, KindOfNotice, KindOfReminder, Placeholder, Shape, add, text

States = Mapping[str, str]

# -- Told as it happens.


def _step_taken(notice: HasBeenTold, states: States) -> str:
    step = _step(notice.values)
    return _now("%(what)s: “%(step)s” was done.") % {"what": notice.about_label, "step": step}


def _step(values: dict[str, Any]) -> str:
    flow = WORKFLOWS.get((values.get("edition", ""), values.get("modality", "")))
    step = flow.step(values.get("step", "")) if flow else None
    return str(step.label) if step else str(values.get("step", ""))


def _circulated(notice: HasBeenTold, states: States) -> str:
    if day := comments_by(notice):
        return _now("The paper %(what)s was circulated; comments are welcome until %(day)s.") % {
            "what": notice.about_label,
            "day": date_format(day, "DATE_FORMAT"),
        }
    return _now("The paper %(what)s was circulated.") % {"what": notice.about_label}


def comments_by(notice: HasBeenTold) -> dt.date | None:
    """The day by which comments are welcome, where the notice names one."""
    day = notice.values.get("comments_by")
    return dt.date.fromisoformat(day) if day else None


def _commented(notice: HasBeenTold, states: States) -> str:
    return _now("%(state)s commented on %(what)s.") % {"state": _state(notice, states), "what": notice.about_label}


def _shared(notice: HasBeenTold, states: States) -> str:
    words = {"state": _state(notice, states), "what": notice.about_label}
    return _now("%(state)s shared a view on %(what)s.") % words


def _state(notice: HasBeenTold, states: States) -> str:
    code = notice.values.get("state", "")
    return states.get(code, code)


def _draft_ready(notice: HasBeenTold, states: States) -> str:
    form = form_label(notice.values.get("form", ""))
    return _now("A draft is ready for you to look at and submit: %(form)s.") % {"form": form}


def form_label(form: str) -> str:
    """What a form is for: a draft's, or a step's."""
    if form.startswith("comment-"):
        return _now("a comment on a paper")
    if form.startswith("object-"):
        return _now("an objection in a silence procedure")
    ours = {
        "begin": _now("a new commitment"),
        "view": _now("a view"),
        "nominate": _now("the nomination of an expert"),
    }
    if form in ours:
        return ours[form]
    return next((str(step.label) for flow in WORKFLOWS.values() if (step := flow.step(form))), form)


STEP_TAKEN = add(KindOfNotice("step-taken", _("A step was taken"), _step_taken))
PAPER_CIRCULATED = add(KindOfNotice("paper-circulated", _("A paper was circulated"), _circulated))
COMMENT_MADE = add(KindOfNotice("comment-made", _("A comment was shared"), _commented))
VIEW_SHARED = add(KindOfNotice("view-shared", _("A view was shared"), _shared))
DRAFT_READY = add(KindOfNotice("draft-ready", _("A draft is ready to be submitted"), _draft_ready))

# -- Reminders.

STEP_AWAITED = add(
    KindOfReminder(
        "step-awaited",
        _("A step awaits you"),
        is_official=False,
        placeholders=(
            text("commitment", _("the commitment")),
            Placeholder("step", Shape.TEXT, _("the step")),
            text("meeting", _("the meeting before which it would help"), _("no meeting planned yet")),
        ),
        line=_("{commitment}: “{step}” is yours to take"),
        body=_("“{step}” is the next step of {commitment}, whenever you are ready. Next meeting: {meeting}."),
        link=_("Open the form"),
    )
)
COMMENT_DATE = add(
    KindOfReminder(
        "comment-date",
        _("Comments are welcome until a date"),
        is_official=True,
        placeholders=(text("paper", _("the paper")), DAY, DAYS),
        line=_("{paper}: comments are welcome until {day}"),
        body=_("The paper {paper} was circulated to you. Comments are welcome until {day} (days until then: {days})."),
        link=_("Open the paper"),
        what="paper",
        when="day",
    )
)
TERM_ENDING = add(
    KindOfReminder(
        "term-ending",
        _("A coordinator's term is ending"),
        is_official=False,
        placeholders=(text("subject", _("what is coordinated")), text("state", _("the coordinating state")), DAY, DAYS),
        line=_("{subject}: the term of {state} as coordinator ends on {day}"),
        body=_("The term of {state} as coordinator of {subject} ends on {day} (days until then: {days})."),
        what="subject",
        when="day",
    )
)
MEASURE_WITHOUT_COORDINATOR = add(
    KindOfReminder(
        "measure-without-coordinator",
        _("A measure has no coordinator yet"),
        is_official=False,
        placeholders=(text("measure", _("the measure")),),
        line=_("{measure}: no coordinator yet"),
        body=_("{measure} has no coordinator yet; the page of the measure shows who has offered."),
        link=_("Open the measure"),
    )
)

# -- Reminders of posts and people.

POST_VACANT = add(
    KindOfReminder(
        "post-vacant",
        _("A post is vacant"),
        is_official=False,
        placeholders=(text("participant", _("the participant")), text("post", _("the post"))),
        line=_("{participant}: {post} is vacant"),
        body=_("At {participant} the post “{post}” has nobody who holds it."),
    )
)
CONFIRM_DETAILS = add(
    KindOfReminder(
        "confirm-details",
        _("Contact details to confirm"),
        is_official=False,
        placeholders=(Placeholder("last", Shape.DAY, _("when they were last confirmed"), _("not yet")),),
        line=_("Are your contact details still right?"),
        body=_(
            "Letters of the Conference reach you under this address. Last confirmed: {last}. One click confirms them."
        ),
        link=_("Look at them and confirm"),
    )
)
