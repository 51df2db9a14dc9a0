"""A time zone among what acts ask."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms

from record.acts.asks import Choice
from record.acts.table import Setting
from record.forms import OfferedField
from record.zones import name_of_today, zones


class OfferedZoneField(OfferedField):
    """One of the zones of today; an old name of it is taken for it."""

    def to_python(self, value: Any) -> str:
        return super().to_python(name_of_today(value) if isinstance(value, str) and value else value)

    def prepare_value(self, value: Any) -> Any:
        """What a row of old times holds is shown as it is called now."""
        return name_of_today(value) if isinstance(value, str) and value else value


@dataclass(frozen=True)
class Zone(Choice):
    """A time zone, by today's name or an older one."""

    def field(self, setting: Setting) -> forms.Field:
        offered = super(Zone, replace(self, choices=zones)).field(setting)
        return OfferedZoneField(choices=offered.choices, widget=offered.widget)
