"""WHAT IS TOLD OF ACTIVITIES."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from activities.days import in_words
from notices.kinds import DAY, DAYS, ByLetter, HasBeenTold, KindOfNotice, KindOfReminder, Phrase, Values, add, text
from record.texts import in_language

States = Mapping[str, str]


def _said(sentence: Phrase, without_a_day: Phrase = "") -> Callable[[HasBeenTold, States], str]:
    """A sentence with the activity, the state that leads it, and its days; the second one, where no day is named."""

    def told(notice: HasBeenTold, states: States) -> str:
        values = notice.values
        code = values.get("state", "")
        days = _days(values.get("days") or {})
        chosen = sentence if days or not without_a_day else without_a_day
        what = in_language(values.get("activity") or {}) or notice.about_label
        return str(chosen) % {"what": what, "state": states.get(code, code), "days": days}

    return told


def _days(days: Mapping[str, Any]) -> str:
    if not days.get("starts"):
        return ""
    ends = dt.date.fromisoformat(days["ends"]) if days.get("ends") else None
    return in_words(dt.date.fromisoformat(days["starts"]), ends, days["known"])


def _first_day(values: Values) -> str | None:
    days = values.get("days") or {}
    return days.get("starts") if days.get("known") == "exact" else None


_CALLED_BY = ("activity",)
ACTIVITY_SHARED = add(
    KindOfNotice(
        "activity-shared",
        _("Your state was named as host or organiser of an activity"),
        _said(
            _("%(state)s plans an activity together with others: %(what)s, %(days)s."),
            _("%(state)s plans an activity together with others: %(what)s."),
        ),
        called_by=_CALLED_BY,
    )
)
ACTIVITY_ANNOUNCED = add(
    KindOfNotice(
        "activity-announced",
        _("An activity was announced"),
        _said(_("%(state)s invites to %(what)s, %(days)s."), _("%(state)s invites to %(what)s.")),
        by_letter=ByLetter(
            is_official=True,
            body=_(
                "The page of the activity shows what is expected of it, and how a state says who comes, and by name, if it wishes."
            ),
            link=_("Open the activity"),
            day=_first_day,
        ),
        called_by=_CALLED_BY,
    )
)
ACTIVITY_MOVED = add(
    KindOfNotice(
        "activity-moved",
        _("An activity has other days"),
        _said(_("%(what)s is now on %(days)s."), _("%(what)s was put off; its new day is still open.")),
        by_letter=ByLetter(is_official=False, link=_("Open the activity"), day=_first_day),
        called_by=_CALLED_BY,
    )
)
ACTIVITY_GIVEN_UP = add(
    KindOfNotice(
        "activity-given-up",
        _("An activity does not take place"),
        _said(_("%(what)s does not take place.")),
        by_letter=ByLetter(is_official=False, link=_("Open the activity")),
        called_by=_CALLED_BY,
    )
)
ACTIVITY_REPORTED = add(
    KindOfNotice(
        "activity-reported",
        _("A report of an activity is there"),
        _said(_("%(state)s reported on %(what)s.")),
        called_by=_CALLED_BY,
    )
)
PHOTOGRAPH_WAITS = add(
    KindOfNotice(
        "photograph-waits",
        _("A photograph waits for consent"),
        _said(_("%(state)s added a photograph of %(what)s. It is shown once those who are in it agreed.")),
        called_by=_CALLED_BY,
    )
)
PHOTOGRAPH_SHOWN = add(
    KindOfNotice(
        "photograph-shown",
        _("A photograph is shown with consent"),
        _said(_("A photograph of %(what)s is shown: those who are in it agreed.")),
        called_by=_CALLED_BY,
    )
)
PHOTOGRAPH_WITHDRAWN = add(
    KindOfNotice(
        "photograph-withdrawn",
        _("Consent to a photograph was withdrawn"),
        _said(
            _(
                "A photograph of %(what)s is shown no longer: consent was withdrawn. Whoever kept a copy is asked not to pass it on."
            )
        ),
        called_by=_CALLED_BY,
    )
)


def _of_a_plan(sentence: Phrase) -> Callable[[HasBeenTold, States], str]:
    def told(notice: HasBeenTold, states: States) -> str:
        words = {
            "plan": in_language(notice.values.get("plan") or {}) or notice.about_label,
            "meeting": in_language(notice.values.get("meeting") or {}),
            "decision": notice.values.get("decision", ""),
        }
        return str(sentence) % words

    return told


PLAN_PUT_BEFORE = add(
    KindOfNotice(
        "year-plan-before",
        _("A yearly plan was put before a meeting"),
        _of_a_plan(_("%(plan)s was put before: %(meeting)s.")),
        called_by=("plan",),
    )
)
PLAN_ADOPTED = add(
    KindOfNotice(
        "year-plan-adopted",
        _("A yearly plan was adopted"),
        _of_a_plan(_("%(plan)s was adopted by %(decision)s.")),
        called_by=("plan",),
    )
)

# -- Progress notes.


def _asked_for_notes(notice: HasBeenTold, states: States) -> str:
    until = dt.date.fromisoformat(notice.values["until"])
    words = {"area": in_language(notice.values["area"]), "day": date_format(until, "DATE_FORMAT")}
    return str(_("The Secretariat asks how things went: %(area)s. Notes are welcome until %(day)s.")) % words


def _of_a_commitment(sentence: Phrase) -> Callable[[HasBeenTold, States], str]:
    """A sentence with the state that says something and the commitment of which it says it."""

    def told(notice: HasBeenTold, states: States) -> str:
        code = notice.values["state"]
        words = {"state": states.get(code, code), "commitment": in_language(notice.values["commitment"])}
        return str(sentence) % words

    return told


ACTION_PLAN_PROPOSED = add(
    KindOfNotice(
        "action-plan-proposed",
        _("An action plan was proposed"),
        _of_a_commitment(_("%(state)s proposed an action plan: %(commitment)s.")),
        called_by=("commitment",),
    )
)
NOTES_ASKED = add(
    KindOfNotice(
        "progress-notes-asked",
        _("Progress notes are asked for"),
        _asked_for_notes,
        by_letter=ByLetter(
            is_official=True,
            body=_(
                "The page shows the commitments in which your state takes part; the form of each already says what the record"
                " knows. “Nothing new” is an answer, and nobody need give one."
            ),
            link=_("Open the request"),
            day=lambda values: values.get("until"),
        ),
        called_by=("area",),
    )
)
PROGRESS_NOTE_GIVEN = add(
    KindOfNotice(
        "progress-note-given",
        _("A progress note was given"),
        _of_a_commitment(_("%(state)s gave a progress note: %(commitment)s.")),
        called_by=("commitment",),
    )
)

# -- Information.


def _of_information(sentence: Phrase) -> Callable[[HasBeenTold, States], str]:
    def told(notice: HasBeenTold, states: States) -> str:
        code = notice.values["state"]
        words = {"state": states.get(code, code), "what": in_language(notice.values["information"])}
        return str(sentence) % words

    return told


INFORMATION_ASKED = add(
    KindOfNotice(
        "information-asked",
        _("Your state is asked to give information together with another"),
        _of_information(_("%(state)s asks whether your state gives this information as well: %(what)s.")),
        by_letter=ByLetter(
            is_official=True,
            body=_("Until then the states that were asked, and the Secretariat, read it, and nobody else."),
            link=_("Open the information"),
        ),
        called_by=("information",),
    )
)
INFORMATION_WIDER_ASKED = add(
    KindOfNotice(
        "information-wider-asked",
        _("Your state is asked whether more may see information that it gives with others"),
        _of_information(
            _("%(state)s asks whether more may see this information, which your state gives as well: %(what)s.")
        ),
        by_letter=ByLetter(
            is_official=True,
            body=_("Its page says who would see it. Until every state that gives it agrees, it is seen as before."),
            link=_("Open the information"),
        ),
        called_by=("information",),
    )
)
INFORMATION_GIVEN = add(
    KindOfNotice(
        "information-given",
        _("A state gave information"),
        _of_information(_("%(state)s gave information: %(what)s.")),
        called_by=("information",),
    )
)
INFORMATION_REPLIED = add(
    KindOfNotice(
        "information-replied",
        _("A reply to information of your state"),
        _of_information(_("%(state)s replied to: %(what)s.")),
        called_by=("information",),
    )
)

# -- Reminders.

ACTION_PLAN_ENDS = add(
    KindOfReminder(
        "action-plan-ends",
        _("The period of an action plan ends"),
        is_official=False,
        placeholders=(text("commitment", _("the commitment")), DAY, DAYS),
        called_by=("commitment",),
        line=_("The period of an action plan ends: {commitment}, {days}"),
        body=_(
            "The period of the action plan of {commitment} ends on {day} ({days}). If your state wishes, the next one begins"
            " with what this one says."
        ),
        link=_("Open the action plan"),
        what="commitment",
        when="day",
    )
)

NOTES_CLOSE = add(
    KindOfReminder(
        "progress-notes-close",
        _("Progress notes are welcome for some days more"),
        is_official=False,
        placeholders=(text("area", _("the area")), DAY, DAYS),
        called_by=("area",),
        line=_("{area}: progress notes are welcome until {day}"),
        body=_(
            "The Secretariat asked how things went: {area}. Notes are welcome until {day} ({days}). “Nothing new” is an answer,"
            " and nobody need give one."
        ),
        link=_("Open the request"),
        what="area",
        when="day",
    )
)

ACTIVITY_APPROACHES = add(
    KindOfReminder(
        "activity-approaches",
        _("An activity approaches"),
        is_official=False,
        placeholders=(text("activity", _("the activity")), text("state", _("the state that leads it")), DAY, DAYS),
        called_by=_CALLED_BY,
        line=_("{activity}: {days}"),
        body=_("{activity}, led by {state}, begins on {day} ({days})."),
        link=_("Open the activity"),
        what="activity",
        when="day",
    )
)
