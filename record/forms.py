"""What a page may be asked: the day it is about, and words to look for."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.core.paginator import EmptyPage, InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from record.dates import day_of_the_house
from record.policies import shown
from record.sources import is_corrected, says_by_its_source, status_that_stays
from record.standing_still import cut_out, while_nothing_is_written

# Nobody proposed the Conference before the first day; a day after the last one is a slip of the finger.
FIRST_DAY, LAST_DAY = dt.date(1992, 1, 1), dt.date(2100, 12, 31)
LONGEST_WORDS = 200
MOST_WORDS = 10
Rows = TypeVar("Rows", bound=QuerySet)

ASCII_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True)
class AsOf:
    """The day a page is about: the one asked for, else today. `error` says why what was typed is no such day."""

    day: dt.date
    typed: str = ""
    error: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "AsOf":
        today = day_of_the_house()
        typed = query.get("as_of", "").strip()
        if not typed:
            return cls(today)
        day = read_day(typed)
        if day is None:
            beginning = typed[:40]
            return cls(
                today,
                beginning,
                str(_("“%(typed)s” is not a day. Write it as 2007-10-03.") % {"typed": beginning}),
            )
        if not FIRST_DAY <= day <= LAST_DAY:
            return cls(today, typed, str(_("Give a day from 1992 to 2100.")))
        return cls(day, typed)

    @property
    def is_today(self) -> bool:
        return not self.typed

    @property
    def query(self) -> QueryDict:
        """What asks the API about the same day."""
        query = QueryDict(mutable=True)
        if self.typed:
            query["as_of"] = self.typed
        return query


def read_day(typed: str) -> dt.date | None:
    """A day of the calendar, written as 2027-03-14 and in no other way; None for anything else."""
    if not ASCII_DAY.fullmatch(typed):
        return None
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        return None


class DayInput(forms.DateInput):
    """A day as the browser picks it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class KeptDayInput(DayInput):
    """A day as the browser picks it; what is none is shown as it was typed, which such a box wouldn't do."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = context["widget"]["value"]
        if typed and not read_day(typed):
            context["widget"]["type"] = "text"
        return context


class IsoDayField(forms.DateField):
    """A day as ISO 8601 has it, in every language; nothing shorter and nothing else."""

    widget = KeptDayInput

    def to_python(self, value: object) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, str) and (day := read_day(value)):
            return day
        raise forms.ValidationError(_("Give a day of the calendar as YYYY-MM-DD."), code="invalid")


def number_in(typed: str, digits: int) -> int | None:
    """A number of at most so many digits, written in no other way; None for anything else."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= digits else None


class BoundedDayField(forms.DateField):
    """A day within the life of the Conference. Beyond it nothing can be counted: a calendar of ours ends with 9999."""

    default_error_messages = {"invalid": _("Give a day of the calendar as YYYY-MM-DD.")}

    def validate(self, value: Any) -> None:
        super().validate(value)
        check_day(value)


def check_day(day: dt.date | None) -> None:
    """Raises ValidationError for a day outside the life of the Conference; none at all is no fault of the day's."""
    if day and not FIRST_DAY <= day <= LAST_DAY:
        raise forms.ValidationError(_("Give a day from 1992 to 2100."), code="out_of_bounds")


class WordsField(forms.CharField):
    """Words to look for; `matching_all` answers them one by one, so that their order doesn't matter."""

    def __init__(self, **kwargs: Any):
        widget = forms.TextInput(attrs={"type": "search"})
        super().__init__(**{"required": False, "max_length": LONGEST_WORDS, "widget": widget, **kwargs})

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value.split()) > MOST_WORDS:
            raise forms.ValidationError(_("Look for at most %(most)s words at a time.") % {"most": MOST_WORDS})


def as_offered(choices: Iterable[tuple[Any, Any]], typed: str) -> str:
    """The value as it is offered, in whatever capitals it was typed; what isn't offered, as it was typed."""
    offered = [str(key) for key, label in choices if not isinstance(label, list | tuple)]
    return typed if typed in offered else next((key for key in offered if key.lower() == typed.lower()), typed)


class OfferedField(forms.ChoiceField):
    """One of fixed values, in capitals or not."""

    def to_python(self, value: Any) -> str:
        return as_offered(self.choices, super().to_python(value))


def matching_all(rows: Rows, words: str) -> Rows:
    """Those of `rows` in which every one of `words` stands."""
    for word in words.split():
        rows = rows.matching(word)
    return rows


# Rows are counted one by one up to here; beyond it a list has "more than" so many.
COUNTED_TO = 10_000
FARTHEST_PAGE = 10**9


class PageOfALongList(Page):
    """A page of a list that nobody counts to its end: whether another one follows, the row after its last one tells."""

    def __init__(self, object_list: Any, number: int, paginator: "LongListPaginator", *, is_last: bool):
        super().__init__(object_list, number, paginator)
        self.is_last = is_last

    def has_next(self) -> bool:
        return not self.is_last

    def next_page_number(self) -> int:
        return self.number + 1


class LongListPaginator(Paginator):
    """Pages of rows of the database. `count` is exact as long as `has_more` is False; else there are more than so many.

    Of rows that change where something is written alone (`stands_still`) neither how many there are nor which are on a page
    is asked twice; the rows themselves are read each time.
    """

    stands_still = False

    @cached_property
    def counted(self) -> int:
        """How many rows there are, counted to one beyond the bound at most, without what only a page needs of them."""
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return len(rows)
        bounded = rows.order_by().values("pk")[: COUNTED_TO + 1]
        if not self.stands_still:
            return bounded.count()
        try:
            return while_nothing_is_written(("count", repr(bounded.query.sql_with_params())), bounded.count)
        except EmptyResultSet:
            return 0

    def _on_page(self, first: int, last: int) -> Sequence[Any]:
        """Rows by their places."""
        rows = self.object_list
        if not (self.stands_still and settings.COUNTS_STAND_STILL and isinstance(rows, QuerySet)):
            return rows[first:last]  # type: ignore[return-value]
        return cut_out(rows, first, last)

    @property
    def has_more(self) -> bool:
        return isinstance(self.object_list, QuerySet) and self.counted > COUNTED_TO

    @cached_property
    def count(self) -> int:
        return COUNTED_TO if self.has_more else self.counted

    def validate_number(self, number: Any) -> int:
        try:
            return super().validate_number(number)
        except EmptyPage:
            if self.has_more and self.num_pages < int(number) <= FARTHEST_PAGE:
                return int(number)
            raise

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        if not self.has_more:
            rows = self._on_page(first, min(first + self.per_page, self.count))
            return Page(shown(rows) if isinstance(self.object_list, QuerySet) else rows, number, self)
        rows = list(self._on_page(first, first + self.per_page + 1))
        if not rows:
            raise EmptyPage("no such page")  # whoever asks says it in their own words
        return PageOfALongList(shown(rows[: self.per_page]), number, self, is_last=len(rows) <= self.per_page)


class StandingPaginator(LongListPaginator):
    """Of rows that change where something is written alone."""

    stands_still = True


def page_of(rows: Sequence[Any] | QuerySet, query: Mapping[str, Any], size: int, *, stands_still: bool = False) -> Page:
    """The page of `rows` that the query asks for. Raises Http404 for a page that isn't there."""
    paginator = StandingPaginator if stands_still else LongListPaginator
    try:
        return paginator(rows, size).page(query.get("page") or 1)
    except (InvalidPage, ValueError) as error:
        raise Http404(_("This list has no such page.")) from error


def show_refusal(form: forms.BaseForm, problems: Mapping[str, Sequence[Any]]) -> None:
    """Say why something was refused: each sentence at the field that it names, elsewhere above the form."""
    for name, sentences in problems.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)


def what_is_missing(label: object, chooses: bool = False) -> str:
    """What is said beside a field that has to be filled in, by its name."""
    sentence = _now("Choose: %(label)s.") if chooses else _now("Fill in: %(label)s.")
    return sentence % {"label": label}


def name_what_is_missing(fields: Mapping[str, forms.Field]) -> None:
    """Every field that is left empty says which one it is."""
    for field in fields.values():
        field.error_messages["required"] = what_is_missing(
            field.label, isinstance(field, forms.ChoiceField | forms.FileField)
        )


# Beside the stock form: that the source named bears out the change as well.
SOURCE_STANDS = "_source_stands"
WHICH_SOURCE = _(
    "What this says changed, and the source is still that of before. Name the source of the change, or tick above that"
    " this one bears it out."
)


class AsksForTheSource(forms.ModelForm):
    """A day, name or standing of a sourced fact isn't changed while the old source is left standing in silence: the form asks."""

    asks_for_source = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self._leaves_the_source() and not self.data.get(SOURCE_STANDS):
            self.asks_for_source = True
            self.add_error("source", WHICH_SOURCE)
        return cleaned

    def _leaves_the_source(self) -> bool:
        if not self.instance.pk or "source" not in self.fields or "source" in self.changed_data:
            return False
        return bool(self.initial.get("source")) and any(self._is_corrected(name) for name in self.changed_data)

    def _is_corrected(self, name: str) -> bool:
        """Whether a field that changed is what the source bears out; not what is asked beside the fact."""
        field = next((field for field in self.instance._meta.fields if field.name == name), None)
        if field is None or name not in self.cleaned_data or not says_by_its_source(field):
            return False
        after = self.cleaned_data[name]
        held = vars(self.instance)
        status = status_that_stays(name, held, {**held, **self.cleaned_data})
        return is_corrected(field, field.value_from_object(self.instance), getattr(after, "pk", after), status)
