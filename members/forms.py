"""What a person may choose for themselves."""

import zoneinfo
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import User

# Regions of the time zone database that hold places; the rest are old names and offsets.
REGIONS = ("Asia", "Europe", "Africa", "America", "Atlantic", "Australia", "Indian", "Pacific")


def time_zones() -> list[Any]:
    """UTC, then every place by region, Asia first."""
    places = sorted(name for name in zoneinfo.available_timezones() if name.split("/", 1)[0] in REGIONS and "/" in name)
    by_region = {region: list(names) for region, names in groupby(places, key=lambda name: name.split("/", 1)[0])}
    choices = [(region, [(name, _place(name)) for name in by_region.get(region, [])]) for region in REGIONS]
    return [("UTC", "UTC"), *choices]


def _place(name: str) -> str:
    return name.split("/", 1)[1].replace("_", " ")


class PreferencesForm(forms.ModelForm):
    """In which language and in whose hours a person reads."""

    class Meta:
        model = User
        fields = ["language", "time_zone"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        now = self.instance.time_zone
        choices = time_zones()
        listed = {name for _region, places in choices[1:] for name, _label in places} | {"UTC"}
        kept = [] if now in listed else [(now, now)]
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("time zone"),
            choices=[*kept, *choices],
            help_text=_("Hours are shown in this zone, with its name. Days of meetings are days at the host's place."),
        )
