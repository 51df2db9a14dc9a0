"""What only this room asks for: versions of papers by their symbol, items in their order, and which meeting."""

import re
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from decisions.models import AgendaItem
from meetings.choices import Status
from meetings.models import Meeting
from papers.models import PaperVersion
from record.acts import Ask, Pick, Setting
from record.called import check_number
from record.dates import day_of_the_house
from record.forms import number_in

SYMBOL = re.compile(r"(?P<symbol>\S{1,60})/(?P<number>[0-9]{1,6})")
NO_SUCH_VERSION = _("There is no such version of a paper that you may read.")

# -- Versions of papers, as people write them: CBM-2007-ECO-02-01/CP/1.


def papers_to_read(setting: Setting) -> QuerySet[PaperVersion]:
    return PaperVersion.objects.visible_to(setting.user).defer("text").select_related("paper")


def version_called(rows: QuerySet[PaperVersion], words: str) -> PaperVersion:
    """The version of that symbol and number. Raises forms.ValidationError."""
    named = SYMBOL.fullmatch(words.strip())
    version = rows.filter(paper__symbol=named["symbol"], number=int(named["number"])).first() if named else None
    if version is None:
        raise forms.ValidationError(NO_SUCH_VERSION)
    return version


class VersionField(forms.CharField):
    """A version of a paper by its symbol and number."""

    def __init__(self, rows: QuerySet[PaperVersion]):
        super().__init__(max_length=80)
        self.rows = rows

    def clean(self, value: Any) -> PaperVersion | None:
        words = super().clean(value)
        return version_called(self.rows, words) if words else None


class SeveralOrNotSaid(forms.SelectMultiple):
    """Tells an empty list from none at all."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.getlist(name) if name in data else None


class VersionsField(forms.ModelMultipleChoiceField):
    """Versions of papers by their symbols; None where nothing was said of them."""

    def __init__(self, rows: QuerySet[PaperVersion]):
        super().__init__(rows.none(), widget=SeveralOrNotSaid)
        self.rows = rows

    def clean(self, value: Any) -> Any:
        if value is None:
            return None
        check_number(value)
        return [version_called(self.rows, words) for words in value]


@dataclass(frozen=True)
class Version(Ask):
    """A version of a paper that the person may read."""

    _: KW_ONLY
    rows: Callable[[Setting], QuerySet[PaperVersion]] = papers_to_read

    def field(self, setting: Setting) -> forms.Field:
        return VersionField(self.rows(setting))


@dataclass(frozen=True)
class Versions(Version):
    """Several of them."""

    def field(self, setting: Setting) -> forms.Field:
        return VersionsField(self.rows(setting))


class KeysField(forms.ModelMultipleChoiceField):
    """Keys of agenda items, in the order in which they are given; whether they are all of them, the verb says."""

    def __init__(self) -> None:
        super().__init__(AgendaItem.objects.none())

    def clean(self, value: Any) -> Any:
        return [number_in(key, 9) or 0 for key in value or ()]


@dataclass(frozen=True)
class InOrder(Ask):
    """The items of an agenda in an order, each by its key."""

    def field(self, setting: Setting) -> forms.Field:
        return KeysField()


# -- Meetings.


def meetings_to_see(setting: Setting) -> QuerySet[Meeting]:
    return Meeting.objects.visible_to(setting.user)


def meetings_begun(setting: Setting) -> QuerySet[Meeting]:
    """Those that take place and have begun: of these alone something is written down."""
    begun = meetings_to_see(setting).filter(starts_on__lte=day_of_the_house(setting.at))
    return begun.filter(status__in=[Status.PLANNED, Status.HELD]).order_by("-starts_on", "-pk")


MEETING = Pick("meeting", _("Meeting"), rows=meetings_to_see, help_text=_("Reference of a meeting: SOC-2027-1."))
