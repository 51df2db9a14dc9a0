"""What the page of meetings may be asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from law.editions import any_body
from record.forms import WordsField, YearField


class MeetingFilter(forms.Form):
    body = forms.ChoiceField(label=_("Body"), required=False, choices=any_body)
    year_from = YearField(label=_("From the year"))
    year_to = YearField(label=_("To the year"))
    q = WordsField(label=_("Search"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("year_from"), given.get("year_to")
        if first and last and first > last:
            raise forms.ValidationError(_("The first year comes after the last one."))
        return given
