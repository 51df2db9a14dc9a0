"""What the pages that look over everything may be asked."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from catalogue.forms import ANY
from members.choices import ParticipantKind, Standing
from record.forms import WordsField


class ParticipantFilter(forms.Form):
    standing = forms.ChoiceField(label=_("Standing"), required=False, choices=[ANY, *Standing.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *ParticipantKind.choices])
    q = WordsField(label=_("Search"))


class SearchForm(forms.Form):
    """One box; `within` asks for all results of one group."""

    q = WordsField(label=_("Search"))
    within = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict, *, groups: Sequence[str]):
        super().__init__(data)
        self.fields["within"].choices = [("", ""), *((group, group) for group in groups)]
