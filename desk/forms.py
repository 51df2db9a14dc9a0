"""What the pages that look over everything may be asked."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from record.forms import WordsField


class SearchForm(forms.Form):
    """One box; `within` asks for all results of one group."""

    q = WordsField(label=_("Search"))
    within = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict, *, groups: Sequence[str]):
        super().__init__(data)
        self.fields["within"].choices = [("", ""), *((group, group) for group in groups)]
