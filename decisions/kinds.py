"""WHAT IS TOLD OF WHAT A BODY DOES with what is before it: agendas, decisions, texts that lie before the members."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from decisions.choices import AgendaStage, ChangeAnswer, Outcome, PositionKind
from law.choices import SilenceState
from notices.kinds import (
    DATES_CHANGED,
    DAY,
    DAYS,
    ByLetter,
    HasBeenTold,
    KindOfNotice,
    KindOfReminder,
    Phrase,
    Placeholder,
    Shape,
    Values,
    Words,
    add,
    text,
)
from record.dates import instant_in
from record.texts import in_language, with_more

States = Mapping[str, str]


def _agenda_circulated(notice: HasBeenTold, states: States) -> str:
    words = {"what": in_language(notice.values.get("meeting") or {}) or notice.about_label}
    if notice.values.get("stage") == AgendaStage.ADOPTED:
        return _now("The agenda of %(what)s was circulated as adopted.") % words
    return _now("The provisional agenda of %(what)s was circulated.") % words


AGENDA_CIRCULATED = add(
    KindOfNotice(
        "agenda-circulated",
        _("An agenda was circulated"),
        _agenda_circulated,
        by_letter=ByLetter(
            is_official=True,
            body=_("The page of the meeting shows the agenda and its papers."),
            link=_("Open the agenda"),
        ),
    )
)


# -- Decisions. What states said of one is told wherever the decision is.


def position_shown(kind: object, paragraphs: str) -> str:
    """What a state said of a text, and of which paragraphs of it."""
    return with_more(kind, paragraphs) if paragraphs else str(kind)


def _states_with_positions(values: Values) -> Iterable[str]:
    return [position["state"] for position in values.get("positions", ())]


def _with_positions(sentence: str, values: Values, states: States) -> str:
    positions = [
        _now("%(state)s: %(position)s.")
        % {
            "state": states.get(position["state"], position["state"]),
            "position": position_shown(PositionKind(position["kind"]).label, position["paragraphs"]),
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
    KindOfNotice(
        "decision-recorded",
        _("A decision was recorded"),
        _recorded,
        _states_with_positions,
        ByLetter(
            is_official=True,
            body=_("The page of the decision holds its text, and what states said of it."),
            link=_("Open the decision"),
        ),
    )
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


def _objection_withdrawn(notice: HasBeenTold, states: States) -> str:
    return _now("%(what)s: %(state)s withdrew its objection.") % _of_a_procedure(notice, states)


def _taken_up(notice: HasBeenTold, states: States) -> str:
    words = _of_a_procedure(notice, states)
    return (
        _now("%(what)s: the objection was withdrawn, and the text lies before the members again, until %(ends)s.")
        % words
    )


def _stands_again(notice: HasBeenTold, states: States) -> str:
    words = _of_a_procedure(notice, states)
    if notice.values.get("outcome") == SilenceState.OPEN:
        return (
            _now(
                "%(what)s: an objection of %(state)s had been entered by mistake; the text lies before the members"
                " again, until %(ends)s."
            )
            % words
        )
    return (
        _now(
            "%(what)s: an objection of %(state)s had been entered by mistake. The period ended on %(ends)s; nothing is"
            " adopted, and an objection still counts, until the period is extended."
        )
        % words
    )


def _ends(values: Values) -> dict[str, str] | None:
    """When the period ends, of one that runs."""
    runs = values.get("outcome") == SilenceState.OPEN and values.get("ends_at")
    return {"at": values["ends_at"], "zone": values["zone"]} if runs else None


# What such a letter says of the text is where it stands: silence is nobody's choice, and no letter says what it would mean.
_LETTER = ByLetter(
    is_official=True,
    body=_("The page of the procedure holds the text, its period, and how a member answers."),
    link=_("Open the procedure"),
    day=_ends,
    instead_of=(DATES_CHANGED,),
)


def _of_silence(name: str, label: Phrase, words: Words, *, is_proved_apart: bool = False) -> str:
    return add(KindOfNotice(name, label, words, by_letter=replace(_LETTER, is_proved_apart=is_proved_apart)))


# The text itself is served, and its receipts are entered, on the page of the procedure.
SILENCE_OPENED = _of_silence("silence-opened", _("A text lies before the members"), _opened, is_proved_apart=True)
SILENCE_EXTENDED = _of_silence("silence-extended", _("A silence procedure was extended"), _extended)
SILENCE_RESTARTED = _of_silence(
    "silence-restarted",
    _("A silence procedure began again with a changed text"),
    _restarted,
    is_proved_apart=True,
)
SILENCE_ENDED = _of_silence("silence-ended", _("A silence procedure ended"), _ended)
OBJECTION_WITHDRAWN = _of_silence(
    "objection-withdrawn", _("An objection in a silence procedure was withdrawn"), _objection_withdrawn
)
SILENCE_TAKEN_UP = _of_silence("silence-taken-up", _("A silence procedure was taken up again"), _taken_up)
SILENCE_STANDS_AGAIN = _of_silence(
    "silence-stands-again", _("A silence procedure stands again, as if nobody had objected"), _stands_again
)

# -- Minutes.


def _of_minutes(sentence: Phrase) -> Words:
    def told(notice: HasBeenTold, states: States) -> str:
        values = notice.values
        code = values.get("state", "")
        until = values.get("until")
        words = {
            "what": in_language(values.get("meeting") or {}) or notice.about_label,
            "at": in_language(values.get("at") or {}),
            "state": states.get(code, code),
            "day": date_format(dt.date.fromisoformat(until), "DATE_FORMAT") if until else "",
            "answer": str(ChangeAnswer(values["answer"]).label) if values.get("answer") else "",
        }
        return str(sentence) % words

    return told


MINUTES_CIRCULATED = add(
    KindOfNotice(
        "minutes-circulated",
        _("Minutes of a meeting were circulated"),
        _of_minutes(_("The minutes were circulated: %(what)s. Corrections are welcome until %(day)s.")),
        by_letter=ByLetter(
            is_official=True,
            body=_(
                "The page holds the minutes, item by item. Those who sat may propose corrections there, or by letter."
            ),
            link=_("Open the minutes"),
            day=lambda values: values.get("until"),
        ),
        called_by=("meeting",),
    )
)
MINUTES_ADOPTED = add(
    KindOfNotice(
        "minutes-adopted",
        _("Minutes of a meeting were adopted"),
        _of_minutes(_("The minutes were adopted: %(what)s, at: %(at)s.")),
        called_by=("meeting",),
    )
)
MINUTES_CORRECTIONS_CLOSE = add(
    KindOfReminder(
        "minutes-corrections-close",
        _("The last day for corrections of minutes approaches"),
        is_official=False,
        placeholders=(text("minutes", _("the minutes")), DAY, DAYS),
        called_by=("minutes",),
        line=_("{minutes}: corrections are welcome until {day}"),
        body=_(
            "Corrections of the minutes are welcome until {day} ({days}): {minutes}. If your state proposes none, they stand as"
            " they were sent."
        ),
        link=_("Open the minutes"),
        what="minutes",
        when="day",
    )
)
MINUTES_CHANGE_PROPOSED = add(
    KindOfNotice(
        "minutes-change-proposed",
        _("A correction of minutes was proposed"),
        _of_minutes(_("%(state)s proposes a correction of the minutes: %(what)s.")),
        called_by=("meeting",),
    )
)
MINUTES_CHANGE_ANSWERED = add(
    KindOfNotice(
        "minutes-change-answered",
        _("A correction of minutes that your state proposed was answered"),
        _of_minutes(_("The correction that your state proposed to the minutes: %(answer)s (%(what)s).")),
        by_letter=ByLetter(
            is_official=True,
            body=_("The page says what became of the proposed correction."),
            link=_("Open the minutes"),
        ),
        called_by=("meeting",),
    )
)
RESULTS_PROPOSED = add(
    KindOfNotice(
        "results-proposed",
        _("A working group's results were proposed for an agenda"),
        _of_minutes(_("Results of a working group were proposed for the agenda of: %(what)s.")),
        called_by=("meeting",),
    )
)

# -- The Approach itself. What is told of it is called by its title.

APPROACH_PROPOSED = add(
    KindOfNotice(
        "approach-proposed",
        _("A change of the Approach was proposed"),
        _of_minutes(_("%(state)s proposes a change of the Approach: %(what)s.")),
        called_by=("meeting",),
    )
)
APPROACH_SETTLED = add(
    KindOfNotice(
        "approach-settled",
        _("A proposal about the Approach was decided"),
        _of_minutes(_("It was entered what was decided about the Approach: %(what)s.")),
        called_by=("meeting",),
    )
)

# -- Reminders.

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
