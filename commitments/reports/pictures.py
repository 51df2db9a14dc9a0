"""Pictures of all commitments that somebody sees: where they stand, how long each stage takes, what happened month by month.

No state is counted, and nothing is put in an order of merit: stages stand in the order of the procedure, months in that of
the calendar. What is counted is counted by the database, and drawn as SVG with classes only; the table behind each picture
has the same figures.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, DurationField, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import ngettext

from commitments.models import Commitment, StepTaken
from commitments.models.commitments import CommitmentQuerySet
from commitments.models.parts import StepTakenQuerySet
from commitments.reports.stages import every_stage
from law.choices import Modality
from law.grammar.procedure import StateRow
from members.models import Person
from record.dates import Precision
from record.outlines.pictures import FIRST, OutlinePicture, PictureColumn, PictureRow, bars, columns
from record.standing_still import rows_that_stand
from record.templatetags.signs import colon

MONTHS = 24
# The first month of a picture has its year beneath it, unless the next year's begins too soon after it.
LAST_WITH_ROOM = 11


@dataclass(frozen=True)
class StageFigures:
    """A stage: how many commitments stand at it in each modality, and how long those stayed that have left it."""

    state: StateRow
    by_modality: Mapping[str, int]
    # Of so many stays, both of whose days are known exactly, the one in the middle, in days.
    stays: int = 0
    median: int | None = None

    @property
    def standing(self) -> int:
        return sum(self.by_modality.values())


@dataclass(frozen=True)
class MonthFigures:
    """A month, by its first day, and how many steps were taken in it."""

    month: dt.date
    steps: int


# The states of whose commitments something is counted; None: of all.
OwnStates = Collection[int] | None


def figures_of_standing(
    user: Person, on: dt.date, own: OwnStates = None, within: Q | None = None
) -> list[StageFigures]:
    """Of each stage at which something stands. `own`: of the commitments of these states alone; `within`: of those of which
    that holds. One query."""
    standing = _standing(_commitments(user, on, own, within), on)
    return [StageFigures(state, standing[state]) for state in every_stage() if state in standing]


def figures_of_stages(user: Person, on: dt.date, own: OwnStates = None) -> list[StageFigures]:
    """Of each stage at which something stands, or that something has left, as of a day, as far as the person sees it.

    Two queries that count, however many commitments there are.
    """
    standing = _standing(_commitments(user, on, own), on)
    stays = _stays(_steps(user, on, own), on)
    return [
        StageFigures(state, standing.get(state, {}), stays[state].total(), median_of(stays[state]))
        if state in stays
        else StageFigures(state, standing[state])
        for state in every_stage()
        if state in standing or state in stays
    ]


def _commitments(user: Person, on: dt.date, own: OwnStates, within: Q | None = None) -> CommitmentQuerySet:
    rows = Commitment.objects.visible_to(user)
    rows = rows if within is None else rows.filter(within)
    return rows if own is None else rows.of_states(own, on)


def _steps(user: Person, on: dt.date, own: OwnStates) -> StepTakenQuerySet:
    rows = StepTaken.objects.visible_to(user)
    return rows if own is None else rows.filter(commitment__in=_commitments(user, on, own).values("pk"))


def _standing(commitments: CommitmentQuerySet, on: dt.date) -> dict[str, dict[str, int]]:
    rows = commitments.standing_then(on).order_by()
    standing: dict[str, dict[str, int]] = {}
    for state, modality, number in rows_that_stand(rows.values_list("stood", "modality").annotate(number=Count("pk"))):
        standing.setdefault(str(state), {})[str(modality)] = number
    return standing


def _stays(steps: StepTakenQuerySet, on: dt.date) -> dict[str, Counter[int]]:
    """By stage, how many stayed how many days at it: from the step that led there to the one that led on."""
    exactly = steps.filter(on_precision=Precision.EXACT, on__lte=on)
    next_step = StepTaken.objects.filter(
        commitment=OuterRef("commitment"), serial__gt=OuterRef("serial"), on_precision=Precision.EXACT, on__lte=on
    ).exclude(to_state=OuterRef("to_state"))
    rows = (
        exactly.exclude(from_state=F("to_state"))
        .annotate(left=Subquery(next_step.order_by("serial").values("on")[:1]))
        .filter(left__gte=F("on"))
        .annotate(stayed=ExpressionWrapper(F("left") - F("on"), DurationField()))
    )
    stays: dict[str, Counter[int]] = {}
    for state, stayed, number in rows_that_stand(
        rows.order_by().values_list("to_state", "stayed").annotate(number=Count("pk"))
    ):
        stays.setdefault(str(state), Counter())[stayed.days] += number
    return stays


def median_of(days: Counter[int]) -> int | None:
    """The one in the middle of so many, and of two in the middle the earlier one."""
    place = (days.total() + 1) // 2
    for day in sorted(days):
        place -= days[day]
        if place <= 0:
            return day
    return None


def figures_of_months(user: Person, on: dt.date, own: OwnStates = None) -> list[MonthFigures]:
    """How many steps were taken in each of the months up to a day. One query."""
    months = [_months_before(on, number) for number in reversed(range(MONTHS))]
    rows = _steps(user, on, own).filter(
        on__gte=months[0], on__lte=on, on_precision__in=(Precision.EXACT, Precision.MONTH)
    )
    grouped = rows.order_by().annotate(month=TruncMonth("on")).values_list("month").annotate(number=Count("pk"))
    taken = dict(rows_that_stand(grouped))
    return [MonthFigures(month, taken.get(month, 0)) for month in months]


def _months_before(on: dt.date, number: int) -> dt.date:
    months = on.year * 12 + on.month - 1 - number
    return dt.date(months // 12, months % 12 + 1, 1)


# -- Drawn.


def picture_of_standing(stages: Iterable[StageFigures], title: str = "") -> OutlinePicture:
    """How many stand at each stage: those of modality (a), then those of (b)."""
    return bars([_row_of_standing(stage) for stage in stages if stage.standing], title)


def _row_of_standing(stage: StageFigures) -> PictureRow:
    label = str(stage.state.label)
    numbers = [(modality, stage.by_modality.get(modality, 0)) for modality in Modality.values]
    lengths = tuple((modality, number, f"{label}{colon()}{number}") for modality, number in numbers)
    return PictureRow(label, lengths, str(stage.standing), f"{label}{colon()}{stage.standing}")


def picture_of_stays(stages: Iterable[StageFigures], title: str = "") -> OutlinePicture:
    """How long a stage takes: the stay in the middle of all that are known."""
    return bars([_row_of_stays(stage) for stage in stages if stage.median is not None], title)


def _row_of_stays(stage: StageFigures) -> PictureRow:
    label, days = str(stage.state.label), stage.median or 0
    length = (FIRST, days, f"{label}{colon()}{days}")
    return PictureRow(label, (length,), stay_in_words(stage), f"{label}{colon()}{stay_in_words(stage)}")


def stay_in_words(stage: StageFigures) -> str:
    days = stage.median or 0
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def picture_of_months(months: list[MonthFigures], title: str = "") -> OutlinePicture:
    """How many steps were taken, month by month."""
    return columns([_column_of(place, month) for place, month in enumerate(months)], title)


def _column_of(place: int, figures: MonthFigures) -> PictureColumn:
    month = figures.month
    bears_its_year = month.month == 1 or (place == 0 and month.month <= LAST_WITH_ROOM)
    told = f"{date_format(month, 'YEAR_MONTH_FORMAT')}{colon()}{figures.steps}"
    return PictureColumn(figures.steps, str(month.month), str(month.year) if bears_its_year else "", told)
