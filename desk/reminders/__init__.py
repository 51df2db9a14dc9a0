"""WHAT REMINDS, as a table: each kind of reminder, whom it is for, how far ahead, and on what it rests.

The rows read and never write; the ledger (`notices`) plans from what they yield, and knows what was told. Days before
meetings and deadlines are settings (`meetings.models.ReminderLead`); the others stand beside their function.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from activities.kinds import ACTION_PLAN_ENDS, ACTIVITY_APPROACHES, NOTES_CLOSE
from activities.models import Activity, ActivityTurn
from commitments.kinds import COMMITMENT_PERIOD_ENDS, MEASURE_WITHOUT_COORDINATOR, STEP_AWAITED, TERM_ENDING
from commitments.models import Commitment, CoordinatorAssignment, ExpertNomination, View
from decisions.kinds import MINUTES_CORRECTIONS_CLOSE, SILENCE_ENDING
from decisions.models import Position
from desk.kinds import CONFIRM_DETAILS, JOURNAL_SEALED, POST_VACANT
from desk.reminders.before_meetings import (
    Now,
    deadlines_approaching,
    letters_about_what_is_off,
    meetings_approaching,
    meetings_called_off,
    meetings_unplanned,
    silence_ending,
)
from desk.reminders.of_activities import activities_approaching, notes_closing, periods_ending
from desk.reminders.of_commitments import (
    comments_welcome,
    commitments_ending,
    measures_without_coordinator,
    steps_awaited,
    terms_ending,
)
from desk.reminders.of_minutes import corrections_closing
from desk.reminders.of_posts import details_to_confirm, posts_vacant
from desk.reminders.of_the_journal import last_night_sealed, nights_sealed
from journal.names import kind_of
from meetings.calendars import calendar_of
from meetings.kinds import DEADLINE_APPROACHES, MEETING_APPROACHES, MEETING_CALLED_OFF, MEETING_UNPLANNED
from meetings.models import Meeting
from notices import sources
from notices.kinds import Phrase
from notices.wanted import Troubled, WantedNotice
from papers.kinds import COMMENT_DATE
from papers.models import Comment


@dataclass(frozen=True)
class Reminds:
    """One row: a kind, who is reminded, the article or practice behind it, and what makes it be asked again."""

    kind: str
    whom: Phrase
    source_text: str
    yields: Callable[[Now], Iterable[WantedNotice | Troubled]]
    # Where a row says nothing, every entry of the journal does.
    watches: sources.Watches = field(default_factory=sources.Watches)

    def __call__(
        self, start: dt.datetime, end: dt.datetime, at: dt.datetime, only: Collection[str] | None = None
    ) -> Iterator[WantedNotice | Troubled]:
        yield from self.yields(Now(at, end, only))


def _kinds(*models: type[Model]) -> frozenset[str]:
    return frozenset(map(kind_of, models))


# What is said of a paper or of a commitment changes nothing for who is reminded of anything else.
SAID = _kinds(View, ExpertNomination, Position)
# Acts on a commitment change commitments, their papers and coordinators: no meeting, no post, no silence procedure.
OF_COMMITMENTS = SAID | _kinds(Commitment, CoordinatorAssignment, Comment, Activity, ActivityTurn)
ELSEWHERE = sources.Watches(OF_COMMITMENTS)
# A step awaited hangs on its own commitment, and else on what all of them share: meetings, people, the Chair.
STEP_BY_STEP = sources.Watches(SAID | _kinds(Comment), thing_by_thing=kind_of(Commitment))
COORDINATION = sources.Watches(SAID | _kinds(Comment))
# Of letters that went, and of seals of nights, the journal says nothing.
OF_LETTERS = sources.Watches(OF_COMMITMENTS, besides=letters_about_what_is_off)
OF_NIGHTS = sources.Watches(OF_COMMITMENTS, besides=last_night_sealed)

TABLE = (
    Reminds(MEETING_APPROACHES, _("everybody whom the meeting concerns"), "AA 29-33", meetings_approaching, ELSEWHERE),
    Reminds(MEETING_CALLED_OFF, _("whoever had a letter about it"), "AA 29-33", meetings_called_off, OF_LETTERS),
    Reminds(
        DEADLINE_APPROACHES, _("whoever has something to get ready"), "AA 31, 35", deadlines_approaching, ELSEWHERE
    ),
    Reminds(
        ACTIVITY_APPROACHES,
        _("states that lead, host or organise it, or take part"),
        "AA 24",
        activities_approaching,
        COORDINATION,
    ),
    Reminds(ACTION_PLAN_ENDS, _("the state that proposed it"), "AA 24", periods_ending, COORDINATION),
    Reminds(
        NOTES_CLOSE, _("states that were asked and from which no note has come"), "AA 24", notes_closing, COORDINATION
    ),
    Reminds(
        COMMITMENT_PERIOD_ENDS,
        _("the states that coordinate it, or take part where none does, and the Secretariat"),
        "AA 24",
        commitments_ending,
        COORDINATION,
    ),
    Reminds(STEP_AWAITED, _("whoever may take the step"), "CoA (a), (b)", steps_awaited, STEP_BY_STEP),
    Reminds(COMMENT_DATE, _("states that have not commented"), "CoA (a)", comments_welcome, sources.Watches(SAID)),
    Reminds(SILENCE_ENDING, _("members not yet heard from"), "SCICA-PR2128", silence_ending, ELSEWHERE),
    Reminds(
        MINUTES_CORRECTIONS_CLOSE, _("those who sat, and proposed none yet"), "AA 35", corrections_closing, COORDINATION
    ),
    Reminds(
        TERM_ENDING,
        _("the coordinator, the Chair, the Secretariat"),
        "SCICA-PR1782",
        terms_ending,
        COORDINATION,
    ),
    Reminds(
        MEASURE_WITHOUT_COORDINATOR,
        _("the Secretariat"),
        "CoA (a)",
        measures_without_coordinator,
        COORDINATION,
    ),
    Reminds(POST_VACANT, _("the Secretariat"), "AA 35", posts_vacant, ELSEWHERE),
    Reminds(MEETING_UNPLANNED, _("the Secretariat and the Chair"), "AA 29-31", meetings_unplanned, ELSEWHERE),
    Reminds(CONFIRM_DETAILS, _("each focal point"), "AA 35", details_to_confirm, ELSEWHERE),
    Reminds(JOURNAL_SEALED, _("the Chair and the Secretariat"), "AA 35", nights_sealed, OF_NIGHTS),
)


def calendar_file(reference: str, language: str) -> sources.Attached | None:
    """A meeting as a file for a calendar, to go with a letter about it."""
    meeting = Meeting.objects.select_related("host", "working_group", "prepares").filter(reference=reference).first()
    if meeting is None:
        return None
    with override(language):
        content = calendar_of([meeting], [], name=meeting.label)
    return sources.Attached(f"{reference}.ics", "text/calendar", content)


def register() -> None:
    """Let the ledger plan from every row of the table."""
    for row in TABLE:
        sources.add(row.kind, row)
    sources.add_attacher("meeting-ics", calendar_file)
