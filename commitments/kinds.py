"""WHAT IS TOLD OF COMMITMENTS and their coordinators."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from commitments.told import told, who_acted
from law.choices import CoordinatorRole
from law.editions import workflows
from law.grammar.procedure import Does, Step
from notices.kinds import (
    DAY,
    DAYS,
    ByLetter,
    HasBeenTold,
    KindOfNotice,
    KindOfReminder,
    Placeholder,
    Shape,
    Values,
    add,
    text,
)
from record.texts import in_language

States = Mapping[str, str]

# -- Told as it happens.


def _step_taken(notice: HasBeenTold, states: States) -> str:
    said = {"reference": notice.called, "sentence": _step(notice.values, states)}
    return _now("%(reference)s: %(sentence)s.") % said


def _step(values: dict[str, Any], states: States) -> str:
    where = (values.get("edition", ""), values.get("modality", ""))
    flow = next((flow for flow in workflows() if (flow.edition, flow.modality) == where), None)
    step = flow.step(values.get("step", "")) if flow else None
    if step is None:
        return str(values.get("step", ""))
    state, party = (states.get(code, code) for code in (values.get("state", ""), values.get("party", "")))
    return told(step, who_acted(values.get("acting_as", ""), state), party)


def _states_of_a_step(values: Values) -> Iterable[str]:
    return [code for code in (values.get("state"), values.get("party")) if code]


def _shared(notice: HasBeenTold, states: States) -> str:
    words = {"state": _state(notice, states), "what": notice.called}
    return _now("%(state)s shared a view on %(what)s.") % words


def _state(notice: HasBeenTold, states: States) -> str:
    code = notice.values.get("state", "")
    return states.get(code, code)


def _coordination(sentence: Any) -> Callable[[HasBeenTold, States], str]:
    """Of coordination outside a commitment: which state, what about, and as what."""

    def told_in_words(notice: HasBeenTold, states: States) -> str:
        subject = in_language(notice.values.get("subject") or {}) or notice.about_label
        role = dict(CoordinatorRole.choices).get(notice.values.get("role", ""), "")
        return str(sentence) % {"state": _state(notice, states), "subject": subject, "role": role}

    return told_in_words


STEP_TAKEN = add(KindOfNotice("step-taken", _("A step was taken"), _step_taken, _states_of_a_step))
# Steps that reach further than those who take part, by what they do: a commitment that is open to other states, states
# that are asked, a designation.
COMMITMENT_OPEN = add(
    KindOfNotice(
        "commitment-open",
        _("A commitment is open to other states"),
        _step_taken,
        _states_of_a_step,
        ByLetter(
            is_official=False,
            body=_("The page of the commitment shows what it is about and how a state may take part, if it wishes."),
            link=_("Open the commitment"),
        ),
    )
)
STATES_ASKED = add(
    KindOfNotice(
        "states-asked",
        _("States were asked which of them would coordinate"),
        _step_taken,
        _states_of_a_step,
        ByLetter(
            is_official=False,
            body=_("A state that wishes to coordinate may offer it on the page of the commitment."),
            link=_("Open the commitment"),
        ),
    )
)
DESIGNATED = add(
    KindOfNotice(
        "commitment-coordinator-designated",
        _("A coordinator of a commitment was designated"),
        _step_taken,
        _states_of_a_step,
        ByLetter(is_official=True, link=_("Open the commitment")),
    )
)
TOLD_APART = {
    Does.BEGINS: COMMITMENT_OPEN,
    Does.ASKS_WHO_COORDINATES: STATES_ASKED,
    Does.DESIGNATES: DESIGNATED,
}
KINDS_OF_STEPS = (STEP_TAKEN, *TOLD_APART.values())


def kind_of_step(step: Step) -> str:
    """As which kind a step is told."""
    return TOLD_APART.get(step.does, STEP_TAKEN)


def _named(sentence: Any) -> Callable[[HasBeenTold, States], str]:
    """Of a commitment, by its title in the reader's language."""

    def told_in_words(notice: HasBeenTold, states: States) -> str:
        title = in_language(notice.values.get("commitment") or {}) or notice.about_label
        return str(sentence) % {"commitment": title, "state": _state(notice, states)}

    return told_in_words


COMMITMENT_RENEWED = add(
    KindOfNotice(
        "commitment-renewed",
        _("A commitment in which your state takes part was renewed"),
        _named(_("%(state)s renewed a commitment in which your state takes part: %(commitment)s.")),
        by_letter=ByLetter(
            is_official=False,
            body=_(
                "The new one begins with what the earlier one said. Your state may join it, and offer to coordinate it, if it"
                " wishes; the earlier one stays as it is."
            ),
            link=_("Open the commitment"),
        ),
    )
)
PERIOD_SAID = add(
    KindOfNotice(
        "commitment-period", _("The period of a commitment was said"), _named(_("Its period is said: %(commitment)s."))
    )
)
VIEW_SHARED = add(KindOfNotice("view-shared", _("A view was shared"), _shared))
OFFER_MADE = add(
    KindOfNotice(
        "coordination-offered",
        _("A state offered to coordinate"),
        _coordination(_("%(state)s offered to coordinate: %(subject)s.")),
    )
)
OFFER_TAKEN_BACK = add(
    KindOfNotice(
        "coordination-offer-taken-back",
        _("An offer to coordinate was taken back"),
        _coordination(_("%(state)s took back its offer to coordinate: %(subject)s.")),
    )
)
COORDINATOR_DESIGNATED = add(
    KindOfNotice(
        "coordinator-designated",
        _("A coordinator was designated"),
        _coordination(_("%(state)s was designated as %(role)s: %(subject)s.")),
        by_letter=ByLetter(is_official=True),
    )
)
COORDINATION_ENDED = add(
    KindOfNotice(
        "coordination-ended",
        _("A designation was ended"),
        _coordination(_("The designation of %(state)s as %(role)s was ended: %(subject)s.")),
        by_letter=ByLetter(is_official=True),
    )
)
COORDINATION_LAID_DOWN = add(
    KindOfNotice(
        "coordination-laid-down",
        _("Coordination was laid down"),
        _coordination(_("%(state)s laid down its coordination: %(subject)s.")),
        by_letter=ByLetter(is_official=True),
    )
)

# -- Reminders.

STEP_AWAITED = add(
    KindOfReminder(
        "step-awaited",
        _("A step is yours to take"),
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
TERM_ENDING = add(
    KindOfReminder(
        "term-ending",
        _("A coordinator's term is ending"),
        is_official=False,
        placeholders=(text("subject", _("what is coordinated")), text("state", _("the coordinating state")), DAY, DAYS),
        called_by=("state", "subject"),
        line=_("{subject}: the term of {state} as coordinator ends on {day}"),
        body=_("The term of {state} as coordinator of {subject} ends on {day} ({days})."),
        what="subject",
        when="day",
    )
)
COMMITMENT_PERIOD_ENDS = add(
    KindOfReminder(
        "commitment-period-ends",
        _("The period of a commitment ends"),
        is_official=False,
        placeholders=(text("commitment", _("the commitment")), DAY, DAYS),
        called_by=("commitment",),
        line=_("The period of a commitment ends: {commitment}, {days}"),
        body=_(
            "The period of {commitment} ends on {day} ({days}). As its states wish, it may be renewed with what it said before,"
            " be completed, or rest."
        ),
        link=_("Open the commitment"),
        what="commitment",
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
