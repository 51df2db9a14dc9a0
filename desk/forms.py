"""What the pages that look over everything may be asked."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from record.forms import WordsField
from record.searchable import SEARCH


class SearchForm(forms.Form):
    """One box; `within` asks for all results of one kind."""

    q = WordsField(label=_("Search"))
    within = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict):
        super().__init__(data)
        self.fields["within"].choices = [("", ""), *((kind.name, kind.label) for kind in SEARCH.kinds)]
