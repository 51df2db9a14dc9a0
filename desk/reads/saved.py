"""What a list that somebody keeps asks: as its address says it, and in words."""

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters

from desk.models import SavedList
from members.models import Person
from record.columns import ASKED, LISTS, columns_asked, columns_shown
from record.filters import ASKED_LISTS, RecordFilter
from record.forms import read_day

ORDERING = "ordering"
# The label of each filter, with the values that are asked for.
Question = list[tuple[str, list[str]]]


def is_understood(page: str, query: str, user: Person) -> bool:
    """Whether a list answers this question, as the person asks it: it may name what they don't see."""
    return page in ASKED_LISTS and ASKED_LISTS[page].asks.asked_by(query, user).is_valid()


def plain_query(page: str, query: str, user: Person) -> str:
    """The question without what asks nothing: which page of the list, empty fields, words that the list doesn't know."""
    asked = ASKED_LISTS[page].asks.asked_by(query, user).query
    if order := QueryDict(query).get(ORDERING):
        asked[ORDERING] = order
    if columns := columns_asked(page, QueryDict(query).getlist(ASKED)):
        asked.setlist(ASKED, columns)
    return asked.urlencode()


def in_words(saved: SavedList) -> Question:
    """The question as its reader is told it: the label of each filter with its values, codes as they stand.

    No row is asked for: what a code names is told by the list alone, to whoever sees it there.
    """
    known = ASKED_LISTS.get(saved.page)
    if known is None:
        return []
    query = QueryDict(saved.query)
    told = [
        (str(known.asks.base_filters[name].label or name), [_value(known.asks, name, value) for value in values])
        for name, values in query.lists()
        if name in known.asks.base_filters
    ]
    return [*told, *_order(saved.page, query), *_columns(saved.page, query)]


def _value(asks: type[RecordFilter], name: str, value: str) -> str:
    asked = asks.base_filters[name]
    if isinstance(asked, filters.DateFilter):
        day = read_day(value)
        return date_format(day, "DATE_FORMAT") if day else value
    choices = asked.extra.get("choices") or ()
    offered = choices() if callable(choices) else choices
    return next((str(label) for key, label in offered if str(key).lower() == value.lower()), value)


def _order(page: str, query: QueryDict) -> Question:
    order = query.get(ORDERING, "")
    column = LISTS.get(page, {}).get(order.removeprefix("-"))
    if column is None:
        return []
    way = _("%(column)s, the last first") if order.startswith("-") else "%(column)s"
    return [(_("Ordered by"), [way % {"column": column.heading}])]


def _columns(page: str, query: QueryDict) -> Question:
    asked = query.getlist(ASKED)
    if not columns_asked(page, asked):
        return []
    return [(_("Columns"), [str(column.heading) for column in columns_shown(page, asked).values()])]
