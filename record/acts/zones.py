"""A time zone among what acts ask."""

from collections.abc import Container
from dataclasses import KW_ONLY, dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from record.acts.asks import Choice
from record.acts.table import Setting
from record.forms import OfferedField
from record.zones import name_of_today, zones

LIKELY, ELSEWHERE = _("Where members and observers are"), _("Elsewhere")


class OfferedZoneField(OfferedField):
    """One of the zones of today; an old name of it is taken for it."""

    def to_python(self, value: Any) -> str:
        return super().to_python(name_of_today(value) if isinstance(value, str) and value else value)

    def prepare_value(self, value: Any) -> Any:
        """What a row of old times holds is shown as it is called now."""
        return name_of_today(value) if isinstance(value, str) and value else value


@dataclass(frozen=True)
class Zone(Choice):
    """A time zone, by today's name or an older one; those that are likely stand first on a page."""

    _: KW_ONLY
    likely: Container[str] = ()

    def field(self, setting: Setting) -> forms.Field:
        offered = super(Zone, replace(self, choices=zones)).field(setting)
        field = OfferedZoneField(choices=offered.choices, widget=offered.widget)
        # A program reads one list; a page lays it out.
        field.widget.choices = likely_first(list(field.choices), self.likely)
        return field


def likely_first(choices: list[tuple[str, str]], likely: Container[str]) -> list[tuple[Any, Any]]:
    """Choices of zones as a select shows them: the likely ones under a heading of their own, then everywhere else."""
    if not likely:
        return choices
    alone = [pair for pair in choices if pair[0] in {"", "UTC"}]
    here = [pair for pair in choices if pair[0] in likely]
    rest = [pair for pair in choices if pair not in alone and pair not in here]
    return [*alone, (LIKELY, here), (ELSEWHERE, rest)]
