"""The boards themselves: each asks for its figures once, and makes the picture and the table of the same."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from activities.models import Information
from catalogue.forms import opening_edition
from catalogue.models import Area, Edition, Measure
from commitments.reports.coverage import READERS_OF_LEADS, Coverage, CoverageRow, coverage
from commitments.reports.pictures import (
    MonthFigures,
    figures_of_months,
    figures_of_stages,
    figures_of_standing,
    picture_of_months,
    picture_of_standing,
    picture_of_stays,
)
from desk.reports.boards.grammar import Board, BoardQuestion, BoardRow, shortened
from law.choices import Modality
from meetings.choices import Status
from meetings.counting import DAY
from meetings.models import Deadline, Meeting
from record.dates import Precision, end_of_the_day, shown
from record.outlines.pictures import FIRST, SECOND, OutlinePicture, PictureMark, PictureRow, bars, marks
from record.templatetags.signs import colon

# How far ahead the board of days looks, and how many things it names.
AHEAD_DAYS, MOST_AHEAD = 183, 12


def standing_board(asked: BoardQuestion) -> Board:
    stages = figures_of_standing(asked.user, asked.on, asked.own_keys, asked.within)
    title = _("Where commitments stand")
    return Board(
        "standing",
        title,
        picture_of_standing(stages, title),
        (_("Stage"), _("Modality (a)"), _("Modality (b)"), _("Together")),
        tuple(
            BoardRow(
                (
                    str(stage.state.label),
                    *(str(stage.by_modality.get(modality, 0)) for modality in Modality.values),
                    str(stage.standing),
                ),
                asked.listed("commitment-list", {"state": str(stage.state)}, whose=True),
            )
            for stage in stages
        ),
        _("All commitments"),
        asked.listed("commitment-list", whose=True),
        legend=(
            (FIRST, _("Modality (a): an intention first")),
            (SECOND, _("Modality (b): an exchange of views first")),
        ),
    )


def stays_board(asked: BoardQuestion) -> Board:
    stages = [stage for stage in figures_of_stages(asked.user, asked.on, asked.own_keys) if stage.median is not None]
    title = _("How long a stage takes")
    return Board(
        "stays",
        title,
        picture_of_stays(stages, title),
        (_("Stage"), _("Days, in the middle"), _("Stays of known length")),
        tuple(BoardRow((str(stage.state.label), str(stage.median), str(stage.stays))) for stage in stages),
        _("The procedure"),
        asked.listed("procedure"),
        lead=_(
            "Of all stays at a stage whose first and last days are known exactly, the one in the middle: half were"
            " shorter, half longer. Where few are known it says little."
        ),
    )


def activity_board(asked: BoardQuestion) -> Board:
    months = figures_of_months(asked.user, asked.on, asked.own_keys)
    title = _("Steps taken, month by month")
    return Board(
        "activity",
        title,
        picture_of_months(months, title),
        (_("Month"), _("Steps")),
        tuple(BoardRow((_month(figures), str(figures.steps))) for figures in months if figures.steps),
        _("All commitments"),
        asked.listed("commitment-list", whose=True),
    )


def _month(figures: MonthFigures) -> str:
    return date_format(figures.month, "YEAR_MONTH_FORMAT")


# -- Coordinators, and what has none.


@dataclass(frozen=True)
class AreaFigures:
    """Of an area, how many of its measures are so, and how many otherwise."""

    area: Area
    first: int
    second: int


def coverage_board(asked: BoardQuestion) -> Board:
    title, edition = _("Measures with a coordinator, and without"), _edition(asked)
    covered = None
    if edition:
        covered = coverage(asked.user, edition=edition, on=asked.on, states=[], readers=READERS_OF_LEADS)
    figures = [_led_in(area, measures) for area, measures in covered.by_area] if covered else []
    return Board(
        "coverage",
        title,
        _picture_of_areas(figures, title),
        (_("Area"), _("Coordinated, or offered"), _("No entry yet")),
        tuple(_row(asked, row, "measure-list", edition) for row in figures if row.first + row.second),
        _("Measures and states"),
        asked.listed("overview", {"edition": edition.code} if edition else {}),
        lead=_("To offer is voluntary; an absent entry says nothing about a state."),
        legend=((FIRST, _("Some state coordinates it, or offered to")), (SECOND, _("No entry yet"))),
    )


def own_coverage_board(asked: BoardQuestion) -> Board:
    title, edition, own = _("What we coordinate, offered or joined"), _edition(asked), list(asked.own or ())
    covered = coverage(asked.user, edition=edition, on=asked.on, states=own) if edition else None
    figures = _own_in(covered) if covered else []
    return Board(
        "coverage",
        title,
        _picture_of_areas(figures, title),
        (_("Area"), _("Coordinated, or offered"), _("Joined")),
        tuple(_row(asked, row, "coordinator-list", edition) for row in figures if row.first + row.second),
        _("Coordinators"),
        asked.listed("coordinator-list", {"state": own[0].code} if own else {}),
        legend=((FIRST, _("We coordinate it, or offered to")), (SECOND, _("We joined"))),
    )


def _edition(asked: BoardQuestion) -> Edition | None:
    if asked.edition is not None:
        return asked.edition
    editions = list(Edition.objects.visible_to(asked.user))
    opening = opening_edition(editions)
    return next((edition for edition in editions if edition.code == opening), None)


def _led_in(area: CoverageRow, measures: Sequence[CoverageRow]) -> AreaFigures:
    """Of an area of no known measure, the area itself; of one that only holds others, nothing."""
    rows = measures or ([] if area.is_heading else [area])
    led = sum(row.is_led for row in rows)
    return AreaFigures(_area_of(area), led, len(rows) - led)


def _own_in(covered: Coverage) -> list[AreaFigures]:
    figures = []
    for area, measures in covered.by_area:
        own = [[entry for cell in row.cells for entry in cell if not entry.is_known_then] for row in (area, *measures)]
        led = sum(any(entry.leads for entry in entries) for entries in own)
        figures.append(AreaFigures(_area_of(area), led, sum(map(bool, own)) - led))
    return figures


def _area_of(row: CoverageRow) -> Area:
    return cast(Area, row.subject)


def _picture_of_areas(figures: Iterable[AreaFigures], title: str) -> OutlinePicture:
    rows = []
    for row in figures:
        if row.first + row.second:
            label = str(row.area)
            told = f"{label}{colon()}{row.first} / {row.first + row.second}"
            lengths = ((FIRST, row.first, told), (SECOND, row.second, told))
            rows.append(PictureRow(shortened(label), lengths, f"{row.first} / {row.first + row.second}", told))
    return bars(rows, title)


def _row(asked: BoardQuestion, row: AreaFigures, page: str, edition: Edition | None) -> BoardRow:
    state = {"state": asked.own[0].code} if asked.own else {}
    narrowed = {"edition": edition.code if edition else "", "area": row.area.reference, **state}
    return BoardRow((str(row.area), str(row.first), str(row.second)), asked.listed(page, narrowed))


# -- Days ahead.


def ahead_board(asked: BoardQuestion) -> Board:
    title, last = _("Meetings and deadlines ahead"), asked.on + AHEAD_DAYS * DAY
    things = sorted([*_meetings(asked, last), *_deadlines(asked, last)], key=lambda thing: thing.day)[:MOST_AHEAD]
    picture = marks(
        [
            PictureMark(
                shortened(thing.label),
                thing.kind,
                (thing.day - asked.on).days / AHEAD_DAYS,
                date_format(thing.day, "SHORT_DATE_FORMAT"),
                f"{thing.label}{colon()}{thing.words}",
            )
            for thing in things
        ],
        _months(asked.on),
        title,
    )
    return Board(
        "ahead",
        title,
        picture,
        (_("What"), _("Day")),
        tuple(BoardRow((thing.label, thing.words), thing.address) for thing in things),
        _("Calendar"),
        asked.listed("calendar", {"view": "list"}),
        legend=((FIRST, _("Meeting")), (SECOND, _("Deadline"))),
    )


@dataclass(frozen=True)
class ThingAhead:
    """A meeting to come, or a deadline before one."""

    day: dt.date
    label: str
    words: str
    kind: str
    address: str


def _meetings(asked: BoardQuestion, last: dt.date) -> list[ThingAhead]:
    rows = Meeting.objects.visible_to(asked.user).filter(
        status=Status.PLANNED, starts_on__gte=asked.on, starts_on__lte=last
    )
    rows = rows.select_related("working_group").order_by("starts_on", "pk")[:MOST_AHEAD]
    return [
        ThingAhead(row.starts_on, row.label, shown(row.starts_on, Precision.EXACT), FIRST, row.get_absolute_url())
        for row in rows
    ]


def _deadlines(asked: BoardQuestion, last: dt.date) -> list[ThingAhead]:
    rows = Deadline.objects.visible_to(asked.user).in_force()
    rows = rows.due_between(end_of_the_day(asked.on - DAY), end_of_the_day(last))
    rows = rows.select_related("meeting__working_group").order_by("due_at", "pk")[:MOST_AHEAD]
    return [
        ThingAhead(
            row.due_on,
            f"{row.get_kind_display()} · {row.meeting.reference}",
            row.written,
            SECOND,
            row.meeting.get_absolute_url(),
        )
        for row in rows
    ]


def _months(on: dt.date) -> list[tuple[float, str]]:
    """The first of each month on the line of days: where it stands, and its name."""
    days = (on + number * DAY for number in range(1, AHEAD_DAYS))
    return [((day - on).days / AHEAD_DAYS, date_format(day, "N")) for day in days if day.day == 1]


# -- Information.


def information_board(asked: BoardQuestion) -> Board:
    title = _("Information exchanged, by measure")
    rows = Information.objects.visible_to(asked.user).filter(at__lte=end_of_the_day(asked.on))
    if asked.own_keys is not None:
        rows = rows.filter(owner__in=asked.own_keys)
    counted = list(rows.order_by().values_list("area", "measure").annotate(number=Count("pk", distinct=True)))
    areas = Area.objects.in_bulk([area for area, measure, _number in counted if measure is None])
    measures = Measure.objects.in_bulk([measure for _area, measure, _number in counted if measure is not None])
    things: list[tuple[Area | Measure, int]] = [
        (areas[area] if measure is None else measures[measure], number) for area, measure, number in counted
    ]
    things.sort(key=lambda pair: pair[0].reference)
    labelled = [(f"{thing.reference} · {thing}", thing, number) for thing, number in things]
    return Board(
        "information",
        title,
        bars(
            [
                PictureRow(
                    shortened(label),
                    ((FIRST, number, f"{label}{colon()}{number}"),),
                    str(number),
                    f"{label}{colon()}{number}",
                )
                for label, _thing, number in labelled
            ],
            title,
        ),
        (_("Measure or area"), pgettext("exchanged", "Information")),
        tuple(
            BoardRow(
                (label, str(number)),
                asked.listed("information-list", {_filter_of(thing): thing.reference, **_participant(asked)}),
            )
            for label, thing, number in labelled
        ),
        _("Information"),
        asked.listed("information-list", _participant(asked)),
        lead=_("What states gave of their own will, in the order of the catalogue."),
    )


def _filter_of(thing: Area | Measure) -> str:
    return "area" if isinstance(thing, Area) else "measure"


def _participant(asked: BoardQuestion) -> dict[str, str]:
    return {"participant": asked.own[0].code} if asked.own else {}
