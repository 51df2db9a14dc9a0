"""What a form about addressees offers: those that its address asks for, thing by thing, the newest first, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict

from members.models import Participant
from notices.choices import TO_SERVE
from notices.filters import AddresseeFilter
from notices.models import Addressee
from record.acts import Setting
from record.forms import page_of
from record.named import called_now

# What one page of a form offers.
ON_A_PAGE = 100
# In the form's address: tick what it shows; these rows alone, ticked.
TICK, ROW = "tick", "row"
TICK_ALL = "all"


def filter_of(setting: Setting) -> AddresseeFilter:
    """As the list is narrowed; where nothing says otherwise, to what is to be served."""
    request: Any = HttpRequest()
    request.GET, request.user = _query(setting), setting.user
    is_open = {"stands", "about", ROW} & request.GET.keys()
    return AddresseeFilter.of_page(request) if is_open else AddresseeFilter.of_page(request, stands=TO_SERVE)


def offered(setting: Setting, rows: QuerySet[Addressee]) -> Page:
    """The page of what may be chosen that the form's address asks for."""
    query, narrowing = _query(setting), filter_of(setting)
    asked = narrowing.of(rows) if narrowing.is_valid() else rows.none()
    if keys := _keys(query.getlist(ROW)):
        asked = asked.filter(uid__in=keys)
    order = ("-at", "kind", "about_kind", "about_key", "occurrence", "participant__seat_name", "pk")
    try:
        return page_of(asked.order_by(*order), query, ON_A_PAGE)
    except Http404:  # others entered them meanwhile
        return page_of(asked.order_by(*order), {}, ON_A_PAGE)


def offered_first(setting: Setting, rows: QuerySet[Addressee]) -> list[str]:
    """What is ticked when the form is opened: nothing, unless its address says so."""
    query = _query(setting)
    if not (query.get(TICK) or query.getlist(ROW)):
        return []
    is_of_paper = query.get(TICK) == TO_SERVE
    return [str(row.uid) for row in offered(setting, rows) if row.on_paper or not is_of_paper]


def _query(setting: Setting) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in setting.link.lists():
        query.setlist(name, values)
    return query


def _keys(typed: list[str]) -> list[str]:
    field = forms.UUIDField()
    keys = []
    for key in typed:
        try:
            keys.append(str(field.clean(key)))
        except forms.ValidationError:
            continue
    return keys


@dataclass(frozen=True)
class Box:
    """One state of a thing, with its box."""

    row: Addressee
    state: Participant
    is_ticked: bool


@dataclass(frozen=True)
class ToldThing:
    """A thing that was told, with those of its addressees that are offered. `these`: the address that ticks all of them."""

    told: Addressee
    label: str
    boxes: list[Box]
    these: str


class AddresseesInput(forms.CheckboxSelectMultiple):
    """Boxes thing by thing, with a press that ticks all of one; what was ticked on another page stays ticked, above."""

    template_name = "widgets/addressees.html"

    def __init__(self, setting: Setting, rows: QuerySet[Addressee]) -> None:
        super().__init__()
        self.setting, self.rows = setting, rows

    def __deepcopy__(self, memo: dict[int, Any]) -> "AddresseesInput":
        return self

    @cached_property
    def page(self) -> Page:
        return offered(self.setting, self.rows)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        ticked = set(_keys([str(key) for key in value or ()]))
        shown_here = list(self.page)
        elsewhere = ticked - {str(row.uid) for row in shown_here}
        others = list(self.rows.filter(uid__in=elsewhere).order_by("-at", "pk")) if elsewhere else []
        attributes = self.build_attrs(self.attrs, attrs)
        return {
            "widget": {"name": name, "attrs": attributes, "is_hidden": False, "required": self.is_required},
            "things": [*self._things([*others, *shown_here], ticked)],
            "page": self.page,
            "all_of_these": self._address(**{TICK: TICK_ALL}),
            "earlier": self._page_beside(-1) if self.page.has_previous() else "",
            "later": self._page_beside(1) if self.page.has_next() else "",
        }

    def _things(self, rows: list[Addressee], ticked: set[str]) -> Iterator[ToldThing]:
        labels = called_now(self.setting.user, rows)
        for _key, group in groupby(rows, attrgetter("kind", "about_kind", "about_key", "occurrence")):
            boxes = [Box(row, row.participant, str(row.uid) in ticked) for row in group]
            told = boxes[0].row
            these = self._address(about=f"{told.about_kind}:{told.about_key}", kind=told.kind, **{TICK: TICK_ALL})
            yield ToldThing(told, labels[told.pk], boxes, these)

    def _page_beside(self, step: int) -> str:
        return self._address(page=str(self.page.number + step))

    def _address(self, **changed: str) -> str:
        query = _query(self.setting)
        for name in (TICK, *changed):
            query.pop(name, None)
        if "about" in changed:
            query.pop("page", None)
        for name, value in changed.items():
            query[name] = value
        return f"?{query.urlencode()}"
