"""What the record has of a period: the Secretariat's annual report, and what the term of a Chair saw.

Both are drafts to go on with in a word processor: what only people can write is left open for them and said to be so.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.choices import ActivityCourse
from activities.models import Activity, Information, PlanVersion, ProgressNote, YearPlan
from commitments.models import CoordinatorAssignment, StepTaken
from commitments.reports.pictures import figures_of_months, figures_of_stages, picture_of_months
from decisions.models import Decision, FollowUp
from desk.reports.boards import BoardQuestion, standing_board
from desk.reports.documents.commitments import activities_table, coordination_head
from desk.reports.documents.coordination import cells
from desk.reports.documents.grammar import day_in_words, listed, table_or_note
from desk.reports.documents.plans import plan_tables
from meetings.models import Meeting
from members.models import Chairmanship, Participant, Participation, Person
from record.dates import day_of_the_house, end_of_the_day
from record.outlines import OutlineBlock, OutlineHeading, OutlineNote, OutlineParagraph
from record.texts import in_language


@dataclass(frozen=True)
class PeriodTold:
    """The days from the first to the last, both included, as one person reads what happened in them."""

    user: Person
    first: dt.date
    last: dt.date

    def within(self, column: str) -> Q:
        return Q(**{f"{column}__range": (self.first, self.last)})

    def entered_within(self, column: str) -> Q:
        """Of an instant: on a day of the house within the period."""
        begin = end_of_the_day(self.first - dt.timedelta(days=1))
        return Q(**{f"{column}__gt": begin, f"{column}__lte": end_of_the_day(self.last)})

    @cached_property
    def held(self) -> list[Meeting]:
        """Meetings of which the record says that they were held, and that began within it."""
        rows = Meeting.objects.visible_to(self.user).held().filter(self.within("starts_on"))
        return list(rows.select_related("host", "working_group").order_by("starts_on", "pk"))


def to_be_written(heading: str) -> list[OutlineBlock]:
    """A part that no record can write."""
    return [OutlineHeading(heading, 2), OutlineNote(_("To be written by hand: the record says nothing of it."))]


# -- What both tell.


def what_happened(period: PeriodTold) -> list[OutlineBlock]:
    return [
        OutlineHeading(_("Meetings held"), 2),
        meetings_table(period.held),
        OutlineHeading(_("Decisions"), 2),
        decisions_table(Decision.objects.visible_to(period.user).filter(period.within("on"))),
        OutlineHeading(_("Steps of commitments"), 2),
        *_months(period),
        steps_table(StepTaken.objects.visible_to(period.user).filter(period.within("on"))),
        OutlineHeading(_("Where commitments stood at the end"), 2),
        *standing_board(BoardQuestion(period.user, period.last)).in_a_document,
        _stages(period),
        OutlineHeading(_("Offers and designations"), 2),
        table_or_note(coordination_head(), [cells(row) for row in _coordination(period)]),
        OutlineHeading(_("Activities"), 2),
        activities_table(_activities(period)),
        OutlineHeading(_("Information exchanged"), 2),
        _information(period),
        OutlineHeading(_("Progress notes"), 2),
        _notes(period),
    ]


def _months(period: PeriodTold) -> list[OutlineBlock]:
    """The steps month by month, as a picture, where there were any."""
    figures = figures_of_months(period.user, period.last)
    months = [month for month in figures if month.month >= period.first.replace(day=1)]
    is_any = any(month.steps for month in months)
    return [picture_of_months(months, _("Steps taken, month by month"))] if is_any else []


def meetings_table(rows: list[Meeting]) -> OutlineBlock:
    head = (_("Meeting"), _("Reference"), _("Days"), _("Host"), _("Format"))
    return table_or_note(
        head, [(row.label, row.reference, row.days, row.host or "", row.get_format_display()) for row in rows]
    )


def steps_table(steps: QuerySet[StepTaken]) -> OutlineBlock:
    rows = steps.select_related("commitment__measure", "commitment__area", "on_behalf_of", "party").order_by("on", "pk")
    return table_or_note(
        (_("Day"), _("Commitment"), _("What was done"), _("Where it stood then")),
        [
            (day_in_words(row.on, row.on_precision), row.commitment.called, row.told, row.get_to_state_display())
            for row in rows
        ],
    )


def decisions_table(decisions: QuerySet[Decision]) -> OutlineBlock:
    return table_or_note(
        (_("Day"), _("Decision"), _("Outcome")),
        [
            (
                day_in_words(row.on, row.on_precision),
                f"{row.symbol} · {in_language(row.title)}",
                row.get_outcome_display(),
            )
            for row in decisions.order_by("on", "pk")
        ],
    )


def _stages(period: PeriodTold) -> OutlineBlock:
    """Of each stage how many stood at it on the last day: stages in the order of the procedure."""
    figures = figures_of_stages(period.user, period.last)
    return table_or_note(
        (_("Where it stands"), _("Commitments")), [(row.state.label, row.standing) for row in figures if row.standing]
    )


def _coordination(period: PeriodTold) -> QuerySet[CoordinatorAssignment]:
    """Made, begun or ended within it."""
    happened = period.within("on") | period.within("since") | period.within("until")
    return CoordinatorAssignment.objects.visible_to(period.user).filter(happened).for_page().in_order()


def _activities(period: PeriodTold) -> QuerySet[Activity]:
    """Those that were held, or of which a day of the period was named; one that was given up is nobody's matter any more."""
    rows = Activity.objects.visible_to(period.user).exclude(course=ActivityCourse.GIVEN_UP)
    return rows.filter(period.within("starts_on")).as_listed().order_by("starts_on", "pk")


def _information(period: PeriodTold) -> OutlineBlock:
    """What states let others know, under which measure; who gives it stands in the order of seats."""
    rows = Information.objects.visible_to(period.user).filter(period.entered_within("at")).as_listed()
    shared = sorted((row for row in rows if row.is_given), key=lambda row: (row.area.reference, row.owner.seat_name))
    return table_or_note(
        (_("Measure or area"), _("Given by"), _("Title"), _("Day")),
        [
            (
                row.measure or row.area,
                listed((row.owner, *row.given_with)),
                row.heading,
                day_in_words(day_of_the_house(row.at)),
            )
            for row in shared
        ],
    )


def _notes(period: PeriodTold) -> OutlineBlock:
    rows = ProgressNote.objects.visible_to(period.user).filter(period.entered_within("at")).as_listed()
    rows = rows.order_by("at", "pk")
    return table_or_note(
        (_("Commitment"), _("State"), _("Period"), _("In its own words")),
        [
            (
                row.within.reference,
                row.owner,
                f"{day_in_words(row.since)} – {day_in_words(row.until)}",
                row.text or _("nothing new"),
            )
            for row in rows
        ],
    )


def _open_follow_ups(user: Person) -> OutlineBlock:
    rows = FollowUp.objects.visible_to(user).open().select_related("decision", "owner", "hears").order_by("pk")
    return table_or_note(
        (_("Decision"), _("What"), _("Looked after by"), _("Meeting that will hear of it")),
        [
            (row.decision.symbol, row.what, row.owner or _("the Secretariat"), row.hears.reference if row.hears else "")
            for row in rows
        ],
    )


# -- The annual report.


@dataclass(frozen=True)
class YearOfTheRecord:
    """A calendar year of which the record says something."""

    year: int

    def __str__(self) -> str:
        return str(self.year)


@dataclass(frozen=True)
class YearsOfTheRecord:
    """From the present year back to the first in which a meeting was held, as things of which one is looked for."""

    years: tuple[YearOfTheRecord, ...]

    @classmethod
    def seen_by(cls, user: Person) -> Self:
        first = Meeting.objects.visible_to(user).order_by("starts_on").values_list("starts_on", flat=True).first()
        present = day_of_the_house().year
        return cls(tuple(YearOfTheRecord(year) for year in range(present, (first.year if first else present) - 1, -1)))

    def __iter__(self) -> Iterator[YearOfTheRecord]:
        return iter(self.years)

    def filter(self, *, year: str) -> Self:
        return type(self)(tuple(row for row in self.years if str(row) == year))

    def first(self) -> YearOfTheRecord | None:
        return next(iter(self.years), None)


def title_of_year(year: YearOfTheRecord) -> str:
    return _("Annual report of the Secretariat for %(year)d") % {"year": year.year}


def year_blocks(year: YearOfTheRecord, user: Person, day: dt.date) -> list[OutlineBlock]:
    """A year, or as much of it as has gone by on the day."""
    period = PeriodTold(user, dt.date(year.year, 1, 1), min(dt.date(year.year, 12, 31), day))
    return [
        *to_be_written(_("Introduction")),
        OutlineHeading(_("Participants and the Chair"), 2),
        *_participants(period),
        *what_happened(period),
        OutlineHeading(_("Follow-ups that are open"), 2),
        _open_follow_ups(user),
        *_plan_ahead(user, year.year + 1),
        *to_be_written(_("Outlook")),
    ]


def _participants(period: PeriodTold) -> list[OutlineBlock]:
    """How many members there were at the end, who held the Chair, and whose standing began or ended."""
    count = Participant.objects.members_on(period.last).count()
    words = ngettext("%(number)d member state on %(day)s.", "%(number)d member states on %(day)s.", count)
    changed = Participation.objects.visible_to(period.user).filter(period.within("since") | period.within("until"))
    rows = changed.select_related("participant").order_by("since", "participant__seat_name")
    return [
        OutlineParagraph(words % {"number": count, "day": day_in_words(period.last)}),
        table_or_note(
            (_("Holds the Chair"), _("Since"), _("Until")), [(row.participant, *_term(row)) for row in _chairs(period)]
        ),
        *(
            [
                table_or_note(
                    (_("Participant"), _("Standing"), _("Since"), _("Until")),
                    [(row.participant, row.get_standing_display(), *_term(row)) for row in rows],
                )
            ]
            if rows
            else []
        ),
    ]


def _chairs(period: PeriodTold) -> QuerySet[Chairmanship]:
    """Whose term had a day within it."""
    rows = Chairmanship.objects.visible_to(period.user).filter(since__lte=period.last)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gt=period.first))
    return rows.select_related("participant").order_by("since", "pk")


def _term(row: Chairmanship | Participation) -> tuple[str, str]:
    return day_in_words(row.since, row.since_precision), day_in_words(row.until, row.until_precision)


def _plan_ahead(user: Person, year: int) -> list[OutlineBlock]:
    """The plan of the next year, as far as the reader sees it."""
    plan = YearPlan.objects.visible_to(user).filter(year=year).first()
    heading = OutlineHeading(_("Plan of CBM implementation for %(year)d") % {"year": year}, 2)
    if plan is None:
        return [heading, OutlineParagraph(_("No entry yet."))]
    version = PlanVersion.objects.filter(plan=plan).order_by("-number").first()
    if version is None:
        return [heading, OutlineParagraph(_("What stood in it is not in the public record."))]
    tables = [
        OutlineHeading(block.text, 3) if isinstance(block, OutlineHeading) else block
        for block in plan_tables(user, version)
    ]
    return [heading, *tables]


# -- The report of a chairmanship.


def title_of_chairmanship(term: Chairmanship) -> str:
    days = " – ".join(words for words in _term(term) if words)
    return _("Chairmanship report: %(state)s, %(term)s") % {"state": term.participant, "term": days}


def chairmanship_blocks(term: Chairmanship, user: Person, day: dt.date) -> list[OutlineBlock]:
    """Its term, or as much of it as has gone by on the day; the day of the handover is the next Chair's."""
    last = min(term.until - dt.timedelta(days=1), day) if term.until else day
    return [
        *to_be_written(_("Priorities of the Chair")),
        *what_happened(PeriodTold(user, term.since, last)),
        OutlineHeading(_("Follow-ups that are open"), 2),
        _open_follow_ups(user),
        *to_be_written(_("What is handed on")),
    ]
