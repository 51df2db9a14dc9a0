"""Pictures of all commitments that somebody sees: where they stand, how long each stage takes, what happened month by month.

No state is counted, and nothing is put in an order of merit: stages stand in the order of the procedure, months in that of
the calendar. What is counted is counted by the database, and drawn as SVG with classes only; the table behind each picture
has the same figures.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, DurationField, ExpressionWrapper, F, OuterRef, Subquery
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, ngettext

from commitments.models import Commitment, StepTaken
from commitments.reports.stages import every_stage
from law.choices import Modality
from law.grammar.procedure import StateRow
from members.models import Person
from record.dates import Precision
from record.standing_still import rows_that_stand
from record.templatetags.signs import colon

MONTHS = 24
# In units of the picture: a row has its words above its bar.
WIDTH, A_ROW, WORDS_AT, BAR_AT, BAR = 520, 40, 14, 20, 12
# What a bar leaves to the number after it.
FOR_THE_NUMBER = 110
HIGHEST, BELOW, A_COLUMN = 120, 34, 21
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


@dataclass(frozen=True)
class BarPart:
    """A rectangle of a picture; `kind` says which of two things it counts."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    words: str


@dataclass(frozen=True)
class BarWords:
    """A text of a picture with its place; `kind` is "label", "number" or "foot"."""

    kind: str
    x: int
    y: int
    text: str


@dataclass(frozen=True)
class BarPicture:
    width: int
    height: int
    parts: tuple[BarPart, ...]
    texts: tuple[BarWords, ...]
    is_mirrored: bool
    words: str


def figures_of_stages(user: Person, on: dt.date) -> list[StageFigures]:
    """Of each stage at which something stands, or that something has left, as of a day, as far as the person sees it.

    Two queries that count, however many commitments there are.
    """
    standing = _standing(user, on)
    stays = _stays(user, on)
    return [
        StageFigures(state, standing.get(state, {}), stays[state].total(), median_of(stays[state]))
        if state in stays
        else StageFigures(state, standing[state])
        for state in every_stage()
        if state in standing or state in stays
    ]


def _standing(user: Person, on: dt.date) -> dict[str, dict[str, int]]:
    rows = Commitment.objects.visible_to(user).standing_then(on).order_by()
    standing: dict[str, dict[str, int]] = {}
    for state, modality, number in rows_that_stand(rows.values_list("stood", "modality").annotate(number=Count("pk"))):
        standing.setdefault(str(state), {})[str(modality)] = number
    return standing


def _stays(user: Person, on: dt.date) -> dict[str, Counter[int]]:
    """By stage, how many stayed how many days at it: from the step that led there to the one that led on."""
    exactly = StepTaken.objects.visible_to(user).filter(on_precision=Precision.EXACT, on__lte=on)
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


def figures_of_months(user: Person, on: dt.date) -> list[MonthFigures]:
    """How many steps were taken in each of the months up to a day. One query."""
    months = [_months_before(on, number) for number in reversed(range(MONTHS))]
    rows = StepTaken.objects.visible_to(user).filter(
        on__gte=months[0], on__lte=on, on_precision__in=(Precision.EXACT, Precision.MONTH)
    )
    grouped = rows.order_by().annotate(month=TruncMonth("on")).values_list("month").annotate(number=Count("pk"))
    taken = dict(rows_that_stand(grouped))
    return [MonthFigures(month, taken.get(month, 0)) for month in months]


def _months_before(on: dt.date, number: int) -> dt.date:
    months = on.year * 12 + on.month - 1 - number
    return dt.date(months // 12, months % 12 + 1, 1)


# -- Drawn.


def picture_of_standing(stages: Iterable[StageFigures]) -> BarPicture:
    """How many stand at each stage: those of modality (a), then those of (b)."""
    shown = [stage for stage in stages if stage.standing]
    most = max((stage.standing for stage in shown), default=1)
    rows = []
    for stage in shown:
        lengths = [(modality, stage.by_modality.get(modality, 0)) for modality in Modality.values]
        rows.append((str(stage.state.label), lengths, str(stage.standing)))
    return _bars(rows, most)


def picture_of_stays(stages: Iterable[StageFigures]) -> BarPicture:
    """How long a stage takes: the stay in the middle of all that are known."""
    shown = [stage for stage in stages if stage.median is not None]
    most = max((stage.median or 0 for stage in shown), default=1)
    return _bars(
        [(str(stage.state.label), [(Modality.A, stage.median or 0)], stay_in_words(stage)) for stage in shown], most
    )


def stay_in_words(stage: StageFigures) -> str:
    days = stage.median or 0
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def _bars(rows: list[tuple[str, list[tuple[str, int]], str]], most: int) -> BarPicture:
    parts, texts = [], []
    for place, (label, lengths, number) in enumerate(rows):
        y, before = place * A_ROW, 0
        for kind, length in lengths:
            width = round((WIDTH - FOR_THE_NUMBER) * length / max(most, 1))
            if length:
                parts.append(_part(kind, before, y + BAR_AT, max(width, 2), BAR, f"{label}{colon()}{length}"))
            before += width
        texts.append(BarWords("label", _x(3), y + WORDS_AT, label))
        texts.append(BarWords("number", _x(max(before, 2) + 8), y + BAR_AT + BAR - 1, number))
    told = ". ".join(f"{label}{colon()}{number}" for label, _lengths, number in rows)
    return BarPicture(WIDTH, max(len(rows), 1) * A_ROW, tuple(parts), tuple(texts), get_language_bidi(), told)


def picture_of_months(months: list[MonthFigures]) -> BarPicture:
    """How many steps were taken, month by month."""
    most = max((month.steps for month in months), default=0) or 1
    parts, texts = [], []
    for place, month in enumerate(months):
        x, height = place * A_COLUMN, round(HIGHEST * month.steps / most)
        words = f"{date_format(month.month, 'YEAR_MONTH_FORMAT')}{colon()}{month.steps}"
        if month.steps:
            parts.append(_part(Modality.A, x, 16 + HIGHEST - height, A_COLUMN - 5, height, words))
            texts.append(BarWords("number", _x(x + 3), 12 + HIGHEST - height, str(month.steps)))
        texts.append(BarWords("foot", _x(x + 3), 16 + HIGHEST + 14, str(month.month.month)))
        if month.month.month == 1 or (place == 0 and month.month.month <= LAST_WITH_ROOM):
            texts.append(BarWords("foot", _x(x + 3), 16 + HIGHEST + 30, str(month.month.year)))
    told = ". ".join(
        f"{date_format(month.month, 'YEAR_MONTH_FORMAT')}{colon()}{month.steps}" for month in months if month.steps
    )
    return BarPicture(WIDTH, 16 + HIGHEST + BELOW, tuple(parts), tuple(texts), get_language_bidi(), told)


def _part(kind: str, x: int, y: int, width: int, height: int, words: str) -> BarPart:
    return BarPart(kind, WIDTH - x - width if get_language_bidi() else x, y, width, height, words)


def _x(x: int) -> int:
    return WIDTH - x if get_language_bidi() else x
