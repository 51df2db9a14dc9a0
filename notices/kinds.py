"""THE TABLE OF REMINDERS: what each kind says by default, what may stand in it, and whether it may be declined.

Staff may word each kind anew in each language (`LetterTemplate`), with the placeholders that stand here and no others.
Values travel as plain JSON and are put into words for their reader:

- TEXT   a string, or texts by language: {"en": ..., "ru": ...};
- DAY    an ISO day: "2027-03-14";
- WHEN   an ISO day, or an instant with the zone in which it is meant: {"at": "2027-03-14T13:00:00+00:00", "zone": "Asia/Almaty"};
- DAYS   an ISO day or a WHEN; it reads as the number of days until then;
- LABEL  a name that our own catalogue translates (gettext is asked for it).
"""

import enum
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from notices.choices import Kind


class Shape(enum.Enum):
    TEXT = "text"
    DAY = "day"
    WHEN = "when"
    DAYS = "days"
    LABEL = "label"


@dataclass(frozen=True)
class Placeholder:
    """A word in braces that a wording may hold, what it stands for, and what is put where nothing is known."""

    name: str
    shape: Shape
    meaning: Any
    empty: Any = "–"


@dataclass(frozen=True)
class Reminder:
    """One kind of reminder."""

    kind: Kind
    # Official ones can't be declined and carry no List-Unsubscribe.
    is_official: bool
    placeholders: tuple[Placeholder, ...]
    # One sentence: the line in the portal, the subject of a letter that carries nothing else.
    line: Any
    # What the letter says under the line.
    body: Any
    # What the link is called, where it isn't just a page.
    link: Any = ""
    # The placeholders that name the thing and its date, for whoever was told another date.
    what: str = ""
    when: str = ""

    @property
    def names(self) -> frozenset[str]:
        return frozenset(one.name for one in self.placeholders)

    def placeholder(self, name: str) -> Placeholder:
        return next(one for one in self.placeholders if one.name == name)


def _text(name: str, meaning: Any, empty: Any = "–") -> Placeholder:
    return Placeholder(name, Shape.TEXT, meaning, empty)


MEETING = _text("meeting", _("the meeting"))
DAYS = Placeholder("days", Shape.DAYS, _("the number of days until then"))
DAY = Placeholder("day", Shape.DAY, _("the day"), _("to be announced"))

REMINDERS: dict[str, Reminder] = {
    one.kind.value: one
    for one in (
        Reminder(
            Kind.MEETING_APPROACHES,
            is_official=True,
            placeholders=(MEETING, DAY, DAYS, _text("place", _("where it is held"), _("to be announced"))),
            line=_("{meeting}: {day} (days until then: {days})"),
            body=_("The meeting begins on {day}. Place: {place}. The page of the meeting shows its agenda and papers."),
            link=_("Open the meeting"),
            what="meeting",
            when="day",
        ),
        Reminder(
            Kind.DEADLINE_APPROACHES,
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
        ),
        Reminder(
            Kind.STEP_AWAITED,
            is_official=False,
            placeholders=(
                _text("commitment", _("the commitment")),
                Placeholder("step", Shape.TEXT, _("the step")),
                _text("meeting", _("the meeting before which it would help"), _("no meeting planned yet")),
            ),
            line=_("{commitment}: “{step}” is yours to take"),
            body=_("“{step}” is the next step of {commitment}, whenever you are ready. Next meeting: {meeting}."),
            link=_("Open the form"),
        ),
        Reminder(
            Kind.COMMENT_DATE,
            is_official=True,
            placeholders=(_text("paper", _("the paper")), DAY, DAYS),
            line=_("{paper}: comments are welcome until {day}"),
            body=_(
                "The paper {paper} was circulated to you. Comments are welcome until {day} (days until then: {days})."
            ),
            link=_("Open the paper"),
            what="paper",
            when="day",
        ),
        Reminder(
            Kind.SILENCE_ENDING,
            is_official=True,
            placeholders=(
                _text("text", _("the text before the members")),
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
        ),
        Reminder(
            Kind.TERM_ENDING,
            is_official=False,
            placeholders=(
                _text("subject", _("what is coordinated")),
                _text("state", _("the coordinating state")),
                DAY,
                DAYS,
            ),
            line=_("{subject}: the term of {state} as coordinator ends on {day}"),
            body=_("The term of {state} as coordinator of {subject} ends on {day} (days until then: {days})."),
            what="subject",
            when="day",
        ),
        Reminder(
            Kind.MEASURE_WITHOUT_COORDINATOR,
            is_official=False,
            placeholders=(_text("measure", _("the measure")),),
            line=_("{measure}: no coordinator yet"),
            body=_("{measure} has no coordinator yet; the page of the measure shows who has offered."),
            link=_("Open the measure"),
        ),
        Reminder(
            Kind.POST_VACANT,
            is_official=False,
            placeholders=(_text("participant", _("the participant")), _text("post", _("the post"))),
            line=_("{participant}: {post} is vacant"),
            body=_("At {participant} the post “{post}” has nobody who holds it."),
        ),
        Reminder(
            Kind.MEETING_UNPLANNED,
            is_official=False,
            placeholders=(_text("body", _("the body")), Placeholder("by", Shape.DAY, _("by when its rhythm wants it"))),
            line=_("{body}: by its rhythm it would meet by {by}; none is planned yet"),
            body=_(
                "By its rhythm {body} would meet by {by}, and no meeting is planned yet. The page of cycles can propose one."
            ),
        ),
        Reminder(
            Kind.CONFIRM_DETAILS,
            is_official=False,
            placeholders=(Placeholder("last", Shape.DAY, _("when they were last confirmed"), _("not yet")),),
            line=_("Are your contact details still right?"),
            body=_(
                "Letters of the Conference reach you under this address. Last confirmed: {last}. One click confirms them."
            ),
            link=_("Look at them and confirm"),
        ),
        Reminder(
            Kind.MEETING_CALLED_OFF,
            is_official=True,
            placeholders=(MEETING, DAY),
            line=_("Cancelled: {meeting}, {day}"),
            body=_("The meeting {meeting}, planned for {day}, was cancelled. Nothing more is asked for it."),
            link=_("Open the meeting"),
        ),
        Reminder(
            Kind.DATES_CHANGED,
            is_official=True,
            placeholders=(
                _text("what", _("whose date changed")),
                Placeholder("when", Shape.WHEN, _("the new date"), _("to be announced")),
                Placeholder("before", Shape.WHEN, _("the date you were told before"), _("to be announced")),
            ),
            line=_("{what}: now on {when}"),
            body=_("{what} is now on {when}. You were told {before} before; the new date replaces it."),
        ),
    )
}
