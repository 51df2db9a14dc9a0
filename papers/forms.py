"""How the list of papers is narrowed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.forms import ANY
from law.choices import PaperKind
from record.forms import WordsField


class PaperFilter(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *PaperKind.choices])
    q = WordsField(label=_("Search"))
