"""The review of an area: what was planned, held, reported, informed and said of progress since that area was reviewed last.

It is a document of the house: the page on which it is read, its files and its languages are those of every document. Progress
is told commitment by commitment, by where each stands, and is counted for no state.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.choices import ActivityCourse, Deed
from activities.days import in_words
from activities.models import ActionPlan, Activity, ActivityTurn, Information, Photograph, ProgressNote
from activities.reads import rows_waiting
from activities.reports.plans import ToldRow, told_rows
from catalogue.models import Area
from commitments.models import Commitment
from decisions.models import Decision
from decisions.reports.reviews import reviewed_before
from desk.reports.documents import KINDS, KindOfDocument
from desk.reports.documents.commitments import commitments_table
from desk.reports.documents.grammar import day_in_words, facts, listed, table_or_note
from meetings.models import Meeting
from members.models import Person
from record.dates import day_of_the_house, days_shown, end_of_the_day
from record.outlines import OutlineBlock, OutlineHeading, OutlineNote
from record.texts import in_language

HELD = frozenset({ActivityCourse.HELD, ActivityCourse.REPORTED})


def title_of_review(area: Area) -> str:
    return _("Review: %(area)s") % {"area": area}


@dataclass(frozen=True)
class ActivityThen:
    """An activity as it stood at the end of a day: its entries by then, the first and the last of which say its days."""

    activity: Activity
    turns: list[ActivityTurn]

    @property
    def last(self) -> ActivityTurn:
        return self.turns[-1]

    @property
    def planned_for(self) -> str:
        return in_words(self.turns[0].starts_on, self.turns[0].ends_on, self.turns[0].known)

    @property
    def days(self) -> str:
        return in_words(self.last.starts_on, self.last.ends_on, self.last.known)

    @property
    def course(self) -> str:
        """What became of it; that it has other days now is said as well."""
        moved = any(turn.deed == Deed.OTHER_DAYS for turn in self.turns)
        return listed([self.last.get_course_display(), *([_("other days were named")] if moved else [])])


@dataclass(frozen=True)
class ReviewOfAnArea:
    """What one person may read of an area's time since its last review, until a day."""

    area: Area
    user: Person
    day: dt.date

    @cached_property
    def within(self) -> Q:
        return Q(area=self.area) | Q(area__parent=self.area)

    @cached_property
    def last(self) -> Meeting | None:
        """The meeting at which it was reviewed before."""
        return reviewed_before(self.area, self.day, self.user)

    @cached_property
    def since(self) -> dt.date | None:
        return self.last.last_day + dt.timedelta(days=1) if self.last else None

    @cached_property
    def entered(self) -> Q:
        """Of rows with the instant at which they were entered: those of the time under review."""
        by_then = Q(at__lte=end_of_the_day(self.day))
        return by_then & Q(at__gt=end_of_the_day(self.last.last_day)) if self.last else by_then

    def _is_of_the_time(self, day: dt.date | None) -> bool:
        return day is not None and day <= self.day and (self.since is None or day >= self.since)

    @cached_property
    def activities(self) -> list[ActivityThen]:
        """Those of which something was entered in that time, or that were to be in it."""
        by_then = ActivityTurn.objects.filter(at__lte=end_of_the_day(self.day)).order_by("serial")
        rows = Activity.objects.visible_to(self.user).filter(self.within).as_listed()
        rows = rows.prefetch_related(Prefetch("turns", by_then, to_attr="turns_then"))
        told = [ActivityThen(row, row.turns_then) for row in rows.order_by("starts_on", "pk") if row.turns_then]
        return [then for then in told if self._concerns(then)]

    def _concerns(self, then: ActivityThen) -> bool:
        entered = (day_of_the_house(turn.at) for turn in then.turns)
        planned = (turn.starts_on for turn in then.turns)
        return any(self._is_of_the_time(day) for day in (*entered, *planned))

    @cached_property
    def rows_waiting(self) -> list[ToldRow]:
        """What action plans whose period touches that time say, and what no state has planned as an activity."""
        plans = ActionPlan.objects.visible_to(self.user).filter(self.within, since__lte=self.day)
        if self.since:
            plans = plans.filter(until__gte=self.since)
        return told_rows(self.user, [row for _plan, row in rows_waiting(plans.order_by("since", "pk"))])

    @cached_property
    def held(self) -> list[ActivityThen]:
        return [then for then in self.activities if then.last.course in HELD]

    @cached_property
    def notes(self) -> list[ProgressNote]:
        rows = ProgressNote.objects.visible_to(self.user).filter(self.within).filter(self.entered).as_listed()
        return list(rows.order_by("within__reference", "owner__seat_name", "pk"))

    @cached_property
    def commitments(self) -> list[Commitment]:
        """As they stood, and for which period they were undertaken as said by then."""
        rows = Commitment.objects.visible_to(self.user).filter(self.within).standing_then(self.day)
        return [row.as_it_stood() for row in rows.as_listed().order_by("reference")]

    # -- As a document tells it.

    def planned_table(self) -> OutlineBlock:
        rows = [
            (then.activity.heading, then.activity.owner, then.planned_for, then.days, then.course)
            for then in self.activities
        ]
        waiting = _("in an action plan")
        rows += [
            (in_language(told.row["title"]), told.owner, told.days, told.days, waiting) for told in self.rows_waiting
        ]
        head = (_("Activity"), _("Led by"), _("First planned for"), _("Days"), _("How far it has come"))
        return table_or_note(head, rows)

    def held_table(self) -> OutlineBlock:
        head = (_("Activity"), _("Led by"), _("Days"), _("Who took part"), _("What came of it"))
        return table_or_note(head, [self._held_row(then) for then in self.held])

    def _held_row(self, then: ActivityThen) -> tuple[Any, ...]:
        is_reported = then.last.course == ActivityCourse.REPORTED
        outcome = in_language(then.activity.outcome) if is_reported else ""
        return then.activity.heading, then.activity.owner, then.days, _who_took_part(then.activity), outcome

    def photographs_table(self) -> OutlineBlock:
        """Those shown with consent, in words: a picture in a file can't be called back. One that is shown no longer is left
        out, whichever day one asks of."""
        rows = Photograph.objects.visible_to(self.user).with_consent_on(self.day).as_shown()
        rows = rows.filter(activity__in=[then.activity.pk for then in self.activities])
        return table_or_note(
            (_("Activity"), _("What is to be seen"), _("Caption"), _("Taken on")),
            [
                (row.activity.heading, row.alt, row.caption, day_in_words(row.taken_on) if row.taken_on else "")
                for row in rows.order_by("activity__starts_on", "activity", "at", "pk")
            ],
        )

    def information_table(self) -> OutlineBlock:
        rows = Information.objects.visible_to(self.user).filter(self.within).filter(self.entered).as_listed()
        return table_or_note(
            (_("Information"), _("Given by"), _("Day")),
            [
                (row.heading, listed([row.owner, *row.given_with]), day_in_words(day_of_the_house(row.at)))
                for row in rows.order_by("at", "pk")
            ],
        )

    def notes_blocks(self) -> Iterable[OutlineBlock]:
        """By where the commitments stand, in the order of the procedure's own words."""
        if not self.notes:
            yield table_or_note((), ())
            return
        stands = {commitment.reference: commitment.get_state_display() for commitment in self.commitments}
        by_stage = sorted(self.notes, key=lambda note: str(stands.get(note.within.reference, "")))
        for stage, notes in groupby(by_stage, key=lambda note: str(stands.get(note.within.reference, ""))):
            if stage:
                yield OutlineHeading(stage, 3)
            yield table_or_note(
                (_("Commitment"), _("State"), _("Period"), _("What is new, as the state says it")),
                [(note.within.reference, note.owner, _period(note), _said(note)) for note in notes],
            )

    def decisions_table(self) -> OutlineBlock:
        """What was decided of it by that day, at its reviews since the last one, and at that one."""
        rows = Decision.objects.visible_to(self.user).filter(agenda_item__matters__area=self.area, on__lte=self.day)
        if self.last:
            rows = rows.filter(on__gte=self.last.starts_on)
        return table_or_note(
            (_("Decision"), _("Day"), _("Outcome"), _("What it is about")),
            [
                (row.symbol, day_in_words(row.on), row.get_outcome_display(), in_language(row.title))
                for row in rows.distinct().order_by("on", "pk")
            ],
        )


def _who_took_part(activity: Activity) -> str:
    """By their names, in the order of seats; how many people each sent is said of none."""
    return listed(party.participant for party in activity.parties.all() if party.present is not None)


def _period(note: ProgressNote) -> str:
    return days_shown(note.since, note.until, "exact")


def _said(note: ProgressNote) -> str:
    return _("Nothing new") if note.nothing_new else note.text


def review_blocks(area: Area, user: Person, day: dt.date) -> list[OutlineBlock]:
    review = ReviewOfAnArea(area, user, day)
    last = review.last
    return [
        facts(
            (_("Area"), area),
            (_("Edition"), area.edition),
            (_("Reviewed last at"), f"{last.reference} · {last.days}" if last else _("No entry yet.")),
            (_("From"), day_in_words(review.since) if review.since else ""),
            (_("Until"), day_in_words(day)),
        ),
        OutlineHeading(_("Planned, and what became of it"), 2),
        review.planned_table(),
        OutlineHeading(_("Held and reported"), 2),
        review.held_table(),
        OutlineHeading(_("Photographs, shown with consent"), 2),
        review.photographs_table(),
        OutlineHeading(_("Information given"), 2),
        review.information_table(),
        OutlineHeading(_("Progress notes, by where commitments stand"), 2),
        *review.notes_blocks(),
        OutlineHeading(_("Commitments"), 2),
        commitments_table(review.commitments),
        OutlineHeading(_("Decided at the review"), 2),
        review.decisions_table(),
        OutlineNote(_("Commitments are voluntary; an absent entry says nothing about a state.")),
    ]


REVIEW = KindOfDocument(
    name="review",
    label=gettext_lazy("Review of an area"),
    about=gettext_lazy(
        "An area: what was planned, held, reported and informed, and what states said of progress, since it was reviewed last."
    ),
    things=lambda user: Area.objects.visible_to(user).select_related("edition", "parent"),
    key="reference",
    title=title_of_review,
    blocks=review_blocks,
    chosen_on="measure-list",
    is_of_a_day=True,
    is_tabular=True,
)


def register() -> None:
    """From `ready()`: it stands with the other kinds of documents."""
    KINDS[REVIEW.name] = REVIEW
